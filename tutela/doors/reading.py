"""The one way out: a child's chronology, as this viewer may read it, as at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tutela.access.asked import Action
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, Kind, all_kinds
from tutela.doors.binding import apart
from tutela.doors.gate import Gate, one_transaction, open_gate
from tutela.doors.places import masked
from tutela.doors.store import visible_entries


@dataclass(frozen=True)
class Record:
    """One child's record in a viewer's hands. ``chronology`` holds only what they may read; places
    that they must ask for are kept back."""

    gate: Gate
    chronology: Chronology

    @property
    def child(self) -> UUID:
        """The child's identifier."""
        return self.gate.child

    def may(self, action: Action, category: Category) -> bool:
        """May this viewer do this here?"""
        return self.gate.may(action, category).allowed

    def recordable(self) -> tuple[Kind, ...]:
        """Kinds of entry that this viewer may record here, in the order of their declaration."""
        return tuple(
            k for k in all_kinds().values() if k.offered and self.may(Action.RECORD, k.category)
        )


def read(
    child: UUID, *, as_: Viewer, at: datetime | None = None, purpose: str = "", how: str = "read"
) -> Record:
    """Read a child's record, audited in the same transaction.

    ``at`` is an aware datetime: what was recorded later is left out. ``how`` is the audited action,
    ``read`` or ``export``. Raises NotVisible when the viewer is not in the circle.
    """
    with one_transaction():
        gate = open_gate(child, as_, audit_as=how, purpose=purpose)
        known = apart(visible_entries(child, gate.key, at or timezone.now()))
        return Record(gate, masked(known, gate))
