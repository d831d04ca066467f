"""Derived tables: what lists, boards and statistics read. Always rebuildable from entries.

A room declares a projection with the kinds that can change it and a pure function from a child's
whole chronology to rows. `record` keeps it in step; `tutela rebuild` makes it anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models

from tutela.access.policy import ChildState
from tutela.chronology.entry import Chronology
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

    ``derive`` returns unsaved rows of ``model``, each with ``child_id``. ``sealed`` names columns
    that hold ciphertext, which differs at each sealing and is compared after opening.
    """

    name: str
    model: Callable[[], type[models.Model]]
    kinds: Callable[[], frozenset[str] | None]
    derive: Callable[[Whole], Iterable[models.Model]]
    sealed: dict[str, Callable[[UUID], str]] = field(default_factory=dict)

    def depends_on(self, kind: str) -> bool:
        """Can an entry of this kind change it?"""
        kinds = self.kinds()
        return kinds is None or kind in kinds

    def refresh(self, whole: Whole) -> None:
        """Make this child's rows anew, in the present transaction."""
        manager = self.model()._default_manager
        manager.filter(child_id=whole.child).delete()
        manager.bulk_create(self.derive(whole))


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
