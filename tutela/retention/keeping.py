"""Holding a record, letting it go, and erasing it. As the database's owner, from the command line:
no page and no request can erase anything.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from tutela.access.models import Audit
from tutela.chronology.words import unreadable
from tutela.doors.rebuilding import whole_of_child
from tutela.doors.verifying import broken_chains
from tutela.people.keys import child_key
from tutela.people.models import Child, Practitioner
from tutela.retention.due import time_of
from tutela.retention.models import Erasure, Ground, Hold
from tutela.retention.rules import Said, was_looked_after


class CannotErase(Exception):
    """Why a record was not held, let go or erased; in plain words."""


_REFUSALS = {
    "not-there": "There is no such record.",
    "erased": "This record was erased already.",
    "held": "Somebody holds this record. It can be erased when they let it go.",
    "not-due": "The time to erase this record has not come.",
    "not-allowed": "A record is erased by two different people who have accounts.",
}


def hold(reference: str, *, by: Practitioner, reason: str, using: str = "owner") -> UUID:
    """Keep a record from being erased. Raises CannotErase."""
    child = _child(reference, using)
    if not reason.strip() or unreadable(reason):
        raise CannotErase("Say why the record is held, so that whoever comes later understands.")
    if _standing_hold(child, using) is not None:
        raise CannotErase("This record is held already.")
    id = uuid4()
    with transaction.atomic(using=using):
        Hold.behind_the_door.using(using).create(
            id=id,
            child=child,
            placed=timezone.now(),
            placed_by=by.id,
            reason=_sealed(child, id, "reason", reason),
        )
        _audit(child, by, "hold", using)
    return id


def release(reference: str, *, by: Practitioner, reason: str, using: str = "owner") -> None:
    """Let a held record go. Raises CannotErase."""
    child = _child(reference, using)
    if not reason.strip() or unreadable(reason):
        raise CannotErase("Say why the record need not be held any more.")
    standing = _standing_hold(child, using)
    if standing is None:
        raise CannotErase("Nobody holds this record.")
    with transaction.atomic(using=using):
        standing.released, standing.released_by = timezone.now(), by.id
        standing.release_reason = _sealed(child, standing.id, "release", reason)
        standing.save(using=using)
        _audit(child, by, "release", using)


def say(reference: str, said: Said, *, by: Practitioner, why: str, using: str = "owner") -> None:
    """Say what changes how long a record is kept; it takes the place of what was said before.
    Raises CannotErase."""
    child = _child(reference, using)
    if not why.strip() or unreadable(why):
        raise CannotErase("Say how this is known, so that whoever comes later understands.")
    if said.died is not None and said.died > timezone.localdate():
        raise CannotErase("That day lies in the future.")
    whole = whole_of_child(child.id, using=using)
    if said.never_looked_after and was_looked_after(whole.chronology):
        raise CannotErase("The record shows a home that an agency found. Correct it first.")
    with transaction.atomic(using=using):
        Ground.behind_the_door.using(using).update_or_create(
            child=child,
            defaults={
                "died": said.died,
                "never_looked_after": said.never_looked_after,
                "said": timezone.now(),
                "said_by": by.id,
                "why": child_key(child.id, bytes(child.sealed_key)).seal(
                    why, where=f"ground/{child.id}/why"
                ),
            },
        )
        _audit(child, by, "ground", using)


def erase(
    reference: str, *, by: tuple[Practitioner, Practitioner], on: date, using: str = "owner"
) -> Erasure:
    """Erase a record for good, on a day on or after the end of its time. Raises CannotErase.

    Its key is destroyed, its entries are emptied but for their digests, everything derived from
    them goes. Both people are audited. A record whose chain does not hold is not erased: what
    somebody did to it would be hidden with it.
    """
    child = _child(reference, using)
    until = time_of(whole_of_child(child.id, using=using), using=using)
    if until is None:
        raise CannotErase("No date of birth is known, so nobody can say when its time has come.")
    for broken in list(broken_chains(using=using, child=child.id)):
        raise CannotErase(f"The chain of this record does not hold ({broken.why}); look first.")
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            first, second = (person.id for person in by)
            cursor.execute(
                "SELECT door_erase(%s, %s, %s, %s, %s)", [child.id, first, second, until, on]
            )
    except DatabaseError as error:
        said = str(error).split("\n", maxsplit=1)[0]
        if said in _REFUSALS:
            raise CannotErase(_REFUSALS[said]) from error
        raise
    return Erasure.behind_the_door.using(using).get(child=child)


def sweep(*, using: str = "owner") -> None:
    """Rewrite the table of keys, so that a destroyed key does not lie on in a hole of its file.

    Outside a transaction. Gives up after ten seconds if the table is in use throughout.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        try:
            cursor.execute("VACUUM (FULL) people_child")
            cursor.execute("VACUUM chronology_entry")
        finally:
            cursor.execute("RESET lock_timeout")


def _child(reference: str, using: str) -> Child:
    found = Child.behind_the_door.using(using).filter(reference=reference.strip().upper()).first()
    if found is None:
        raise CannotErase(_REFUSALS["not-there"])
    if not bytes(found.sealed_key):
        raise CannotErase(_REFUSALS["erased"])
    return found


def _standing_hold(child: Child, using: str) -> Hold | None:
    return Hold.behind_the_door.using(using).filter(child=child, released=None).first()


def _sealed(child: Child, hold: UUID, field: str, text: str) -> str:
    key = child_key(child.id, bytes(child.sealed_key))
    return key.seal(text, where=f"hold/{hold}/{field}")


def _audit(child: Child, by: Practitioner, action: str, using: str) -> None:
    Audit.objects.using(using).create(
        at=timezone.now(), who=by.id, agency=by.agency_id, action=action, child=child.id,
        upto=child.head_place,
    )  # fmt: skip
