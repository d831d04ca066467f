"""What can't be right about a plan, in words for whoever records it. Pure.

Two of them are more than slips: a return is not planned without findings that it is safe, and
nobody is looked for against a child's wish.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.futures.best_interests.answers import RETURNS, Solution
from tutela.futures.best_interests.derive import determination_of
from tutela.futures.solution.answers import Began, TracingWish
from tutela.futures.solution.rules import against_a_return
from tutela.people.choice import Answer

if TYPE_CHECKING:
    from tutela.futures.solution.entries import (
        ReturnSafety,
        SolutionAction,
        SolutionBegan,
        SolutionPlan,
        TracingStep,
        TracingWished,
    )


def says_why_there_is_danger(
    content: ReturnSafety, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A danger that was found is named."""
    if content.danger is Answer.YES and not content.danger_why:
        yield Problem("danger_why", "Say what the danger is")


def follows_the_determination(
    content: SolutionPlan, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A plan that answers to a determination is for what was determined."""
    found = determination_of(chronology, refers_to) if refers_to is not None else None
    chosen = found.chosen if found is not None else None
    if chosen is not None and chosen.content.solution is not content.solution:
        yield Problem(
            "solution", f"The panel decided for “{chosen.content.solution.label}”. Reopen it first"
        )
    if content.solution in RETURNS and chosen is None:
        yield Problem("refers_to", "A return answers to the determination of a panel. Choose it")


def returns_only_in_safety(
    content: SolutionPlan, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A return is planned only once the last findings say that it is safe."""
    if content.solution not in RETURNS:
        return
    found = [e for e in chronology.of_kinds("return-safety") if not e.happened.is_after(happened)]
    if not found or found[-1].content is None:
        yield Problem("solution", "Record first whether a return would be safe")
        return
    said: ReturnSafety = found[-1].content  # type: ignore[assignment]  # by its kind
    lacking = list(against_a_return(said))
    if lacking:
        yield Problem("solution", f"A return can’t be planned. Not found yet: {'; '.join(lacking)}")


def looks_before_it_ends(
    content: SolutionAction, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The last day of an action does not lie before it was agreed."""
    if happened.on is not None and content.by < happened.on:
        yield Problem("by", "This is before it was agreed")


def is_wished(
    content: TracingStep, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody is looked for unless the child wished it, the last time they were asked."""
    asked: list[TracingWished] = [
        e.content  # type: ignore[misc]  # by its kind
        for e in chronology.of_kinds("tracing-wish")
        if e.content is not None and not e.happened.is_after(happened)
    ]
    if not asked or asked[-1].wish is not TracingWish.YES:
        yield Problem("", "The child does not wish that family is looked for. Ask them first")


def begins_as_planned(
    content: SolutionBegan, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody returns or moves abroad whose plan is for something else."""
    plan = chronology.now_reads(refers_to) if refers_to and refers_to in chronology else None
    if plan is None or plan.content is None:
        return
    solution: Solution = plan.content.solution  # type: ignore[attr-defined]  # by its kind
    third = {Solution.THIRD_FAMILY, Solution.THIRD_OTHER}
    if content.what is Began.RETURNED and solution not in RETURNS:
        yield Problem("what", "The plan is not for a return")
    if content.what is Began.MOVED_ABROAD and solution not in third:
        yield Problem("what", "The plan is not for a move to another country")
