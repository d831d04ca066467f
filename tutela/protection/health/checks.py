"""Slips of the pen in entries about health, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.protection.health.answers import (
    HelpAnswer,
    Kept,
    Practice,
    Registered,
)

if TYPE_CHECKING:
    from tutela.protection.health.entries import (
        AppointmentKept,
        HealthHelpAnswered,
        HealthRegistration,
    )


def is_no_second_registration(
    content: HealthRegistration, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One doctor at a time: whoever changes leaves the first, so that two do not write letters."""
    if content.practice is Practice.OTHER or content.state is not Registered.YES:
        return
    from tutela.protection.health.derive import registered_with  # noqa: PLC0415 - it reads the kinds

    last = registered_with(chronology, content.practice)
    if last is not None and not last.happened.is_after(happened):
        yield Problem(
            "state",
            "The child is registered already. Record first that they are registered there no "
            "longer, or correct that entry",
        )


def was_it_kept_already(
    content: AppointmentKept, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One appointment has one outcome."""
    if refers_to is not None and any(
        e.refers_to is not None
        and chronology.first_written(e.refers_to) == chronology.first_written(refers_to)
        for e in chronology.of_kinds("appointment-kept")
    ):
        yield Problem("", "What became of it is on record already. Correct that entry")


def says_what_follows(
    content: AppointmentKept, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who was not seen is owed another time."""
    if content.outcome is not Kept.KEPT and not content.why_not:
        yield Problem("why_not", "Say why not, and when the next one is")


def an_answer_is_whole(
    content: HealthHelpAnswered, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What is refused has a reason, and what is expected lies ahead of the answer."""
    if content.answer is HelpAnswer.REFUSED and not content.why_refused:
        yield Problem("why_refused", "Say which reason was given, and what follows")
    on = happened.on
    if content.expected is not None and on is not None and content.expected < on:
        yield Problem("expected", "This is before the day of the answer")
