"""What was sent to somebody who may stand in no circle: one package, opened and answered.

The database decides whether it may still be opened, and appends the answer to the child's record in
the recipient's own name. With an acceptance the lead passes over, or the guest comes in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Content, kind_of, read_content
from tutela.doors.errors import NotAllowed, NotVisible
from tutela.doors.gate import one_transaction, open_gate
from tutela.doors.projections import all_projections
from tutela.doors.recording import whole_of
from tutela.doors.store import seal_content, whole_chronology
from tutela.people.keys import ChildKey, child_key

_SENT, _PROPOSED = "transition-sent", "transition-proposed"


@dataclass(frozen=True)
class Waiting:
    """A package in somebody's list: from whom, until when; nothing about the child."""

    entry: UUID
    sent: datetime
    name: str
    agency: str
    sort: str
    until: date
    is_open: bool
    received: bool
    accepted: bool


@dataclass(frozen=True)
class Parcel:
    """A package that may be opened: what was sent, and what was proposed with it."""

    entry: UUID
    child: UUID
    sent: Content
    proposed: Content
    recorded: datetime
    name: str
    agency: str
    received: bool
    accepted: bool
    key: ChildKey


def parcels_for(viewer: Viewer) -> tuple[Waiting, ...]:
    """Everything that was sent to this person, latest first. Audited as a list."""
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_shared_list(%s)", [viewer.id])
        return tuple(Waiting(*row) for row in cursor.fetchall())


def open_parcel(entry: UUID, *, as_: Viewer, audit_as: str = "") -> Parcel:
    """A package that was sent to this person and may still be opened.

    Raises NotVisible when there is none: it was never theirs, was stopped, or has run out.
    """
    with one_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_shared(%s, %s, %s)", [as_.id, entry, audit_as])
        row = cursor.fetchone()
    if row is None:
        raise NotVisible(entry)
    return parcel_of(row)


def parcel_of(row: tuple[Any, ...]) -> Parcel:
    """A package as the database hands it out, opened."""
    (child, sealed_key, sent, sent_version, sent_text, proposed, proposed_version, proposed_text,
     recorded, name, agency, received, accepted) = row  # fmt: skip
    key = child_key(child, sealed_key)
    return Parcel(
        entry=sent,
        child=child,
        sent=_opened(sent, _SENT, sent_version, sent_text, key),
        proposed=_opened(proposed, _PROPOSED, proposed_version, proposed_text, key),
        recorded=recorded,
        name=name,
        agency=agency,
        received=received,
        accepted=accepted,
        key=key,
    )


def answer_parcel(entry: UUID, content: Content, *, by: Viewer, id: UUID | None = None) -> bool:
    """Record the recipient's answer in the child's record. Returns whether they stand in the circle
    now. Raises NotVisible, NotAllowed."""
    with one_transaction():
        parcel = open_parcel(entry, as_=by)
        made, kind = id or uuid4(), kind_of(content)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT door_answer_shared(%s, %s, %s, %s, %s)",
                    [by.id, entry, made, kind.slug, seal_content(made, kind, content, parcel.key)],
                )
        except DatabaseError as error:
            raise NotAllowed(f"the database refused: {str(error).splitlines()[0]}") from error
        return _refreshed(parcel.child, by)


@dataclass(frozen=True)
class Copy:
    """A copy that somebody took out of the record."""

    at: datetime
    name: str
    agency: str
    purpose: str


def copies_taken(child: UUID) -> tuple[Copy, ...]:
    """Copies that were taken out, for those who answer for the record. The gate must be open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM door_copies(%s)", [child])
        return tuple(Copy(*row) for row in cursor.fetchall())


def _refreshed(child: UUID, by: Viewer) -> bool:
    """Derive everything anew where the recipient stands in the circle now. Where they don't, the
    database has set the one thing that their answer changes."""
    try:
        gate = open_gate(child, by)
    except NotVisible:
        return False
    whole = whole_of(gate, whole_chronology(child, gate.key, timezone.now()))
    for projection in all_projections():
        projection.refresh(whole)
    return True


def _opened(entry: UUID, kind: str, version: int, text: str, key: ChildKey) -> Content:
    data: dict[str, Any] = json.loads(text)
    sealed = data.pop("sealed", None)
    if sealed is not None:
        data |= json.loads(key.open(sealed, where=f"entry/{entry}/{kind}/{version}"))
    return read_content(kind, version, data)
