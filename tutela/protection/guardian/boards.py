"""Which children within reach have no guardian, how long they have waited, by area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.caseload import InReach, these
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.protection.guardian.models import GuardianRow

STATES = ("nobody", "waiting", "gap", "guardian")


@dataclass(frozen=True)
class Line:
    """One child without a guardian, since when, and why."""

    child: InReach
    state: str
    since: datetime


@dataclass(frozen=True)
class Area:
    """How children stand whom one council leads."""

    name: str
    counts: dict[str, int]
    median_wait: float | None

    @property
    def coverage(self) -> float | None:
        """Share with a guardian, 0 to 1; None where nobody was referred."""
        total = sum(self.counts.values())
        return self.counts["guardian"] / total if total else None


@dataclass(frozen=True)
class Board:
    """What the board shows: children without a guardian, longest first, and each area."""

    without: tuple[Line, ...]
    areas: tuple[Area, ...]


def board(viewer: Viewer) -> Board:
    """The children within the viewer's reach whose protection they may read."""
    with one_transaction():
        stand_at_the_door(viewer)
        rows = list(GuardianRow.objects.select_related("agency").order_by("since", "id"))
        known = these({row.child_id for row in rows}, as_=viewer)
    readable = [
        row
        for row in rows
        if row.child_id in known and Category.PROTECTION in known[row.child_id].categories
    ]
    without = tuple(
        Line(known[row.child_id], row.state, row.since)
        for row in readable
        if row.state != "guardian"
    )
    return Board(without, _areas(readable))


def _areas(rows: list[GuardianRow]) -> tuple[Area, ...]:
    by_agency: dict[UUID | None, list[GuardianRow]] = defaultdict(list)
    for row in rows:
        by_agency[row.agency_id].append(row)
    areas = []
    for found in by_agency.values():
        waits = [row.waited_days for row in found if row.waited_days is not None]
        counts = {state: sum(row.state == state for row in found) for state in STATES}
        name = found[0].agency.name if found[0].agency else ""
        areas.append(Area(name, counts, median(waits) if waits else None))
    return tuple(sorted(areas, key=lambda area: area.name))
