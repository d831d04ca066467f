"""The plan that followed a drawn child's determination. How often and how far is our assumption."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from tutela.demo.life import Life
from tutela.futures.best_interests.answers import Solution
from tutela.futures.solution.answers import Began, GoalArea, HowKnown, Point, Progress
from tutela.futures.solution.entries import (
    SolutionAction,
    SolutionBegan,
    SolutionGoal,
    SolutionMonitored,
    SolutionPlan,
    SolutionProgress,
)
from tutela.people.choice import Answer

_PLANNED, _DONE, _BEGAN, _LASTS = 0.8, 0.7, 0.5, 0.8


def solution(life: Life, decision: UUID, decided: datetime) -> None:
    """A plan with a goal and an action; whether it lasts is looked at after three months."""
    if not life.chance(_PLANNED):
        return
    story, day = life.story, timedelta(days=1)
    made = decided + life.some(5, 30) * day
    plan = story.tell(made, _plan(), life.lead, to=decision)
    goal = story.tell(made + day / 24, _goal(), life.lead, to=plan)
    action = SolutionAction(
        what="Ask for a place in writing", owner=life.lead.name, by=(made + 21 * day).date()
    )
    agreed = story.tell(made + day / 12, action, life.lead, to=goal)
    if life.chance(_DONE):
        done = SolutionProgress(progress=Progress.DONE, note="A place from Monday on.")
        story.tell(made + life.some(8, 26) * day, done, life.lead, to=agreed)
    if not life.chance(_BEGAN):
        return
    began = made + life.some(40, 90) * day
    started = story.tell(began, _began(), life.lead, to=plan)
    story.tell(began + 85 * day, _looked(lasts=life.chance(_LASTS)), life.lead, to=started)


@lru_cache
def _plan() -> SolutionPlan:
    return SolutionPlan(
        solution=Solution.STAY,
        aim="A home, a school, and somebody to ring.",
        agreed=Answer.YES,
        trafficked=Answer.YES,
    )


@lru_cache
def _goal() -> SolutionGoal:
    return SolutionGoal(area=GoalArea.LEARNING, goal="A place at the same school as before")


@lru_cache
def _began() -> SolutionBegan:
    return SolutionBegan(what=Began.SETTLED, follows="The social worker")


@lru_cache
def _looked(*, lasts: bool) -> SolutionMonitored:
    return SolutionMonitored(
        point=Point.THREE,
        known=HowKnown.SEEN if lasts else HowKnown.NOT_REACHED,
        safe=Answer.YES if lasts else Answer.NOT_KNOWN,
        lasts=Answer.YES if lasts else Answer.NOT_KNOWN,
        life="Well enough." if lasts else "Rang three times, and wrote. The school is asked next.",
    )
