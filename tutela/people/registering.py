"""Agencies, teams and the accounts of their people: set up from the command line, by whoever runs
the installation. No page makes an account."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tutela.people.lists import items
from tutela.people.models import Agency, Practitioner, Team
from tutela.people.roles import AgencyKind, Nation


class CannotRegister(ValueError):
    """What was asked for can't be registered; says why in plain words."""


def register_reference_agencies(*, using: str) -> int:
    """Register every local authority and police force of the reference lists that is not there
    yet. Returns how many were new. Source of the lists: the public referral form."""
    known = set(Agency.objects.using(using).values_list("name", flat=True))
    listed = [
        *((item, AgencyKind.LOCAL_AUTHORITY) for item in items("local_authorities")),
        *((item, AgencyKind.POLICE) for item in items("police_forces")),
    ]
    new = {
        item.value: Agency(name=item.value, kind=kind, nation=item.more["nation"])
        for item, kind in listed
        if item.value not in known and item.more["nation"] in set(Nation)
    }
    Agency.objects.using(using).bulk_create(new.values())
    return len(new)


def register_agency(name: str, kind: AgencyKind, nation: Nation, *, using: str) -> Agency:
    """Register one agency. Raises CannotRegister when it is there already."""
    agency, is_new = Agency.objects.using(using).get_or_create(
        name=name, defaults={"kind": kind, "nation": nation}
    )
    if not is_new:
        raise CannotRegister(f"{name} is registered already.")
    return agency


def close_agency(name: str, *, on: date, using: str) -> int:
    """Close an agency: its people can't sign in any more. Returns how many lose their sign-in.

    Raises CannotRegister when there is no such agency.
    """
    with transaction.atomic(using=using):
        agency = registered_agency(name, using=using)
        agency.closed_on = on
        agency.save(using=using, update_fields=["closed_on"])
        people = Practitioner.objects.using(using).filter(agency=agency, is_active=True)
        return people.update(is_active=False)


def register_practitioner(
    *,
    email: str,
    name: str,
    agency: str,
    password: str | None = None,
    team: str = "",
    job_title: str = "",
    manages: bool = False,
    using: str,
) -> Practitioner:
    """Make a person's account at an open agency; a team that is not there yet is made.

    Without a password nobody comes in but by a code of their own. Raises CannotRegister.
    """
    try:
        if password is not None:
            validate_password(password)
    except ValidationError as error:
        raise CannotRegister(" ".join(error.messages)) from error
    with transaction.atomic(using=using):
        home = registered_agency(agency, using=using)
        if home.closed_on is not None:
            raise CannotRegister(f"{agency} closed on {home.closed_on:%-d %B %Y}.")
        if Practitioner.objects.using(using).filter(email=email.casefold()).exists():
            raise CannotRegister(f"{email} has an account already.")
        group = Team.objects.using(using).get_or_create(agency=home, name=team)[0] if team else None
        return Practitioner.objects.db_manager(using).create_practitioner(
            email=email, name=name, agency=home, team=group, job_title=job_title, manages=manages,
            password=password,
        )  # fmt: skip


def put_on_duty_rota(email: str, *, on: bool, using: str) -> Practitioner:
    """Put somebody on the rota of those who may open a record in an emergency, or take them off.

    Raises CannotRegister.
    """
    return _flagged(email, "on_duty_rota", on, using)


def registered(email: str, *, using: str) -> Practitioner:
    """Who has the account of this address. Raises CannotRegister."""
    person = Practitioner.objects.using(using).filter(email=email.casefold()).first()
    if person is None:
        raise CannotRegister(f"Nobody has an account with the address {email}.")
    return person


def let_protect_data(email: str, *, on: bool, using: str) -> Practitioner:
    """Name somebody as a data protection officer or Caldicott guardian, or no longer.

    Raises CannotRegister.
    """
    return _flagged(email, "protects_data", on, using)


def _flagged(email: str, flag: str, on: bool, using: str) -> Practitioner:
    person = registered(email, using=using)
    setattr(person, flag, on)
    person.save(using=using, update_fields=[flag])
    return person


def registered_agency(name: str, *, using: str) -> Agency:
    """The agency of this name. Raises CannotRegister."""
    try:
        return Agency.objects.using(using).get(name=name)
    except Agency.DoesNotExist:
        raise CannotRegister(
            f"There is no agency called {name}. `tutela agencies list` names all."
        ) from None
