"""Brings the waiting children within a viewer's reach and the authorities' declarations together.

The solver stands in `tutela.evidence.matching` and is imported when it is asked. Of a child whose
whereabouts are shielded or sealed nothing is matched here: the list of what is possible would tell
where they must not be. A person finds their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.people.keys import child_key
from tutela.protection.transfer.declaring import declarations
from tutela.protection.transfer.kept import Needs, opened_needs
from tutela.protection.transfer.models import Declaration

if TYPE_CHECKING:
    from tutela.evidence.matching.fit import Authority, Child, Fit

_ROWS = """
    SELECT w.child_id, c.reference, c.sealed_key, c.lead_agency_id, c.shield, w.since, w.hotel,
           w.sealed
      FROM transfer_waiting w JOIN people_child c ON c.id = w.child_id
     WHERE %s = ANY (door_categories(w.child_id, 'read'))
     ORDER BY w.since, c.reference"""


@dataclass(frozen=True)
class One:
    """A child who waits, within the viewer's reach."""

    child: UUID
    reference: str
    lives_with: str
    since: datetime
    hotel: bool
    needs: Needs


@dataclass(frozen=True)
class Matching:
    """Who waits, who could take them, and the plan for all of them together.

    ``plan`` names an authority for each child, by the child's identifier; None where nothing is
    possible. ``kept_close`` counts children whose whereabouts are kept closely.
    """

    waiting: Sequence[One]
    declared: Sequence[Declaration]
    kept_close: int
    plan: dict[UUID, Fit | None] = field(default_factory=dict)

    def of(self, child: UUID) -> One | None:
        """One of the children; None where they are not matched here."""
        return next((one for one in self.waiting if one.child == child), None)

    def ranked(self, child: UUID) -> tuple[Fit, ...]:
        """Every authority for a child, with their brothers and sisters; empty where they are not
        matched here."""
        from tutela.evidence.matching.fit import ranked  # noqa: PLC0415 - see the module
        from tutela.evidence.matching.plan import groups_of  # noqa: PLC0415 - see the module

        children = _children(self.waiting)
        group = next((g for g in groups_of(children) if str(child) in {c.key for c in g}), ())
        return ranked(group, _authorities(self.declared)) if group else ()


def match(viewer: Viewer, at: datetime) -> Matching:
    """All waiting children within the viewer's reach, and the best plan for them together."""
    with one_transaction():
        stand_at_the_door(viewer)
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [Category.PROTECTION.value])
            rows = cursor.fetchall()
        declared = declarations(at)
    open_ = [row for row in rows if row[4] == "open"]
    ones = [_one(row) for row in open_]
    return Matching(ones, declared, len(rows) - len(open_), _plan(ones, declared))


def _one(row: tuple[Any, ...]) -> One:
    child, reference, wrapped, agency, _shield, since, hotel, sealed = row
    needs = opened_needs(child, sealed, child_key(child, bytes(wrapped)))
    return One(child, reference, str(agency or ""), since, hotel, needs)


def _plan(ones: Sequence[One], declared: Sequence[Declaration]) -> dict[UUID, Fit | None]:
    if not ones:
        return {}
    # Loading the solver takes half a second, which no other page need wait for.
    from tutela.evidence.matching.plan import plan  # noqa: PLC0415

    found = plan(_children(ones), _authorities(declared)).where
    return {one.child: found[str(one.child)] for one in ones}


def _children(ones: Sequence[One]) -> list[Child]:
    from tutela.evidence.matching.fit import Child  # noqa: PLC0415 - see the module

    by_reference = {one.reference: str(one.child) for one in ones}
    return [
        Child(
            key=str(one.child),
            languages=frozenset(one.needs.languages),
            needs=frozenset(one.needs.needs),
            ties=frozenset(one.needs.ties),
            wishes=frozenset(one.needs.wishes),
            not_wished=frozenset(one.needs.not_wished),
            dangers=frozenset(one.needs.dangers),
            danger_words=one.needs.danger_words,
            together=frozenset(by_reference[r] for r in one.needs.siblings if r in by_reference),
            lives_with=one.lives_with,
        )
        for one in ones
    ]


def _authorities(declared: Sequence[Declaration]) -> list[Authority]:
    from tutela.evidence.matching.fit import Authority  # noqa: PLC0415 - see the module

    return [
        Authority(
            key=str(one.agency_id),
            name=one.agency.name,
            places=one.places,
            areas=frozenset(one.areas),
            languages=frozenset(one.languages),
            offers=frozenset(one.offers),
        )
        for one in declared
    ]
