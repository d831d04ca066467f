"""Slips of the pen in entries about learning, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.protection.education.answers import PlaceAnswer

if TYPE_CHECKING:
    from tutela.protection.education.entries import (
        SchoolLeft,
        SchoolPlaceAnswered,
        SchoolStarted,
    )


def an_answer_is_whole(
    content: SchoolPlaceAnswered, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What is refused has a reason; a place that is offered begins after the offer."""
    if content.answer is PlaceAnswer.REFUSED and not content.why_refused:
        yield Problem("why_refused", "Say which reason was given, and who takes it up")
    on = happened.on
    if content.from_day is not None and on is not None and content.from_day < on:
        yield Problem("from_day", "This is before the day of the offer")


def is_not_there_already(
    content: SchoolStarted, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A place is started once; who goes to two schools is asked whether they left the first."""
    from tutela.protection.education.derive import BESIDE, stays  # noqa: PLC0415 - it reads the kinds

    if content.learning in BESIDE:
        return
    for stay in stays(chronology):
        same = stay.content.learning not in BESIDE and stay.left is None
        if same and not stay.started.happened.is_after(happened):
            yield Problem("", "The child goes to a school already. Record first that they left")


def left_once(
    content: SchoolLeft, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A school is left once."""
    from tutela.protection.education.derive import stays  # noqa: PLC0415 - it reads the kinds

    if refers_to is None:
        return
    for stay in stays(chronology):
        if stay.started.id == chronology.first_written(refers_to) and stay.left is not None:
            yield Problem("", "That they left is on record already. Correct that entry")
