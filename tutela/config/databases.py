"""Two ways into one database: as the application, which is bound by every rule, and as its owner.

`default` logs in as `tutela_app`: no superuser, bound by row-level security, without DDL.
`owner` logs in as `tutela_owner`: owns the tables; for migrations, rebuilding, feed and verify.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from tutela.config.places import server_places

APP_ROLE = "tutela_app"
OWNER_ROLE = "tutela_owner"
NAME = "tutela"


class DatabaseUrlError(Exception):
    """A database address that can't be read; the message never repeats its password."""


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES, from `DATABASE_URL` and `DATABASE_OWNER_URL` or the embedded server."""
    url = os.environ.get("DATABASE_URL")
    if url:
        default = from_url(url)
        owner_url = os.environ.get("DATABASE_OWNER_URL")
        # Without the owner's address maintenance fails at its first query, and serving works.
        owner = from_url(owner_url) if owner_url else default | {"USER": OWNER_ROLE}
    else:
        place = {"NAME": NAME, "HOST": str(server_places().socket)}
        default, owner = place | {"USER": APP_ROLE}, place | {"USER": OWNER_ROLE}
    return {
        # A worker keeps its connection between requests, and looks whether it still lives.
        "default": _django(default) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
        "owner": _django(owner),
    }


def external() -> bool:
    """Whether someone else runs the server (`DATABASE_URL`)."""
    return bool(os.environ.get("DATABASE_URL"))


def from_url(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?sslmode=require`.

    Raises:
        DatabaseUrlError: another scheme, or no database name.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise DatabaseUrlError(
            "A database address looks like postgresql://user:password@host:5432/name"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def connect(place: dict[str, Any]) -> psycopg.Connection[tuple[object, ...]]:
    """A connection in autocommit that Django knows nothing of; `place` as in DATABASES."""
    named = {
        "dbname": place["NAME"],
        "user": place.get("USER"),
        "password": place.get("PASSWORD"),
        "host": place.get("HOST"),
        "port": place.get("PORT"),
    }
    given = {key: value for key, value in named.items() if value}
    return psycopg.connect(**given, **place.get("OPTIONS", {}), autocommit=True)


def _django(place: dict[str, Any]) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.postgresql", **place}
