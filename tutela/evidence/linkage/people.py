"""A row of a list: one child as one agency wrote it down, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tutela.evidence.linkage.births import UNKNOWN, Birth


@dataclass(frozen=True)
class Person:
    """One record, as stated. `list` and `id` together name it; nothing here is corrected."""

    list: str
    id: str
    name: str
    birth: Birth = UNKNOWN
    nationality: str | None = None
    sex: str | None = None
    place: str | None = None
    references: tuple[str, ...] = ()
    seen: date | None = None
    """The day on which the list met the person, where it says so; no evidence of who they are."""

    @property
    def key(self) -> str:
        """The record's name across lists: what decisions and results call it."""
        return f"{self.list}:{self.id}"
