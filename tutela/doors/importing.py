"""Many records at once, for imports and demonstrations: the same checks, sealing, access table and
audit as one at a time, streamed by COPY. All of a batch is written, or nothing of it.

Runs as the owner of the database, from the command line only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import connections, transaction
from django.utils import timezone

from tutela.access.asked import ChildState
from tutela.access.entries import CircleJoined, RecordOpened
from tutela.access.standing import Basis
from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Content, Kind, Problem, kind_of
from tutela.chronology.moment import Moment
from tutela.doors.checking import problems_of, reason_problems
from tutela.doors.errors import NotRecordable
from tutela.doors.projections import Whole, all_projections
from tutela.doors.rows import copy_rows
from tutela.doors.store import seal_content, seal_reason
from tutela.people.keys import ChildKey, new_child_key
from tutela.people.models import Agency, Practitioner
from tutela.people.roles import Nation, Role

_TABLES = """
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_child (
        id uuid, reference text, sealed_key bytea, opened_at timestamptz) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
        child_id uuid, seq int, id uuid, kind text, version int, category text,
        happened_from timestamptz, happened_until timestamptz, precision text, by_id uuid,
        refers_to_id uuid, corrects_id uuid, withdraws_id uuid, reason text, content text,
        recorded_at timestamptz, opened_as text) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_entry (
        n int, place int, turn int, act text, agency_id uuid, told boolean, by_the_house boolean,
        child_id uuid, id uuid, kind text, version int, category text,
        happened_from timestamptz, happened_until timestamptz, precision text, by_id uuid,
        refers_to_id uuid, corrects_id uuid, withdraws_id uuid, reason text, content text,
        recorded_at timestamptz, opened_as text) ON COMMIT DELETE ROWS;
    CREATE INDEX IF NOT EXISTS incoming_entry_by_turn ON incoming_entry (turn);
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_role (n int, role text) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_standing (
        turn int, child_id uuid, by_id uuid, standing text, state text, scope text[],
        during tstzrange) ON COMMIT DELETE ROWS;
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_grant (
        turn int, standing text, state text, category text, action text) ON COMMIT DELETE ROWS"""
_COPY_CHILDREN = "COPY incoming_child (id, reference, sealed_key, opened_at) FROM STDIN"
_COPY_ENTRIES = """COPY incoming (child_id, seq, id, kind, version, category, happened_from,
    happened_until, precision, by_id, refers_to_id, corrects_id, withdraws_id, reason, content,
    recorded_at, opened_as) FROM STDIN"""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Planned:
    """An entry to be written. ``recorded`` may be given in a demonstration only."""

    content: Content
    happened: Moment
    by: Viewer
    recorded: datetime | None = None
    id: UUID = field(default_factory=uuid4)
    refers_to: UUID | None = None
    corrects: UUID | None = None
    withdraws: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class PlannedChild:
    """A record to be opened, with its entries in the order in which they are recorded."""

    id: UUID
    reference: str
    opened_by: Viewer
    role: Role
    why: str
    recorded: datetime | None
    entries: tuple[Planned, ...]


class ImportProblem(NotRecordable):
    """An entry of an import can't be recorded; says whose and which."""

    def __init__(self, child: PlannedChild, number: int, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.where = f"record {child.reference}, entry {number}"
        self._said = (child, number, problems)

    def __reduce__(self) -> tuple[Any, ...]:
        # So that it comes whole out of a loading process.
        return (ImportProblem, self._said)

    def __str__(self) -> str:
        return f"{self.where}: {super().__str__()}"


def record_many(
    children: Iterable[PlannedChild], *, using: str = "owner", batch: int = 200
) -> Iterator[int]:
    """Open these records and append their entries, ``batch`` children to a transaction.

    Yields how many children have been written so far. Raises ImportProblem, with nothing of its
    batch written.
    """
    agencies = _Agencies(using)
    stream, written = iter(children), 0
    while group := list(islice(stream, batch)):
        prepared = [_prepare(child, agencies) for child in group]
        with transaction.atomic(using=using):
            _send(prepared, using)
            _project([p.whole for p in prepared], using)
        written += len(group)
        yield written


@dataclass(frozen=True)
class _Prepared:
    child_row: tuple[Any, ...]
    entry_rows: list[tuple[Any, ...]]
    whole: Whole


class _Agencies:
    """Which agency leads, and in which nation: looked up once."""

    def __init__(self, using: str) -> None:
        self._nation = {a.id: Nation(a.nation) for a in Agency.objects.using(using).all()}
        self._of = dict(Practitioner.objects.using(using).values_list("id", "agency_id"))

    def lead(self, chronology: Chronology) -> tuple[UUID | None, Nation]:
        joined = [c for c in chronology.contents(CircleJoined) if c.role is Role.LEAD_WORKER]
        if not joined:
            return None, Nation.ENGLAND
        agency = self._of[joined[-1].practitioner]
        return agency, self._nation[agency]


def _prepare(child: PlannedChild, agencies: _Agencies) -> _Prepared:
    key, wrapped = new_child_key(child.id)
    plan = (*_opening(child), *child.entries)
    chronology = _checked(child, plan)
    rows = [
        _row(entry, planned, key, child.role)
        for entry, planned in zip(chronology, plan, strict=True)
    ]
    agency, nation = agencies.lead(chronology)
    whole = Whole(child.id, child.reference, ChildState.OPEN, nation, agency, key, chronology)
    return _Prepared((child.id, child.reference, wrapped, child.recorded), rows, whole)


def chronology_of(child: PlannedChild) -> Chronology:
    """The record as it would stand, asked all that a record is asked. Raises ImportProblem."""
    return _checked(child, (*_opening(child), *child.entries))


def _checked(child: PlannedChild, plan: Sequence[Planned]) -> Chronology:
    # Each entry is checked against the record as it was known when that entry was recorded.
    now = timezone.now()
    times = [planned.recorded or now for planned in plan]
    chronology = Chronology(child.id, (), times[0])
    for number, (planned, after) in enumerate(zip(plan, (*times[1:], now), strict=True), start=1):
        kind = kind_of(planned.content)
        problems = _problems(planned, kind, chronology)
        if problems:
            raise ImportProblem(child, number, problems)
        entry = _entry(child, planned, kind, chronology, number)
        chronology = chronology.followed_by(entry, at=after)
    return chronology


def _opening(child: PlannedChild) -> tuple[Planned, Planned]:
    at = child.recorded
    began = at or timezone.now()
    joined = CircleJoined(
        practitioner=child.opened_by.id,
        name=child.opened_by.name,
        role=child.role,
        ground=Basis.RESPONSIBLE,
    )
    return (
        Planned(
            RecordOpened(why=child.why),
            Moment.instant(began),
            child.opened_by,
            at,
            uuid5(child.id, "entry 1"),
        ),
        Planned(
            joined,
            Moment.instant(began + _TICK),
            child.opened_by,
            at and at + _TICK,
            uuid5(child.id, "entry 2"),
        ),
    )


def _problems(planned: Planned, kind: Kind, chronology: Chronology) -> Sequence[Problem]:
    mends = planned.corrects or planned.withdraws
    if mends is not None:
        if mends not in chronology or chronology.mended_by(mends) is not None:
            return [Problem("", "what it mends is not there, or is mended already")]
        chronology = replace(
            chronology, entries=tuple(e for e in chronology if e.id != planned.corrects)
        )
        reason = reason_problems(planned.reason)
        if reason or planned.withdraws:
            return reason
    return problems_of(
        kind,
        planned.content,
        planned.happened,
        planned.refers_to,
        chronology,
        now=planned.recorded or timezone.now(),
    )


def _entry(
    child: PlannedChild, planned: Planned, kind: Kind, chronology: Chronology, place: int
) -> Entry:
    mends = planned.corrects or planned.withdraws
    return Entry(
        id=planned.id, child=child.id, place=place, kind=kind,
        category=chronology.entry(mends).category if mends else kind.category,
        content=None if planned.withdraws else planned.content, happened=planned.happened,
        recorded=planned.recorded or timezone.now(), by=planned.by.id, by_name=planned.by.name,
        agency=planned.by.agency, agency_name="", refers_to=planned.refers_to,
        corrects=planned.corrects, withdraws=planned.withdraws, reason=planned.reason,
    )  # fmt: skip


def _row(entry: Entry, planned: Planned, key: ChildKey, opened_as: Role) -> tuple[Any, ...]:
    start, until, refers = entry.happened.start, entry.happened.until, entry.refers_to
    return (
        entry.child.hex, entry.place, entry.id.hex, entry.kind.slug, entry.kind.version,
        entry.category._value_, start and start.isoformat(), until and until.isoformat(),
        entry.happened.precision._value_, entry.by.hex, refers and refers.hex,
        entry.corrects and entry.corrects.hex, entry.withdraws and entry.withdraws.hex,
        seal_reason(entry.id, entry.reason, key) if entry.reason else "",
        seal_content(entry.id, entry.kind, planned.content, key),
        planned.recorded and planned.recorded.isoformat(), opened_as._value_,
    )  # fmt: skip


def _send(prepared: Sequence[_Prepared], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_TABLES)
        with cursor.copy(_COPY_CHILDREN) as copy:
            for child in prepared:
                copy.write_row(child.child_row)
        with cursor.copy(_COPY_ENTRIES) as copy:
            for child in prepared:
                for row in child.entry_rows:
                    copy.write_row(row)
        cursor.execute("SELECT door_append_incoming()")


def _project(wholes: Sequence[Whole], using: str) -> None:
    for projection in all_projections():
        rows = [row for whole in wholes for row in projection.derive(whole)]
        if rows:
            copy_rows(projection.model(), rows, using)
