"""Slips of the pen on the way into adulthood, in words for whoever records it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.futures.transition.answers import WorkerState
from tutela.identification.answers import GroundsOutcome
from tutela.identification.derive import referrals
from tutela.identification.referrals import Grounds, moment_of
from tutela.people.choice import Answer

if TYPE_CHECKING:
    from tutela.futures.transition.entries import (
        HandoverMeeting,
        PathwayNeedsAssessment,
        PathwayPlan,
        PathwayReview,
        Post18Worker,
    )


def may_be_a_victim(chronology: Chronology, happened: Moment) -> bool:
    """Was a referral to the mechanism sent by then that was not decided against?"""
    at = moment_of(happened, chronology)
    sent = [r for r in referrals(chronology) if r.at <= at]
    if not sent:
        return False
    decisions = [sent[-1].decision(grounds, at) for grounds in Grounds]
    return not any(d is not None and d.outcome is GroundsOutcome.NEGATIVE for d in decisions)


def names_trafficking(
    content: PathwayNeedsAssessment | PathwayPlan,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """Who is or may be a victim is named so, with what they need because of it.

    Source: SI 2010/959 reg. 42(2)(ba), SI 2010/2571 reg. 5(4)(c) and Sch. 1 para. 11.
    """
    if content.trafficked is not Answer.YES and may_be_a_victim(chronology, happened):
        yield Problem(
            "trafficked",
            "The record holds a referral to the National Referral Mechanism. It must say here that "
            "they are, or may be, a victim",
        )
    if content.trafficked is Answer.YES and not content.trafficking_needs:
        yield Problem("trafficking_needs", "Say what they need because of it")


def says_what_is_lacking(
    content: PathwayReview, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Where needs are not met it says which, and who mends it."""
    if content.trafficking_met is Answer.NO and not content.lacks:
        yield Problem("lacks", "Say what is lacking, and who mends it")


def says_who(
    content: Post18Worker, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A worker who is there has a name."""
    if content.state is WorkerState.THERE and not content.name:
        yield Problem("name", "Say who it is")


def each_area_once(
    content: HandoverMeeting, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One row for each part of life at most."""
    for area, rows in Counter(row.area for row in content.carried).items():
        if rows > 1:
            yield Problem("carried", f"“{area.label}” stands there twice")
