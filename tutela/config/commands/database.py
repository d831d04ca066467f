"""`tutela database create`: the roles and the database on a server that somebody else runs."""

from __future__ import annotations

import secrets
import sys
from typing import Any
from urllib.parse import quote, urlencode

import click
import psycopg
from psycopg import sql

from tutela.config.databases import (
    APP_ROLE,
    NAME,
    OWNER_ROLE,
    DatabaseUrlError,
    connect,
    from_url,
)
from tutela.config.roles import make_roles_and_database, prepare_database


@click.group()
def database() -> None:
    """Tutela on a PostgreSQL of your own."""


@database.command("create")
@click.argument("administrator", metavar="ADMINISTRATOR_URL")
@click.option("--name", default=NAME, show_default=True, help="What the database is called.")
def create(administrator: str, name: str) -> None:
    """Make Tutela's two roles and its database, and print the addresses for both.

    ADMINISTRATOR_URL is the address of a superuser: postgresql://postgres:...@host/postgres.
    The roles get new passwords each time.
    """
    try:
        place = from_url(administrator)
        passwords = {role: secrets.token_urlsafe(32) for role in (APP_ROLE, OWNER_ROLE)}
        with connect(place) as superuser:
            if superuser.info.server_version < 160000:
                sys.exit("Tutela needs PostgreSQL 16 or newer.")
            make_roles_and_database(superuser, name)
            for role, password in passwords.items():
                superuser.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(password)
                    )
                )
        ways_in = {
            role: place | {"NAME": name, "USER": role, "PASSWORD": password}
            for role, password in passwords.items()
        }
        with connect(ways_in[OWNER_ROLE]) as owner:
            prepare_database(owner)
    except (DatabaseUrlError, psycopg.Error) as problem:
        sys.exit(f"The database was not made: {str(problem).strip()}")
    click.echo(f"DATABASE_URL={_url(ways_in[APP_ROLE])}")
    click.echo(f"DATABASE_OWNER_URL={_url(ways_in[OWNER_ROLE])}")


def _url(place: dict[str, Any]) -> str:
    """The address of a place in DATABASES; a socket's folder goes where libpq reads it."""
    user = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}"
    socket = place["HOST"].startswith("/")
    host = "" if socket else place["HOST"]
    port = f":{place['PORT']}" if place["PORT"] else ""
    options = place["OPTIONS"] | ({"host": place["HOST"]} if socket else {})
    query = f"?{urlencode(options)}" if options else ""
    return f"postgresql://{user}@{host}{port}/{quote(place['NAME'])}{query}"
