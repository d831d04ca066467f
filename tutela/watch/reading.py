"""What a data protection officer may see: signals, today, and which records are decoys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Choice, Problem
from tutela.chronology.words import unreadable
from tutela.doors.errors import NotRecordable
from tutela.doors.gate import one_transaction
from tutela.keyring.house import open_for_the_house, seal_for_the_house
from tutela.watch.rules import Threshold, thresholds

SHORTEST_NOTE = 10


class Found(Choice):
    """What an officer found who asked about a signal."""

    EXPLAINED = "explained", "It has a good explanation"
    PASSED_ON = "passed-on", "It was passed on: somebody looks into it"


@dataclass(frozen=True)
class Listed:
    """A signal on the page."""

    id: UUID
    at: datetime
    day: date
    who: str
    agency: str
    measure: str
    number: int
    usual: int
    looked_at: datetime | None
    looked_by: str
    found: Found | None
    note: str


@dataclass(frozen=True)
class Today:
    """What somebody has done today that is above the threshold."""

    who: str
    agency: str
    measure: str
    number: int
    usual: int


def signals(viewer: Viewer) -> tuple[Listed, ...]:
    """Signals of the agencies that this person watches over, those nobody has asked about first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_watch(%s)", [viewer.id])
        rows = cursor.fetchall()
    return tuple(
        Listed(
            id, at, day, who, agency, measure, number, usual, looked_at, looked_by or "",
            Found(found) if found else None, _opened(id, note),
        )
        for id, at, day, who, agency, measure, number, usual, looked_at, looked_by, found, note in (
            rows
        )
    )  # fmt: skip


def today(viewer: Viewer) -> tuple[Today, ...]:
    """What stands out today, so far. Audited."""
    limits = configured()
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_watch_today(%s)", [viewer.id])
        rows = [Today(*row) for row in cursor.fetchall()]
    return tuple(
        row
        for row in rows
        if row.measure in limits and limits[row.measure].is_a_signal(row.number, row.usual)
    )


def decoys(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """References of the decoys of this officer's own agency, with its name. Audited."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT reference, agency FROM door_decoys(%s)", [viewer.id])
        return tuple(cursor.fetchall())


def say_found(signal: UUID, *, by: Viewer, found: Found, note: str) -> bool:
    """Say what was found. False where somebody was quicker. Raises NotRecordable."""
    if len(note.strip()) < SHORTEST_NOTE or unreadable(note):
        raise NotRecordable([Problem("note", "Say in a sentence what you found")])
    sealed = seal_for_the_house(note.strip(), where=_place(signal))
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_watch_look(%s, %s, %s, %s)", [by.id, signal, found.value, sealed]
        )
        return bool(cursor.fetchone()[0])


def configured() -> dict[str, Threshold]:
    """The thresholds of this installation."""
    return dict(thresholds(settings.TUTELA_WATCH_THRESHOLDS))


def _opened(signal: UUID, sealed: str) -> str:
    return open_for_the_house(sealed, where=_place(signal)) if sealed else ""


def _place(signal: UUID) -> str:
    return f"watch/signal/{signal}/note"
