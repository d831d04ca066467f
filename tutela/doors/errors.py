"""What a door answers when it stays shut, or can't take what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tutela.chronology.kinds import Problem


class NotVisible(Exception):
    """There is no such child for this viewer. The same whether the child exists or not: 404."""

    def __init__(self, child: UUID) -> None:
        super().__init__("no such child within reach")
        self.child = child


class Erased(Exception):
    """The child was within reach, and the record was erased at the end of its time: 410."""

    def __init__(self, child: UUID, on: date) -> None:
        super().__init__(f"erased on {on}")
        self.child = child
        self.on = on


class NotAllowed(Exception):
    """The child is visible, the action is not allowed: 403. ``rule`` says which rule decided,
    ``why`` in words for the person at the door."""

    def __init__(self, rule: str, why: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.why = why


class NotRecordable(ValueError):
    """The entry can't be recorded as it is. ``problems`` are in the user's words, at a field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = tuple(problems)


class Changed(Exception):
    """Somebody else corrected or withdrew the entry meanwhile. Nothing was written."""
