"""Where a child lived from when until when, what stands unanswered, which review is next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.duties.duty import happened_at
from tutela.protection.placement.answers import UNSUITABLE, Answered, Met, ReviewEnd
from tutela.protection.placement.entries import (
    LookedAfterReview,
    PlacementBegan,
    PlacementEnded,
    SafetyPlan,
    UnsuitableAnswered,
)


@dataclass(frozen=True)
class Stay:
    """One home, from when until when."""

    entry: Entry
    ended: Entry | None

    @property
    def content(self) -> PlacementBegan:
        """What sort of home."""
        return self.entry.says(PlacementBegan)

    @property
    def since(self) -> datetime:
        """From when (aware)."""
        return happened_at(self.entry)

    def is_at(self, at: datetime) -> bool:
        """Did the child live there at an aware moment?"""
        return self.since <= at and (self.ended is None or happened_at(self.ended) > at)


def stays(chronology: Chronology) -> tuple[Stay, ...]:
    """Every home in the order in which it began."""
    return chronology.once(_stays)


def _stays(chronology: Chronology) -> tuple[Stay, ...]:
    return tuple(
        Stay(entry, next(iter(chronology.answers_to(entry.id, PlacementEnded)), None))
        for entry in chronology.of(PlacementBegan)
        if entry.content is not None
    )


def current_placement(chronology: Chronology, at: datetime) -> Stay | None:
    """Where the child lives at an aware moment, as far as the record says."""
    return next((stay for stay in reversed(stays(chronology)) if stay.is_at(at)), None)


def first_placement(chronology: Chronology) -> Stay | None:
    """The first home of all."""
    return next(iter(stays(chronology)), None)


def is_first_of_a_period(chronology: Chronology, entry: Entry) -> bool:
    """Does a period of being looked after begin with this home? Not when it follows on another."""
    began = happened_at(entry)
    before = [s for s in stays(chronology) if s.entry.id != entry.id and s.since <= began]
    if not before:
        return True
    last = before[-1].ended
    return last is not None and (began - happened_at(last)).days > 1


def unanswered(chronology: Chronology, at: datetime) -> Stay | None:
    """The unsuitable home in which the child lives, while nobody has answered for it, or the day
    that was set has passed."""
    stay = current_placement(chronology, at)
    if stay is None or stay.content.home not in UNSUITABLE:
        return None
    answers = chronology.answers_to(stay.entry.id, UnsuitableAnswered)
    if not answers:
        return stay
    said = answers[-1].says(UnsuitableAnswered)
    passed = said.answer is Answered.MOVES and said.by is not None and said.by < at.date()
    return stay if passed else None


def lacks_safety_plan(chronology: Chronology, at: datetime) -> Stay | None:
    """The home in which the child lives, where it is the first of a period and nobody has made a
    plan for its first days."""
    stay = current_placement(chronology, at)
    if stay is None or not is_first_of_a_period(chronology, stay.entry):
        return None
    plans = [p for p in chronology.of(SafetyPlan) if happened_at(p).date() >= stay.since.date()]
    return None if plans else stay


def completed_reviews(chronology: Chronology) -> tuple[Entry, ...]:
    """Reviews that were completed, in the order in which they were held."""
    return tuple(
        entry
        for entry in chronology.of(LookedAfterReview)
        if entry.content is not None and entry.says(LookedAfterReview).end is ReviewEnd.COMPLETED
    )


def needs_not_met(chronology: Chronology) -> Entry | None:
    """The last completed review, where needs that come from trafficking were not wholly met."""
    reviews = completed_reviews(chronology)
    if reviews and reviews[-1].says(LookedAfterReview).met in {Met.PARTLY, Met.NO}:
        return reviews[-1]
    return None
