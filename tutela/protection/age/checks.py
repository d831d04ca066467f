"""Slips of the pen in entries about an age assessment. Pure. None of them doubts a young person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell

if TYPE_CHECKING:
    from tutela.protection.age.entries import (
        AgeAssessmentConcluded,
        AgeAssessmentStarted,
        AgeChallengeDecided,
        AgeDisputed,
        TreatedAsAdult,
    )


def says_what_it_rests_on(
    content: AgeDisputed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A doubt rests on something."""
    if not content.rests_on:
        yield Problem("rests_on", "Choose at least one")


def two_different_people(
    content: AgeAssessmentStarted, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody is two of the people whom an assessment needs."""
    names = [content.first, content.second, content.appropriate_adult]
    said = [" ".join(name.casefold().split()) for name in names if name]
    if len(set(said)) < len(said):
        field = "second" if content.second and said[0] == said[1] else "appropriate_adult"
        yield Problem(field, "This is the same person as above. It must be somebody else")


def one_assessment_at_a_time(
    content: AgeAssessmentStarted, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """No second assessment begins while one is under way."""
    for entry in chronology.of_kinds("age-assessment-started"):
        if not _answers(entry, chronology, "age-assessment-concluded"):
            yield Problem(
                "",
                f"An assessment is under way since {tell(entry.happened)}. Record what it "
                "concluded, or that it ended without a conclusion",
            )
            return


def not_concluded_already(
    content: AgeAssessmentConcluded,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """One assessment concludes once."""
    if refers_to is not None and refers_to in chronology:
        before = _answers(chronology.entry(refers_to), chronology, "age-assessment-concluded")
        if before:
            yield Problem("", f"It was concluded on {tell(before[0].happened)}. Correct that entry")


def conclusion_is_whole(
    content: AgeAssessmentConcluded,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """A conclusion about an age holds a date of birth that fits it."""
    if content.outcome == "no-conclusion":
        return
    if content.born is None or content.born.start is None:
        yield Problem("born", "Say which date of birth was concluded, as precisely as it was")
    elif content.born.is_in_future(chronology.at):
        yield Problem("born", "This date of birth lies in the future")


def decided_once(
    content: AgeChallengeDecided, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One challenge is decided once."""
    if refers_to is not None and refers_to in chronology:
        before = _answers(chronology.entry(refers_to), chronology, "age-challenge-decided")
        if before:
            yield Problem("", f"It was decided on {tell(before[0].happened)}. Correct that entry")


def ended_after_it_began(
    content: TreatedAsAdult, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """It did not end before it began, nor in the future."""
    if content.until is None:
        return
    if happened.is_after(content.until):
        yield Problem("until", f"This is before it began, which was {tell(happened)}")
    if content.until.is_in_future(chronology.at):
        yield Problem("until", "This is in the future. Leave it empty while it goes on")


def says_what_it_meant(
    content: TreatedAsAdult, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Being treated as an adult meant something."""
    if not content.meant:
        yield Problem("meant", "Choose at least one")


def _answers(to: Entry, chronology: Chronology, slug: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in chronology.of_kinds(slug)
        if e.refers_to is not None
        and e.refers_to in chronology
        and chronology.first_written(e.refers_to) == root
    )
