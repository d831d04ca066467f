"""The seal of an entry: SHA-256 over the digest before it, its columns, and its canonical content.

The database function ``entry_digest`` computes the same bytes when it appends; this module checks
them, and says which link of a chain is the first that does not hold. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from pydantic_core import to_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SEPARATOR = "\x1f"


def canonical(content: Any) -> str:
    """JSON with sorted keys, no spaces, no escapes beyond need: one text for one content.

    The same text as ``json.dumps(content, sort_keys=True, separators=(",", ":"),
    ensure_ascii=False)``. Raises TypeError for a float, which JSONB would normalise behind our
    back.
    """
    return to_json(_in_order(content)).decode()


def rewritten(stored: str) -> str:
    """Stored JSON as its canonical text. Raises TypeError for a float, which no entry ever held."""
    return to_json(_in_order(_DECODER.decode(stored))).decode()


def _no_float(number: str) -> float:
    raise TypeError("no floats in an entry: give an integer in a smaller unit, or text")


_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def _in_order(value: Any) -> Any:
    """The value with the keys of every object in order. Raises TypeError for what JSON, or an
    entry, does not hold."""
    if isinstance(value, dict):
        # Most values are text: those are told apart here, without another call.
        return {
            key: inner if (inner := value[key]).__class__ is str else _in_order(inner)
            for key in sorted(value)
        }
    if isinstance(value, list | tuple):
        return [v if v.__class__ is str else _in_order(v) for v in value]
    if isinstance(value, float):
        _no_float(str(value))
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} is nothing that JSON holds")


@dataclass(frozen=True)
class Link:
    """One row of a chain, as stored. ``content`` is canonical text."""

    id: UUID
    child: UUID
    place: int
    kind: str
    version: int
    category: str
    happened_from: datetime | None
    happened_until: datetime | None
    precision: str
    recorded_at: datetime
    by: UUID
    agency: UUID
    role: str
    refers_to: UUID | None
    corrects: UUID | None
    withdraws: UUID | None
    reason: str
    content: str
    digest: bytes


class Sealed(NamedTuple):
    """A link ready for checking: its columns as one text, its canonical content, its seal."""

    place: int
    header: str
    content: str
    digest: bytes


def digest(before: bytes, link: Link) -> bytes:
    """The 32-byte seal of a link after the digest before it."""
    return _digest(before, header_of(link), link.content)


def header_of(link: Link) -> str:
    """The columns of a link as the seal reads them."""
    return _SEPARATOR.join(
        (
            str(link.id), str(link.child), str(link.place), link.kind, str(link.version),
            link.category, _microseconds(link.happened_from), _microseconds(link.happened_until),
            link.precision, _microseconds(link.recorded_at), str(link.by), str(link.agency),
            link.role, _or_nothing(link.refers_to), _or_nothing(link.corrects),
            _or_nothing(link.withdraws), link.reason,
        )
    )  # fmt: skip


def _digest(before: bytes, header: str, content: str) -> bytes:
    return sha256(before + f"{header}{_SEPARATOR}{content}".encode()).digest()


def _microseconds(at: datetime | None) -> str:
    return "" if at is None else str((at - _EPOCH) // _MICROSECOND)


def _or_nothing(value: UUID | None) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class BrokenLink:
    """The first place at which a chain does not hold, and why."""

    child: UUID
    place: int
    why: str

    def __str__(self) -> str:
        return f"record {self.child}, place {self.place}: {self.why}"


def first_broken(
    child: UUID, links: Iterable[Sealed], *, head_place: int, head_digest: bytes
) -> BrokenLink | None:
    """Walk one child's chain in order; None when every link holds and the head is its end."""
    before, place = b"", 0
    for link in links:
        place += 1
        if link.place != place:
            return BrokenLink(child, place, f"missing; the next one is {link.place}")
        if _digest(before, link.header, link.content) != link.digest:
            return BrokenLink(child, place, "not what was sealed")
        before = link.digest
    if place != head_place or before != bytes(head_digest):
        return BrokenLink(child, place + 1, f"the chain should end at place {head_place}")
    return None
