"""What was told of how a child was treated, whether they have an answer, and by when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.moment import LONDON
from tutela.duties.limits import Start, working_days
from tutela.participation.treatment import Handling, TreatmentHandled, TreatmentReported
from tutela.people.roles import Nation

ANSWER_WITHIN = working_days(10)
"""How soon a child who was treated badly has an answer. Ours: a setting of this installation, which
no law that we know sets for all agencies."""


@dataclass(frozen=True)
class Treated:
    """Disbelief or unfair treatment, and what was done about it."""

    entry: Entry
    report: TreatmentReported
    handled: tuple[TreatmentHandled, ...]

    @property
    def is_answered(self) -> bool:
        """Has the child an answer?"""
        return any(Handling.ANSWERED in h.done for h in self.handled)

    def due(self, nation: Nation) -> datetime:
        """Until when the child is to have an answer, counted from when it was told."""
        start = Start(self.entry.recorded.astimezone(LONDON), nation)
        due = ANSWER_WITHIN.due(start)
        assert due is not None
        return due

    def is_late(self, nation: Nation, at: datetime) -> bool:
        """Is the child still without an answer that was due?"""
        return not self.is_answered and at >= self.due(nation)


def treatment(chronology: Chronology) -> tuple[Treated, ...]:
    """Everything that was told of how a child was treated, oldest first."""
    return tuple(
        Treated(
            entry,
            entry.says(TreatmentReported),
            tuple(
                answer.says(TreatmentHandled)
                for answer in chronology.answers_to(entry.id, TreatmentHandled)
                if answer.content is not None
            ),
        )
        for entry in chronology.of(TreatmentReported)
        if entry.content is not None
    )
