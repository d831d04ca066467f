"""What the law asks around a child's home, as declarations with their source."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import ENGLAND, Duty, Source, answers_it, declare, happened_at
from tutela.duties.limits import calendar_days, hours, months, working_days
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.protection.placement.answers import UNSUITABLE, ReviewEnd, ReviewSort
from tutela.protection.placement.derive import current_placement, is_first_of_a_period
from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    OutOfAreaTold,
    PlacementBegan,
    PlacementEnded,
    PlacementPlan,
    SafetyPlan,
    SocialWorkVisit,
    UnsuitableAnswered,
)

LAW = "SI 2010/959"
OWN_RULE = Source("A rule of this installation; no law sets a time")


def begins_a_period(entry: Entry, chronology: Chronology) -> bool:
    """The child becomes looked after with this home."""
    return is_first_of_a_period(chronology, entry)


def begins_a_period_without_a_plan(entry: Entry, chronology: Chronology) -> bool:
    """The child becomes looked after, and no care plan was made before."""
    made = [p for p in chronology.of(CarePlan) if happened_at(p) < happened_at(entry)]
    return is_first_of_a_period(chronology, entry) and not made


def is_out_of_area(entry: Entry, chronology: Chronology) -> bool:
    """It lies outside the area."""
    return entry.says(PlacementBegan).out_of_area is Answer.YES


def is_unsuitable(entry: Entry, chronology: Chronology) -> bool:
    """No child should live there."""
    return entry.says(PlacementBegan).home in UNSUITABLE


def leaves_care(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A home was left, and none follows."""
    return current_placement(chronology, chronology.at) is None


def was_seen(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A visit at which nobody saw the child is none."""
    return entry.says(SocialWorkVisit).seen is Answer.YES


def counts_as_a_visit(entry: Entry, chronology: Chronology) -> bool:
    """The child was seen."""
    return entry.says(SocialWorkVisit).seen is Answer.YES


def _review(entry: Entry, *sorts: ReviewSort) -> bool:
    said = entry.says(LookedAfterReview)
    return said.end is ReviewEnd.COMPLETED and said.sort in sorts


def is_completed(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A review that was completed."""
    return entry.says(LookedAfterReview).end is ReviewEnd.COMPLETED


def was_the_first(entry: Entry, chronology: Chronology) -> bool:
    """The first review, completed."""
    return _review(entry, ReviewSort.FIRST)


def was_a_later_one(entry: Entry, chronology: Chronology) -> bool:
    """The second review or a later one, completed."""
    return _review(entry, ReviewSort.SECOND, ReviewSort.LATER)


def was_adjourned(entry: Entry, chronology: Chronology) -> bool:
    """It was adjourned."""
    return entry.says(LookedAfterReview).end is ReviewEnd.ADJOURNED


declare(
    Duty(
        id="SAFETY_PLAN",
        title="Make a safety plan for the first days with the child",
        starts_with=(PlacementBegan,),
        starts_when=begins_a_period,
        within=hours(24),
        met_by=(SafetyPlan,),
        ends_with=(PlacementEnded,),
        ends_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="UNSUITABLE",
        title="Answer for a home where no child should be",
        starts_with=(PlacementBegan,),
        starts_when=is_unsuitable,
        within=hours(24),
        met_by=(UnsuitableAnswered,),
        met_when=answers_it,
        ends_with=(PlacementEnded,),
        ends_when=answers_it,
        falls_to=Role.MANAGER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="CARE_PLAN",
        title="Make the care plan",
        starts_with=(PlacementBegan,),
        starts_when=begins_a_period_without_a_plan,
        within=working_days(10),
        met_by=(CarePlan,),
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        looks_at=(CarePlan,),
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg. 4(2)"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="PLACEMENT_PLAN",
        title="Agree the placement plan",
        starts_with=(PlacementBegan,),
        within=working_days(5),
        met_by=(PlacementPlan,),
        met_when=answers_it,
        ends_with=(PlacementEnded,),
        ends_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg. 9(2)"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="OUT_OF_AREA_NOTICE",
        title="Tell the council of the area where the child lives",
        starts_with=(PlacementBegan,),
        starts_when=is_out_of_area,
        within=working_days(5),
        met_by=(OutOfAreaTold,),
        met_when=answers_it,
        ends_with=(PlacementEnded,),
        ends_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg. 13"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="VISIT_1",
        title="First visit to the child in this home",
        starts_with=(PlacementBegan,),
        within=calendar_days(7),
        met_by=(SocialWorkVisit,),
        met_when=was_seen,
        ends_with=(PlacementEnded,),
        ends_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg. 28"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="VISIT_N",
        title="Next visit to the child",
        starts_with=(SocialWorkVisit,),
        starts_when=counts_as_a_visit,
        only_latest=True,
        within=calendar_days(42),
        met_by=(SocialWorkVisit,),
        met_when=was_seen,
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        looks_at=(PlacementBegan,),
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg. 28"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="LAC_REVIEW_1",
        title="First review of the care plan",
        starts_with=(PlacementBegan,),
        starts_when=begins_a_period,
        within=working_days(20),
        met_by=(LookedAfterReview,),
        met_when=is_completed,
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        falls_to=Role.REVIEWING_OFFICER,
        source=Source(LAW, "reg. 33"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="LAC_REVIEW_2",
        title="Second review of the care plan",
        starts_with=(LookedAfterReview,),
        starts_when=was_the_first,
        within=months(3),
        met_by=(LookedAfterReview,),
        met_when=is_completed,
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        looks_at=(PlacementBegan,),
        falls_to=Role.REVIEWING_OFFICER,
        source=Source(LAW, "reg. 33"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="LAC_REVIEW_N",
        title="Next review of the care plan",
        starts_with=(LookedAfterReview,),
        starts_when=was_a_later_one,
        within=months(6),
        met_by=(LookedAfterReview,),
        met_when=is_completed,
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        looks_at=(PlacementBegan,),
        falls_to=Role.REVIEWING_OFFICER,
        source=Source(LAW, "reg. 33"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="IRO_ADJOURN",
        title="Complete the review that was adjourned",
        starts_with=(LookedAfterReview,),
        starts_when=was_adjourned,
        within=working_days(20),
        met_by=(LookedAfterReview,),
        met_when=is_completed,
        ends_with=(PlacementEnded,),
        ends_when=leaves_care,
        looks_at=(PlacementBegan,),
        falls_to=Role.REVIEWING_OFFICER,
        source=Source(LAW, "reg. 36(2)"),
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
)
