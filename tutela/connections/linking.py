"""Connecting children: an entry in each record, all or none, by who may see and record in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from uuid import UUID

from django.db import connection, transaction

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.connections.answers import Bond, Sure
from tutela.connections.derive import connected
from tutela.connections.entries import ChildrenConnected
from tutela.doors.errors import NotRecordable
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.doors.reading import read
from tutela.doors.recording import record, withdraw

NOT_WITHIN_REACH = "Nobody with this reference is in your care"
"""The same words whether there is no such child or one whom the viewer may not see."""


MOST_AT_ONCE = 8
"""Of eight children each pair is 28 connections and 56 entries."""


@dataclass(frozen=True)
class Connection:
    """What connects two children."""

    bond: Bond
    sure: Sure
    what: str


def within_reach(reference: str, *, by: Viewer) -> UUID | None:
    """The child with this reference, where the viewer may see them."""
    plain = "".join(c for c in reference.upper() if c.isalnum())
    with one_transaction():
        stand_at_the_door(by)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM people_child WHERE replace(reference, '-', '') = %s", [plain]
            )
            row = cursor.fetchone()
    return row[0] if row else None


def connect(
    children: Sequence[UUID], said: Connection, *, happened: Moment, by: Viewer
) -> tuple[UUID, ...]:
    """Write down in all records that these children are connected, each with each. Returns the
    entries, those of the first child first.

    Each pair is an entry of its own on either side, so that somebody who may see two of three
    children reads of these two. Raises NotVisible, NotAllowed or NotRecordable, and then writes
    nothing.
    """
    if len(set(children)) < max(len(children), 2):
        raise NotRecordable([Problem("others", "This is the same child")])
    if len(children) > MOST_AT_ONCE:
        raise NotRecordable([Problem("others", f"Connect {MOST_AT_ONCE} children at most at once")])
    # All or none, within a transaction of somebody else's too.
    with transaction.atomic():
        return tuple(
            _write(one, other, said, happened, by) for one, other in permutations(children, 2)
        )


def _write(child: UUID, other: UUID, said: Connection, happened: Moment, by: Viewer) -> UUID:
    content = ChildrenConnected(other=other, bond=said.bond, sure=said.sure, what=said.what)
    return record(content, child=child, by=by, happened=happened).id


def disconnect(one: UUID, entry: UUID, *, reason: str, by: Viewer) -> None:
    """Take a connection back in both records.

    Raises LookupError where the viewer sees no such connection, and what `withdraw` raises.
    """
    with transaction.atomic():
        found = {e.id: e for e in connected(read(one, as_=by).chronology)}
        if entry not in found:
            raise LookupError(entry)
        said = found[entry].says(ChildrenConnected)
        withdraw(entry, child=one, by=by, reason=reason)
        for mirrored in connected(read(said.other, as_=by).chronology):
            its = mirrored.says(ChildrenConnected)
            if (its.other, its.bond, its.what) == (one, said.bond, said.what):
                withdraw(mirrored.id, child=said.other, by=by, reason=reason)
                return
