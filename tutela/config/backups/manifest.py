"""What a backup holds, counted in the very snapshot that is dumped."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

import psycopg

FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """Counts and seals to hold a restored copy against. ``heads`` is the SHA-256 over the id and
    head digest of every child, in the order of ids."""

    format: int
    program: str
    at: str
    children: int
    entries: int
    audit: int
    heads: str

    def line(self) -> bytes:
        """The manifest as the first line of a backup."""
        return json.dumps(asdict(self), sort_keys=True).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Manifest:
        """Read the first line of a backup. Raises ValueError when it is none of ours."""
        data: Any = json.loads(line)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ValueError("not a backup that this version of Tutela reads")
        return cls(**{field.name: data[field.name] for field in fields(cls)})

    def differences(self, found: Manifest) -> list[str]:
        """Where a restored copy is not what was backed up, in plain words."""
        compared = {
            "children": "records",
            "entries": "entries",
            "audit": "lines of the audit",
            "heads": "seal over all records",
        }
        return [
            f"{words}: {getattr(self, name)} in the backup, {getattr(found, name)} restored"
            for name, words in compared.items()
            if getattr(self, name) != getattr(found, name)
        ]


def manifest_of(owner: psycopg.Connection[Any], program: str) -> Manifest:
    """Count a database, as its owner, in the transaction that is open."""
    heads = sha256()
    children = 0
    with owner.cursor("heads") as cursor:
        for child, digest in cursor.execute("SELECT id, head_digest FROM people_child ORDER BY id"):
            heads.update(child.bytes + bytes(digest))
            children += 1
    row = owner.execute(
        "SELECT now()::text, (SELECT count(*) FROM chronology_entry),"
        " (SELECT count(*) FROM access_audit)"
    ).fetchone()
    assert row is not None
    return Manifest(FORMAT, program, row[0], children, row[1], row[2], heads.hexdigest())
