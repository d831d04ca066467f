"""Opening a child's record, and the circle around the child."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import connection, transaction
from django.utils import timezone

from tutela.access.entries import CircleJoined, CircleLeft, RecordOpened
from tutela.access.standing import Basis
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Problem, kind_of
from tutela.chronology.moment import Moment
from tutela.chronology.words import unreadable
from tutela.doors.errors import NotRecordable
from tutela.doors.gate import open_gate
from tutela.doors.projections import all_projections
from tutela.doors.recording import Recorded, record, whole_of
from tutela.doors.store import seal_content, whole_chronology
from tutela.people.keys import new_child_key
from tutela.people.models import Practitioner
from tutela.people.roles import Role

_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""No vowels, so that no reference is a word; nothing that looks like something else."""


def new_reference() -> str:
    """A random reference for people to say on the telephone; it tells nothing."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def open_record(
    *,
    by: Viewer,
    role: Role,
    why: str,
    child: UUID | None = None,
    recorded: datetime | None = None,
) -> UUID:
    """Open the record of a child; the opener is the first in the circle, in ``role``.

    ``child`` is made by whoever asks, so that a retry opens nothing twice. Returns it. Raises
    NotRecordable.
    """
    child = child or uuid4()
    if not why.strip() or unreadable(why):
        raise NotRecordable([Problem("why", "Say in a few words why a record is opened")])
    key, wrapped = new_child_key(child)
    first, second = uuid5(child, "entry 1"), uuid5(child, "entry 2")
    opened = seal_content(first, kind_of(RecordOpened), RecordOpened(why=why), key)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_open_record(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                by.id, child, new_reference(), wrapped, role, opened, [first, second], recorded,
            ],
        )  # fmt: skip
        gate = open_gate(child, by)
        whole = whole_of(gate, whole_chronology(child, gate.key, timezone.now()))
        for projection in all_projections():
            projection.refresh(whole)
    return child


def join_circle(
    practitioner: Practitioner,
    *,
    child: UUID,
    role: Role,
    ground: Basis,
    by: Viewer,
    since: Moment,
    id: UUID | None = None,
    recorded: datetime | None = None,
) -> Recorded:
    """Bring somebody into the circle around a child. Raises as ``record`` does."""
    if not practitioner.is_active or practitioner.agency.closed_on is not None:
        who = f"{practitioner.name} has no account any more, or their agency is closed"
        raise NotRecordable([Problem("email", who)])
    content = CircleJoined(
        practitioner=practitioner.id, name=practitioner.name, role=role, ground=ground
    )
    return record(content, child=child, by=by, happened=since, id=id, recorded=recorded)


def leave_circle(
    membership: UUID,
    *,
    name: str,
    child: UUID,
    by: Viewer,
    until: Moment,
    why: str | None = None,
    recorded: datetime | None = None,
) -> Recorded:
    """End somebody's place in the circle. Raises as ``record`` does."""
    content = CircleLeft(name=name, why=why)
    return record(
        content, child=child, by=by, happened=until, refers_to=membership, recorded=recorded
    )
