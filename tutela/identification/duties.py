"""What law and guidance ask about referrals and decisions, as declarations with their source."""

from __future__ import annotations

from datetime import date

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Afterwards, Duty, Source, answers_it, declare, happened_at
from tutela.duties.limits import Start, at_age, birthday, calendar_days, working_days
from tutela.identification.answers import (
    CompetentAuthority,
    ConsentAnswer,
    GroundsOutcome,
    ReferralChange,
)
from tutela.identification.mechanism import (
    ConclusiveGroundsDecision,
    ConsentAt18,
    LocalPanelDecision,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
    ReconsiderationRequested,
    ReferenceReceived,
)
from tutela.identification.referrals import RECOVERY as THIRTY_DAYS
from tutela.identification.referrals import Grounds, grounds_of, referral_of
from tutela.identification.rules import panel_may_decide
from tutela.identity.derive import born
from tutela.identity.entries import DateOfBirth
from tutela.people.roles import Nation, Role

GUIDANCE = Source("Modern slavery statutory guidance (Modern Slavery Act 2015 s.49)")
CONSENT_ASKED_FROM = date(2026, 2, 13)
PILOT_NATIONS = frozenset({Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES})
_ENDED = frozenset(
    {
        ReferralChange.WITHDRAWN,
        ReferralChange.CLOSED,
        ReferralChange.DUPLICATE,
        ReferralChange.DISQUALIFIED,
    }
)
_DECISIONS = (ReasonableGroundsDecision, ConclusiveGroundsDecision, LocalPanelDecision)


def panel_decides(entry: Entry, chronology: Chronology) -> bool:
    """Does a local panel decide this referral, and may it, by the child's date of birth?"""
    referral = referral_of(chronology, entry.id)
    if referral is None or referral.authority is not CompetentAuthority.LOCAL_PANEL:
        return False
    on = Start(happened_at(entry), Nation.ENGLAND).on
    return panel_may_decide(born(chronology), on)


def home_office_decides(entry: Entry, chronology: Chronology) -> bool:
    """Does a competent authority of the Home Office decide? Also when a panel may not."""
    return not panel_decides(entry, chronology)


def _decides(entry: Entry, grounds: Grounds, *outcomes: GroundsOutcome) -> bool:
    if entry.content is None:
        return False
    return any(
        question is grounds and (not outcomes or outcome in outcomes)
        for question, outcome, _ in grounds_of(entry.content)
    )


