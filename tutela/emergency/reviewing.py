"""Looking at emergency access again, restoring a right, and who is on the duty rota."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Problem, kind_of, read_content
from tutela.chronology.words import unreadable
from tutela.doors.errors import NotRecordable
from tutela.doors.gate import one_transaction
from tutela.doors.store import seal_content
from tutela.emergency.entries import Emergency, EmergencyOpened, EmergencyReviewed, Outcome
from tutela.emergency.opening import Said
from tutela.emergency.rules import Opening as Counted
from tutela.keyring.house import seal_for_the_house
from tutela.people.choice import Answer
from tutela.people.keys import ChildKey, child_key

SHORTEST_NOTE = 10
"""Characters of a note on what was found, and of a reason to restore a right."""


@dataclass(frozen=True)
class Listed:
    """An opening, as those who look at it again see it in a list: no child's name."""

    id: UUID
    reference: str
    who: str
    practitioner: UUID
    agency: str
    reason: Emergency
    words: str
    second: str
    at: datetime
    until: datetime
    suspends_at: datetime
    reviewed_at: datetime | None
    outcome: Outcome | None

    @property
    def counted(self) -> Counted:
        """As the report of reasons counts it."""
        return Counted(self.who, self.reason, self.words, self.at)


@dataclass(frozen=True)
class Look:
    """One look during an opening: what was done, in which parts of the record, for what reason."""

    at: datetime
    action: str
    categories: tuple[str, ...]
    purpose: str


@dataclass(frozen=True)
class ToReview:
    """One opening whole: the words in which it was justified, and every look."""

    listed: Listed
    child: UUID
    why: str
    looks: tuple[Look, ...]
    key: ChildKey


@dataclass(frozen=True)
class Colleague:
    """Somebody of the viewer's agency, and how it stands with their right."""

    id: UUID
    name: str
    may: Said


def openings(viewer: Viewer) -> tuple[Listed, ...]:
    """Openings that this person may look at again, latest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_emergencies(%s)", [viewer.id])
        return tuple(_listed(row) for row in cursor.fetchall())


def _listed(row: tuple[Any, ...]) -> Listed:
    (id, reference, who, practitioner, agency, reason, words, second, at, until, suspends, reviewed,
     outcome) = row  # fmt: skip
    return Listed(
        id, reference, who, practitioner, agency, Emergency(reason), words, second or "", at, until,
        suspends, reviewed, Outcome(outcome) if outcome else None,
    )  # fmt: skip


def to_review(opening: UUID, *, as_: Viewer) -> ToReview | None:
    """One opening whole, audited; None where this person may not look at it."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT child, sealed_key, kind, version, content FROM door_emergency_look(%s, %s)",
            [as_.id, opening],
        )
        row = cursor.fetchone()
        if row is None:
            return None
        child, sealed_key, kind, version, content = row
        listed = next(one for one in openings(as_) if one.id == opening)
        cursor.execute("SELECT * FROM door_emergency_seen(%s, %s)", [as_.id, opening])
        looks = tuple(Look(at, a, tuple(c), p) for at, a, c, p in cursor.fetchall())
    key = child_key(child, bytes(sealed_key))
    return ToReview(listed, child, _words(opening, kind, version, content, key), looks, key)


def _words(entry: UUID, kind: str, version: int, content: str, key: ChildKey) -> str:
    data: dict[str, Any] = json.loads(content)
    data |= json.loads(key.open(data.pop("sealed"), where=f"entry/{entry}/{kind}/{version}"))
    said = read_content(kind, version, data)
    assert isinstance(said, EmergencyOpened)
    return said.why


def review(
    found: ToReview,
    *,
    by: Viewer,
    outcome: Outcome,
    note: str,
    child_told: Answer,
    kept_from_child: str = "",
) -> bool:
    """Say whether it was justified. False where somebody was quicker.

    Raises NotRecordable.
    """
    problems = []
    if len(note.strip()) < SHORTEST_NOTE or unreadable(note):
        problems.append(Problem("note", "Say in a sentence what you found"))
    withheld = child_told is Answer.NO
    if withheld and (len(kept_from_child.strip()) < SHORTEST_NOTE or unreadable(kept_from_child)):
        problems.append(Problem("kept_from_child", "Say why the young person should not read it"))
    if problems:
        raise NotRecordable(problems)
    content = EmergencyReviewed(
        name=by.name, outcome=outcome, note=note.strip(), child_told=child_told,
        kept_from_child=kept_from_child.strip() if withheld else None,
    )  # fmt: skip
    entry = uuid4()
    sealed = seal_content(entry, kind_of(content), content, found.key)
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_emergency_review(%s, %s, %s, %s)",
            [by.id, found.listed.id, entry, sealed],
        )
        return bool(cursor.fetchone()[0])


def rota(viewer: Viewer) -> tuple[Colleague, ...]:
    """The people of a manager's or data protection officer's own agency; empty for anybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name, may FROM door_emergency_rota(%s)", [viewer.id])
        return tuple(
            Colleague(id, name, Said.OPENED if may == "open" else Said(may))
            for id, name, may in cursor.fetchall()
        )


def restore(person: UUID, *, by: Viewer, why: str) -> bool:
    """Give back a suspended right. False where none is suspended. Raises NotRecordable."""
    if len(why.strip()) < SHORTEST_NOTE or unreadable(why):
        raise NotRecordable([Problem("why", "Say why the right is given back")])
    id = uuid4()
    sealed = seal_for_the_house(why.strip(), where=f"emergency/restoration/{id}/why")
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT door_emergency_restore(%s, %s, %s, %s)", [by.id, person, id, sealed])
        return bool(cursor.fetchone()[0])


def put_on_rota(person: UUID, *, by: Viewer, on: bool) -> bool:
    """Put a colleague on the rota, or take them off. Managers alone do; never for themselves."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT door_emergency_duty(%s, %s, %s)", [by.id, person, on])
        return bool(cursor.fetchone()[0])
