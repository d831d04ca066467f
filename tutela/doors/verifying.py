"""Walks every chain and says where the first link is that does not hold. As the owner.

Of an erased record only places and digests are left. Its chain is held against the seal that was
set over them when it was erased, and the last digest against the head, as of any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
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
      FROM chronology_entry e WHERE %(child)s::uuid IS NULL OR e.child_id = %(child)s
     ORDER BY e.child_id, e.place"""
_HEADS = """
    SELECT c.id, c.head_place, c.head_digest, octet_length(c.sealed_key) = 0, x.places, x.seal
      FROM people_child c LEFT JOIN retention_erasure x ON x.child_id = c.id
     WHERE %(child)s::uuid IS NULL OR c.id = %(child)s"""
_PAGE = 5_000
_LEFT_OF_AN_ENTRY = "{}"


@dataclass(frozen=True)
class _Head:
    """Where a chain should end; for an erased record, over how many places which seal was set."""

    place: int = 0
    digest: bytes = b""
    has_no_key: bool = False
    erased: tuple[int, bytes] | None = None


def broken_chains(
    *,
    using: str = "owner",
    child: UUID | None = None,
    seen: Callable[[int], object] = lambda entries: None,
) -> Iterator[BrokenLink]:
    """The first broken link of each chain that does not hold, child by child; or of one child.

    ``seen`` is told how many more entries have been walked. A child whose entries are all gone is
    found by its head.
    """
    with transaction.atomic(using=using):
        heads = _heads(using, child)
        for of, rows in groupby(_rows(using, child, seen), key=lambda row: row[0]):
            broken = _broken(of, map(_link, rows), heads.pop(of, _Head()))
            if broken is not None:
                yield broken
        for of, head in heads.items():
            if head.place:
                yield BrokenLink(of, 1, f"all {head.place} entries are missing")


def _broken(child: UUID, links: Iterable[Sealed], head: _Head) -> BrokenLink | None:
    if head.erased is None:
        if head.has_no_key:
            return BrokenLink(child, 1, "the key is gone, and nobody erased the record")
        return first_broken(child, links, head_place=head.place, head_digest=head.digest)
    if not head.has_no_key:
        return BrokenLink(child, 1, "the record was erased, and a key stands there")
    return _broken_of_erased(child, links, head, *head.erased)


def _broken_of_erased(
    child: UUID, links: Iterable[Sealed], head: _Head, places: int, seal: bytes
) -> BrokenLink | None:
    over, place, last = sha256(), 0, b""
    for link in links:
        place += 1
        if link.place != place:
            return BrokenLink(child, place, f"missing; the next one is {link.place}")
        if link.content != _LEFT_OF_AN_ENTRY:
            return BrokenLink(child, place, "the record was erased, and something stands there")
        over.update(place.to_bytes(4, "big") + link.digest)
        last = link.digest
    if (place, last) != (head.place, head.digest) or place != places or over.digest() != seal:
        return BrokenLink(child, place, "not what was left when the record was erased")
    return None


def _heads(using: str, child: UUID | None) -> dict[UUID, _Head]:
    with connections[using].cursor() as cursor:
        cursor.execute(_HEADS, {"child": child})
        return {
            of: _Head(
                place, bytes(digest), has_no_key, None if seal is None else (places, bytes(seal))
            )
            for of, place, digest, has_no_key, places, seal in cursor.fetchall()
        }


def _rows(
    using: str, child: UUID | None, seen: Callable[[int], object]
) -> Iterator[tuple[Any, ...]]:
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(_CHAINS, {"child": child})
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
