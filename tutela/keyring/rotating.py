"""A new master key takes the place of an old one: every key is wrapped anew, no field is touched.

As the database's owner. What is not yet under the current key is what there is to do, so a rotation
that was cut short goes on where it ended; each batch is done whole or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import connections, transaction

from tutela.keyring.house import place_of
from tutela.people.keys import rewrapped, ring, wrapped_under

BATCH = 1_000
NOT_NAMED = "not named"
DESTROYED = "destroyed"

_CHILDREN = """
    SELECT id, sealed_key FROM people_child
     WHERE id > %s AND octet_length(sealed_key) > 0 AND substring(sealed_key FROM 1 FOR %s) <> %s
     ORDER BY id LIMIT %s FOR NO KEY UPDATE"""
_KEEP = """
    UPDATE people_child c SET sealed_key = n.sealed
      FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, sealed) WHERE c.id = n.id"""


def rewrap(*, using: str, seen: Callable[[int], object] = lambda n: None) -> int:
    """Wrap every key under the current master key. Returns how many were wrapped anew.

    Raises CannotOpen when one lies under a master key that is not known.
    """
    with transaction.atomic(using=using):
        done = _rewrap_the_house(using)
    last = UUID(int=0)
    while batch := _rewrap_children(last, using):
        last = batch[-1]
        done += len(batch)
        seen(len(batch))
    return done


def held_under(*, using: str) -> Mapping[str, Counter[str]]:
    """How many keys lie under which master key: for ``children`` and ``house``, by its id."""
    found: dict[str, Counter[str]] = {"children": Counter(), "house": Counter()}
    with connections[using].cursor() as cursor:
        for what, sql in (
            ("children", "SELECT substring(sealed_key FROM 1 FOR 9), octet_length(sealed_key),"
                         " count(*) FROM people_child GROUP BY 1, 2"),
            ("house", "SELECT substring(sealed FROM 1 FOR 9), octet_length(sealed), count(*)"
                      " FROM keyring_housekey GROUP BY 1, 2"),
        ):  # fmt: skip
            cursor.execute(sql)
            for prefix, length, number in cursor.fetchall():
                found[what][_named(bytes(prefix), length)] += number
    return found


def _named(prefix: bytes, length: int) -> str:
    if length == 0:
        return DESTROYED
    return wrapped_under(prefix.ljust(length, b"\0")) or NOT_NAMED


def _rewrap_the_house(using: str) -> int:
    masters = ring()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, sealed FROM keyring_housekey ORDER BY name FOR UPDATE")
        old = [(n, bytes(s)) for n, s in cursor.fetchall()]
        old = [(n, s) for n, s in old if not s.startswith(masters.current.prefix)]
        for name, sealed in old:
            where = place_of(name)
            wrapped = masters.wrap(masters.unwrap(sealed, where=where), where=where)
            cursor.execute(
                "UPDATE keyring_housekey SET sealed = %s WHERE name = %s", [wrapped, name]
            )
    return len(old)


def _rewrap_children(after: UUID, using: str) -> list[UUID]:
    prefix = ring().current.prefix
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_CHILDREN, [after, len(prefix), prefix, BATCH])
        rows = [(child, bytes(sealed)) for child, sealed in cursor.fetchall()]
        children = [child for child, _ in rows]
        if rows:
            cursor.execute(_KEEP, [children, [rewrapped(child, sealed) for child, sealed in rows]])
    return children
