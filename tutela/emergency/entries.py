"""The kinds of entry of this room: a record opened in an emergency, ended, and looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Line,
    Problem,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.moment import Moment
from tutela.people.choice import Answer

LASTS = timedelta(minutes=60)
"""How long a record that was opened in an emergency stays open to whoever opened it."""
SHORTEST_WORDS = 20
"""Characters in one's own words. A full stop is no reason."""
GROUP = "Emergency access"


class Emergency(Choice):
    """Why a record must be opened now, by somebody who is not in the circle."""

    MISSING = "missing", "The child is missing"
    DANGER = "danger", "The child is in immediate danger"
    MEDICAL = "medical", "The child needs urgent medical care"
    FOUND = "found", "The police found a child"
    OTHER = "other", "Another emergency"


NEEDS_TO_KNOW_WHERE = frozenset({Emergency.MISSING, Emergency.DANGER})
"""Only for these does emergency access reach where the child is."""


class Outcome(Choice):
    """What somebody who looked at it again found."""

    JUSTIFIED = "justified", "It was justified"
    NOT_JUSTIFIED = "not-justified", "It was not justified"


def _says_enough(
    content: EmergencyOpened, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    if len(content.why.strip()) < SHORTEST_WORDS:
        yield Problem("why", f"Say in your own words why, in {SHORTEST_WORDS} characters or more")


@kind(
    "emergency-opened",
    title="Record opened in an emergency",
    category=Category.RECORD,
    when="When was it opened?",
    says="{name} opened the record in an emergency: {reason}",
    group=GROUP,
    checks=(_says_enough,),
    offered=False,
)
class EmergencyOpened(Content):
    """A duty worker outside the circle opened the record for one hour, to look and not to write."""

    practitioner: UUID = ask("Who?")
    name: Line = ask("Their name")
    reason: Emergency = ask("What is the emergency?")
    why: Protected[Text] = ask("Why, in their own words?")
    second: Line | None = ask("Who confirmed it?", optional=True)


@kind(
    "emergency-ended",
    title="Emergency access ended",
    category=Category.RECORD,
    when="When did it end?",
    says="{name} ended their emergency access",
    refers_to="emergency-opened",
    group=GROUP,
    offered=False,
)
class EmergencyEnded(Content):
    """The duty worker needed it no longer and closed it before the hour was over."""

    name: Line = ask("Their name")


@kind(
    "emergency-reviewed",
    title="Emergency access looked at again",
    category=Category.RECORD,
    when="When was it looked at?",
    says="{name} looked at it again: {outcome}",
    refers_to="emergency-opened",
    group=GROUP,
    offered=False,
)
class EmergencyReviewed(Content):
    """A manager or data protection officer, who is somebody else, looked at why the record was
    opened and at what was seen."""

    name: Line = ask("Who looked at it?")
    outcome: Outcome = ask("Was it justified?")
    note: Protected[Text] | None = ask(
        "What did you find?",
        hint="Those who answer for the record read this. Don’t say where the child is.",
        optional=True,
    )
    child_told: Answer = ask(
        "May the young person read that it was opened?",
        hint="They read who it was by role and agency, when, the reason, and what you found.",
    )
    kept_from_child: Protected[Text] | None = ask(
        "Why should they not read it?", when=answered("child_told", Answer.NO)
    )
