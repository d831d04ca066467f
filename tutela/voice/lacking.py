"""Children over whom something was decided without hearing them: on the list of what records lack.

Declared here and not in the room of participation, since the last room to name a decision stands
just below this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, kind_of
from tutela.participation.decisions import decisions
from tutela.participation.derive import not_yet_heard
from tutela.participation.entries import ChildHeard
from tutela.teamwork.at_hand import STATE, in_open_records
from tutela.teamwork.matters import Group, Matter, Span, declare


def unheard(chronology: Chronology) -> Iterator[Span]:
    """Each decision, from when it was recorded until the child was asked."""
    for entry in not_yet_heard(chronology):
        yield Span(entry.recorded, entry=entry.id)


declare(
    Matter(
        "not-yet-heard",
        Group.RECORD,
        "Not yet heard",
        "Something was decided, and nobody has recorded that the child was asked. Talk with them, "
        "and record what they say about the decision.",
        Category.VOICE,
        (ChildHeard, *STATE, *(kind_of(slug).content for slug in decisions())),
        in_open_records(unheard),
    )
)
