"""Slips of the pen in entries about a case, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell

if TYPE_CHECKING:
    from tutela.status.justice.accused import (
        Charged,
        ConvictionReviewed,
        CourtOutcome,
        HeldInCustody,
    )


def not_in_the_future(
    content: Charged, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody is charged with what was done after the charge."""
    if content.done is not None and content.done.is_after(happened):
        yield Problem("done", f"This is after the charge, which was {tell(happened)}")


def ended_after_it_began(
    content: HeldInCustody, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody is let go before they were held."""
    if content.until is None:
        return
    if happened.is_after(content.until):
        yield Problem("until", f"This is before it began, which was {tell(happened)}")
    if content.until.is_in_future(chronology.at):
        yield Problem("until", "This is in the future. Leave it empty while they are held")


def decided_once(
    content: CourtOutcome, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One charge ends once."""
    if refers_to is None or refers_to not in chronology:
        return
    root = chronology.first_written(refers_to)
    for entry in chronology.of_kinds("court-outcome"):
        same = entry.refers_to is not None and entry.refers_to in chronology
        if same and chronology.first_written(entry.refers_to or entry.id) == root:
            yield Problem("", f"This charge ended on {tell(entry.happened)}. Correct that entry")
            return


def only_a_conviction_is_reviewed(
    content: ConvictionReviewed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Only a conviction is set aside."""
    if refers_to is None or refers_to not in chronology:
        return
    ended = chronology.now_reads(refers_to)
    if ended is not None and getattr(ended.content, "verdict", "convicted") != "convicted":
        yield Problem("", "This case did not end in a conviction")
