"""Boards: which children need a look, of those within reach. Read from derived tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.caseload import InReach, led_by, these
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.teamwork.matters import Matter
from tutela.teamwork.models import LatenessRow, MatterRow

MOST = 200
"""How many lines one page shows."""


@dataclass(frozen=True)
class Line:
    """One child on a board, and since when; ``entry`` is what it is about."""

    child: UUID
    matter: str
    since: datetime
    entry: UUID | None


@dataclass(frozen=True)
class Within:
    """Which of the children within reach are looked at: of a team, or of one lead worker."""

    team: UUID | None = None
    worker: UUID | None = None


def lines(
    viewer: Viewer, matters: Iterable[Matter], *, at: datetime, within: Within
) -> tuple[Line, ...]:
    """The children to whom these matters apply at ``at``, longest first; each in a category that
    the viewer may read of this child."""
    wanted = [matter.slug for matter in matters]
    with one_transaction():
        stand_at_the_door(viewer)
        rows = MatterRow.objects.filter(
            Q(until__isnull=True) | Q(until__gt=at), matter__in=wanted, since__lte=at
        ).order_by("since", "id")
        if within != Within():
            rows = rows.filter(child_id__in=led_by(team=within.team, worker=within.worker))
        found = [(Line(r.child_id, r.matter, r.since, r.entry), r.category) for r in rows]
        readable = _readable({line.child for line, _ in found}, viewer)
    return tuple(
        line for line, category in found if Category(category) in readable.get(line.child, ())
    )


def counts(found: Iterable[Line]) -> Counter[str]:
    """How many children each matter concerns."""
    return Counter(matter for matter, _child in {(line.matter, line.child) for line in found})


def of_workers(children: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Who leads each of these children now: id and name. The scope must be open to them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.child_id, p.id, p.name FROM people_membership m"
            " JOIN people_practitioner p ON p.id = m.practitioner_id"
            " WHERE m.role = 'lead-worker' AND m.during @> clock_timestamp()"
            " AND m.child_id = ANY(%s)",
            [list(children)],
        )
        return {child: (worker, name) for child, worker, name in cursor.fetchall()}


def reasons(children: Collection[UUID]) -> dict[tuple[UUID, str], str]:
    """The reason that was given for each late duty of these children, by child and duty."""
    rows = LatenessRow.objects.filter(child_id__in=children)
    return {(row.child_id, row.duty): row.why for row in rows}


def _readable(children: Collection[UUID], viewer: Viewer) -> dict[UUID, frozenset[Category]]:
    found: dict[UUID, InReach] = these(children, as_=viewer) if children else {}
    return {child: one.categories for child, one in found.items()}
