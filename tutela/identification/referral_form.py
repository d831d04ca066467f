"""The public referral form: its questions about a child, in its order. Data with a source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST_ANSWER = 15_000
"""Characters that the form takes in one answer."""

MOST_PLACES = 10
"""Towns, and countries, that the form takes."""


@dataclass(frozen=True)
class FormQuestion:
    """One question. ``required`` is ``yes``, ``no`` or the condition in the form's own terms;
    ``is_quoted`` says whether the wording is the form's."""

    section: str
    id: str
    question: str
    required: str
    payload: str
    is_quoted: bool

    @property
    def must_be_answered(self) -> bool:
        """Does the form insist on an answer where it asks this at all?"""
        return self.required != "no"


@cache
def questions() -> tuple[FormQuestion, ...]:
    """All questions in the order of the form."""
    with (
        files("tutela.identification")
        .joinpath("data/referral_form.csv")
        .open(encoding="utf-8") as lines
    ):
        return tuple(
            FormQuestion(
                row["section"],
                row["id"],
                row["question"],
                row["required"],
                row["payload"],
                row["wording"] == "form",
            )
            for row in csv.DictReader(lines)
        )


def sections() -> tuple[str, ...]:
    """The sections in the order of the form."""
    return tuple(dict.fromkeys(question.section for question in questions()))
