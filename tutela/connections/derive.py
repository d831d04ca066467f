"""Who is around a child now, and with whom they are connected, from entries. Pure."""

from __future__ import annotations

from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.connections.answers import Tie
from tutela.connections.entries import (
    ChildrenConnected,
    ConcernLevel,
    ParentalResponsibility,
    PersonAround,
)
from tutela.duties.duty import happened_at


def decide_now(chronology: Chronology, at: datetime) -> tuple[Entry, ...]:
    """Who may decide for the child at a moment."""
    return tuple(
        e
        for e in chronology.of(ParentalResponsibility)
        if e.content is not None
        and happened_at(e) <= at
        and _goes_on(e.says(ParentalResponsibility), at)
    )


def around_now(chronology: Chronology, at: datetime, *ties: Tie) -> tuple[Entry, ...]:
    """Who is around the child at a moment, in one of these ties, or in any."""
    return tuple(
        e
        for e in chronology.of(PersonAround)
        if e.content is not None
        and happened_at(e) <= at
        and _goes_on(e.says(PersonAround), at)
        and (not ties or e.says(PersonAround).tie in ties)
    )


def _goes_on(said: ParentalResponsibility | PersonAround, at: datetime) -> bool:
    return said.until is None or said.until.start is None or said.until.start > at


def level_now(chronology: Chronology) -> Entry | None:
    """The last judgement of how worried people are."""
    entry = chronology.latest(ConcernLevel)
    return entry if entry is not None and entry.content is not None else None


def connected(chronology: Chronology) -> tuple[Entry, ...]:
    """Entries that connect this child with others, as far as the reader sees them."""
    return tuple(e for e in chronology.of(ChildrenConnected) if e.content is not None)
