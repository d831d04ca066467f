"""What law and guidance ask when a child may be harmed, as declarations with their source."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import ENGLAND, Duty, Source, StartRule, answers_it, declare
from tutela.duties.limits import Limit, calendar_days, hours, months, weeks, working_days
from tutela.identification.answers import GroundsOutcome
from tutela.identification.entries import (
    Concern,
    ConclusiveGroundsDecision,
    LocalPanelDecision,
    ReasonableGroundsDecision,
)
from tutela.identification.referrals import grounds_of
from tutela.people.choice import Answer
from tutela.people.roles import Nation, Role
from tutela.protection.safeguarding.answers import (
    ConferenceSort,
    EnquiryEnd,
    Measure,
    NextStep,
    PlanDecision,
)
from tutela.protection.safeguarding.entries import (
    CareReferral,
    ContactTriaged,
    CoreGroup,
    EnquiryEnded,
    HarmSuspected,
    MeasureEnded,
    NeedsAssessed,
    ProtectionConference,
    ProtectiveMeasure,
    ReferralDecided,
    SafeguardingContact,
    StrategyDiscussion,
    StrategyNotHeld,
)

WORKING_TOGETHER = Source("Working Together to Safeguard Children")
OWN_RULE = Source("A rule of this installation; guidance sets no fixed time", checked=False)
_DECISIONS = (ReasonableGroundsDecision, ConclusiveGroundsDecision, LocalPanelDecision)
_NOT_ASSESSED = {NextStep.EARLY_HELP, NextStep.NOTHING}


def calls_for_a_strategy_discussion(entry: Entry, chronology: Chronology) -> bool:
    """A person suspects significant harm, a concern says that the child is not safe, or a decision
    in the National Referral Mechanism is positive."""
    said = entry.content
    if isinstance(said, HarmSuspected):
        return True
    if isinstance(said, Concern):
        return said.safe_now is Answer.NO
    return said is not None and any(
        outcome is GroundsOutcome.POSITIVE for _, outcome, _ in grounds_of(said)
    )


def begins_an_enquiry(entry: Entry, chronology: Chronology) -> bool:
    """The strategy discussion began an enquiry."""
    return entry.says(StrategyDiscussion).enquiry


def needs_no_conference(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The enquiry found that no conference is needed."""
    outcome = entry.says(EnquiryEnded).outcome
    return answers_it(entry, start, chronology) and outcome is not EnquiryEnd.CONFERENCE


