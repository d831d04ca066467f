"""At which decisions a child was heard, and what came of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.participation.decisions import decisions
from tutela.participation.entries import Audience, ChildHeard, HeardWeighed, Weight
from tutela.people.choice import Answer


@dataclass(frozen=True)
class Heard:
    """One talk with a child about a decision, and what changed because of it."""

    entry: Entry
    weighed: Entry | None

    @property
    def content(self) -> ChildHeard:
        """What was said."""
        return self.entry.says(ChildHeard)

    @property
    def had_space(self) -> bool:
        """Was the child told and asked, with nobody in the room whom they fear?"""
        said = self.content
        return said.told is Answer.YES and said.asked is Answer.YES and said.alone is Answer.YES

    @property
    def had_a_voice(self) -> bool:
        """Did they say something, in whatever way, or choose not to?"""
        return self.content.asked is Answer.YES

    @property
    def had_an_audience(self) -> bool:
        """Did their words reach somebody?"""
        return bool(self.content.reached - {Audience.NOBODY})

    @property
    def had_influence(self) -> bool:
        """Was it weighed, with reasons, and were they told?"""
        if self.weighed is None:
            return False
        said = self.weighed.says(HeardWeighed)
        return said.weight is not Weight.NO_WISH and said.told_back is Answer.YES


def talks(chronology: Chronology) -> tuple[Heard, ...]:
    """All talks in the order in which they happened."""
    return chronology.once(_talks)


def _talks(chronology: Chronology) -> tuple[Heard, ...]:
    return tuple(
        Heard(entry, next(iter(reversed(chronology.answers_to(entry.id, HeardWeighed))), None))
        for entry in chronology.of(ChildHeard)
        if entry.content is not None
    )


def heard_at(chronology: Chronology, decision: UUID) -> tuple[Heard, ...]:
    """The talks about one decision."""
    root = chronology.first_written(decision)
    return tuple(
        talk
        for talk in talks(chronology)
        if talk.entry.refers_to is not None
        and chronology.first_written(talk.entry.refers_to) == root
    )


def not_yet_heard(chronology: Chronology) -> tuple[Entry, ...]:
    """Decisions that stand and about which the child was not asked yet, the oldest first."""
    return tuple(
        entry
        for entry in chronology.of_kinds(*decisions())
        if not any(talk.had_a_voice for talk in heard_at(chronology, entry.id))
    )


def not_yet_told_back(chronology: Chronology) -> tuple[Heard, ...]:
    """Talks in which the child said something, and nobody has told them yet what came of it."""
    return tuple(
        talk
        for talk in talks(chronology)
        if talk.had_a_voice and talk.entry.refers_to is not None and talk.weighed is None
    )
