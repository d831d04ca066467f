"""Between the table of entries and the entries that rooms know: opening, sealing, decoding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content, Kind, kind_of, read_content
from tutela.chronology.moment import Moment, Precision
from tutela.chronology.seal import canonical
from tutela.people.keys import ChildKey

_COLUMNS = """e.id, e.child_id, e.place, e.kind, e.version, e.category, e.happened_from,
    e.happened_until, e.precision, e.recorded_at, e.by_id, p.name, e.agency_id, a.name,
    e.refers_to_id, e.corrects_id, e.withdraws_id, e.reason, e.content::text, e.digest"""
_NAMES = """JOIN people_practitioner p ON p.id = e.by_id
    JOIN people_agency a ON a.id = e.agency_id"""
_VISIBLE = f"""SELECT {_COLUMNS} FROM chronology_entry e {_NAMES}
    WHERE e.child_id = %s AND e.recorded_at <= %s ORDER BY e.place"""  # noqa: S608 - constants
_WHOLE = f"SELECT {_COLUMNS} FROM door_whole(%s) e {_NAMES} ORDER BY e.place"  # noqa: S608


class _Row(NamedTuple):
    id: UUID
    child: UUID
    place: int
    kind: str
    version: int
    category: str
    happened_from: datetime | None
    happened_until: datetime | None
    precision: str
    recorded_at: datetime
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
    entries = (opened.get(bytes(row.digest).hex()) or as_entry(row, key) for row in rows)
    return Chronology(child, tuple(entries), at)


def as_entry(row: _Row, key: ChildKey) -> Entry:
    """A stored row, opened and decoded. Raises CannotOpen when it was tampered with."""
    kind = kind_of(row.kind)
    return Entry(
        id=row.id,
        child=row.child,
        place=row.place,
        kind=kind,
        category=Category(row.category),
        content=None if row.withdraws else unseal_content(row, key),
        happened=Moment.model_construct(
            precision=Precision(row.precision), start=row.happened_from, until=row.happened_until
        ),
        recorded=row.recorded_at,
        by=row.by,
        by_name=row.by_name,
        agency=row.agency,
        agency_name=row.agency_name,
        refers_to=row.refers_to,
        corrects=row.corrects,
        withdraws=row.withdraws,
        reason=key.open(row.reason, where=f"entry/{row.id}/reason") if row.reason else "",
        digest=bytes(row.digest).hex(),
    )


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
