"""Duties in lists: those of my children, and an agency's board. Read from the derived table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Now

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.duties.duty import Due, Duty, all_duties, never_overdue
from tutela.duties.models import DueRow

SOON = timedelta(days=7)


def as_due(row: DueRow) -> Due:
    """A kept row as the duty that it is."""
    return Due(
        duty=all_duties()[row.duty],
        started_by=row.started_by,
        started=row.started,
        due=row.due,
        met_by=row.met_by,
        met=row.met,
        ended=row.ended,
    )


def open_duties(
    children: Iterable[tuple[UUID, Collection[Category]]],
) -> dict[UUID, tuple[Due, ...]]:
    """Open duties of each child, in the categories given beside it, soonest first.

    The scope of the transaction must be open to these children (see `doors.caseload`).
    """
    seen = dict(children)
    found: dict[UUID, list[Due]] = defaultdict(list)
    rows = (
        DueRow.objects.filter(child_id__in=seen, met__isnull=True, ended__isnull=True)
        .exclude(duty__in=never_overdue(), due__lte=Now())
        .order_by(F("due").asc(nulls_last=True), "duty")
    )
    for row in rows:
        if Category(row.category) in seen[row.child_id]:
            found[row.child_id].append(as_due(row))
    return {child: tuple(dues) for child, dues in found.items()}


@dataclass(frozen=True)
class BoardLine:
    """How one duty stands across the children within reach."""

    duty: Duty
    overdue: int
    soon: int
    later: int
    met: int
    met_late: int

    @property
    def met_in_time(self) -> float | None:
        """Share met in time of those that were met or are overdue, 0 to 1."""
        ended = self.met + self.met_late + self.overdue
        return self.met / ended if ended else None


def board(viewer: Viewer, *, at: datetime, team: UUID | None = None) -> tuple[BoardLine, ...]:
    """The duties of all children within the viewer's reach, by duty, most overdue first.

    Only a manager's reach is a whole agency; anyone else sees the board of their own children.
    """
    with one_transaction():
        stand_at_the_door(viewer)
        rows = _rows(team)
        is_open = Q(met__isnull=True, ended__isnull=True)
        counted = rows.values("duty").annotate(
            overdue=Count("id", filter=is_open & _overdue(at)),
            soon=Count("id", filter=is_open & Q(due__gt=at, due__lte=at + SOON)),
            later=Count("id", filter=is_open & (Q(due__gt=at + SOON) | Q(due__isnull=True))),
            met_on_time=Count(
                "id", filter=Q(met__isnull=False) & (Q(due__isnull=True) | Q(met__lt=F("due")))
            ),
            met_late=Count("id", filter=Q(met__gte=F("due"))),
        )
        known = all_duties()
        lines = [
            BoardLine(
                known[c["duty"]], c["overdue"], c["soon"], c["later"], c["met_on_time"],
                c["met_late"],
            )
            for c in counted
            if c["duty"] in known
        ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (-line.overdue, -line.soon, line.duty.title)))


def behind(
    viewer: Viewer,
    duty: str | None,
    *,
    at: datetime,
    which: str,
    team: UUID | None = None,
    limit: int = 50,
) -> tuple[tuple[UUID, Due], ...]:
    """The children and duties that a number on the board counts, soonest first.

    ``which`` is ``overdue``, ``soon``, ``later``, ``met`` or ``met-late``; without a ``duty`` all
    duties are counted. Raises KeyError for another word.
    """
    is_open = Q(met__isnull=True, ended__isnull=True)
    wanted = {
        "overdue": is_open & _overdue(at),
        "soon": is_open & Q(due__gt=at, due__lte=at + SOON),
        "later": is_open & (Q(due__gt=at + SOON) | Q(due__isnull=True)),
        "met": Q(met__isnull=False) & (Q(due__isnull=True) | Q(met__lt=F("due"))),
        "met-late": Q(met__gte=F("due")),
    }[which]
    with one_transaction():
        stand_at_the_door(viewer)
        rows = _rows(team).filter(wanted).order_by(F("due").asc(nulls_last=True))
        rows = rows if duty is None else rows.filter(duty=duty)
        return tuple((row.child_id, as_due(row)) for row in rows[:limit])


def _overdue(at: datetime) -> Q:
    return Q(due__lte=at) & ~Q(duty__in=never_overdue())


def _rows(team: UUID | None) -> QuerySet[DueRow]:
    if team is None:
        return DueRow.objects.all()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.child_id FROM people_membership m"
            " JOIN people_practitioner p ON p.id = m.practitioner_id"
            " WHERE m.role = 'lead-worker' AND m.during @> clock_timestamp() AND p.team_id = %s",
            [team],
        )
        children = [child for (child,) in cursor.fetchall()]
    return DueRow.objects.filter(child_id__in=children)
