"""A drawn young person's way into adulthood. How often and how late is our assumption."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.duties.limits import add_months
from tutela.futures.transition.answers import (
    CareStanding,
    Carries,
    HowSeen,
    LifeArea,
    ReviewedWhy,
)
from tutela.futures.transition.entries import (
    AdviserVisit,
    AreaCarried,
    AreaGoal,
    AreaNeed,
    HandoverMeeting,
    LeavingCareStanding,
    PathwayNeedsAssessment,
    PathwayPlan,
    PathwayReview,
    WasThere,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation

_LOOKED_AFTER, _HANDED_OVER, _VISITED = 0.5, 0.7, 0.5
_LASTED = timedelta(weeks=13)
_DAY = timedelta(days=1)
_WISHES = (
    "A place of my own, with a kitchen.",
    "To go on with school.",
    "To work, and to send nothing to anybody.",
    "That I need not tell it again to the next one.",
)


def transition(life: Life) -> None:
    """Needs, plan, reviews and the handover of those who are 16 or over and looked after."""
    if life.is_restricted or not life.chance(_LOOKED_AFTER):
        return
    sixteen, eighteen = add_months(life.born, 192), add_months(life.born, 216)
    eligible = max(sixteen, life.referred + _LASTED)
    today = life.story.now.date()
    if eligible >= min(eighteen, today):
        return
    if life.nation is Nation.ENGLAND:
        _plan(life, eligible, min(today, eighteen))
    if life.chance(_HANDED_OVER):
        on = max(add_months(life.born, 210) - 12 * _DAY, eligible + 20 * _DAY)
        life.story.tell(life.at(on), _handed_over(), life.lead)
    if life.chance(_VISITED) and life.nation is Nation.ENGLAND:
        for days in (12, 66):
            life.story.tell(life.at(eighteen + days * _DAY), _visit(), life.lead)


def _plan(life: Life, eligible: date, until: date) -> None:
    story = life.story
    start = story.tell(life.at(eligible), _eligible(), life.lead)
    assessed = life.at(eligible + life.some(40, 110) * _DAY)
    needs = story.tell(assessed, _needs(life.one_of(_WISHES)), life.lead, to=start)
    made = assessed + life.some(7, 30) * _DAY
    plan = story.tell(life.at(made.date()), _made(), life.lead, to=needs)
    reviewed = made.date() + life.some(150, 190) * _DAY
    while reviewed < until:
        story.tell(life.at(reviewed), _review(met=life.chance(0.8)), life.lead, to=plan)
        reviewed += life.some(160, 190) * _DAY


@lru_cache
def _eligible() -> LeavingCareStanding:
    return LeavingCareStanding(standing=CareStanding.ELIGIBLE, child_told=Answer.YES)


@lru_cache
def _needs(wish: str) -> PathwayNeedsAssessment:
    return PathwayNeedsAssessment(
        child_words=wish,
        asked=Answer.YES,
        needs=(
            AreaNeed(area=LifeArea.HOME, need="A home where nobody can send somebody."),
            AreaNeed(area=LifeArea.LEARNING, need="A course that goes on after 18."),
        ),
        trafficked=Answer.YES,
        trafficking_needs="That the address is kept back, and somebody to talk with.",
        unaccompanied=Answer.NOT_KNOWN,
    )


@lru_cache
def _made() -> PathwayPlan:
    return PathwayPlan(
        agreed=Answer.YES,
        has_copy=Answer.YES,
        goals=(AreaGoal(area=LifeArea.LEARNING, goal="The course goes on", who="The college"),),
        if_it_fails="Ring the adviser. A room is kept for a month.",
        trafficked=Answer.YES,
        trafficking_needs="The address is kept back.",
    )


@lru_cache
def _review(*, met: bool) -> PathwayReview:
    return PathwayReview(
        why=ReviewedWhy.DUE,
        there=Answer.YES,
        trafficking_met=Answer.YES if met else Answer.NO,
        lacks=None if met else "Nobody to talk with yet. A place is asked for again.",
        changes="Nothing else.",
    )


@lru_cache
def _handed_over() -> HandoverMeeting:
    return HandoverMeeting(
        present=(WasThere(name="Personal adviser", role="Personal adviser"),),
        there=Answer.YES,
        carried=(
            AreaCarried(area=LifeArea.HOME, carries=Carries.HOUSING),
            AreaCarried(area=LifeArea.LEARNING, carries=Carries.LEARNING),
            AreaCarried(area=LifeArea.HEALTH, carries=Carries.HEALTH),
            AreaCarried(area=LifeArea.MONEY, carries=Carries.ADVISER),
            AreaCarried(area=LifeArea.STATUS, carries=Carries.SOLICITOR),
            AreaCarried(area=LifeArea.SOMEBODY, carries=Carries.ADVISER),
        ),
    )


@lru_cache
def _visit() -> AdviserVisit:
    return AdviserVisit(how=HowSeen.AT_HOME, life="Well enough.", approached=Answer.NO)
