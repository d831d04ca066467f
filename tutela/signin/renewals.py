"""A new way in, given by two people: whoever lost their phone and whoever is new here.

No administrator ever chooses or sees a password. One colleague asks, another approves, one of them
a manager; each is shown one half of a code, once, and gives it to the person face to face. Only
both halves together open the account, once, within three days. The person is told when they next
sign in, and can stop it. The command line does the same, for a first account and for an agency
whose managers are all locked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q, QuerySet

from tutela.people.models import Practitioner
from tutela.signin.models import Known, RecoveryCode, Renewal
from tutela.signin.sealing import hashed
from tutela.signin.sessions import end_all
from tutela.signin.symbols import as_typed, in_groups, random_symbols

HALF = 8
"""Symbols of one half of the code: 40 bits; both halves have 79."""

OPEN_FOR = timedelta(days=3)


class NotRenewed(ValueError):
    """Why a new way in is not given, in plain words."""


@dataclass(frozen=True)
class Half:
    """One half of a code, to be shown once."""

    renewal: UUID
    code: str


def ask(person: Practitioner, *, by: Practitioner, at: datetime) -> Half:
    """Ask for a new way in for a colleague. Their sessions end, so that they are told when they
    next sign in. Raises NotRenewed."""
    _must_be_colleagues(person, by)
    if _pending(at).filter(practitioner=person).exists():
        raise NotRenewed("A new way in has been asked for already.")
    code = random_symbols(HALF)
    with transaction.atomic():
        renewal = Renewal(practitioner=person, asked_by=by, asked=at, until=at + OPEN_FOR)
        renewal.first_hash = _hash(renewal.id, 1, code)
        renewal.save()
        end_all(person.id)
    return Half(renewal.id, in_groups(code))


def approve(renewal: UUID, *, by: Practitioner, at: datetime) -> Half:
    """Approve what a colleague asked for; one of the two is a manager. Raises NotRenewed."""
    with transaction.atomic():
        waiting = to_approve(by, at=at).select_for_update(of=("self",)).filter(id=renewal).first()
        if waiting is None:
            raise NotRenewed("There is nothing here that you can approve.")
        code = random_symbols(HALF)
        waiting.approved_by, waiting.approved = by, at
        waiting.second_hash = _hash(waiting.id, 2, code)
        waiting.save()
    return Half(waiting.id, in_groups(code))


def to_approve(by: Practitioner, *, at: datetime) -> QuerySet[Renewal]:
    """What this person may approve: asked by a colleague, for another, one of them a manager."""
    waiting = (
        _pending(at)
        .filter(approved__isnull=True, practitioner__agency_id=by.agency_id)
        .exclude(Q(asked_by=by) | Q(practitioner=by))
        .select_related("practitioner", "asked_by")
    )
    return waiting if by.manages else waiting.filter(asked_by__manages=True)


def open_for_new(person: UUID, *, at: datetime, using: str = "default") -> str:
    """The whole code for an account that the command line has just made, or makes anew. What was
    asked for before is stopped."""
    first, second = random_symbols(HALF), random_symbols(HALF)
    with transaction.atomic(using=using):
        _pending(at, using).filter(practitioner_id=person).update(stopped=at)
        renewal = Renewal(practitioner_id=person, asked=at, approved=at, until=at + OPEN_FOR)
        renewal.first_hash = _hash(renewal.id, 1, first)
        renewal.second_hash = _hash(renewal.id, 2, second)
        renewal.save(using=using)
        end_all(person, using=using)
    return in_groups(first + second)


def pending_for(person: UUID, *, at: datetime) -> bool:
    """Has somebody asked for a new way in for this person?"""
    return _pending(at).filter(practitioner_id=person).exists()


def asked_for(person: UUID, *, at: datetime) -> Renewal | None:
    """What was asked for this person, if anything, with who asked and approved."""
    pending = _pending(at).filter(practitioner_id=person)
    return pending.select_related("asked_by", "approved_by").first()


def stop(person: UUID, *, at: datetime) -> None:
    """The person does not want it: the halves no longer open anything."""
    _pending(at).filter(practitioner_id=person).update(stopped=at)


def use(email: str, typed: str, *, at: datetime) -> Practitioner | None:
    """Come in with both halves, in either order. What the person had before opens nothing any
    more: password, passkeys, app, recovery codes, the agency's sign-in, every session.

    None where the code is not theirs; the answer doesn't say why.
    """
    code = as_typed(typed)
    with transaction.atomic():
        theirs = _pending(at).filter(
            practitioner__email=email.strip().casefold(), practitioner__is_active=True
        )
        # As much is worked out where nothing was asked for: the time says no more than the answer.
        kept = theirs.values_list("id", "first_hash", "second_hash").first()
        if not _opens(kept or _OF_NOBODY, code[:HALF], code[HALF:]):
            return None
        renewal = theirs.select_for_update(of=("self",)).select_related("practitioner").first()
        if renewal is None:
            return None
        renewal.used = at
        renewal.save()
        person = renewal.practitioner
        person.set_unusable_password()
        person.save(update_fields=["password"])
        forget_the_ways_in(person.id)
    return person


def is_unused(person: Practitioner) -> bool:
    """Has nobody come in as this person yet?"""
    return not (
        person.has_usable_password()
        or Authenticator.objects.filter(user_id=person.id).exists()
        or Renewal.objects.filter(practitioner=person, used__isnull=False).exists()
    )


def forget_the_ways_in(person: UUID, *, using: str = "default") -> None:
    """Nothing but a password opens this account any more, and no session lasts."""
    Authenticator.objects.using(using).filter(user_id=person).delete()
    RecoveryCode.objects.using(using).filter(practitioner_id=person).delete()
    Known.objects.using(using).filter(practitioner_id=person).delete()
    end_all(person, using=using)


_OF_NOBODY = (UUID(int=0), "", "")


def _opens(kept: tuple[UUID, str, str], first: str, second: str) -> bool:
    """Do these halves open it, in either order? Both orders are always tried."""
    id, *wanted = kept
    orders = ((first, second), (second, first))
    tried = [[_hash(id, 1, one), _hash(id, 2, other)] for one, other in orders]
    return wanted in tried


def _pending(at: datetime, using: str = "default") -> QuerySet[Renewal]:
    return Renewal.objects.using(using).filter(
        used__isnull=True, stopped__isnull=True, until__gt=at
    )


def _must_be_colleagues(person: Practitioner, by: Practitioner) -> None:
    if person.id == by.id:
        raise NotRenewed("Nobody gives themselves a new way in.")
    if person.agency_id != by.agency_id or not person.is_active:
        raise NotRenewed("There is nobody with this address in your agency.")


def _hash(renewal: UUID, half: int, code: str) -> str:
    return hashed(f"{renewal}/{half}/{code}", purpose="renewal")
