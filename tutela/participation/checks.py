"""Slips of the pen in what is written about a child being heard. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.people.choice import Answer

if TYPE_CHECKING:
    from tutela.participation.entries import ChildHeard


def says_why_nobody_asked(
    content: ChildHeard, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child who was not asked is owed a reason."""
    if content.asked in {Answer.NO, Answer.NOT_ASKED} and not content.why_not_asked:
        yield Problem("why_not_asked", "Say why the child was not asked, and when they will be")


def words_or_how_it_was_shown(
    content: ChildHeard, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Who was asked said something, in some way, or did not wish to."""
    if content.asked is Answer.YES and not content.ways:
        yield Problem("ways", "Say how they said it, or that they did not wish to")
