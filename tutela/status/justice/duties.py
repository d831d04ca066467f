"""What must be done when a child who may be a victim of trafficking is charged or convicted. The
times are our own: no law that we know sets one."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, declare
from tutela.duties.limits import working_days
from tutela.identification.entries import (
    ConclusiveGroundsDecision,
    LocalPanelDecision,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
)
from tutela.people.roles import Role
from tutela.status.justice.answers import ENDED, Verdict
from tutela.status.justice.derive import (
    INDICATED_BY,
    case_of,
    cases,
    is_indicated,
    is_recognised,
)
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    ConvictionReviewed,
    CourtOutcome,
    NonProsecutionRaised,
    ProsecutorDecision,
)

OWN_RULE = Source("A rule of this installation; no law sets a time")


def may_be_a_victim(entry: Entry, chronology: Chronology) -> bool:
    """The record says by now that the child is, or may be, a victim."""
    return is_indicated(chronology, chronology.at)


def is_of_the_same_case(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """It answers to the suspicion or the charge of the same case."""
    case = case_of(chronology, start)
    return case is not None and any(
        entry.id == one.id for one in (*case.raised, *case.decisions, case.ended) if one is not None
    )


def ends_the_case(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The case is over."""
    if not is_of_the_same_case(entry, start, chronology):
        return False
    said = entry.content
    return not isinstance(said, ProsecutorDecision) or said.outcome in ENDED


def convicted_a_victim(entry: Entry, chronology: Chronology) -> bool:
    """A conviction of somebody who is recognised as a victim by now."""
    convicted = entry.says(CourtOutcome).verdict is Verdict.CONVICTED
    return convicted and is_recognised(chronology, chronology.at)


def reviews_it(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """This conviction is being looked at again."""
    return any(
        case.ended is not None
        and case.ended.id == start.id
        and any(review.id == entry.id for review in case.reviews)
        for case in cases(chronology)
    )


declare(
    Duty(
        id="CHARGED_RAISE",
        title="Raise with the prosecutor that a child who was exploited is charged",
        starts_with=(Charged,),
        starts_when=may_be_a_victim,
        within=working_days(1),
        met_by=(NonProsecutionRaised,),
        met_when=is_of_the_same_case,
        ends_with=(ProsecutorDecision, CourtOutcome),
        ends_when=ends_the_case,
        looks_at=(AccusedOf, *INDICATED_BY),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.JUSTICE,
    ),
    Duty(
        id="CONVICTED_REVIEW",
        title="Have the conviction of a child who was exploited looked at again",
        starts_with=(CourtOutcome,),
        starts_when=convicted_a_victim,
        within=working_days(20),
        met_by=(ConvictionReviewed,),
        met_when=reviews_it,
        looks_at=(
            Charged,
            ReasonableGroundsDecision,
            ConclusiveGroundsDecision,
            LocalPanelDecision,
            ReconsiderationDecided,
        ),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.JUSTICE,
    ),
)
