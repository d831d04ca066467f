"""Slips of the pen in what is written about outcomes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.outcomes.answers import Given

if TYPE_CHECKING:
    from tutela.outcomes.entries import OutcomeGoal, OutcomeOwnView, OutcomeWorkerView


def says_something_in_their_way(
    content: OutcomeOwnView, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """An answer in their own way is written down."""
    if content.given is Given.OWN_WAY and not (content.picture or content.child_words):
        yield Problem("child_words", "Write down what they said, or which picture they chose")


def a_worker_answers_on_the_scale(
    content: OutcomeWorkerView, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Words and pictures without a step are the child's; a worker gives reasons anyway."""
    if content.given in {Given.OWN_WAY, Given.NOT_SAID}:
        yield Problem("given", "A worker chooses a step, or says that it was not talked about")


def is_due_after_it_was_agreed(
    content: OutcomeGoal, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What is to be done is not due before it was agreed."""
    if happened.on is not None and content.by < happened.on:
        yield Problem("by", "The day by which it is done lies before the day it was agreed")
