"""Slips of the pen about the people around a child, in words for whoever records it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.connections.answers import Holder, Trace

if TYPE_CHECKING:
    from tutela.connections.entries import (
        ConcernLevel,
        ParentalResponsibility,
        PersonAround,
        TraceSeen,
    )

NAMELESS = frozenset({Holder.COURT, Holder.NOBODY_HERE, Holder.NOT_KNOWN})


def says_who_holds_it(
    content: ParentalResponsibility,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """Somebody who may decide has a name."""
    if content.holder not in NAMELESS and not content.name:
        yield Problem("name", "Say who it is, or that it is not known")


def ends_after_it_began(
    content: ParentalResponsibility | PersonAround,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """What has ended did not end before it began."""
    if content.until is not None and happened.is_after(content.until):
        yield Problem("until", "This is before it began")


def looks_again_later(
    content: ConcernLevel, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The next look comes after this one."""
    if happened.on is not None and content.review_on <= happened.on:
        yield Problem("review_on", "Choose a day after this one")


def says_what_was_seen(
    content: TraceSeen, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A number or an address stands there."""
    if content.sort is Trace.PHONE and not content.number:
        yield Problem("number", "Write down the number")
    if content.sort is Trace.ADDRESS and not content.address:
        yield Problem("address", "Write down the address")
