"""The same telephone number or address with two children of one's own. A person confirms each.

Compared as keyed hashes, only among children whom the viewer may see, only in what they read there;
an address also only where neither child's whereabouts are kept more closely. So nobody learns here
of a child outside their reach, nor a place that is kept back from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from tutela.access.asked import Shield
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, kind_of
from tutela.connections.answers import Trace
from tutela.connections.derive import connected
from tutela.connections.entries import ChildrenConnected, TraceSeen
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.doors.identifiers import known_as, read_identifiers_by
from tutela.doors.reading import Record
from tutela.keyring.fields import SEEN_ADDRESS, SEEN_PHONE


@dataclass(frozen=True)
class Match:
    """Another child in whose record the same number or address stands."""

    other: UUID
    sort: Trace


def traces(chronology: Chronology) -> Iterator[tuple[str, Category, str]]:
    """Numbers and addresses that turned up."""
    for entry in chronology.of(TraceSeen):
        for field, words in _written(entry.content):
            yield field, entry.category, words


def _written(content: object) -> Iterator[tuple[str, str]]:
    if isinstance(content, TraceSeen):
        if content.sort is Trace.PHONE and isinstance(content.number, str):
            yield SEEN_PHONE, content.number
        if content.sort is Trace.ADDRESS and isinstance(content.address, str):
            yield SEEN_ADDRESS, content.address


def matches(record: Record, *, by: Viewer) -> tuple[Match, ...]:
    """Other children within reach with the same number or address, who aren't connected yet."""
    if not record.chronology.of(TraceSeen):
        return ()
    known = {e.says(ChildrenConnected).other for e in connected(record.chronology)}
    found: list[Match] = []
    with one_transaction():
        stand_at_the_door(by)
        for field, sort in ((SEEN_PHONE, Trace.PHONE), (SEEN_ADDRESS, Trace.ADDRESS)):
            kept_closely = sort is Trace.ADDRESS and record.gate.around.shield is not Shield.OPEN
            words = {w for f, _category, w in traces(record.chronology) if f == field}
            if words and not kept_closely:
                others = known_as(field, words, openly=sort is Trace.ADDRESS)
                found += [Match(o, sort) for o in others - known - {record.child}]
    return tuple(found)


read_identifiers_by(traces, kinds=(kind_of(TraceSeen).slug,))
