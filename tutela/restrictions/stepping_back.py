"""Conflicts of interest: declared for somebody, declared by oneself, and ended."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from tutela.access.entries import ConflictDeclared, ConflictEnded, WhyAConflict
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem, kind_of
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotRecordable
from tutela.doors.gate import one_transaction, open_gate
from tutela.doors.recording import record
from tutela.doors.store import seal_content
from tutela.people.models import Practitioner


def declare_conflict(
    person: Practitioner, *, child: UUID, why: WhyAConflict, note: str | None, by: Viewer
) -> None:
    """From now on this person sees nothing of this child. Raises as ``record`` does."""
    content = ConflictDeclared(practitioner=person.id, name=person.name, why=why, note=note)
    record(content, child=child, by=by, happened=Moment.instant(timezone.now()))


def end_conflict(declared: Entry, *, child: UUID, why: str, by: Viewer) -> None:
    """The conflict is over. Raises as ``record`` does; nobody ends their own."""
    said = declared.says(ConflictDeclared)
    if said.practitioner == by.id:
        raise NotRecordable([Problem("", "Nobody ends a conflict of interest of their own")])
    record(
        ConflictEnded(name=said.name, why=why), child=child, by=by,
        happened=Moment.instant(timezone.now()), refers_to=declared.id,
    )  # fmt: skip


def step_back(*, child: UUID, why: WhyAConflict, note: str | None, by: Viewer) -> None:
    """Whoever sees a record and should not: they see nothing of it from now on.

    Raises NotVisible, and NotRecordable where they lead for this child.
    """
    content = ConflictDeclared(practitioner=by.id, name=by.name, why=why, note=note)
    entry = uuid4()
    with one_transaction(), connection.cursor() as cursor:
        gate = open_gate(child, by)
        sealed = seal_content(entry, kind_of(content), content, gate.key)
        cursor.execute("SELECT door_step_back(%s, %s, %s, %s)", [by.id, child, entry, sealed])
        if cursor.fetchone()[0] == "leads":
            first = "You lead for this child. Let somebody else take the lead first."
            raise NotRecordable([Problem("why", first)])


def conflicts_now(chronology: Chronology) -> tuple[Entry, ...]:
    """Conflicts of interest that stand and were not ended, as this viewer reads them."""
    over = {
        chronology.first_written(e.refers_to) for e in chronology.of(ConflictEnded) if e.refers_to
    }
    return tuple(
        e for e in chronology.of(ConflictDeclared) if chronology.first_written(e.id) not in over
    )
