"""What can't be right about an identity entry, in words for the person who records it. Pure.

Checks are about slips of the pen, never about a child: two different names or dates of birth are
no problem at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import LONDON, Moment

if TYPE_CHECKING:
    from tutela.identity.entries import DateOfBirth, Languages, Nationality

EARLIEST_BIRTH = date(1900, 1, 1)
"""The referral form takes no earlier date of birth."""


def birth_has_happened(
    content: DateOfBirth, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A date of birth lies in the past, and in living memory."""
    if content.born.on is None:
        yield Problem(
            "born", "Say a day, a month, a year or about which year, or record nothing yet"
        )
    elif content.born.is_in_future(chronology.at):
        yield Problem("born", "This date of birth lies in the future")
    elif content.born.on < EARLIEST_BIRTH:
        yield Problem("born", "This date of birth is before 1900. Check the year")


def says_who_decided(
    content: DateOfBirth, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """An assessed date of birth says who concluded the assessment, and is not in the future."""
    if content.basis == "assessed":
        if content.assessed_by is None:
            yield Problem(
                "assessed_by",
                "Say who concluded the assessment. Until one has concluded, record the date as "
                "said by the child or as written down by another agency",
            )
        if happened.is_in_future(chronology.at):
            yield Problem("happened", "An assessment can't have concluded in the future")


def nationality_is_complete(
    content: Nationality, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nationalities are named exactly where there are some."""
    if content.state == "held" and not content.held:
        yield Problem("held", "Choose a nationality, or say that there is none or it is not known")
    if content.state != "held" and content.held:
        yield Problem("state", "A nationality was chosen: say that the child has one")


def speaks_something(
    content: Languages, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """At least one language, and the best one is among them."""
    if not content.speaks:
        yield Problem("speaks", "Choose at least one language. There is “Another language”")
    if content.best and content.best not in content.speaks:
        yield Problem("best", "Choose it among the languages that the child speaks, too")


def today(chronology: Chronology) -> date:
    """The London day on which the chronology is read."""
    return chronology.at.astimezone(LONDON).date()
