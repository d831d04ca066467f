"""Somebody leaves: nothing opens their account any more, from this moment on."""

from __future__ import annotations

from django.db import transaction

from tutela.people.models import Practitioner
from tutela.signin.models import Renewal
from tutela.signin.renewals import forget_the_ways_in
from tutela.signin.sessions import end_all


def leave(person: Practitioner, *, using: str) -> int:
    """Close the account. What the person recorded stays theirs. Returns how many sessions ended."""
    with transaction.atomic(using=using):
        ended = end_all(person.id, using=using)
        closed = Practitioner.objects.using(using).get(id=person.id)
        closed.is_active = False
        closed.set_unusable_password()
        closed.save(using=using, update_fields=["is_active", "password"])
        Renewal.objects.using(using).filter(practitioner=person).delete()
        forget_the_ways_in(person.id, using=using)
    return ended
