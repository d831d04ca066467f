"""Slips of the pen about homes, plans and reviews. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.people.choice import Answer
from tutela.protection.placement.answers import Answered, TookPart, Victim

if TYPE_CHECKING:
    from tutela.protection.placement.entries import (
        CarePlan,
        LookedAfterReview,
        PlacementBegan,
        SocialWorkVisit,
        UnsuitableAnswered,
    )


def is_no_second_home(
    content: PlacementBegan, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child lives in one place at a time: the earlier home ends before the next begins."""
    from tutela.protection.placement.derive import stays  # noqa: PLC0415 - it reads the kinds

    for stay in stays(chronology):
        if stay.ended is None:
            yield Problem("", "A home stands on record already. Record first when it was left")
        elif stay.ended.happened.is_after(happened) and happened.is_after(stay.entry.happened):
            yield Problem("happened", "The child still lived elsewhere then, says the record")


def a_set_day_is_said(
    content: UnsuitableAnswered, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who moves by a day that is set has one, and it lies ahead."""
    if content.answer is not Answered.MOVES:
        return
    if content.by is None:
        yield Problem("by", "Say by which day the child moves")
    elif happened.on is not None and content.by < happened.on:
        yield Problem("by", "The day must not lie before the decision")


def needs_are_named(
    content: CarePlan, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A plan that names trafficking names what the child needs because of it."""
    if content.victim is not Victim.NO_SIGN and not content.from_trafficking:
        yield Problem("from_trafficking", "Say what the child needs because of it")


def says_why_not_alone(
    content: SocialWorkVisit, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child is seen alone at every visit, or there is a reason. Source: SI 2010/959 reg. 29."""
    if content.seen is Answer.YES and content.alone is Answer.NO and not content.why_not_alone:
        yield Problem("why_not_alone", "Say why the child was not seen alone")


def says_why_the_child_was_not_asked(
    content: LookedAfterReview, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who was not asked is owed a reason."""
    if content.part is TookPart.NOT_ASKED and not content.why_not_asked:
        yield Problem("why_not_asked", "Say why the child was not asked")
