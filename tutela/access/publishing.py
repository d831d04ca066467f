"""Puts the access table where the database reads it, so that it repeats every decision."""

from __future__ import annotations

from django.db import transaction

from tutela.access.models import DatabasePurpose, Grant
from tutela.access.policy import grants


def publish_policy(using: str) -> None:
    """Replace the database's copy of the access table by the present one, as the owner.

    Where it says the same already, as at most starts, it is left as it is.
    """
    wanted = {tuple(map(str, grant)) for grant in grants()}
    with transaction.atomic(using=using):
        kept = Grant.objects.using(using)
        if set(kept.values_list("standing", "category", "action", "state")) != wanted:
            kept.all().delete()
            kept.bulk_create(
                Grant(standing=standing, category=category, action=action, state=state)
                for standing, category, action, state in sorted(wanted)
            )
        DatabasePurpose.objects.using(using).get_or_create(only=True)


def is_demonstration() -> bool:
    """Is this a database of made-up children?"""
    return DatabasePurpose.objects.filter(demonstration=True).exists()
