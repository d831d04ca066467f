"""How a drawn child came to learn. How often, and how long the wait: our assumption."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.protection.education.answers import HowMuch, Learning, PlaceAnswer, PlanSort
from tutela.protection.education.entries import (
    EducationPlan,
    SchoolPlaceAnswered,
    SchoolPlaceSought,
    SchoolStarted,
)
from tutela.protection.safeguarding.entries import ProtectiveMeasure

_SOUGHT, _REFUSED, _STARTED, _PLANNED = 0.6, 0.12, 0.8, 0.8
_DAY = timedelta(days=1)
_SIXTEEN = 16 * 365


def education(life: Life) -> None:
    """A place sought, answered and begun; a plan where the child is in care."""
    if life.is_restricted:
        return
    if life.chance(_SOUGHT):
        _place(life)
    if life.story.told(ProtectiveMeasure) and life.chance(_PLANNED):
        when = life.at(life.concern + _DAY * life.some(10, 34))
        life.story.tell(when, _plan(), life.lead)


def _place(life: Life) -> None:
    on = life.concern + _DAY * life.some(3, 21)
    learning = Learning.COLLEGE if (on - life.born).days > _SIXTEEN else Learning.SCHOOL
    sought = life.story.tell(life.at(on), _sought(learning), life.lead)
    answered = on + _DAY * life.some(4, 40)
    if life.chance(_REFUSED):
        life.story.tell(life.at(answered), _REFUSAL, life.lead, to=sought)
        return
    life.story.tell(life.at(answered), _OFFER, life.lead, to=sought)
    if life.chance(_STARTED):
        when = life.at(answered + _DAY * life.some(2, 30))
        life.story.tell(when, _started(learning), life.by(when, Role.EDUCATION), to=sought)


_OFFER = SchoolPlaceAnswered(answer=PlaceAnswer.OFFERED)
_REFUSAL = SchoolPlaceAnswered(
    answer=PlaceAnswer.REFUSED,
    why_refused="The year is full. The virtual school head takes it up.",
)


@lru_cache(maxsize=4)
def _sought(learning: Learning) -> SchoolPlaceSought:
    return SchoolPlaceSought(
        learning=learning,
        where="The one nearest to where the child lives",
        by="The lead social worker",
        wished=Answer.YES,
        until_then="English with a tutor, three mornings a week.",
    )


@lru_cache(maxsize=4)
def _started(learning: Learning) -> SchoolStarted:
    return SchoolStarted(
        learning=learning,
        where="The one nearest to where the child lives",
        how_much=HowMuch.FULL,
        contact="The safeguarding lead",
        collect="The carer. If the child is not there by nine, ring the carer, then the social "
        "worker.",
        photographs=Answer.YES,
    )


@lru_cache
def _plan() -> EducationPlan:
    return EducationPlan(
        sort=PlanSort.FIRST,
        child_there=Answer.YES,
        aims="To read well enough to be left in peace by letters, and to mend things.",
        help="A place with others of the same age; a teacher for English; a quiet room.",
        language="English every morning. Books in the child’s own language from the library.",
        feels_safe=Answer.YES,
    )
