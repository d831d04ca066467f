"""What law and guidance ask on the way into adulthood. The times of the law are England's."""

from __future__ import annotations

from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import LONDON, day_start
from tutela.duties.duty import ENGLAND, Duty, Source, declare, happened_at
from tutela.duties.limits import add_months, at_age, birthday, calendar_days, months
from tutela.futures.transition.answers import SEEN, CareStanding, ReviewedWhy
from tutela.futures.transition.derive import HANDS_OVER_AT
from tutela.futures.transition.entries import (
    AdviserVisit,
    HandoverMeeting,
    HomeAfterCare,
    LeavingCareStanding,
    PathwayNeedsAssessment,
    PathwayPlan,
    PathwayReview,
)
from tutela.identification.derive import referrals
from tutela.identification.entries import NrmReferral
from tutela.identity.derive import born
from tutela.identity.entries import DateOfBirth
from tutela.people.choice import Answer
from tutela.people.roles import Role

REGULATIONS = "The Care Leavers (England) Regulations 2010 (SI 2010/2571)"
OWN_RULE = Source("A rule of this installation; no law sets a time")
AFTER_A_MOVE = 3
"""Months until the next review where a review followed a move into accommodation that the authority
provides (SI 2010/2571 reg. 7)."""


def becomes_eligible(entry: Entry, chronology: Chronology) -> bool:
    """They became an eligible child: the first entry that says so."""
    first = next(
        (
            e
            for e in chronology.of(LeavingCareStanding)
            if e.content and e.says(LeavingCareStanding).standing is CareStanding.ELIGIBLE
        ),
        None,
    )
    return first is not None and first.id == entry.id


def is_no_longer_owed(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """They are no longer somebody to whom it is owed."""
    return entry.says(LeavingCareStanding).standing is CareStanding.NONE


def sooner_after_a_move(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the day three months after a review that followed a move."""
    match entry.content:
        case PathwayReview(why=ReviewedWhy.MOVED):
            on = happened_at(entry).astimezone(LONDON).date()
            return day_start(add_months(on, AFTER_A_MOVE) + timedelta(days=1))
        case _:
            return None


def is_provided(entry: Entry, chronology: Chronology) -> bool:
    """The authority provides the home."""
    return entry.says(HomeAfterCare).provided is Answer.YES


def was_seen(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The adviser saw them. A call is no visit."""
    return entry.says(AdviserVisit).how in SEEN


def is_a_visit(entry: Entry, chronology: Chronology) -> bool:
    """A visit at which they were seen."""
    return entry.says(AdviserVisit).how in SEEN


def is_referred_before_handover(entry: Entry, chronology: Chronology) -> bool:
    """The first referral, of somebody who was not yet of the age at which life is handed over."""
    sent = referrals(chronology)
    if not sent or sent[0].sent.id != entry.id:
        return False
    birth = born(chronology)
    on = happened_at(entry).astimezone(LONDON).date()
    return birth is None or on < birthday(birth, *HANDS_OVER_AT)


declare(
    Duty(
        id="NEEDS_ASSESSMENT",
        title="Assess what the young person needs on the way to adulthood",
        starts_with=(LeavingCareStanding,),
        starts_when=becomes_eligible,
        within=months(3),
        met_by=(PathwayNeedsAssessment,),
        ends_with=(LeavingCareStanding,),
        ends_when=is_no_longer_owed,
        falls_to=Role.LEAD_WORKER,
        source=Source(
            "The Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)",
            "reg. 42",
        ),
        category=Category.FUTURES,
        nations=ENGLAND,
    ),
    Duty(
        id="PATHWAY_REVIEW",
        title="Review the pathway plan",
        starts_with=(PathwayPlan, PathwayReview),
        only_latest=True,
        within=months(6),
        by_entry=sooner_after_a_move,
        met_by=(PathwayReview,),
        ends_with=(LeavingCareStanding,),
        ends_when=is_no_longer_owed,
        falls_to=Role.PERSONAL_ADVISER,
        source=Source(REGULATIONS, "reg. 7"),
        category=Category.FUTURES,
        nations=ENGLAND,
    ),
    Duty(
        id="PATHWAY_ACCOM_28",
        title="Review the pathway plan after the move",
        starts_with=(HomeAfterCare,),
        starts_when=is_provided,
        within=calendar_days(28),
        met_by=(PathwayReview,),
        ends_with=(LeavingCareStanding,),
        ends_when=is_no_longer_owed,
        falls_to=Role.PERSONAL_ADVISER,
        source=Source(REGULATIONS, "reg. 7"),
        category=Category.FUTURES,
        nations=ENGLAND,
    ),
    Duty(
        id="PA_VISIT_1",
        title="Visit the young person in their new home",
        starts_with=(HomeAfterCare,),
        starts_when=is_provided,
        within=calendar_days(7),
        met_by=(AdviserVisit,),
        met_when=was_seen,
        ends_with=(LeavingCareStanding,),
        ends_when=is_no_longer_owed,
        falls_to=Role.PERSONAL_ADVISER,
        source=Source(REGULATIONS, "reg. 8"),
        category=Category.FUTURES,
        nations=ENGLAND,
    ),
    Duty(
        id="PA_VISIT_N",
        title="Visit the young person again",
        starts_with=(AdviserVisit,),
        starts_when=is_a_visit,
        only_latest=True,
        within=months(2),
        met_by=(AdviserVisit,),
        met_when=was_seen,
        ends_with=(LeavingCareStanding,),
        ends_when=is_no_longer_owed,
        falls_to=Role.PERSONAL_ADVISER,
        source=Source(REGULATIONS, "reg. 8"),
        category=Category.FUTURES,
        nations=ENGLAND,
    ),
    Duty(
        id="HANDOVER",
        title="Meet, to hand over before 18",
        starts_with=(NrmReferral,),
        starts_when=is_referred_before_handover,
        within=at_age(*HANDS_OVER_AT),
        met_by=(HandoverMeeting,),
        looks_at=(DateOfBirth,),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
)
