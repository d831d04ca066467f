"""Seven kinds of tampering by somebody who owns the database, with the audit and with entries.

Each is done in a transaction that is undone. Whoever re-chains also makes every checkpoint in the
database anew, and signs them with the log's own key: they have the machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from tutela.chronology.seal import rewritten
from tutela.doors.verifying import broken_chains
from tutela.witnesses.checkpoints import signed_note
from tutela.witnesses.log import lines
from tutela.witnesses.models import Checkpoint
from tutela.witnesses.tree import Peaks
from tutela.witnesses.verifier import DoesNotHold, Key, leaf_hash
from tutela.witnesses.verifying import Known, differences, our_own, unaudited

Cursor = Any
_AUDIT = "at, who, agency, role, action, child, entry, categories, upto, purpose"
_ENTRY = (
    "id, child_id, place, kind, version, category, happened_from, happened_until, precision,"
    " recorded_at, by_id, agency_id, role, refers_to_id, corrects_id, withdraws_id, reason,"
    " content, digest"
)


@contextmanager
def undone() -> Iterator[Cursor]:
    """The owner's connection without the triggers that guard; all is undone afterwards."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in ("access_audit", "chronology_entry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield cursor
        transaction.set_rollback(True, using="owner")


def is_found(held: Sequence[Known], log: Key) -> bool:
    """Do `tutela verify` or `tutela witness verify`, with what witnesses hold, say so?"""
    try:
        known = [*our_own(log), *held]
    except DoesNotHold:
        return True
    # To their ends: what is left in the middle would hold its cursor.
    return bool([*differences(known), *broken_chains(), *unaudited()])


# --- the audit ---


def _audit_ids(cursor: Cursor, upto: int) -> list[int]:
    cursor.execute("SELECT id FROM access_audit WHERE id <= %s ORDER BY id", [upto])
    return [number for (number,) in cursor.fetchall()]


def edit_audit(cursor: Cursor, draw: random.Random, upto: int) -> None:
    change = draw.choice(
        ["who = gen_random_uuid()", "purpose = purpose || '!'", "at = at + interval '1 second'",
         "action = 'x'", "child = gen_random_uuid()", "upto = coalesce(upto, 0) + 1",
         "categories = categories || 'x'::varchar", "agency = gen_random_uuid()"]
    )  # fmt: skip
    number = draw.choice(_audit_ids(cursor, upto))
    cursor.execute(f"UPDATE access_audit SET {change} WHERE id = %s", [number])


def delete_audit(cursor: Cursor, draw: random.Random, upto: int) -> None:
    number = draw.choice(_audit_ids(cursor, upto))
    cursor.execute("DELETE FROM access_audit WHERE id = %s", [number])