def answers_reasonable_grounds(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """A decision on reasonable grounds in this referral."""
    return answers_it(entry, start, chronology) and _decides(entry, Grounds.REASONABLE)


def ends_the_referral(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """This referral was withdrawn or closed. A pause does not stop the clock."""
    return answers_it(entry, start, chronology) and entry.says(NrmReferralChange).what in _ENDED


def is_positive_on_reasonable_grounds(entry: Entry, chronology: Chronology) -> bool:
    """Reasonable grounds, positive: at first, or when it was looked at again."""
    if isinstance(entry.content, ReconsiderationDecided):
        referral = referral_of(chronology, entry.id)
        again = [d for d in referral.decisions if d.entry.id == entry.id] if referral else []
        return any(
            d.grounds is Grounds.REASONABLE and d.outcome is GroundsOutcome.POSITIVE for d in again
        )
    return _decides(entry, Grounds.REASONABLE, GroundsOutcome.POSITIVE)


def belongs_to_the_same_referral(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """Both answer to one referral."""
    mine, its = referral_of(chronology, entry.id), referral_of(chronology, start.id)
    return mine is not None and its is not None and mine.sent.id == its.sent.id


def closes_the_same_referral(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The referral that this decision belongs to was withdrawn or closed."""
    return (
        belongs_to_the_same_referral(entry, start, chronology)
        and entry.says(NrmReferralChange).what in _ENDED
    )


def is_negative(entry: Entry, chronology: Chronology) -> bool:
    """Negative on either question."""
    return any(_decides(entry, grounds, GroundsOutcome.NEGATIVE) for grounds in Grounds)


def turns_18_in_the_mechanism(entry: Entry, chronology: Chronology) -> bool:
    """Was this person referred as a child, and do they turn 18 since consent is asked for?"""
    birth = born(chronology)
    if birth is None:
        return True
    eighteen = birthday(birth, 18)
    referred = Start(happened_at(entry), Nation.ENGLAND).on
    return eighteen >= CONSENT_ASKED_FROM and referred < eighteen


def has_chosen(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The young person chose to stay or to leave."""
    decided = entry.says(ConsentAt18).answer is not ConsentAnswer.NOT_DECIDED
    return decided and answers_it(entry, start, chronology)


def nothing_left_to_consent_to(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The referral was decided for good, ended, or stands negative on reasonable grounds."""
    if not belongs_to_the_same_referral(entry, start, chronology):
        return False
    if isinstance(entry.content, NrmReferralChange):
        return entry.content.what in _ENDED
    if _decides(entry, Grounds.CONCLUSIVE):
        return True
    referral = referral_of(chronology, start.id)
    decision = referral.decision(Grounds.REASONABLE, chronology.at) if referral else None
    return decision is not None and decision.outcome is GroundsOutcome.NEGATIVE


declare(
    Duty(
        id="RG_DECISION",
        title="Reasonable grounds decision",
        starts_with=(NrmReferral,),
        starts_when=home_office_decides,
        within=working_days(5),
        met_by=(ReasonableGroundsDecision, LocalPanelDecision),
        met_when=answers_reasonable_grounds,
        ends_with=(NrmReferralChange,),
        ends_when=ends_the_referral,
        looks_at=(ReferenceReceived, DateOfBirth),
        falls_to=Role.COMPETENT_AUTHORITY,
        source=GUIDANCE,
        category=Category.IDENTIFICATION,
    ),
    Duty(
        id="RG_PANEL",
        title="Local panel: reasonable grounds decision",
        starts_with=(NrmReferral,),
        starts_when=panel_decides,
        within=calendar_days(45),
        met_by=(ReasonableGroundsDecision, LocalPanelDecision),
        met_when=answers_reasonable_grounds,
        ends_with=(NrmReferralChange,),
        ends_when=ends_the_referral,
        looks_at=(ReferenceReceived, DateOfBirth),
        falls_to=Role.LOCAL_AUTHORITY,
        source=Source("Devolved decision-making pilot, general guidance v6.0"),
        category=Category.IDENTIFICATION,
        nations=PILOT_NATIONS,
    ),
    Duty(
        id="RECOVERY",
        title="Recovery period, at least",
        starts_with=(ReasonableGroundsDecision, LocalPanelDecision, ReconsiderationDecided),
        starts_when=is_positive_on_reasonable_grounds,
        within=THIRTY_DAYS,
        met_by=(),
        ends_with=(NrmReferralChange,),
        ends_when=closes_the_same_referral,
        afterwards=Afterwards.LASTED,
        falls_to=Role.COMPETENT_AUTHORITY,
        source=Source("Nationality and Borders Act 2022", "s.61"),
        category=Category.IDENTIFICATION,
    ),
    Duty(
        id="RECONSIDERATION",
        title="Last day to ask for a negative decision to be reconsidered",
        starts_with=_DECISIONS,
        starts_when=is_negative,
        within=calendar_days(30),
        met_by=(ReconsiderationRequested,),
        met_when=answers_it,
        ends_with=(NrmReferralChange,),
        ends_when=closes_the_same_referral,
        afterwards=Afterwards.LAPSED,
        falls_to=Role.LEAD_WORKER,
        source=GUIDANCE,
        category=Category.IDENTIFICATION,
    ),
    Duty(
        id="TURN18_CONSENT",
        title="Ask the young person whether they wish to stay in the National Referral Mechanism",
        starts_with=(NrmReferral,),
        starts_when=turns_18_in_the_mechanism,
        within=at_age(18),
        met_by=(ConsentAt18,),
        met_when=has_chosen,
        ends_with=(*_DECISIONS, NrmReferralChange),
        ends_when=nothing_left_to_consent_to,
        looks_at=(DateOfBirth, ReconsiderationDecided),
        falls_to=Role.LEAD_WORKER,
        source=Source("Home Office leaflet on turning 18 in the National Referral Mechanism"),
        category=Category.IDENTIFICATION,
    ),
)
