"""Which records' time has come. As the database's owner: every record is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from tutela.doors.projections import Whole
from tutela.doors.rebuilding import wholes
from tutela.retention.models import Ground, Hold
from tutela.retention.rules import Said, kept_until


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
        until = time_of(whole, using=using)
        if until is not None and until <= on:
            yield Due(whole.child, whole.reference, until, whole.child in held)


def time_of(whole: Whole, *, using: str = "owner") -> date | None:
    """The day from which this record may be erased, by its nation and what was said about it."""
    ground = Ground.behind_the_door.using(using).filter(child_id=whole.child).first()
    said = Said() if ground is None else Said(ground.died, ground.never_looked_after)
    return kept_until(
        whole.chronology, whole.nation, said, settings.TUTELA_YEARS_NEVER_LOOKED_AFTER
    )
