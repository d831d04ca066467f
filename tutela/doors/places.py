"""Where the child is, was or will be: kept back from whoever may not read it, shown to whoever asks
with a reason. Each look is audited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from tutela.access.asked import Action, FieldClass
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.places import places_of, without_places
from tutela.chronology.words import unreadable
from tutela.doors.binding import apart
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.gate import Gate, one_transaction, open_gate
from tutela.doors.store import visible_entries

SHORTEST_REASON = 10
"""Characters. A reason is read by those who check the looks; a full stop is none."""


def masked(chronology: Chronology, gate: Gate) -> Chronology:
    """The chronology as a page may show it: places are kept back unless the policy lets this viewer
    read them without asking."""
    return replace(chronology, entries=tuple(_masked(entry, gate) for entry in chronology.entries))


def _masked(entry: Entry, gate: Gate) -> Entry:
    if not places_of(entry.kind.content):
        return entry
    if gate.may(Action.READ, entry.category, FieldClass.PLACE).allowed:
        return entry
    content = entry.content
    if content is None:
        return entry
    shown, kept = without_places(content)
    return replace(entry, content=shown, kept_back=kept) if kept else entry


def may_ask_where(entry: Entry, gate: Gate) -> bool:
    """Is something kept back here that this viewer may ask for?"""
    return bool(entry.kept_back) and gate.might(Action.REVEAL, entry.category, FieldClass.PLACE)


def reveal(entry: UUID, *, child: UUID, as_: Viewer, reason: str) -> Entry:
    """One entry with its places, for a reason, audited in the same transaction.

    Raises NotVisible, NotAllowed (also when a second factor must be shown again) and, without a
    reason, NotRecordable.
    """
    with one_transaction():
        gate = open_gate(child, as_)
        chronology = apart(visible_entries(child, gate.key, timezone.now()))
        if entry not in chronology:
            raise NotAllowed("the entry is not one that you may read")
        found = chronology.entry(entry)
        gate.must(Action.REVEAL, found.category, FieldClass.PLACE)
        why = reason.strip()
        if len(why) < SHORTEST_REASON or unreadable(why):
            raise NotRecordable(
                [Problem("reason", "Say in a few words why you need to know where")]
            )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT door_audit('reveal', %s, %s, %s, %s, %s, %s)",
                [
                    child, entry, ",".join(sorted(gate.roles)), [found.category], found.place, why,
                ],
            )  # fmt: skip
        return found


@dataclass(frozen=True)
class Asked:
    """Somebody asked where: who, from which agency, in which role, of which entry, when and why."""

    at: datetime
    name: str
    agency: str
    role: str
    entry: UUID
    reason: str


def looks(child: UUID, *, as_: Viewer) -> tuple[Asked, ...]:
    """Who asked where this child is, latest first: for whoever may read the circle. Audited."""
    with one_transaction():
        open_gate(child, as_, audit_as="read", purpose="who asked where")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT at, name, agency, role, entry, reason FROM door_looks(%s)", [child]
            )
            return tuple(Asked(*row) for row in cursor.fetchall())
