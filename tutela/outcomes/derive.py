"""Each outcome over time in both voices, what stands in the way, and what is wanted next. Pure.

There is no total and no average: an outcome is compared with itself only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.outcomes.answers import Given, Occasion, Progress, Step
from tutela.outcomes.entries import (
    OutcomeBarrier,
    OutcomeBarrierGone,
    OutcomeGoal,
    OutcomeOwnView,
    OutcomeProgress,
    OutcomeReview,
    OutcomeWorkerView,
)


class Voice(Enum):
    """Whose view it is."""

    OWN = "own"
    WORKER = "worker"


class Way(Enum):
    """Where an outcome went in one voice between the first step that was given and the last."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    ONCE = "once"
    NEVER = "never"


@dataclass(frozen=True)
class View:
    """One answer about one outcome, in one voice."""

    entry: Entry
    voice: Voice

    @property
    def content(self) -> OutcomeOwnView | OutcomeWorkerView:
        """What was answered."""
        if self.voice is Voice.OWN:
            return self.entry.says(OutcomeOwnView)
        return self.entry.says(OutcomeWorkerView)

    @property
    def step(self) -> Step | None:
        """The step, where one was given."""
        return self.content.step if self.content.given is Given.STEP else None


@dataclass(frozen=True)
class Hindrance:
    """Something that stands in the way, until it is gone."""

    entry: Entry
    gone: Entry | None

    @property
    def content(self) -> OutcomeBarrier:
        """What it is, and whose duty."""
        return self.entry.says(OutcomeBarrier)


@dataclass(frozen=True)
class Goal:
    """What a child wants, and how far it has come."""

    entry: Entry
    steps: tuple[Entry, ...]

    @property
    def content(self) -> OutcomeGoal:
        """What was agreed."""
        return self.entry.says(OutcomeGoal)

    @property
    def progress(self) -> Progress | None:
        """The last that was said of it."""
        return self.steps[-1].says(OutcomeProgress).progress if self.steps else None

    @property
    def is_open(self) -> bool:
        """Is it still wanted and not reached?"""
        return self.progress not in {Progress.REACHED, Progress.LEFT}


@dataclass(frozen=True)
class Picture:
    """One outcome of one child over time."""

    outcome: str
    own: tuple[View, ...]
    worker: tuple[View, ...]
    hindrances: tuple[Hindrance, ...]
    goals: tuple[Goal, ...]

    def views(self, voice: Voice) -> tuple[View, ...]:
        """The answers in one voice, in the order in which they hold."""
        return self.own if voice is Voice.OWN else self.worker

    def way(self, voice: Voice) -> Way:
        """Where it went in this voice."""
        return way(view.step for view in self.views(voice))

    @property
    def in_the_way(self) -> tuple[Hindrance, ...]:
        """What stands in the way now."""
        return tuple(one for one in self.hindrances if one.gone is None)

    @property
    def is_stuck(self) -> bool:
        """Asked more than once and, in the child's own view, no better and not yet good; in the
        worker's view where the child gave no step twice."""
        voice = Voice.OWN if self.way(Voice.OWN) not in {Way.ONCE, Way.NEVER} else Voice.WORKER
        steps = [view.step for view in self.views(voice) if view.step]
        return (
            len(steps) > 1
            and steps[-1].number < Step.MOSTLY.number
            and self.way(voice) in {Way.SAME, Way.WORSE}
        )


def way(steps: Iterable[Step | None]) -> Way:
    """From the first step that was given to the last. Answers without a step say nothing of it."""
    given = [step.number for step in steps if step is not None]
    if len(given) < 2:
        return Way.ONCE if given else Way.NEVER
    if given[0] == given[-1]:
        return Way.SAME
    return Way.BETTER if given[-1] > given[0] else Way.WORSE


def pictures(chronology: Chronology) -> dict[str, Picture]:
    """Every outcome about which something was said, by its code."""
    return chronology.once(_pictures)


def _pictures(chronology: Chronology) -> dict[str, Picture]:
    found: dict[str, tuple[list[View], list[View], list[Hindrance], list[Goal]]] = {}

    def of(outcome: str) -> tuple[list[View], list[View], list[Hindrance], list[Goal]]:
        return found.setdefault(outcome, ([], [], [], []))

    for entry in chronology.of(OutcomeOwnView):
        of(entry.says(OutcomeOwnView).outcome)[0].append(View(entry, Voice.OWN))
    for entry in chronology.of(OutcomeWorkerView):
        of(entry.says(OutcomeWorkerView).outcome)[1].append(View(entry, Voice.WORKER))
    for entry in chronology.of(OutcomeBarrier):
        gone = next(iter(chronology.answers_to(entry.id, OutcomeBarrierGone)), None)
        of(entry.says(OutcomeBarrier).outcome)[2].append(Hindrance(entry, gone))
    for entry in chronology.of(OutcomeGoal):
        steps = chronology.answers_to(entry.id, OutcomeProgress)
        of(entry.says(OutcomeGoal).outcome)[3].append(Goal(entry, steps))
    return {
        code: Picture(code, tuple(own), tuple(worker), tuple(hindrances), tuple(goals))
        for code, (own, worker, hindrances, goals) in found.items()
    }


def occasion_of(chronology: Chronology, view: Entry) -> Occasion | None:
    """On what occasion an answer was given; None for one outside a talk."""
    if view.refers_to is None:
        return None
    talk: UUID = chronology.first_written(view.refers_to)
    now = chronology.now_reads(talk)
    return now.says(OutcomeReview).occasion if now is not None else None
