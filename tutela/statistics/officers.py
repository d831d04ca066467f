"""Who may bring, check and publish releases: named at the command line."""

from __future__ import annotations

from datetime import datetime

from tutela.people.models import Practitioner
from tutela.statistics.models import Officer, Work


class CannotName(ValueError):
    """Nobody can be named as was asked; says why in plain words."""


def name_officer(email: str, work: Work, *, at: datetime, using: str) -> Practitioner:
    """Let somebody do this work. Raises CannotName."""
    person = _person(email, using)
    Officer.objects.using(using).update_or_create(
        practitioner=person, work=work, defaults={"since": at, "ended": None}
    )
    return person


def end_officer(email: str, work: Work, *, at: datetime, using: str) -> Practitioner:
    """Let somebody do this work no longer. Raises CannotName."""
    person = _person(email, using)
    named = Officer.objects.using(using).filter(practitioner=person, work=work, ended=None)
    if not named.update(ended=at):
        raise CannotName(f"{person.name} is not named for this.")
    return person


def officers(*, using: str) -> list[tuple[str, str]]:
    """Name and work of everybody who is named now."""
    named = Officer.objects.using(using).filter(ended=None).select_related("practitioner")
    return [
        (one.practitioner.name, one.work) for one in named.order_by("practitioner__name", "work")
    ]


def work_of(person: Practitioner) -> frozenset[Work]:
    """What somebody may do now."""
    return frozenset(
        Work(work)
        for work in Officer.objects.filter(practitioner=person, ended=None).values_list(
            "work", flat=True
        )
    )


def _person(email: str, using: str) -> Practitioner:
    person = Practitioner.objects.using(using).filter(email=email.casefold()).first()
    if person is None:
        raise CannotName(f"Nobody signs in as {email}.")
    return person
