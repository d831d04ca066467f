"""Slips of the pen in safeguarding. Pure rules between an entry and the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.protection.safeguarding.answers import ConferenceSort, PlanDecision, Took

if TYPE_CHECKING:
    from tutela.protection.safeguarding.entries import (
        ProtectionConference,
        ProtectiveMeasure,
        StrategyDiscussion,
    )

NEEDED = {Took.SOCIAL_CARE, Took.POLICE, Took.HEALTH}
"""Who takes part in every strategy discussion. Source: Working Together to Safeguard Children."""


def police_were_there(
    content: StrategyDiscussion, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Where social care, police or health were not there, somebody speaks with them."""
    if NEEDED - content.present and not content.absent:
        yield Problem(
            "absent",
            "Children’s social care, police and health take part. Say who could not, and who "
            "speaks with them",
        )


def a_plan_has_a_heading(
    content: ProtectionConference, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A plan stands under a heading and says something."""
    if content.decision is PlanDecision.PLAN and not content.headings:
        yield Problem("headings", "Say under which heading the plan stands")
    if content.decision is PlanDecision.PLAN and not content.plan:
        yield Problem("plan", "Say what the plan is")


def a_first_conference_ends_nothing(
    content: ProtectionConference, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A plan ends at a review."""
    if content.sort is ConferenceSort.INITIAL and content.decision is PlanDecision.ENDS:
        yield Problem("decision", "A plan ends at a review, not at the first conference")


def nobody_is_left_without_a_reason(
    content: ProtectionConference, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who was not there is owed a reason, and somebody to speak for them."""
    if Took.CHILD not in content.present and not content.why_without_child:
        yield Problem(
            "why_without_child", "Say why the child was not there, and who spoke for them"
        )


def is_no_second_of_its_kind(
    content: ProtectiveMeasure, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One order of a kind at a time."""
    from tutela.protection.safeguarding.derive import measures  # noqa: PLC0415 - it reads the kinds

    if content.ends_on is not None and happened.on is not None and content.ends_on < happened.on:
        yield Problem("ends_on", "It can’t end before it begins")
    for known in measures(chronology):
        if known.content.measure is content.measure and known.ended is None:
            yield Problem("measure", "This stands on record already. Record its end first")
