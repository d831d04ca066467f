"""Makes every derived table anew from the entries, and says where the kept one differed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone

from tutela.access.asked import ChildState
from tutela.doors.projections import Projection, Whole, all_projections
from tutela.doors.store import whole_chronology
from tutela.people.keys import DESTROYED, child_key
from tutela.people.models import Child
from tutela.people.roles import Nation

_BATCH = 200


@dataclass(frozen=True)
class Difference:
    """A derived table that did not say what the entries say."""

    child: UUID
    projection: str


def wholes(
    *, using: str = "owner", seen: Callable[[int], object] = lambda n: None
) -> Iterator[Whole]:
    """Every child with all entries, for deriving; of erased records nothing is left. Owner only."""
    children = Child.behind_the_door.using(using).select_related("lead_agency").order_by("id")
    for child in children.iterator(chunk_size=_BATCH):
        if bytes(child.sealed_key) != DESTROYED:
            yield _whole(child, using)
        seen(1)


def whole_of_child(child: UUID, *, using: str = "owner") -> Whole:
    """One child with all entries. Owner only. Raises Destroyed when the record was erased."""
    found = Child.behind_the_door.using(using).select_related("lead_agency").get(id=child)
    return _whole(found, using)


def _whole(child: Child, using: str) -> Whole:
    key = child_key(child.id, bytes(child.sealed_key))
    return Whole(
        child=child.id,
        reference=child.reference,
        state=ChildState(child.state),
        nation=Nation(child.lead_agency.nation) if child.lead_agency else Nation.ENGLAND,
        lead_agency=child.lead_agency_id,
        key=key,
        chronology=whole_chronology(child.id, key, timezone.now(), using=using),
    )


def rebuild(
    *,
    using: str = "owner",
    only_compare: bool = False,
    seen: Callable[[int], object] = lambda n: None,
) -> Iterator[Difference]:
    """Derive every table anew, child by child; yields each that differed from the kept one.

    With ``only_compare`` nothing is written.
    """
    for whole in wholes(using=using, seen=seen):
        for projection in all_projections():
            if not _agrees(projection, whole, using):
                yield Difference(whole.child, projection.name)
                if not only_compare:
                    with transaction.atomic(using=using):
                        projection.refresh(whole, using=using)


def _agrees(projection: Projection, whole: Whole, using: str) -> bool:
    kept = projection.model()._default_manager.using(using).filter(child_id=whole.child)
    return projection.told(whole, kept) == projection.told(whole, projection.derive(whole))


def count_children(using: str = "owner") -> int:
    """How many records there are."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_child")
        (number,) = cursor.fetchone()
    return int(number)
