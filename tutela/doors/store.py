"""Between the table of entries and the entries that rooms know: opening, sealing, decoding."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content, Kind, kind_of, read_content
from tutela.chronology.moment import Moment, Precision
from tutela.chronology.seal import canonical
from tutela.people.keys import ChildKey

# Moments come as microseconds since 1970: hundreds of dates are read more quickly so.
_COLUMNS = """e.id, e.child_id, e.place, e.kind, e.version, e.category,
    (extract(epoch FROM e.happened_from) * 1000000)::bigint,
    (extract(epoch FROM e.happened_until) * 1000000)::bigint, e.precision,
    (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.by_id, p.name, e.agency_id, a.name,
    e.refers_to_id, e.corrects_id, e.withdraws_id, e.reason, e.content::text, e.digest"""
_NAMES = """JOIN people_practitioner p ON p.id = e.by_id
    JOIN people_agency a ON a.id = e.agency_id"""
_VISIBLE = f"""SELECT {_COLUMNS} FROM chronology_entry e {_NAMES}
    WHERE e.child_id = %s AND e.recorded_at <= %s ORDER BY e.place"""  # noqa: S608 - constants
_WHOLE = f"SELECT {_COLUMNS} FROM door_whole(%s) e {_NAMES} ORDER BY e.place"  # noqa: S608
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Row(NamedTuple):
    id: UUID
    child: UUID
    place: int
    kind: str
    version: int
    category: str
    happened_from: int | None
    happened_until: int | None
    precision: str
    recorded_at: int
    by: UUID
    by_name: str
    agency: UUID
    agency_name: str
    refers_to: UUID | None
    corrects: UUID | None
    withdraws: UUID | None
    reason: str
    content: str
    digest: bytes


def visible_entries(child: UUID, key: ChildKey, at: datetime) -> Chronology:
    """The child's entries that row-level security shows, as known at ``at``. The scope is open."""
    return _load(_VISIBLE, [child, at], child, key, at)


def whole_chronology(
    child: UUID,
    key: ChildKey,
    at: datetime,
    *,
    known: Iterable[Entry] = (),
    using: str = DEFAULT_DB_ALIAS,
) -> Chronology:
    """All of the child's entries, for checks and derived tables, never for a page.

    ``known`` are entries that were opened just before: those that are still sealed as they were are
    not opened again. The application's role needs an open gate to this child; the owner needs none.
    """
    if using == DEFAULT_DB_ALIAS:
        return _load(_WHOLE, [child], child, key, at, known=known)
    return _load(_VISIBLE, [child, at], child, key, at, using=using)


def _load(
    sql: str,
    params: list[Any],
    child: UUID,
    key: ChildKey,
    at: datetime,
    *,
    known: Iterable[Entry] = (),
    using: str = DEFAULT_DB_ALIAS,
) -> Chronology:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        rows = [_Row(*row) for row in cursor.fetchall()]
    # What was kept back from a reader is not what stands there.
    opened = {entry.digest: entry for entry in known if not entry.kept_back}
    entries = (opened.get(row.digest.hex()) or as_entry(row, key) for row in rows)
    return Chronology(child, tuple(entries), at)


class _Stored(Entry):
    """An entry as it lies in the table: its answers are opened when somebody first looks at them.

    Whoever opens a record looks at a few entries of many. A look raises CannotOpen when the entry
    was tampered with.
    """

    _opened: Callable[[], Content]

    @cached_property
    def content(self) -> Content | None:  # a field of every other entry
        return self._opened()


def as_entry(row: _Row, key: ChildKey) -> Entry:
    """A stored row, decoded."""
    entry = object.__new__(_Stored)
    # Past the checks of a frozen class: a page of entries makes hundreds.
    entry.__dict__.update(
        id=row.id,
        child=row.child,
        place=row.place,
        kind=kind_of(row.kind),
        category=Category(row.category),
        happened=_moment(row.precision, row.happened_from, row.happened_until),
        recorded=_at(row.recorded_at),
        by=row.by,
        by_name=row.by_name,
        agency=row.agency,
        agency_name=row.agency_name,
        refers_to=row.refers_to,
        corrects=row.corrects,
        withdraws=row.withdraws,
        reason=key.open(row.reason, where=f"entry/{row.id}/reason") if row.reason else "",
        digest=row.digest.hex(),
        kept_back=frozenset(),
    )
    if row.withdraws:
        entry.__dict__["content"] = None
    else:
        entry.__dict__["_opened"] = partial(unseal_content, row, key)
    return entry


@lru_cache(maxsize=8_192)
def _moment(precision: str, start: int | None, until: int | None) -> Moment:
    """A moment as it was kept: it was checked when it was recorded."""
    return Moment.model_construct(
        precision=Precision(precision),
        start=None if start is None else _at(start),
        until=None if until is None else _at(until),
    )


def _at(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)


def unseal_content(row: _Row, key: ChildKey) -> Content:
    """Clear and sealed answers together, in the present version of their kind."""
    data: dict[str, Any] = json.loads(row.content)
    sealed = data.pop("sealed", None)
    if sealed is not None:
        data |= json.loads(key.open(sealed, where=_content_place(row.id, row.kind, row.version)))
    return read_content(row.kind, row.version, data)


def seal_content(entry: UUID, kind: Kind, content: Content, key: ChildKey) -> str:
    """Canonical JSON of the content, its protected answers encrypted under the child's key."""
    data = content.plain()
    hidden = {n: data.pop(n) for n in kind.content.protected_fields() if n in data}
    if hidden:
        data["sealed"] = key.seal(
            canonical(hidden), where=_content_place(entry, kind.slug, kind.version)
        )
    return canonical(data)


def seal_reason(entry: UUID, reason: str, key: ChildKey) -> str:
    """Why an entry was corrected or withdrawn, encrypted."""
    return key.seal(reason, where=f"entry/{entry}/reason")


def _content_place(entry: UUID, kind: str, version: int) -> str:
    return f"entry/{entry}/{kind}/{version}"
