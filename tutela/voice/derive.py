"""What young people wrote, and whether they have an answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tutela.chronology.entry import Chronology, Entry
from tutela.voice.entries import SaidAnswered, YoungPersonSaid


@dataclass(frozen=True)
class Wrote:
    """What a young person wrote, and the answers to it."""

    entry: Entry
    said: YoungPersonSaid
    answers: tuple[SaidAnswered, ...]


def written(chronology: Chronology) -> tuple[Wrote, ...]:
    """Everything, oldest first."""
    return tuple(
        Wrote(
            entry,
            entry.says(YoungPersonSaid),
            tuple(
                answer.says(SaidAnswered)
                for answer in chronology.answers_to(entry.id, SaidAnswered)
                if answer.content is not None
            ),
        )
        for entry in chronology.of(YoungPersonSaid)
        if entry.content is not None
    )


def unanswered(chronology: Chronology) -> tuple[Wrote, ...]:
    """What waits for an answer."""
    return tuple(one for one in written(chronology) if not one.answers)
