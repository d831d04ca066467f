"""Derived tables: what lists, boards and statistics read. Always rebuildable from entries.

A room declares a projection with the kinds that can change it and a pure function from a child's
whole chronology to rows. `record` keeps it in step; `tutela rebuild` makes it anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models

from tutela.access.asked import ChildState
from tutela.chronology.entry import Chronology
from tutela.doors.rows import replace_rows
from tutela.people.keys import ChildKey
from tutela.people.roles import Nation


@dataclass(frozen=True)
class Whole:
    """Everything recorded about one child: for deriving, never for showing."""

    child: UUID
    reference: str
    state: ChildState
    nation: Nation
    lead_agency: UUID | None
    key: ChildKey
    chronology: Chronology


@dataclass(frozen=True)
class Projection:
    """A derived table. ``kinds`` answers which entries matter; None means all do.

    ``derive`` returns unsaved rows of ``model``, each with ``child_id``. ``opened`` names columns
    that hold ciphertext, which differs at each sealing, and how to open them for comparing.
    """

    name: str
    model: Callable[[], type[models.Model]]
    kinds: Callable[[], frozenset[str] | None]
    derive: Callable[[Whole], Iterable[models.Model]]
    opened: dict[str, Callable[[Whole, str], object]] = field(default_factory=dict)

    @cached_property
    def _kinds(self) -> frozenset[str] | None:
        # Asked first when something is recorded: by then all rooms have been declared.
        return self.kinds()

    def depends_on(self, kind: str) -> bool:
        """Can an entry of this kind change it?"""
        return self._kinds is None or kind in self._kinds

    def refresh(self, whole: Whole, *, using: str = DEFAULT_DB_ALIAS) -> None:
        """Make this child's rows anew, in the present transaction."""
        replace_rows(self.model(), whole.child, list(self.derive(whole)), using)

    def told(self, whole: Whole, rows: Iterable[models.Model]) -> list[tuple[object, ...]]:
        """Rows as comparable values, without their own ids, in a fixed order."""
        columns = [f for f in self.model()._meta.concrete_fields if f.name != "id"]
        opened = [(f.attname, self.opened.get(f.attname)) for f in columns]
        return sorted(
            (
                tuple(
                    open_(whole, getattr(row, name)) if open_ else getattr(row, name)
                    for name, open_ in opened
                )
                for row in rows
            ),
            key=repr,
        )


_declared: dict[str, Projection] = {}


def declare(projection: Projection) -> None:
    """Make a projection known. Raises ValueError when its name is taken."""
    if projection.name in _declared:
        raise ValueError(f"the projection {projection.name} is declared twice")
    _declared[projection.name] = projection


def all_projections() -> tuple[Projection, ...]:
    """Every declared projection."""
    return tuple(_declared.values())


def refresh_after(kinds: frozenset[str], whole: Whole) -> None:
    """Refresh the projections that entries of these kinds can change."""
    for projection in _declared.values():
        if any(projection.depends_on(kind) for kind in kinds):
            projection.refresh(whole)
