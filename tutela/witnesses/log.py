"""The audit as a log: each line as one text, in the order of its number, with the digest at which
the child's chain then ended. So a tree over the audit is a tree over every entry too: whoever
rewrites an entry, and its chain after it, changes every line that saw the chain since.

A line is the row of the audit as JSON with sorted keys, without what is empty (so that a column
that a later release adds changes no line before it), the moment as microseconds since 1970, and
the digest as ``head``. Nothing is added to the writing of the audit: lines are made when a
checkpoint is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connections, transaction

from tutela.witnesses.verifier import leaf_hash

_LINES = """
    SELECT a.id, (to_jsonb(a) || jsonb_build_object(
               'at', (extract(epoch FROM a.at) * 1000000)::bigint,
               'head', encode(e.digest, 'hex')))::text
      FROM access_audit a
      LEFT JOIN chronology_entry e ON e.child_id = a.child AND e.place = a.upto
     WHERE a.id > %s AND (%s::bigint IS NULL OR a.id <= %s)
     ORDER BY a.id"""
_PAGE = 5_000
_TRIES = 40
"""How often, half a second each, a checkpoint waits for those who are writing."""
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_EMPTY: tuple[object, ...] = (None, "", [])


class Busy(Exception):
    """Somebody writes without pause; no checkpoint could be made now."""


def lines(using: str, *, after: int = 0, upto: int | None = None) -> Iterator[tuple[int, str]]:
    """Lines of the audit by their number, in order: those after one, up to another."""
    with transaction.atomic(using=using), connections[using].chunked_cursor() as cursor:
        cursor.execute(_LINES, [after, upto, upto])
        while rows := cursor.fetchmany(_PAGE):
            for number, row in rows:
                yield number, line_of(json.loads(row))


def hashes(using: str, *, after: int = 0, upto: int | None = None) -> Iterator[bytes]:
    """The hashes of these lines."""
    for _, line in lines(using, after=after, upto=upto):
        yield leaf_hash(line.encode())


def line_of(row: dict[str, Any]) -> str:
    """A row of the audit as one text. Pure."""
    return _ENCODER.encode({key: value for key, value in row.items() if value not in _EMPTY})


def settled(using: str) -> int:
    """The number up to which the audit is complete: no line with a smaller one can still come.

    Numbers are given out before a line is written, and lines appear when their transaction ends. So
    this waits, for moments at a time, until nobody is in the middle of one. Raises Busy.
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic(using=using), connections[using].cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                cursor.execute("LOCK TABLE access_audit IN SHARE MODE")
                cursor.execute("SELECT coalesce(max(id), 0) FROM access_audit")
                return int(cursor.fetchone()[0])
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != "55P03":
                raise
    raise Busy("Somebody writes into the record without pause. Try again in a minute.")
