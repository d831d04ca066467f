"""Where a child learns, what was sought, and since when they wait. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.protection.education.answers import Learning, PlaceAnswer
from tutela.protection.education.entries import (
    SchoolLeft,
    SchoolPlaceAnswered,
    SchoolPlaceSought,
    SchoolStarted,
)

BESIDE = frozenset({Learning.ENGLISH, Learning.TUITION})
"""What is learnt beside a school, or until there is one."""


@dataclass(frozen=True)
class Stay:
    """A place where a child learns, from when until when."""

    started: Entry
    left: Entry | None

    @property
    def content(self) -> SchoolStarted:
        """What sort of place."""
        return self.started.says(SchoolStarted)


@dataclass(frozen=True)
class Search:
    """A place that was sought, what was answered, and whether the child started."""

    sought: Entry
    answers: tuple[Entry, ...]
    started: Entry | None

    @property
    def content(self) -> SchoolPlaceSought:
        """What was sought."""
        return self.sought.says(SchoolPlaceSought)

    @property
    def answer(self) -> PlaceAnswer | None:
        """The last answer; None where there is none yet."""
        return self.answers[-1].says(SchoolPlaceAnswered).answer if self.answers else None

    @property
    def is_open(self) -> bool:
        """Does the child wait for it still?"""
        over = {PlaceAnswer.REFUSED, PlaceAnswer.WITHDRAWN}
        return self.started is None and self.answer not in over

    def waited(self, at: datetime) -> int | None:
        """For how many days the child waited until they started, or waits at ``at``; None where
        nothing came of it, or nobody knows since when."""
        until = self.started.happened.start if self.started else at if self.is_open else None
        since = self.sought.happened.start
        return None if until is None or since is None else max((until - since).days, 0)


def stays(chronology: Chronology) -> tuple[Stay, ...]:
    """Every place in the order in which it began."""
    return tuple(
        Stay(entry, next(iter(chronology.answers_to(entry.id, SchoolLeft)), None))
        for entry in chronology.of(SchoolStarted)
        if entry.content is not None
    )


def stays_now(chronology: Chronology) -> tuple[Stay, ...]:
    """Where the child learns now, as far as the record says."""
    return tuple(stay for stay in stays(chronology) if stay.left is None)


def searches(chronology: Chronology) -> tuple[Search, ...]:
    """Every place that was sought, in the order in which it was."""
    return tuple(
        Search(
            entry,
            chronology.answers_to(entry.id, SchoolPlaceAnswered),
            next(iter(chronology.answers_to(entry.id, SchoolStarted)), None),
        )
        for entry in chronology.of(SchoolPlaceSought)
        if entry.content is not None
    )
