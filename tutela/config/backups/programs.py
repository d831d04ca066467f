"""PostgreSQL's client programs, and how they find the database: never by their arguments, which
anybody on the machine can read."""

from __future__ import annotations

import os
from typing import Any

from tutela.config import places


def program(name: str) -> str:
    """The path of a client program that came with the embedded server."""
    return str(places.binaries() / "bin" / name)


def client_environment(place: dict[str, Any]) -> dict[str, str]:
    """Environment for a client program that speaks to ``place`` (as in DATABASES)."""
    named = {
        "PGDATABASE": place["NAME"],
        "PGUSER": place.get("USER"),
        "PGPASSWORD": place.get("PASSWORD"),
        "PGHOST": place.get("HOST"),
        "PGPORT": place.get("PORT"),
        "PGSSLMODE": place.get("OPTIONS", {}).get("sslmode"),
    }
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return kept | {name: str(value) for name, value in named.items() if value}
