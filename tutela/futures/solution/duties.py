"""What is on a clock in a plan and after it. No law sets these times: they are this installation's
own, and say so. They hold in every nation, after care has ended and after a move abroad too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import day_start
from tutela.duties.duty import AnswerRule, Duty, Source, answers_it, declare
from tutela.duties.limits import Limit, calendar_days, months, working_days
from tutela.futures.best_interests.answers import DecisionOutcome
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsReview,
)
from tutela.futures.solution.answers import ABROAD, ENDS, HowKnown, Point
from tutela.futures.solution.entries import (
    SolutionAction,
    SolutionBegan,
    SolutionMonitored,
    SolutionPlan,
    SolutionProgress,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

OWN_RULE = Source("A rule of this installation; no law sets a time")
AS_AGREED = replace(months(36), words="the day that was agreed")
"""Nothing is agreed for more than three years; the entry itself says until when."""


def as_agreed(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the last day of an action."""
    return day_start(entry.says(SolutionAction).by + timedelta(days=1))


def is_ended(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """This action was done, or is no longer wished."""
    return entry.says(SolutionProgress).progress in ENDS and answers_it(entry, start, chronology)


def is_decided(entry: Entry, chronology: Chronology) -> bool:
    """A panel decided for an option."""
    return entry.says(BestInterestsDecision).outcome is DecisionOutcome.DECIDED


def is_abroad(entry: Entry, chronology: Chronology) -> bool:
    """Life began in another country."""
    return entry.says(SolutionBegan).what in ABROAD


def did_not_last(entry: Entry, chronology: Chronology) -> bool:
    """It was found that they are not safe, or that it does not last."""
    said = entry.says(SolutionMonitored)
    return Answer.NO in {said.lasts, said.safe}


def looked_at(point: Point) -> AnswerRule:
    """They were reached at this point. Having tried is not enough."""

    def rule(entry: Entry, start: Entry, chronology: Chronology) -> bool:
        said = entry.says(SolutionMonitored)
        reached = said.point is point and said.known is not HowKnown.NOT_REACHED
        return reached and answers_it(entry, start, chronology)

    return rule


def monitoring(id: str, point: Point, within: Limit) -> Duty:
    """The duty to look at one point whether a solution lasts."""
    return Duty(
        id=id,
        title=f"Look whether the solution lasts: {point.label.lower()}",
        starts_with=(SolutionBegan,),
        within=within,
        met_by=(SolutionMonitored,),
        met_when=looked_at(point),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.FUTURES,
    )


declare(
    Duty(
        id="SOLUTION_PLAN",
        title="Make a plan of what the panel decided",
        starts_with=(BestInterestsDecision,),
        starts_when=is_decided,
        within=calendar_days(28),
        met_by=(SolutionPlan,),
        met_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
    Duty(
        id="SOLUTION_ACTION",
        title="Do what the plan says",
        starts_with=(SolutionAction,),
        within=AS_AGREED,
        by_entry=as_agreed,
        met_by=(SolutionProgress,),
        met_when=is_ended,
        falls_to=Role.LEAD_WORKER,
        source=Source("The plan, by the day that was agreed"),
        category=Category.FUTURES,
    ),
    replace(monitoring("MONITOR_1", Point.ONE, months(1)), starts_when=is_abroad),
    monitoring("MONITOR_3", Point.THREE, months(3)),
    monitoring("MONITOR_12", Point.TWELVE, months(12)),
    monitoring("MONITOR_24", Point.TWENTY_FOUR, months(24)),
    Duty(
        id="SOLUTION_FAILED",
        title="Ask again what is best: the solution did not last",
        starts_with=(SolutionMonitored,),
        starts_when=did_not_last,
        within=working_days(10),
        met_by=(BestInterestsReview, BestInterestsAssessment),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
)
