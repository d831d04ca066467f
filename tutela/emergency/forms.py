"""The questions of emergency access."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from tutela.chronology.kinds import Question, answered
from tutela.emergency.entries import Emergency, Outcome
from tutela.people.choice import Answer
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLine, AskLong
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.moments import AskDate


@dataclass(frozen=True)
class AskSecret(Ask):
    """A password or a code: never shown again, never kept."""

    template = "emergency/secret.html"

    def read(self, answers: Answers) -> str | None:
        """What was typed."""
        return answers.one(self.name) or None

    def fill(self, value: Any) -> dict[str, list[str]]:
        """Nothing."""
        return {}


OPENING: tuple[Ask, ...] = (
    AskOne(
        "reason", "reason", Question(gettext_noop("What is the emergency?")),
        offers=tuple(Offer(one.value, one.label) for one in Emergency),
    ),
    AskLong(
        "why", "why",
        Question(
            gettext_noop("Why must you see this record now?"),
            gettext_noop("In your own words, at least 20 characters. The lead worker, the guardian "
                         "and your manager read it."),
        ),
        longest=2_000,
    ),
)  # fmt: skip
WHO: tuple[Ask, ...] = (
    AskLine(
        "number", "number",
        Question(
            gettext_noop("Reference, or an NHS, Home Office or NRM number"),
            gettext_noop("Exactly as it is written. Leave it empty if you know the name."),
            optional=True,
        ),
        longest=60,
    ),
    AskLine(
        "name", "name",
        Question(gettext_noop("Or the whole name"), gettext_noop("Any name they are known by."),
                 optional=True),
        longest=300,
    ),
    AskDate(
        "born", "born", Question(gettext_noop("and the date of birth"), optional=True),
    ),
)  # fmt: skip
SECOND: tuple[Ask, ...] = (
    AskLine("second", "second", Question(gettext_noop("Their email address"))),
    AskSecret("password", "password", Question(gettext_noop("Their password"))),
    AskSecret(
        "code", "code",
        Question(gettext_noop("The code of their app, or a recovery code"), optional=True),
    ),
)  # fmt: skip
REVIEWING: tuple[Ask, ...] = (
    AskOne(
        "outcome", "outcome", Question(gettext_noop("Was it justified?")),
        offers=tuple(Offer(one.value, one.label) for one in Outcome),
    ),
    AskLong(
        "note", "note",
        Question(
            gettext_noop("What did you find?"),
            gettext_noop("Those who answer for the record read this. Don’t say where the child "
                         "is."),
        ),
        longest=4_000,
    ),
    AskOne(
        "child_told", "child_told",
        Question(
            gettext_noop("May the young person read that it was opened?"),
            gettext_noop("They read the agency, the day, the reason and what you found."),
        ),
        offers=(Offer(Answer.YES.value, "Yes"), Offer(Answer.NO.value, "Not now")),
    ),
    AskLong(
        "kept_from_child", "kept_from_child",
        Question(
            gettext_noop("Why should they not read it?"), when=answered("child_told", Answer.NO)
        ),
        longest=2_000,
    ),
)  # fmt: skip
RESTORING: tuple[Ask, ...] = (
    AskLong(
        "why", "why", Question(gettext_noop("Why is the right given back?")), longest=2_000
    ),
)  # fmt: skip
