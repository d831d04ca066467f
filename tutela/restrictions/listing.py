"""Whom a practitioner knows in private life: the list, and the question that it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connection

from tutela.access.entries import CircleJoined
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Content, Problem
from tutela.chronology.seal import canonical
from tutela.doors.faces import face_of
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.doors.projections import Whole
from tutela.keyring.house import open_for_the_house, seal_for_the_house
from tutela.restrictions.models import KnownPerson
from tutela.restrictions.rules import Known, matches


def add_known(known: Known, *, by: Viewer) -> None:
    """Put somebody on one's own list, sealed."""
    id = uuid4()
    sealed = seal_for_the_house(canonical(asdict(known)), where=_place(id))
    with one_transaction():
        stand_at_the_door(by)
        KnownPerson.objects.create(id=id, practitioner_id=by.id, sealed=sealed)


def remove_known(id: UUID, *, by: Viewer) -> None:
    """Take somebody off one's own list."""
    with one_transaction():
        stand_at_the_door(by)
        KnownPerson.objects.filter(id=id, practitioner_id=by.id).delete()


def my_list(viewer: Viewer) -> tuple[tuple[UUID, Known], ...]:
    """One's own list, by name."""
    with one_transaction():
        stand_at_the_door(viewer)
        found = list(_list_of(viewer.id))
    return tuple(sorted(found, key=lambda pair: pair[1].name))


def knows_them(practitioner: UUID, chronology: Chronology) -> bool:
    """Is this child, or where they were, on the list of this practitioner?"""
    listed = [known for _, known in _list_of(practitioner)]
    if not listed:
        return False
    face = face_of(chronology)
    return matches(listed, (face.name, *face.others), chronology)


def ask_before_joining(content: Content, whole: Whole, by: Viewer) -> Iterator[Problem]:
    """Somebody joins whose list the child may be on: their manager decides, and nobody else."""
    assert isinstance(content, CircleJoined)
    if by.manages or not knows_them(content.practitioner, whole.chronology):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT door_may_know_them(%s)", [content.practitioner])
    message = (
        f"{content.name} may know somebody in this record in private life. A manager was asked, "
        "and decides whether they join."
    )
    yield Problem("email", message)


def _list_of(practitioner: UUID) -> Iterator[tuple[UUID, Known]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, sealed FROM door_known_people(%s)", [practitioner])
        rows = cursor.fetchall()
    for id, sealed in rows:
        yield id, as_known(id, sealed)


def as_known(id: UUID, sealed: str, *, using: str = DEFAULT_DB_ALIAS) -> Known:
    """A row of somebody's list, opened. Raises CannotOpen."""
    return Known(**json.loads(open_for_the_house(sealed, where=_place(id), using=using)))


def _place(id: UUID) -> str:
    return f"restrictions/known/{id}"
