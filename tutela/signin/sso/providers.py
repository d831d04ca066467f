"""Which agencies have a sign-in of their own, and who is who there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from tutela.people.models import Agency, Practitioner
from tutela.signin.models import Known, Provider, Spent
from tutela.signin.sealing import seal, unseal
from tutela.signin.sso.asking import NotReached, must_be_safe


class CannotSetUp(ValueError):
    """Why an agency's sign-in can't be used so, in plain words."""


def set_up(
    agency: str,
    *,
    issuer: str,
    client_id: str,
    secret: str,
    acr: Sequence[str],
    amr: Sequence[str],
    using: str,
) -> Provider:
    """Let an agency's people sign in there. Replaces what was set up for it before; who was bound
    to another issuer is bound no more. Raises CannotSetUp."""
    try:
        must_be_safe(issuer)
    except NotReached as problem:
        raise CannotSetUp(f"{issuer} can't be used: {problem}.") from problem
    if not acr and not amr:
        raise CannotSetUp("Say by --acr or --amr what counts there as a second factor.")
    home = Agency.objects.using(using).filter(name=agency, closed_on__isnull=True).first()
    if home is None:
        raise CannotSetUp(f"There is no open agency called {agency}.")
    with transaction.atomic(using=using):
        Provider.objects.using(using).filter(agency=home).exclude(issuer=issuer).delete()
        provider = Provider.objects.using(using).filter(agency=home).first() or Provider(
            agency=home, issuer=issuer
        )
        provider.client_id = client_id
        provider.sealed_secret = seal(secret, where=_place(provider.id))
        provider.acr, provider.amr = list(acr), list(amr)
        provider.save(using=using)
    return provider


def take_away(agency: str, *, using: str) -> bool:
    """Nobody signs in there any more. Was there anything to take away?"""
    return Provider.objects.using(using).filter(agency__name=agency).delete()[0] > 0


def secret_of(provider: Provider) -> str:
    """The client's secret. Raises CannotOpen."""
    return unseal(provider.sealed_secret, where=_place(provider.id))


def offered() -> list[Provider]:
    """The agencies whose sign-in the first page offers."""
    return list(Provider.objects.select_related("agency").order_by("agency__name"))


def provider_of(person: Practitioner) -> Provider | None:
    """The sign-in of this person's agency, if it has one."""
    found = Provider.objects.select_related("agency").filter(agency_id=person.agency_id)
    return found.first()


def is_known(person: Practitioner, provider: Provider) -> bool:
    """Does this person sign in there?"""
    return Known.objects.filter(provider=provider, practitioner=person).exists()


def who_is(provider: Provider, subject: str) -> Practitioner | None:
    """Who this subject of this issuer is: somebody who works at that agency and has not left."""
    return Practitioner.objects.filter(
        known__provider=provider, known__subject=subject,
        agency_id=provider.agency_id, is_active=True,
    ).first()  # fmt: skip


def bind(person: Practitioner, provider: Provider, subject: str, *, using: str = "default") -> None:
    """From now on this subject of this issuer is this person. Raises CannotSetUp."""
    if person.agency_id != provider.agency_id:
        raise CannotSetUp("This person works at another agency.")
    try:
        with transaction.atomic(using=using):
            Known.objects.using(using).filter(provider=provider, practitioner=person).delete()
            Known.objects.using(using).create(
                provider=provider, practitioner=person, subject=subject
            )
    except IntegrityError as taken:
        raise CannotSetUp("That account of your agency is somebody else’s here.") from taken


def spend(nonce: str, *, at: datetime, until: datetime) -> bool:
    """Use an answer up. Was it used for the first time?"""
    Spent.objects.filter(until__lte=at).delete()
    name = sha256(nonce.encode()).hexdigest()
    return Spent.objects.get_or_create(nonce_hash=name, defaults={"until": until})[1]


def _place(provider: UUID) -> str:
    return f"provider/{provider}/secret"
