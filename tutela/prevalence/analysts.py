"""Who may hold studies: analysts, named at the command line, who care for no child here."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from tutela.access.viewer import Viewer
from tutela.doors.errors import NotAllowed
from tutela.doors.gate import stand_at_the_door
from tutela.people.models import Practitioner
from tutela.prevalence.models import Analyst

RULE = "studies are for analysts who stand in no child's circle"


class CannotName(ValueError):
    """Nobody can be named as was asked; says why in plain words."""


def name_analyst(email: str, *, at: datetime, using: str) -> Practitioner:
    """Let somebody hold studies. Raises CannotName."""
    person = _person(email, using)
    if person.manages:
        raise CannotName(f"{person.name} manages children's cases; an analyst may not.")
    Analyst.objects.using(using).update_or_create(
        practitioner=person, defaults={"since": at, "ended": None}
    )
    return person


def end_analyst(email: str, *, at: datetime, using: str) -> Practitioner:
    """Let somebody hold studies no longer: theirs are shut at once, and deleted in their time.

    Raises CannotName.
    """
    person = _person(email, using)
    changed = Analyst.objects.using(using).filter(practitioner=person, ended=None)
    if not changed.update(ended=at):
        raise CannotName(f"{person.name} is no analyst.")
    return person


def analysts(*, using: str) -> list[Practitioner]:
    """Who may hold studies now."""
    named = Analyst.objects.using(using).filter(ended=None).select_related("practitioner")
    return [one.practitioner for one in named.order_by("practitioner__name")]


def _person(email: str, using: str) -> Practitioner:
    person = Practitioner.objects.using(using).filter(email=email.casefold()).first()
    if person is None:
        raise CannotName(f"Nobody signs in as {email}.")
    return person


def come_in(viewer: Viewer) -> None:
    """Stand at the door of one's studies, in the present transaction. Raises NotAllowed."""
    if not _may(viewer):
        raise NotAllowed(RULE)


def _may(viewer: Viewer) -> bool:
    stand_at_the_door(viewer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT door_is_analyst()")
        return bool(cursor.fetchone()[0])


def is_analyst(person: Practitioner) -> bool:
    """Is this person named, and not ended? The doors ask more."""
    return Analyst.objects.filter(practitioner=person, ended=None).exists()
