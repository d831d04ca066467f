"""How a drawn child's health was looked after. How often something comes about is our assumption;
some assessments are late and some children wait, so that boards have something to show."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.protection.health.answers import (
    AssessmentSort,
    Assessor,
    HelpAnswer,
    Need,
    Practice,
    Registered,
)
from tutela.protection.health.entries import (
    HealthAssessed,
    HealthHelpAnswered,
    HealthHelpAsked,
    HealthNeed,
    HealthRegistration,
)
from tutela.protection.safeguarding.entries import ProtectiveMeasure

_REGISTERED, _ASSESSED, _LATE, _NEED, _BEGUN = 0.8, 0.85, 0.25, 0.55, 0.6
_DAY = timedelta(days=1)
_YEAR = 360
_NEEDS = (Need.SLEEP, Need.MIND, Need.TEETH, Need.PAIN, Need.INJURY, Need.VACCINATION)


def health(life: Life) -> None:
    """A doctor, an assessment where the child is in care, a need and the wait for help."""
    if life.is_restricted:
        return
    if life.chance(_REGISTERED):
        life.story.tell(life.at(life.concern + _DAY * life.some(1, 14)), _registered(), life.lead)
    if life.story.told(ProtectiveMeasure) and life.chance(_ASSESSED):
        days = life.some(30, 60) if life.chance(_LATE) else life.some(8, 27)
        first = life.concern + _DAY * days
        life.story.tell(life.at(first), _assessed(AssessmentSort.FIRST), life.lead)
        again = first + _DAY * _YEAR
        if (again - life.born).days < 18 * 365 and life.chance(_ASSESSED):
            life.story.tell(life.at(again), _assessed(AssessmentSort.REVIEW), life.lead)
    if life.chance(_NEED):
        _need(life)


def _need(life: Life) -> None:
    on = life.concern + _DAY * life.some(2, 30)
    when = life.at(on)
    which = _NEEDS[life.some(0, len(_NEEDS) - 1)]
    need = life.story.tell(when, _known(which), life.by(when, Role.HEALTH))
    asked = life.story.tell(life.at(on + _DAY * life.some(1, 7)), _asked(), life.lead, to=need)
    if life.chance(_BEGUN):
        begun = life.at(on + _DAY * life.some(20, 200))
        life.story.tell(begun, _BEGINS, life.lead, to=asked)


_BEGINS = HealthHelpAnswered(answer=HelpAnswer.BEGUN)


@lru_cache
def _registered() -> HealthRegistration:
    return HealthRegistration(
        practice=Practice.DOCTOR,
        state=Registered.YES,
        where="The practice that the carer goes to",
        knows=Answer.YES,
    )


@lru_cache
def _assessed(sort: AssessmentSort) -> HealthAssessed:
    return HealthAssessed(
        sort=sort,
        by=Assessor.DOCTOR,
        who="Dr Imogen Ashby",
        interpreter=Answer.YES,
        seen_alone=Answer.YES,
        agreed=Answer.YES,
        plan="Teeth in the next weeks, eyes in spring. The carer keeps the evenings quiet.",
    )


@lru_cache(maxsize=16)
def _known(need: Need) -> HealthNeed:
    return HealthNeed(
        need=frozenset({need}),
        what="It is there most days, and better when the child is not alone.",
        urgent=Answer.NO,
        done="The carer knows what helps, and a service is asked.",
    )


@lru_cache
def _asked() -> HealthHelpAsked:
    return HealthHelpAsked(
        service="The service for children and young people nearby",
        agreed=Answer.YES,
        language=Answer.NOT_KNOWN,
        until_then="The guardian comes every week; the school nurse has an open door.",
    )
