"""Lists of children within a viewer's reach: my children, and search among them. Audited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tutela.access.asked import ChildState
from tutela.access.policy import Around, readable
from tutela.access.standing import MANAGES, Standing
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Category
from tutela.chronology.words import for_comparing
from tutela.doors.faces import Face, opened_face
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.doors.identifiers import known_by
from tutela.people.keys import child_key
from tutela.people.roles import Nation, Role

PAGE = 50

_ROWS = """
    SELECT c.id, c.reference, c.state, c.sealed_key, coalesce(a.nation, 'england'), k.sealed, l.at,
           (SELECT json_agg(json_build_array(m.standing, m.scope, m.named))
              FROM people_membership m
             WHERE m.child_id = c.id AND m.practitioner_id = %(who)s
               AND m.during @> clock_timestamp()),
           (%(manages)s AND c.lead_agency_id = %(agency)s),
           coalesce((SELECT json_object_agg(h.category, h.recorded_at) FROM chronology_head h
                      WHERE h.child_id = c.id AND h.by_id <> %(who)s
                        AND h.recorded_at > coalesce(l.at, '-infinity')), '{}'),
           (SELECT x.erased_on FROM retention_erasure x WHERE x.child_id = c.id)
      FROM people_child c
      LEFT JOIN people_agency a ON a.id = c.lead_agency_id
      LEFT JOIN doors_knownas k ON k.child_id = c.id
      LEFT JOIN people_look l ON l.child_id = c.id AND l.practitioner_id = %(who)s
"""
_PAGE_OF_ROWS = _ROWS + " ORDER BY c.head_recorded_at DESC LIMIT %(limit)s OFFSET %(offset)s"
_THESE_ROWS = _ROWS + " WHERE c.id = ANY(%(children)s)"
_FACES = """
    SELECT c.id, c.reference, c.sealed_key, k.sealed
      FROM people_child c LEFT JOIN doors_knownas k ON k.child_id = c.id"""


@dataclass(frozen=True)
class InReach:
    """One child in a list, with what this viewer may know of them there.

    ``new`` are the categories in which others recorded something since the viewer last looked.
    """

    child: UUID
    reference: str
    state: ChildState
    nation: Nation
    standings: frozenset[Standing]
    face: Face
    looked: datetime | None
    new: frozenset[Category]
    erased_on: date | None = None

    @property
    def categories(self) -> frozenset[Category]:
        """What this viewer reads in this child's record."""
        return readable(self.standings, Around(self.state))

    @property
    def roles(self) -> frozenset[Role]:
        """As what the viewer comes to this child."""
        return frozenset(standing.role for standing in self.standings)


@dataclass(frozen=True)
class Caseload:
    """A page of the children within reach, most recently recorded first."""

    children: tuple[InReach, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def caseload(viewer: Viewer, *, page: int = 1) -> Caseload:
    """My children: those in whose circle the viewer stands, or whom their agency leads."""
    before = PAGE * (max(page, 1) - 1)
    with one_transaction():
        stand_at_the_door(viewer)
        rows = _in_reach(viewer, _PAGE_OF_ROWS, {"limit": PAGE, "offset": before})
        # A page that is not full is the last one.
        is_last = len(rows) < PAGE and (rows or not before)
        total = before + len(rows) if is_last else _how_many()
        note_list("list", f"page {page}: {len(rows)} children")
        return Caseload(rows, total, page)


def _how_many() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(door_children())")
        return int(cursor.fetchone()[0])


def find(words: str, *, as_: Viewer, limit: int = 20) -> tuple[InReach, ...]:
    """Children within reach whose name or reference holds these words, best known first; or who
    have exactly this number in a register, reference or telephone number.
    Names are sealed, so each is opened and compared here, never in the database; no answer says
    anything about a child outside the viewer's reach.
    """
    wanted = for_comparing(words)
    if not wanted:
        return ()
    with one_transaction():
        stand_at_the_door(as_)
        with connection.cursor() as cursor:
            cursor.execute(_FACES)
            rows = cursor.fetchall()
        exactly = known_by(words)
        found = [
            child
            for child, reference, wrapped, sealed in rows
            if child in exactly or _matches(wanted, child, reference, wrapped, sealed)
        ][:limit]
        note_list("search", f"{len(found)} found")
        return _in_reach(as_, _THESE_ROWS, {"children": found}) if found else ()


def these(children: Iterable[UUID], *, as_: Viewer) -> dict[UUID, InReach]:
    """These children as a list shows them, as far as they are within reach."""
    with one_transaction():
        stand_at_the_door(as_)
        rows = _in_reach(as_, _THESE_ROWS, {"children": list(set(children))})
        note_list("list", f"{len(rows)} children")
        return {row.child: row for row in rows}


def led_by(*, team: UUID | None = None, worker: UUID | None = None) -> list[UUID]:
    """The children whose lead social worker is of this team, or is this one. The scope of the
    transaction must be open to lists (`stand_at_the_door`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.child_id FROM people_membership m"
            " JOIN people_practitioner p ON p.id = m.practitioner_id"
            " WHERE m.role = 'lead-worker' AND m.during @> clock_timestamp()"
            " AND (%(team)s::uuid IS NULL OR p.team_id = %(team)s)"
            " AND (%(worker)s::uuid IS NULL OR p.id = %(worker)s)",
            {"team": team, "worker": worker},
        )
        return [child for (child,) in cursor.fetchall()]


def looked(child: UUID, *, by: Viewer) -> None:
    """Remember that the viewer has just looked at a child's page."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_look (practitioner_id, child_id, at)"
            " VALUES (%s, %s, clock_timestamp())"
            " ON CONFLICT (practitioner_id, child_id) DO UPDATE SET at = excluded.at",
            [by.id, child],
        )


def _matches(wanted: str, child: UUID, reference: str, wrapped: bytes, sealed: str | None) -> bool:
    if wanted in for_comparing(reference):
        return True
    if sealed is None:
        return False
    face = opened_face(child, sealed, child_key(child, wrapped))
    return any(wanted in for_comparing(name) for name in (face.name, *face.others))


def _in_reach(viewer: Viewer, sql: str, more: dict[str, Any]) -> tuple[InReach, ...]:
    known: dict[str, Any] = {"who": viewer.id, "agency": viewer.agency, "manages": viewer.manages}
    with connection.cursor() as cursor:
        cursor.execute(sql, known | more)
        rows = cursor.fetchall()
    found = []
    for child, reference, state, wrapped, nation, sealed, at, held, manages, news, erased in rows:
        standings = frozenset(Standing.of(*one) for one in held or ())
        if manages:
            standings |= {MANAGES}
        seen = readable(standings, Around(ChildState(state)))
        found.append(
            InReach(
                child=child,
                reference=reference,
                state=ChildState(state),
                nation=Nation(nation),
                standings=standings,
                face=opened_face(child, sealed, child_key(child, wrapped)) if sealed else Face(),
                looked=at,
                new=frozenset(Category(c) for c in news) & seen,
                erased_on=erased,
            )
        )
    return tuple(found)


def note_list(action: str, purpose: str) -> None:
    """Audit a list of children within reach, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT door_audit(%s, NULL, NULL, '', '{}', NULL, %s)", [action, purpose])
