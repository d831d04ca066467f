"""The referral pack: every answer that the public form asks for, taken from the chronology. Pure.

The pack advises; a first responder reads it, mends what is missing in the record, and copies it
into the form. It says where a child stays by town and region and never more precisely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology
from tutela.identification.given import Given
from tutela.identification.pack_circumstances import (
    about_the_exploiters,
    about_the_forms,
    about_the_places,
)
from tutela.identification.pack_person import (
    about_the_age,
    about_the_child,
    about_the_police,
    about_the_referrer,
)
from tutela.identification.pack_story import (
    about_exploitation,
    about_the_account,
    about_the_life_before,
)
from tutela.identification.referral_form import (
    LONGEST_ANSWER,
    FormQuestion,
    questions,
    sections,
)


@dataclass(frozen=True)
class PackAnswer:
    """A question of the form with what the record answers."""

    question: FormQuestion
    given: Given

    @property
    def is_missing(self) -> bool:
        """Does the form insist on an answer that the record does not give?"""
        return not self.given.text and self.question.must_be_answered

    @property
    def is_too_long(self) -> bool:
        """Is it longer than the form takes?"""
        return len(self.given.text) > LONGEST_ANSWER


@dataclass(frozen=True)
class PackSection:
    """A section of the form with the questions that it asks of this child."""

    title: str
    answers: tuple[PackAnswer, ...]


@dataclass(frozen=True)
class Pack:
    """The whole form as the record answers it at a moment."""

    at: datetime
    sections: tuple[PackSection, ...]

    def __iter__(self) -> Iterator[PackAnswer]:
        return (answer for section in self.sections for answer in section.answers)

    def answer(self, question: str) -> PackAnswer:
        """The answer to a question of the form by its id. Raises KeyError when it is not asked."""
        for found in self:
            if found.question.id == question:
                return found
        raise KeyError(question)

    def __contains__(self, question: str) -> bool:
        return any(found.question.id == question for found in self)


def pack_of(chronology: Chronology, *, own_reference: str = "") -> Pack:
    """What the form asks and what the record answers, as the chronology is known.

    ``own_reference`` is the referrer's; the form warns against personal details in it.
    """
    given: dict[str, Given] = {"reference": Given(own_reference)}
    for part in (
        about_the_referrer,
        about_the_age,
        about_the_life_before,
        about_exploitation,
        about_the_account,
        about_the_places,
        about_the_exploiters,
        about_the_forms,
        about_the_police,
        about_the_child,
    ):
        given |= part(chronology)
    asked = [PackAnswer(q, given[q.id]) for q in questions() if q.id in given]
    return Pack(
        chronology.at,
        tuple(
            PackSection(title, tuple(a for a in asked if a.question.section == title))
            for title in sections()
        ),
    )
