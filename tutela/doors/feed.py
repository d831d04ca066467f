"""The seam: pseudonymous facts for evidence, as known at a moment. No name ever passes here.

A room that knows how to read facts off a chronology says so with ``read_facts_by``. Keys are keyed
hashes under a key of this installation: the same child has the same key in each extract, and the
key means nothing anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tutela.chronology.moment import day_start
from tutela.doors.nobody import records_of_nobody
from tutela.doors.projections import Whole
from tutela.doors.rebuilding import wholes
from tutela.keyring.house import keyed_hash

Pseudonym = Callable[[UUID], str]
FactReader = Callable[[Whole, Pseudonym], Iterable[Mapping[str, Any]]]

_readers: list[FactReader] = []


def read_facts_by(reader: FactReader) -> None:
    """Say how facts are read off a child's chronology. Each fact is a flat mapping."""
    _readers.append(reader)


def pseudonym(of: UUID) -> str:
    """The key of a child or an entry outside the record: 32 hexadecimal digits."""
    return keyed_hash(of.bytes)


def facts(
    as_at: date, *, using: str = "owner", seen: Callable[[int], object] = lambda n: None
) -> Iterator[Mapping[str, Any]]:
    """Facts about every child, as the record was known at the end of a London day. Owner only."""
    moment = day_start(as_at + timedelta(days=1))
    nobody = records_of_nobody(using=using)
    for whole in wholes(using=using, seen=seen):
        if whole.child in nobody:
            continue
        then = replace(whole, chronology=whole.chronology.as_at(moment))
        for reader in _readers:
            yield from reader(then, pseudonym)
