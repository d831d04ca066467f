"""Which records' time has come. As the database's owner: every record is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tutela.doors.rebuilding import wholes
from tutela.retention.models import Hold
from tutela.retention.rules import kept_until


@dataclass(frozen=True)
class Due:
    """A record that may be erased, since when, and whether something holds it."""

    child: UUID
    reference: str
    kept_until: date
    is_held: bool


def due(
    on: date, *, using: str = "owner", seen: Callable[[int], object] = lambda n: None
) -> Iterator[Due]:
    """Records that may be erased on a day, in no order."""
    held = set(
        Hold.behind_the_door.using(using).filter(released=None).values_list("child_id", flat=True)
    )
    for whole in wholes(using=using, seen=seen):
        until = kept_until(whole.chronology)
        if until is not None and until <= on:
            yield Due(whole.child, whole.reference, until, whole.child in held)
