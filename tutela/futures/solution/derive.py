"""How far a plan has come, and whether the solution lasted, from entries. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.duties.duty import happened_at
from tutela.futures.solution.answers import ENDS, HowKnown, TracingWish
from tutela.futures.solution.entries import (
    ReturnSafety,
    SolutionAction,
    SolutionBegan,
    SolutionGoal,
    SolutionMonitored,
    SolutionPlan,
    SolutionProgress,
    TracingWished,
)
from tutela.people.choice import Answer, Choice


class Lasting(Choice):
    """Was it a solution that lasts?"""

    NOT_LOOKED = "not-looked", "Nobody has looked yet"
    NOT_REACHED = "not-reached", "They were not reached when last tried"
    UNCERTAIN = "uncertain", "It is not known whether it lasts"
    LASTS = "lasts", "It lasted, when last looked at"
    FAILED = "failed", "It did not last"


@dataclass(frozen=True)
class Action:
    """An action and the steps that it took, the last at the end."""

    entry: Entry
    steps: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Is it neither done nor dropped?"""
        return not any(e.says(SolutionProgress).progress in ENDS for e in self.steps)


@dataclass(frozen=True)
class Goal:
    """A goal and its actions."""

    entry: Entry
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Life:
    """Something that began, and each look at whether it lasts."""

    began: Entry
    looks: tuple[Entry, ...]

    def lasting(self, at: datetime) -> Lasting:
        """What the last look by a moment says."""
        looked = [e.says(SolutionMonitored) for e in self.looks if happened_at(e) <= at]
        if not looked:
            return Lasting.NOT_LOOKED
        last = looked[-1]
        if last.known is HowKnown.NOT_REACHED:
            return Lasting.NOT_REACHED
        if last.lasts is Answer.NO or last.safe is Answer.NO:
            return Lasting.FAILED
        return Lasting.LASTS if last.lasts is Answer.YES else Lasting.UNCERTAIN


@dataclass(frozen=True)
class Plan:
    """A plan with everything that answers to it."""

    entry: Entry
    goals: tuple[Goal, ...]
    lives: tuple[Life, ...]

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """Actions that are neither done nor dropped."""
        return tuple(a for goal in self.goals for a in goal.actions if a.is_open)


def plans(chronology: Chronology) -> tuple[Plan, ...]:
    """Every plan that stands, in the order in which they began to hold."""
    return chronology.once(_plans)


def _plans(chronology: Chronology) -> tuple[Plan, ...]:
    return tuple(
        Plan(
            entry,
            tuple(_goal(e, chronology) for e in _answers(entry, SolutionGoal, chronology)),
            tuple(
                Life(e, _answers(e, SolutionMonitored, chronology))
                for e in _answers(entry, SolutionBegan, chronology)
            ),
        )
        for entry in chronology.of(SolutionPlan)
        if entry.content is not None
    )


def _goal(entry: Entry, chronology: Chronology) -> Goal:
    actions = _answers(entry, SolutionAction, chronology)
    return Goal(entry, tuple(Action(e, _answers(e, SolutionProgress, chronology)) for e in actions))


def _answers(
    to: Entry,
    content: type[SolutionGoal | SolutionAction | SolutionProgress | SolutionBegan]
    | type[SolutionMonitored],
    chronology: Chronology,
) -> tuple[Entry, ...]:
    return tuple(e for e in chronology.answers_to(to.id, content) if e.content is not None)


def tracing_is_wished(chronology: Chronology) -> bool:
    """May family be looked for, as the child last said?"""
    asked = chronology.contents(TracingWished)
    return bool(asked) and asked[-1].wish is TracingWish.YES


def return_found(chronology: Chronology) -> ReturnSafety | None:
    """The last findings on a return."""
    found = chronology.contents(ReturnSafety)
    return found[-1] if found else None
