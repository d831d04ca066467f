"""Slips of the pen in entries about lawyers and interpreters, in words for whoever records them.
Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.protection.representation.answers import Again, Matter

if TYPE_CHECKING:
    from tutela.protection.representation.entries import (
        InterpreterUsed,
        LawyerActs,
        LawyerEnded,
    )


def acts_once(
    content: LawyerActs, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Two lawyers in one matter are a mistake, or a danger: the first one's end comes first."""
    from tutela.protection.representation.derive import acting  # noqa: PLC0415 - it reads the kinds

    if content.matter is Matter.OTHER:
        return
    for case in acting(chronology):
        if case.content.matter is content.matter and not case.entry.happened.is_after(happened):
            yield Problem(
                "matter",
                "A lawyer acts in this already. If there is a new one, record first that the other "
                "acts no longer; if you don’t know the new one, ask who sent them",
            )


def ended_once(
    content: LawyerEnded, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What has ended does not end again."""
    from tutela.protection.representation.derive import acting  # noqa: PLC0415 - it reads the kinds

    if refers_to is None:
        return
    root = chronology.first_written(refers_to)
    if all(chronology.first_written(case.entry.id) != root for case in acting(chronology)):
        yield Problem("", "That they act no longer is on record already. Correct that entry")


def says_why_not_again(
    content: InterpreterUsed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Whoever books the next one needs to know."""
    if content.again in {Again.NO, Again.NEVER} and not content.why_not:
        yield Problem("why_not", "Say why this person should not come again")
