"""Entries that bind several children. One is shown only to who may see every child in it: neither
that there is such an entry, nor who the other is, may be read off a record by anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, Content, kind_of

Others = Callable[[Any], Iterable[UUID]]
"""The other children that an entry names, read off its content."""

_others: dict[str, Others] = {}

_MAY_READ = """
    SELECT one FROM unnest(%s::uuid[]) AS one WHERE %s = ANY (door_categories(one, 'read'))"""


def binds(kind: type[Content], others: Others) -> None:
    """Say that entries of this kind bind a child to others."""
    _others[kind_of(kind).slug] = others


def bind_children() -> frozenset[str]:
    """Slugs of the kinds that do. No copy and no package ever holds one."""
    return frozenset(_others)


def apart(chronology: Chronology) -> Chronology:
    """The chronology without what binds the child to another whom the reader may not see.

    The reader stands at the door, in the present transaction.
    """
    bound = [e for e in chronology.entries if e.kind.slug in _others]
    if not bound:
        return chronology
    named = {
        e.id: frozenset(_others[e.kind.slug](e.content)) if e.content is not None else None
        for e in bound
    }
    seen = {
        category: _may_read(named.values(), category) for category in {e.category for e in bound}
    }
    hidden = {
        e.id for e in bound if (others := named[e.id]) is None or not others <= seen[e.category]
    }
    if not hidden:
        return chronology
    entries = tuple(
        e
        for e in chronology.entries
        if e.id not in hidden and hidden.isdisjoint({e.mends, e.refers_to} - {None})
    )
    return replace(chronology, entries=entries)


def _may_read(named: Iterable[frozenset[UUID] | None], category: Category) -> frozenset[UUID]:
    children = list(frozenset().union(*(some for some in named if some is not None)))
    with connection.cursor() as cursor:
        cursor.execute(_MAY_READ, [children, category.value])
        return frozenset(child for (child,) in cursor.fetchall())
