"""How a drawn child was safeguarded. How often each step is taken is our assumption; a referral to
children's social care is decided late for some, so that boards have something to show."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tutela.demo.life import Life, weekday
from tutela.identification.answers import GroundsOutcome
from tutela.identification.entries import (
    Concern,
    ConclusiveGroundsDecision,
    ReasonableGroundsDecision,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation, Role
from tutela.protection.safeguarding.answers import ContactFrom, Measure, NextStep, Took
from tutela.protection.safeguarding.entries import (
    CareReferral,
    NeedsAssessed,
    ProtectiveMeasure,
    ReferralDecided,
    StrategyDiscussion,
)

_REFERRED, _DISCUSSED, _ACCOMMODATED = 0.6, 0.85, 0.75
_ASSESSED, _LATE = 0.85, 0.12
_DAY = timedelta(days=1)


def safeguarding(life: Life) -> None:
    """Referral, decision, assessment; a discussion after each positive decision; accommodation."""
    if life.is_restricted:
        return
    if life.chance(_REFERRED):
        _referral(life)
    if life.is_from_abroad and life.chance(_ACCOMMODATED) and life.nation is Nation.ENGLAND:
        life.story.tell(life.at(life.concern), _accommodated(), life.lead)
    _discussions(life)


def _referral(life: Life) -> None:
    manager = life.here.who(Role.MANAGER)[0]
    received = life.at(life.concern)
    referral = life.story.tell(received, _care_referral(), life.lead)
    late = life.chance(_LATE)
    decided = life.at(weekday(life.concern + _DAY * (6 if late else 1)))
    if decided <= received:
        decided = received + timedelta(hours=1)
    life.story.tell(decided, _decided(manager.name), manager, to=referral)
    if life.chance(_ASSESSED):
        days = life.some(66, 90) if life.chance(_LATE) else life.some(25, 58)
        when = life.at(life.concern + _DAY * days)
        life.story.tell(when, _assessed(), life.lead, to=referral)


def _discussions(life: Life) -> None:
    for kind in (Concern, ReasonableGroundsDecision, ConclusiveGroundsDecision):
        for planned in life.story.plans(kind):
            if not _calls(planned.content) or not life.chance(_DISCUSSED):
                continue
            start = planned.happened.start
            if start is not None:
                after = life.at(date.fromordinal(start.toordinal() + life.some(1, 2)))
                life.story.tell(after, _discussion(), life.lead, to=planned.id)


def _calls(content: object) -> bool:
    if isinstance(content, Concern):
        return content.safe_now is Answer.NO
    assert isinstance(content, ReasonableGroundsDecision | ConclusiveGroundsDecision)
    return content.outcome is GroundsOutcome.POSITIVE


@lru_cache
def _care_referral() -> CareReferral:
    return CareReferral(
        by=ContactFrom.POLICE,
        reasons="What is known points to exploitation. The child needs somebody to care for them.",
        family_knows=Answer.NOT_KNOWN,
    )


@lru_cache
def _decided(manager: str) -> ReferralDecided:
    return ReferralDecided(
        step=NextStep.ASSESS,
        reasons="Nobody knows yet what the child needs.",
        decided_by=manager,
        referrer_told=Answer.YES,
    )


@lru_cache
def _assessed() -> NeedsAssessed:
    return NeedsAssessed(
        seen=Answer.YES,
        seen_alone=Answer.YES,
        interpreter=Answer.YES,
        needs="People who stay the same, school, sleep, and to know what happens next.",
        trafficking="Somebody to talk with who knows what was done to them; a telephone that "
        "nobody else holds; to hear what the police do.",
        help="A guardian, a doctor who takes time, and a school place.",
    )


@lru_cache
def _discussion() -> StrategyDiscussion:
    return StrategyDiscussion(
        present=frozenset({Took.SOCIAL_CARE, Took.POLICE, Took.HEALTH, Took.GUARDIAN}),
        known="Each said what they know, and it fits together with what the child told.",
        trafficking="Those who exploited the child have not all been found.",
        enquiry=False,
        reasons="The child is safe where they are, and a plan is in place.",
        at_once="The police look for the others; the carer knows whom to ring.",
        child_told=Answer.YES,
    )


@lru_cache
def _accommodated() -> ProtectiveMeasure:
    return ProtectiveMeasure(
        measure=Measure.ACCOMMODATED,
        reasons="There is nobody here who may look after the child.",
        agreed_by="Nobody with parental responsibility is in the country.",
        child_told=Answer.YES,
    )