def swap_audit(cursor: Cursor, draw: random.Random, upto: int) -> None:
    one, other = draw.sample(_audit_ids(cursor, upto), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        cursor.execute("UPDATE access_audit SET id = %s WHERE id = %s", [new, old])


def insert_audit(cursor: Cursor, draw: random.Random, upto: int) -> None:
    number = draw.choice(_audit_ids(cursor, upto))
    # Room is made for it, so that every number still occurs once.
    cursor.execute("UPDATE access_audit SET id = -id WHERE id >= %s", [number])
    cursor.execute("UPDATE access_audit SET id = 1 - id WHERE id < 0")
    cursor.execute(
        f"INSERT INTO access_audit (id, {_AUDIT}) SELECT %s, {_AUDIT} FROM access_audit"
        " WHERE id = %s",
        [number, number + 1],
    )


def truncate_audit(cursor: Cursor, draw: random.Random, upto: int) -> None:
    number = draw.choice(_audit_ids(cursor, upto)[1:])
    cursor.execute("DELETE FROM access_audit WHERE id >= %s", [number])


# --- entries ---


def _an_entry(cursor: Cursor, draw: random.Random) -> tuple[Any, int]:
    """An entry that a line before the last checkpoint has seen: all have."""
    cursor.execute("SELECT child_id, place FROM chronology_entry ORDER BY child_id, place")
    found: tuple[Any, int] = draw.choice(cursor.fetchall())
    return found


def edit_entry(cursor: Cursor, draw: random.Random, upto: int) -> None:
    child, place = _an_entry(cursor, draw)
    change = draw.choice(
        ["content = content || '{\"x\": \"y\"}'", "kind = 'x'", "role = 'x'",
         "recorded_at = recorded_at + interval '1 microsecond'", "reason = 'x'"]
    )  # fmt: skip
    cursor.execute(
        f"UPDATE chronology_entry SET {change} WHERE child_id = %s AND place = %s", [child, place]
    )


def delete_entry(cursor: Cursor, draw: random.Random, upto: int) -> None:
    child, place = _an_entry(cursor, draw)
    cursor.execute(
        "DELETE FROM chronology_entry WHERE child_id = %s AND place = %s", [child, place]
    )


def swap_entries(cursor: Cursor, draw: random.Random, upto: int) -> None:
    child, _ = _an_entry(cursor, draw)
    cursor.execute("SELECT place FROM chronology_entry WHERE child_id = %s", [child])
    one, other = draw.sample([place for (place,) in cursor.fetchall()], 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        cursor.execute(
            "UPDATE chronology_entry SET place = %s WHERE child_id = %s AND place = %s",
            [new, child, old],
        )


def insert_entry(cursor: Cursor, draw: random.Random, upto: int) -> None:
    """Another entry, whose chain is made to hold: at the end, where nothing after it changes."""
    child, place = _an_entry(cursor, draw)
    if draw.random() < 0.5:
        cursor.execute("SELECT head_place FROM people_child WHERE id = %s", [child])
        (place,) = cursor.fetchone()
    _shift(cursor, child, place, 1)
    source = _ENTRY.replace("id, child_id, place", "gen_random_uuid(), child_id, %s", 1)
    cursor.execute(
        f"INSERT INTO chronology_entry ({_ENTRY}) SELECT {source} FROM chronology_entry"
        " WHERE child_id = %s AND place = %s",
        [place + 1, child, place],
    )
    _rechain(cursor, child)


def truncate_entries(cursor: Cursor, draw: random.Random, upto: int) -> None:
    child, place = _an_entry(cursor, draw)
    cursor.execute(
        "DELETE FROM chronology_entry WHERE child_id = %s AND place >= %s", [child, place]
    )
    _rechain(cursor, child)


def _shift(cursor: Cursor, child: Any, after: int, by: int) -> None:
    cursor.execute(
        "UPDATE chronology_entry SET place = -place WHERE child_id = %s AND place > %s",
        [child, after],
    )
    cursor.execute(
        "UPDATE chronology_entry SET place = %s - place WHERE child_id = %s AND place < 0",
        [by, child],
    )


def _rechain(cursor: Cursor, child: Any) -> None:
    """Every seal of a child made anew, and the head set to the last: the chain holds again."""
    cursor.execute(
        "SELECT id, content::text FROM chronology_entry WHERE child_id = %s ORDER BY place", [child]
    )
    before, place = b"", 0
    for place, (entry, stored) in enumerate(cursor.fetchall(), 1):
        cursor.execute(
            "UPDATE chronology_entry SET place = %s, digest = entry_digest(%s, id, child_id, %s,"
            " kind, version, category, happened_from, happened_until, precision, recorded_at,"
            " by_id, agency_id, role, refers_to_id, corrects_id, withdraws_id, reason, %s)"
            " WHERE id = %s RETURNING digest",
            [place, before, place, rewritten(stored), entry],
        )
        before = bytes(cursor.fetchone()[0])
    cursor.execute(
        "UPDATE people_child SET head_place = %s, head_digest = %s WHERE id = %s",
        [place, before, child],
    )


# --- re-chaining ---


def _every_checkpoint_anew(cursor: Cursor) -> None:
    """All checkpoints in the database over the lines as they now are, signed with our own key."""
    kept = list(Checkpoint.objects.using("owner").order_by("size"))
    hashes = [(number, leaf_hash(line.encode())) for number, line in lines("owner")]
    for old in kept:
        peaks, last = Peaks(), 0
        for number, leaf in hashes[: min(old.size, len(hashes))]:
            peaks.add(leaf)
            last = number
        origin = old.note.split("\n", maxsplit=1)[0]
        Checkpoint.objects.using("owner").filter(size=old.size).update(
            size=peaks.size, upto=last, root=peaks.root(), peaks=peaks.kept(),
            note=signed_note(origin, peaks.size, peaks.root()),
        )  # fmt: skip


def _all_chains_anew(cursor: Cursor) -> None:
    cursor.execute("SELECT DISTINCT child_id FROM chronology_entry")
    for (child,) in cursor.fetchall():
        _rechain(cursor, child)


Tampering = Callable[[Cursor, random.Random, int], None]


def and_re_chain(first: Tampering, *then: Callable[[Cursor], None]) -> Tampering:
    """A tampering, after which everything in the database holds together again."""

    def both(cursor: Cursor, draw: random.Random, upto: int) -> None:
        cursor.execute("DELETE FROM witnesses_handed")
        first(cursor, draw, upto)
        for one in then:
            one(cursor)

    return both


KINDS: dict[str, tuple[Tampering, Tampering]] = {
    "edit": (edit_audit, edit_entry),
    "delete": (delete_audit, delete_entry),
    "swap": (swap_audit, swap_entries),
    "insert": (insert_audit, insert_entry),
    "truncate": (truncate_audit, truncate_entries),
    "edit and re-chain": (
        and_re_chain(edit_audit, _every_checkpoint_anew),
        and_re_chain(edit_entry, _all_chains_anew, _every_checkpoint_anew),
    ),
    "delete and re-chain": (
        and_re_chain(delete_audit, _every_checkpoint_anew),
        and_re_chain(delete_entry, _all_chains_anew, _every_checkpoint_anew),
    ),
}
"""Each kind with the audit, and with entries."""
