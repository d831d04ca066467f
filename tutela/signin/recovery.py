"""Recovery codes: ten, each works once, shown once, kept as hashes only."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tutela.signin.models import RecoveryCode
from tutela.signin.sealing import hashed
from tutela.signin.symbols import as_typed, in_groups, random_symbols

HOW_MANY = 10
LENGTH = 16
"""Symbols of 31: 79 bits, so that a fast keyed hash is as good as a slow one."""


def make(person: UUID) -> list[str]:
    """Ten new codes in place of the old ones. This is the only time that they can be read."""
    codes = [random_symbols(LENGTH) for _ in range(HOW_MANY)]
    with transaction.atomic():
        RecoveryCode.objects.filter(practitioner_id=person).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(practitioner_id=person, hash=_hash(person, code)) for code in codes
        )
    return [in_groups(code) for code in codes]


def left(person: UUID) -> int:
    """How many codes are not used yet."""
    return RecoveryCode.objects.filter(practitioner_id=person).count()


def spend(person: UUID, typed: str) -> bool:
    """Use a code up. Was it one? Of two who use it at once, one has it."""
    found = RecoveryCode.objects.filter(practitioner_id=person, hash=_hash(person, as_typed(typed)))
    return found.delete()[0] == 1


def _hash(person: UUID, code: str) -> str:
    return hashed(f"{person}/{code}", purpose="recovery code")
