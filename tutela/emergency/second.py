"""A second person proves who they are on the page of the first."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from tutela.people.models import Practitioner
from tutela.signin import codes, recovery, tries


def second_person(
    request: HttpRequest, *, email: str, password: str, code: str
) -> Practitioner | None:
    """Whoever can sign in with these, with both factors; None otherwise, without saying why.

    Counted like any sign-in. In a demonstration, whose made-up people have no second factor, the
    password is enough.
    """
    account = email.strip().casefold()
    at = timezone.now()
    counted = (
        (tries.network_limit(), tries.network_of(request)),
        (tries.ACCOUNT, account),
    )
    if not all(tries.try_once(limit, whose, at=at) for limit, whose in counted):
        return None
    # Each backend is asked, as at sign-in. (allauth's adapter would count the try once more.)
    person = authenticate(request, email=account, password=password)
    if not isinstance(person, Practitioner) or person.pk == request.user.pk:
        return None
    if not settings.DEMONSTRATION:
        if not tries.try_once(tries.CODE, str(person.pk), at=at):
            return None
        right = codes.spend(person.pk, code, at=time.time()) or recovery.spend(person.pk, code)
        if not right:
            return None
        tries.forgive(tries.CODE, str(person.pk))
    for limit, whose in counted:
        tries.forgive(limit, whose)
    return person
