"""The two roles of the database, and what the application may do by default.

Both functions can be called again at any time, on the embedded server or on any other.
"""

from __future__ import annotations

from psycopg import Connection, sql

from tutela.config.databases import APP_ROLE, OWNER_ROLE

# (role, what it is). Neither is a superuser, and neither can become the other.
ROLES = (
    (OWNER_ROLE, "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS"),
    (APP_ROLE, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"),
)
EXTENSIONS = ("btree_gist", "pg_trgm")


def make_roles_and_database(server: Connection[tuple[object, ...]], name: str) -> None:
    """As superuser, in autocommit: make both roles and the database `name` of the owner."""
    for role, attributes in ROLES:
        known = server.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount
        verb = "ALTER" if known else "CREATE"
        server.execute(sql.SQL(f"{verb} ROLE {{}} {attributes}").format(sql.Identifier(role)))
    # To end the application's sessions before a database is moved or restored.
    server.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(OWNER_ROLE)))
    if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(OWNER_ROLE)
            )
        )


def prepare_database(owner: Connection[tuple[object, ...]], app_role: str = APP_ROLE) -> None:
    """As the database's owner: extensions, and what the application may do with new tables.

    New tables may be read and written by the application, but not truncated; the tables of the
    record take more away in their own migrations. New functions may be called by nobody until a
    migration grants it: a function that runs with its owner's rights must never be open by default.
    """
    app = sql.Identifier(app_role)
    for extension in EXTENSIONS:
        # Both are trusted extensions: a database's owner may create them.
        owner.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    ):
        owner.execute(sql.SQL(statement).format(app=app))
    limit_database(owner, owner.info.dbname, app_role)


def limit_database(
    owner: Connection[tuple[object, ...]], name: str, app_role: str = APP_ROLE
) -> None:
    """As the owner of the database `name`: the application may enter it, and nobody else."""
    for statement in (
        # TEMPORARY goes too: a temporary table could stand in for a real one inside a function.
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {name} TO {app}",
    ):
        owner.execute(
            sql.SQL(statement).format(name=sql.Identifier(name), app=sql.Identifier(app_role))
        )
