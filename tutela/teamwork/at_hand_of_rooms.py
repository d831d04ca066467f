"""What needs somebody now, out of the rooms of protection, status and voice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, kind_of
from tutela.chronology.moment import day_start
from tutela.duties.duty import happened_at
from tutela.identification.entries import (
    Concern,
    ConclusiveGroundsDecision,
    LocalPanelDecision,
    NrmReferral,
    ReasonableGroundsDecision,
)
from tutela.participation.decisions import decisions
from tutela.participation.derive import not_yet_heard
from tutela.participation.entries import ChildHeard
from tutela.protection.guardian.entries import (
    GuardianAllocated,
    GuardianEnded,
    GuardianGap,
    GuardianReferral,
)
from tutela.protection.guardian.projections import standing_to_a_guardian
from tutela.protection.missing.derive import episodes
from tutela.protection.missing.entries import MissingReturned, WentMissing
from tutela.protection.placement.answers import UNSUITABLE, Answered
from tutela.protection.placement.derive import stays
from tutela.protection.placement.entries import (
    PlacementBegan,
    PlacementEnded,
    UnsuitableAnswered,
)
from tutela.status.immigration.derive import end_of, last_leave
from tutela.status.immigration.entries import LeaveEnded, LeaveExtension, LeaveGranted
from tutela.status.justice.derive import charged_though_indicated
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    ConvictionReviewed,
    CourtOutcome,
    ProsecutorDecision,
)
from tutela.teamwork.at_hand import STATE, in_open_records
from tutela.teamwork.matters import Group, Matter, Span, declare

LEAVE_AHEAD, LEAVE_AFTER = timedelta(days=90), timedelta(days=28)
"""How long before and after its end leave is shown. Our own choice: time to find a lawyer and to
apply, and time to see that nobody did."""


def missing(chronology: Chronology) -> Iterator[Span]:
    """The child went missing and is not back."""
    for episode in episodes(chronology):
        if episode.returned is None:
            yield Span(episode.began, entry=episode.went.id)


def without_guardian(chronology: Chronology) -> Iterator[Span]:
    """The child was referred and nobody independent stands by them."""
    standing = standing_to_a_guardian(chronology)
    if standing is not None and standing[0] != "guardian":
        yield Span(standing[1])


def placed_unsuitably(chronology: Chronology) -> Iterator[Span]:
    """The child lives where no child should, until somebody answers for it; again when the day
    that was set has passed."""
    for stay in stays(chronology):
        if stay.ended is not None or stay.content.home not in UNSUITABLE:
            continue
        answers = chronology.answers_to(stay.entry.id, UnsuitableAnswered)
        if not answers:
            yield Span(stay.since, entry=stay.entry.id)
            continue
        said = answers[-1].says(UnsuitableAnswered)
        if said.answer is Answered.MOVES and said.by is not None:
            yield Span(day_start(said.by + timedelta(days=1)), entry=stay.entry.id)


def leave_ending(chronology: Chronology) -> Iterator[Span]:
    """Permission to stay ends, and nobody has asked to extend it."""
    leave = last_leave(chronology, chronology.at)
    if leave is None or leave.ended is not None or leave.asked is not None or leave.ends is None:
        return
    end = end_of(leave.ends)
    yield Span(end - LEAVE_AHEAD, end + LEAVE_AFTER, leave.entry.id)


def charged(chronology: Chronology) -> Iterator[Span]:
    """A child who may be a victim stands charged."""
    for case in charged_though_indicated(chronology, chronology.at):
        if case.charged is not None:
            yield Span(happened_at(case.charged), entry=case.charged.id)


def unheard(chronology: Chronology) -> Iterator[Span]:
    """A decision about which nobody has asked the child yet."""
    for entry in not_yet_heard(chronology):
        yield Span(happened_at(entry), entry=entry.id)


_INDICATED = (
    Concern, NrmReferral, ReasonableGroundsDecision, ConclusiveGroundsDecision, LocalPanelDecision,
)  # fmt: skip

declare(
    Matter(
        "missing",
        Group.NOW,
        "Missing now",
        "Nobody has recorded that they are back. Who looks for them, and who knows?",
        Category.PROTECTION,
        (WentMissing, MissingReturned, *STATE),
        in_open_records(missing),
    ),
    Matter(
        "no-guardian",
        Group.NOW,
        "Without a guardian",
        "Ask for one, or record that there is no service: it is a gap, and counts as one.",
        Category.PROTECTION,
        (
            NrmReferral,
            GuardianReferral,
            GuardianGap,
            GuardianAllocated,
            GuardianEnded,
            *STATE,
        ),
        in_open_records(without_guardian),
    ),
    Matter(
        "unsuitable",
        Group.NOW,
        "Living where no child should",
        "A hotel, accommodation for adults, custody or detention. Somebody answers for it and says "
        "by when the child moves.",
        Category.PROTECTION,
        (PlacementBegan, PlacementEnded, UnsuitableAnswered, *STATE),
        in_open_records(placed_unsuitably),
    ),
    Matter(
        "leave-ends",
        Group.NOW,
        "Permission to stay ends",
        "It ends within three months, or has just ended, and nobody has asked to extend it.",
        Category.STATUS,
        (LeaveGranted, LeaveExtension, LeaveEnded, *STATE),
        in_open_records(leave_ending),
        on_births=True,
    ),
    Matter(
        "charged",
        Group.NOW,
        "Charged, though they may be a victim",
        "Has non-prosecution been raised, and does a lawyer who knows section 45 act for them?",
        Category.JUSTICE,
        (
            AccusedOf,
            Charged,
            ProsecutorDecision,
            CourtOutcome,
            ConvictionReviewed,
            *_INDICATED,
            *STATE,
        ),
        in_open_records(charged),
    ),
    Matter(
        "unheard",
        Group.NOW,
        "Not yet heard",
        "A decision was made, and nobody has asked the child about it yet.",
        Category.VOICE,
        # The rooms below have named their decisions by now.
        (ChildHeard, *(kind_of(slug).content for slug in decisions()), *STATE),
        in_open_records(unheard),
    ),
)
