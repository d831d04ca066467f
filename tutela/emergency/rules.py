"""What follows from emergency access: what is told to the young person, what the reasons show.
Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.moment import LONDON
from tutela.emergency.entries import Emergency, EmergencyOpened, EmergencyReviewed, Outcome
from tutela.people.choice import Answer

MOST_OF_ONE = 0.6
"""A reason given more often than this is looked at: people choose what takes the fewest clicks."""
FEWEST = 10
"""Openings below which shares say nothing."""

_SAID = {
    Emergency.MISSING: "you were missing",
    Emergency.DANGER: "somebody was afraid that you were in danger",
    Emergency.MEDICAL: "you needed urgent medical care",
    Emergency.FOUND: "the police had found a young person",
    Emergency.OTHER: "there was an emergency",
}


def for_the_young_person(chronology: Chronology) -> tuple[str, ...]:
    """Who opened the record in an emergency and why, in words for the young person it is about.

    Only what was looked at again, and is not kept from them for a reason. The reason in somebody's
    own words is not repeated.
    """
    lines = []
    for opened in chronology.of(EmergencyOpened):
        looked_at = _review_of(opened, chronology)
        if looked_at is None or looked_at.says(EmergencyReviewed).child_told is not Answer.YES:
            continue
        lines.append(_line(opened, looked_at.says(EmergencyReviewed)))
    return tuple(lines)


def _review_of(opened: Entry, chronology: Chronology) -> Entry | None:
    root = chronology.first_written(opened.id)
    answers = [
        e
        for e in chronology.of(EmergencyReviewed)
        if e.refers_to is not None and chronology.first_written(e.refers_to) == root
    ]
    return answers[-1] if answers else None


def _line(opened: Entry, review: EmergencyReviewed) -> str:
    day = opened.recorded.astimezone(LONDON)
    found = (
        "It was checked, and it was right to do so."
        if review.outcome is Outcome.JUSTIFIED
        else "It was checked, and it should not have happened. We are sorry."
    )
    agency = opened.agency_name or "another agency"
    return (
        f"On {day:%-d %B %Y} a duty worker of {agency} opened your record for an hour, because "
        f"{_SAID[opened.says(EmergencyOpened).reason]}. {found}"
    )


@dataclass(frozen=True)
class Opening:
    """One emergency opening, as a report counts it. ``words`` is a keyed hash of what was said."""

    person: str
    reason: Emergency
    words: str
    at: datetime


@dataclass(frozen=True)
class Reasons:
    """How often each reason was given, and what about it asks for a closer look."""

    counts: tuple[tuple[Emergency, int], ...]
    total: int
    one_reason: Emergency | None
    repeated: tuple[tuple[str, int], ...]
    """Who gave the very same words more than once, and how many openings these are."""


def reasons_of(openings: Sequence[Opening]) -> Reasons:
    """The distribution of reasons, and the two things that show when reasons are not thought of:
    one of them above 60 %, and the same words again."""
    counted = Counter(o.reason for o in openings)
    total = len(openings)
    often = [r for r, n in counted.items() if total >= FEWEST and n > MOST_OF_ONE * total]
    words = Counter((o.person, o.words) for o in openings if o.words)
    again: Counter[str] = Counter()
    for (person, _words), number in words.items():
        if number > 1:
            again[person] += number
    return Reasons(
        tuple((reason, counted[reason]) for reason in Emergency),
        total,
        often[0] if often else None,
        tuple(sorted(again.items())),
    )
