"""Opening a record in an emergency, and ending it. The database function decides; this asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem, kind_of
from tutela.chronology.words import unreadable
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.gate import one_transaction, open_gate
from tutela.doors.projections import refresh_after
from tutela.doors.recording import whole_of
from tutela.doors.store import seal_content, whole_chronology
from tutela.duties.limits import Start, working_days
from tutela.emergency.entries import SHORTEST_WORDS, Emergency, EmergencyOpened
from tutela.emergency.finding import words_key
from tutela.emergency.models import Opening
from tutela.people.keys import child_key
from tutela.people.models import Agency, Practitioner
from tutela.people.roles import Nation

SUSPENDED_AFTER = working_days(2)
"""An opening that nobody looked at again by then suspends the right of whoever opened it."""


class Said(StrEnum):
    """What came of a try. ``NOTHING`` does not say whether there is such a child."""

    OPENED = "opened"
    NOTHING = "nothing"
    NOT_ON_DUTY = "not-on-duty"
    SUSPENDED = "suspended"
    SECOND_NEEDED = "second-needed"
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class Answer:
    """What came of a try; the child, where the record was opened."""

    said: Said
    child: UUID | None = None


@dataclass(frozen=True)
class Right:
    """How it stands with somebody: may they, and must a second person confirm the next one?"""

    may: Said
    second_needed: bool


KnowsThem = Callable[[UUID, Chronology], bool]
"""Is this child among those whom this practitioner knows in private life?"""

_knows_them: list[KnowsThem] = []


def stop_where(knows_them: KnowsThem) -> None:
    """Ask this too before a record is opened."""
    if knows_them not in _knows_them:
        _knows_them.append(knows_them)


def right_of(viewer: Viewer) -> Right:
    """May this person open records in an emergency?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT may, second_needed FROM door_emergency_right(%s)", [viewer.id])
        may, second = cursor.fetchone()
    return Right(Said.OPENED if may == "open" else Said(may), second)


def open_in_emergency(
    *,
    by: Viewer,
    reason: Emergency,
    why: str,
    reference: str = "",
    keys: frozenset[str] = frozenset(),
    second: Practitioner | None = None,
    id: UUID | None = None,
) -> Answer:
    """Open one child's record for an hour, to look at. The child is named by its exact reference,
    or by keys of `finding`; ``second`` is somebody who has just proved who they are.

    Raises NotAllowed without a fresh second factor, NotRecordable where the reason says too little.
    """
    if not by.fresh:
        raise NotAllowed("emergency: not fresh", "Prove again that it is you.")
    why = why.strip()
    if len(why) < SHORTEST_WORDS or unreadable(why):
        few = f"Say in your own words why, in {SHORTEST_WORDS} characters or more"
        raise NotRecordable([Problem("why", few)])
    entry = id or uuid4()
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, child, sealed_key FROM door_emergency(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                entry, by.id, reason, reference.strip().upper(), sorted(keys), words_key(why),
                _suspends_at(by, timezone.now()), second.id if second else None,
            ],
        )  # fmt: skip
        outcome, child, sealed_key = cursor.fetchone()
        if outcome in {"again", "open-already"}:
            return Answer(Said.OPENED, child)
        if outcome != "ready":
            return Answer(Said(outcome))
        content = EmergencyOpened(
            practitioner=by.id, name=by.name, reason=reason, why=why,
            second=second.name if second else None,
        )  # fmt: skip
        key = child_key(child, bytes(sealed_key))
        sealed = seal_content(entry, kind_of(content), content, key)
        try:
            with transaction.atomic():
                cursor.execute("SELECT door_emergency_open(%s, %s)", [entry, sealed])
                _go_in(child, by)
        except _Known:
            cursor.execute("SELECT door_emergency_stop(%s)", [entry])
            return Answer(Said.NOTHING)
    return Answer(Said.OPENED, child)


class _Known(Exception):
    """The record is about somebody whom they know: nothing was opened after all."""


def _go_in(child: UUID, by: Viewer) -> None:
    """Keep the derived tables in step. Raises _Known."""
    gate = open_gate(child, by)
    chronology = whole_chronology(child, gate.key, timezone.now())
    if any(knows_them(by.id, chronology) for knows_them in _knows_them):
        raise _Known
    refresh_after(frozenset({kind_of(EmergencyOpened).slug}), whole_of(gate, chronology))


def end_emergency(opening: UUID, *, by: Viewer) -> bool:
    """Close the record again before the hour is over. False where it was over already."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT door_emergency_end(%s, %s, %s)", [by.id, opening, uuid4()])
        return bool(cursor.fetchone()[0])


def open_now(child: UUID, *, by: UUID, at: datetime) -> Opening | None:
    """The emergency opening by which this person sees this child now, if they do."""
    return (
        Opening.objects.filter(child_id=child, practitioner_id=by, until__gt=at)
        .order_by("-until")
        .first()
    )


def _suspends_at(by: Viewer, at: datetime) -> datetime:
    nation = Nation(Agency.objects.values_list("nation", flat=True).get(id=by.agency))
    due = SUSPENDED_AFTER.due(Start(at, nation))
    assert due is not None
    return due