def is_a_first_conference(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The first conference, whichever discussion it names."""
    return entry.says(ProtectionConference).sort is ConferenceSort.INITIAL


def makes_a_plan(entry: Entry, chronology: Chronology) -> bool:
    """The first conference made a plan."""
    said = entry.says(ProtectionConference)
    return said.sort is ConferenceSort.INITIAL and said.decision is PlanDecision.PLAN


def keeps_a_plan(entry: Entry, chronology: Chronology) -> bool:
    """A review kept the plan."""
    said = entry.says(ProtectionConference)
    return said.sort is ConferenceSort.REVIEW and said.decision is PlanDecision.PLAN


def is_a_review(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A review conference."""
    return entry.says(ProtectionConference).sort is ConferenceSort.REVIEW


def will_not_be_assessed(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The referral was decided otherwise."""
    step = entry.says(ReferralDecided).step
    return answers_it(entry, start, chronology) and step in _NOT_ASSESSED


def of(measure: Measure) -> StartRule:
    """A rule: the entry begins this order."""

    def begins(entry: Entry, chronology: Chronology) -> bool:
        return entry.says(ProtectiveMeasure).measure is measure

    return begins


def _ends(id: str, title: str, measure: Measure, limit: Limit, section: str) -> Duty:
    """An order ends by itself; what protects the child next is to be on record by then."""
    return Duty(
        id=id,
        title=title,
        starts_with=(ProtectiveMeasure,),
        starts_when=of(measure),
        within=limit,
        met_by=(MeasureEnded,),
        met_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source("Children Act 1989", section, checked=False),
        category=Category.PROTECTION,
        nations=ENGLAND,
    )


declare(
    Duty(
        id="CONTACT_TRIAGE",
        title="Look at a contact and decide",
        starts_with=(SafeguardingContact,),
        within=working_days(1),
        met_by=(ContactTriaged,),
        met_when=answers_it,
        falls_to=Role.MANAGER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="REFERRAL_DECISION",
        title="Decide what follows a referral to children’s social care",
        starts_with=(CareReferral,),
        within=working_days(1),
        met_by=(ReferralDecided,),
        met_when=answers_it,
        falls_to=Role.MANAGER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="ASSESSMENT",
        title="Complete the assessment of what the child needs",
        starts_with=(CareReferral,),
        within=working_days(45),
        met_by=(NeedsAssessed,),
        met_when=answers_it,
        ends_with=(ReferralDecided,),
        ends_when=will_not_be_assessed,
        falls_to=Role.LEAD_WORKER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="ASSESSMENT_W",
        title="Complete the assessment of what the child needs",
        starts_with=(CareReferral,),
        within=working_days(42),
        met_by=(NeedsAssessed,),
        met_when=answers_it,
        ends_with=(ReferralDecided,),
        ends_when=will_not_be_assessed,
        falls_to=Role.LEAD_WORKER,
        source=Source("Wales Safeguarding Procedures"),
        category=Category.PROTECTION,
        nations=frozenset({Nation.WALES}),
    ),
    Duty(
        id="STRATEGY_DISCUSSION",
        title="Hold a strategy discussion, or decide with a manager that none is held",
        starts_with=(HarmSuspected, Concern, *_DECISIONS),
        starts_when=calls_for_a_strategy_discussion,
        within=working_days(1),
        met_by=(StrategyDiscussion, StrategyNotHeld),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="ICPC",
        title="First child protection conference",
        starts_with=(StrategyDiscussion,),
        starts_when=begins_an_enquiry,
        within=working_days(15),
        met_by=(ProtectionConference,),
        met_when=is_a_first_conference,
        ends_with=(EnquiryEnded,),
        ends_when=needs_no_conference,
        falls_to=Role.LEAD_WORKER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="CPPM_S",
        title="Child protection planning meeting",
        starts_with=(HarmSuspected,),
        within=calendar_days(28),
        met_by=(ProtectionConference,),
        ends_with=(EnquiryEnded, StrategyNotHeld),
        falls_to=Role.LEAD_WORKER,
        source=Source("National Guidance for Child Protection in Scotland"),
        category=Category.PROTECTION,
        nations=frozenset({Nation.SCOTLAND}),
    ),
    Duty(
        id="CORE_GROUP",
        title="First meeting of the core group",
        starts_with=(ProtectionConference,),
        starts_when=makes_a_plan,
        within=working_days(10),
        met_by=(CoreGroup,),
        falls_to=Role.LEAD_WORKER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="CP_REVIEW_1",
        title="First review of the child protection plan",
        starts_with=(ProtectionConference,),
        starts_when=makes_a_plan,
        within=months(3),
        met_by=(ProtectionConference,),
        met_when=is_a_review,
        falls_to=Role.MANAGER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    Duty(
        id="CP_REVIEW_N",
        title="Next review of the child protection plan",
        starts_with=(ProtectionConference,),
        starts_when=keeps_a_plan,
        within=months(6),
        met_by=(ProtectionConference,),
        met_when=is_a_review,
        falls_to=Role.MANAGER,
        source=WORKING_TOGETHER,
        category=Category.PROTECTION,
        nations=ENGLAND,
    ),
    _ends(
        "POLICE_PROTECTION",
        "Police protection ends: say what protects the child next",
        Measure.POLICE_PROTECTION,
        hours(72),
        "s.46",
    ),
    _ends(
        "EPO",
        "The emergency protection order ends: say what protects the child next",
        Measure.EMERGENCY_ORDER,
        calendar_days(8),
        "s.45",
    ),
    _ends(
        "CARE_PROCEEDINGS",
        "Care proceedings are to be decided",
        Measure.CARE_APPLICATION,
        weeks(26),
        "s.32",
    ),
)
