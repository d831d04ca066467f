"""Duties in lists: those of my children, and an agency's board. Read from the derived table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.doors.caseload import led_by
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.duties.duty import Due, Duty, all_duties, never_overdue
from tutela.duties.models import DueRow

SOON = timedelta(days=7)


# Said in SQL: composing these from models would cost each start page more than asking them.
_OPEN = """
    SELECT child_id, category, duty, started_by, started, due
      FROM duties_duerow
     WHERE child_id = ANY (%(children)s) AND met IS NULL AND ended IS NULL
       AND NOT (duty = ANY (%(never)s) AND coalesce(due <= statement_timestamp(), false))
     ORDER BY due NULLS LAST, duty"""
_BOARD = """
    SELECT duty,
           count(*) FILTER (WHERE is_open AND due <= %(at)s AND NOT duty = ANY (%(never)s)),
           count(*) FILTER (WHERE is_open AND due > %(at)s AND due <= %(soon)s),
           count(*) FILTER (WHERE is_open AND (due > %(soon)s OR due IS NULL)),
           count(*) FILTER (WHERE met IS NOT NULL AND (due IS NULL OR met < due)),
           count(*) FILTER (WHERE met >= due)
      FROM (SELECT duty, due, met, met IS NULL AND ended IS NULL AS is_open FROM duties_duerow
             WHERE %(children)s::uuid[] IS NULL OR child_id = ANY (%(children)s)) d
     GROUP BY duty"""


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
    seen, known = dict(children), all_duties()
    found: dict[UUID, list[Due]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"children": list(seen), "never": list(never_overdue())})
        for child, category, duty, started_by, started, due in cursor.fetchall():
            if Category(category) in seen[child]:
                found[child].append(Due(known[duty], started_by, started, due))
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
        children = None if team is None else led_by(team=team)
        with connection.cursor() as cursor:
            cursor.execute(
                _BOARD,
                {"at": at, "soon": at + SOON, "never": list(never_overdue()), "children": children},
            )
            known = all_duties()
            lines = [
                BoardLine(known[duty], *counts)
                for duty, *counts in cursor.fetchall()
                if duty in known
            ]
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
    return DueRow.objects.filter(child_id__in=led_by(team=team))
