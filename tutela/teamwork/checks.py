"""Slips of the pen in what people work out together: pure rules between an entry and the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment

if TYPE_CHECKING:
    from tutela.teamwork.entries import ActionAgreed, ManagementOversight, MeetingHeld

LONGEST = timedelta(days=365)
"""What lies further ahead than a year belongs into a plan."""


def looks_again_later(
    content: ManagementOversight, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The next look comes after this one, within a year."""
    yield from _days("again_on", content.again_on, happened)


def is_agreed_for_a_day_to_come(
    content: ActionAgreed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The last day of an action is not before it was agreed, and within a year."""
    yield from _days("by", content.by, happened)


def somebody_took_part(
    content: MeetingHeld, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A meeting has people in it."""
    if not content.present:
        yield Problem("present", "Say who took part")


def is_asked_or_explained(
    content: MeetingHeld, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who was not asked whether they wish to take part is owed a reason."""
    if content.child_part.value == "not-asked" and not content.why_not_asked:
        yield Problem("why_not_asked", "Say why the child was not asked")


def _days(field: str, last: date | None, happened: Moment) -> Iterator[Problem]:
    if last is None or happened.on is None:
        return
    if last < happened.on:
        yield Problem(field, "The last day must not lie before the day on which it was agreed")
    elif last > happened.on + LONGEST:
        yield Problem(field, "Choose a day within a year")
