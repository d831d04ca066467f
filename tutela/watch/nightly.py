"""The night's work: count what everybody did on a day, compare it with their peers, tell of what
stands out. As the owner of the database, for the application can't read the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connections, transaction

from tutela.chronology.words import for_comparing
from tutela.doors.faces import Face, opened_face
from tutela.people.keys import DESTROYED, child_key
from tutela.restrictions.listing import as_known
from tutela.watch.rules import QUIET_DAYS, Threshold, family_name, thresholds

HISTORY = 28
"""Days before a day with which it is compared."""

_NEW_LOOKS = """
    SELECT DISTINCT a.who, p.name, c.id, c.sealed_key, k.sealed
      FROM access_audit a
      JOIN people_practitioner p ON p.id = a.who
      JOIN people_child c ON c.id = a.child
      JOIN doors_knownas k ON k.child_id = c.id
     WHERE a.action = 'read' AND a.at >= %(day)s::date::timestamp AT TIME ZONE 'Europe/London'
       AND a.at < (%(day)s::date + 1)::timestamp AT TIME ZONE 'Europe/London'
       AND NOT EXISTS (SELECT FROM access_audit b WHERE b.who = a.who AND b.child = a.child
                          AND b.action IN ('read', 'open')
                          AND b.at < %(day)s::date::timestamp AT TIME ZONE 'Europe/London')"""


@dataclass(frozen=True)
class Raised:
    """A signal that was raised: about whom, what, how many, and what is usual."""

    person: UUID
    day: date
    measure: str
    number: int
    usual: int


def run(
    day: date, *, using: str = "owner", limits: Mapping[str, Threshold] | None = None
) -> tuple[Raised, ...]:
    """Count the day, and the days before it that were not counted yet; raise its signals and tell.

    To run it again for the same day raises nothing twice.
    """
    limits = limits or thresholds()
    with transaction.atomic(using=using):
        for back in range(HISTORY, 0, -1):
            before = day - timedelta(days=back)
            if not _is_counted(before, using):
                count_day(before, using=using)
        count_day(day, using=using)
        return tuple(_raise(day, limits, using))


def count_day(day: date, *, using: str = "owner") -> None:
    """Write down what each person did on one London day, in place of what stood there."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("DELETE FROM watch_count WHERE day = %s", [day])
        cursor.execute(
            "INSERT INTO watch_count (practitioner_id, day, measure, number)"
            " SELECT c.practitioner, %s, c.measure, c.number FROM watch_counts(%s) c",
            [day, day],
        )
        for (person, measure), number in _personal(day, using).items():
            cursor.execute(
                "INSERT INTO watch_count (practitioner_id, day, measure, number)"
                " VALUES (%s, %s, %s, %s)",
                [person, day, measure, number],
            )


def _is_counted(day: date, using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM watch_count WHERE day = %s)", [day])
        return bool(cursor.fetchone()[0])


def _raise(day: date, limits: Mapping[str, Threshold], using: str) -> Iterator[Raised]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.practitioner_id, c.measure, c.number FROM watch_count c WHERE c.day = %s"
            " AND NOT EXISTS (SELECT FROM watch_signal s"
            "  WHERE s.practitioner_id = c.practitioner_id AND s.measure = c.measure"
            "  AND s.day > %s AND s.day <= %s) ORDER BY c.practitioner_id, c.measure",
            [day, day - timedelta(days=QUIET_DAYS), day],
        )
        for person, measure, number in cursor.fetchall():
            limit = limits.get(measure)
            if limit is None or number < limit.floor:
                continue
            cursor.execute("SELECT watch_usual(%s, %s, %s)", [person, measure, day])
            (usual,) = cursor.fetchone()
            if limit.is_a_signal(number, usual):
                cursor.execute(
                    "SELECT watch_raise(%s, %s, %s, %s, %s, NULL)",
                    [day, person, measure, number, usual],
                )
                yield Raised(person, day, measure, number, usual)


def _personal(day: date, using: str) -> dict[tuple[UUID, str], int]:
    """How many children of their own family name, or of their own list of people whom they know,
    somebody looked at for the first time that day. Names are opened here and forgotten again."""
    found: dict[tuple[UUID, str], int] = {}
    listed: dict[UUID, frozenset[str]] = {}
    with connections[using].cursor() as cursor:
        cursor.execute(_NEW_LOOKS, {"day": day})
        rows = cursor.fetchall()
    for person, name, child, sealed_key, sealed in rows:
        if bytes(sealed_key) == DESTROYED:
            continue
        face = opened_face(child, sealed, child_key(child, bytes(sealed_key)))
        if person not in listed:
            listed[person] = _names_known_to(person, using)
        if for_comparing(family_name(name)) in _family_names(face):
            found[person, "kin"] = found.get((person, "kin"), 0) + 1
        if listed[person] & {for_comparing(one) for one in (face.name, *face.others)}:
            found[person, "listed"] = found.get((person, "listed"), 0) + 1
    return found


def _family_names(face: Face) -> set[str]:
    """What may be the family name: it comes first or last, as the language has it."""
    words = [for_comparing(name).split() for name in (face.name, *face.others)]
    return {end for parts in words if len(parts) > 1 for end in (parts[0], parts[-1])}


def _names_known_to(person: UUID, using: str) -> frozenset[str]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT id, sealed FROM restrictions_knownperson WHERE practitioner_id = %s", [person]
        )
        rows = cursor.fetchall()
    return frozenset(for_comparing(as_known(id, sealed, using=using).name) for id, sealed in rows)
