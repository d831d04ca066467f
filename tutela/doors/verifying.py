"""Walks every chain and says where the first link is that does not hold. As the owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from tutela.chronology.seal import BrokenLink, Sealed, first_broken, rewritten

# The columns come as the texts that the seal reads: millions of them are quicker so.
_CHAINS = """
    SELECT e.child_id, e.place, e.digest, concat_ws(E'\\x1f',
        e.id, e.child_id, e.place, e.kind, e.version, e.category,
        coalesce((extract(epoch FROM e.happened_from) * 1000000)::bigint::text, ''),
        coalesce((extract(epoch FROM e.happened_until) * 1000000)::bigint::text, ''),
        e.precision, (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.by_id, e.agency_id,
        e.role, coalesce(e.refers_to_id::text, ''), coalesce(e.corrects_id::text, ''),
        coalesce(e.withdraws_id::text, ''), e.reason), e.content::text
      FROM chronology_entry e ORDER BY e.child_id, e.place"""
_PAGE = 5_000


def broken_chains(
    *, using: str = "owner", seen: Callable[[int], object] = lambda entries: None
) -> Iterator[BrokenLink]:
    """The first broken link of each chain that does not hold, child by child.

    ``seen`` is told how many more entries have been walked. A child whose entries are all gone is
    found by its head.
    """
    with transaction.atomic(using=using):
        heads = _heads(using)
        for child, rows in groupby(_rows(using, seen), key=lambda row: row[0]):
            place, digest = heads.pop(child, (0, b""))
            broken = first_broken(child, map(_link, rows), head_place=place, head_digest=digest)
            if broken is not None:
                yield broken
        for child, (place, _) in heads.items():
            if place:
                yield BrokenLink(child, 1, f"all {place} entries are missing")


def _heads(using: str) -> dict[UUID, tuple[int, bytes]]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT id, head_place, head_digest FROM people_child")
        return {child: (place, bytes(digest)) for child, place, digest in cursor.fetchall()}


def _rows(using: str, seen: Callable[[int], object]) -> Iterator[tuple[Any, ...]]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(_CHAINS)
        while rows := cursor.fetchmany(_PAGE):
            yield from rows
            seen(len(rows))


def _link(row: tuple[Any, ...]) -> Sealed:
    _, place, digest, header, stored = row
    try:
        content = rewritten(stored)
    except TypeError:
        # No entry ever held such a number: whatever stands here was put here by another hand.
        content = ""
    return Sealed(place, header, content, bytes(digest))
