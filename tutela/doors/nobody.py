"""Records of nobody: decoys, by which it shows who looks without a reason. Nothing that counts
children counts them."""

from __future__ import annotations

from uuid import UUID

from django.db import connections


def records_of_nobody(*, using: str) -> frozenset[UUID]:
    """The decoys. Only the owner of the database may know them."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT child_id FROM watch_decoy")
        return frozenset(child for (child,) in cursor.fetchall())
