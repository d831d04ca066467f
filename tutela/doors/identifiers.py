"""Exact identifiers, to find a child by an NHS number, a reference or a telephone number.

Kept as keyed hashes (`tutela.keyring`), each field under a key of its own, so that a search need
not open every record and the table says nothing to who has no key. The rooms that know such answers
say how to read them off a chronology. Asked only among the children within the viewer's reach, and
only in categories that they read: nobody learns here whether somebody is known at all. There is no
index over the hashes, on purpose: how long an answer takes follows from the viewer's own children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.db import connection, models

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category
from tutela.doors.projections import Projection, Whole, declare
from tutela.keyring.fields import FIELDS, normalised
from tutela.keyring.house import house_key

Read = Callable[[Chronology], Iterable[tuple[str, Category, str]]]
"""Reads identifiers off a chronology: the field, the category of its entry, and as written."""

_readers: list[Read] = []
_kinds: set[str] = set()

_HOLD = """
    SELECT child_id FROM doors_indexed
     WHERE (field, digest) IN (SELECT * FROM unnest(%s::text[], %s::bytea[]))
       AND category = ANY (door_categories(child_id, 'read'))"""


_OPENLY = """
       AND child_id IN (SELECT c.id FROM people_child c WHERE c.shield = 'open')"""


def read_identifiers_by(reader: Read, *, kinds: Iterable[str]) -> None:
    """Say how identifiers are read off a chronology, and from which kinds of entry."""
    _readers.append(reader)
    _kinds.update(kinds)


def digest_of(field: str, written: str) -> bytes | None:
    """The keyed hash of an identifier, however it is written; None where it is none."""
    plain = normalised(field, written)
    return None if plain is None else house_key(f"index {field}").hash(plain.encode())


def known_by(words: str) -> frozenset[UUID]:
    """Children within reach who have exactly this identifier, in a category that the viewer reads.

    The viewer stands at the door, in the present transaction.
    """
    asked = [(f, digest) for f in FIELDS if (digest := digest_of(f, words)) is not None]
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [[f for f, _ in asked], [digest for _, digest in asked]])
        return frozenset(child for (child,) in cursor.fetchall())


def known_as(field: str, words: Iterable[str], *, openly: bool = False) -> frozenset[UUID]:
    """Children within reach who have one of these in a field, also in one that is not searched.

    ``openly``: only those whose whereabouts are kept no closer than any. The viewer stands at the
    door.
    """
    digests = [digest for one in words if (digest := digest_of(field, one)) is not None]
    if not digests:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_HOLD + _OPENLY * openly, [[field] * len(digests), digests])
        return frozenset(child for (child,) in cursor.fetchall())


def _model() -> type[models.Model]:
    from tutela.doors.models import Indexed  # noqa: PLC0415 - models need Django to be set up

    return Indexed


def _rows(whole: Whole) -> Iterator[models.Model]:
    found = {
        (field, category, digest)
        for read in _readers
        for field, category, written in read(whole.chronology)
        if (digest := digest_of(field, written)) is not None
    }
    for field, category, digest in sorted(found):
        yield _model()(child_id=whole.child, field=field, category=category, digest=digest)


def _as_bytes(_: Whole, digest: object) -> object:
    return bytes(digest) if isinstance(digest, memoryview) else digest


declare(
    Projection(
        name="identifiers",
        model=_model,
        kinds=lambda: frozenset(_kinds),
        derive=_rows,
        opened={"digest": _as_bytes},
    )
)
