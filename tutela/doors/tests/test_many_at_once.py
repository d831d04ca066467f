"""Imports: the same checks and seals as one at a time, and chains that hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connections

from tutela.access.entries import CircleJoined, RecordClosed, RecordReopened
from tutela.access.models import DatabasePurpose
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotRecordable
from tutela.doors.importing import Planned, PlannedChild, record_many
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.doors.recording import record
from tutela.doors.verifying import broken_chains
from tutela.people.models import Child
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def demonstration(db):
    DatabasePurpose.objects.using("owner").update(demonstration=True)


def planned(cast, number=0, *more):
    joined = CircleJoined(
        practitioner=cast.gwen.id,
        name="Gwen Parry",
        role=Role.GUARDIAN,
        ground=Basis.STATUTORY,
    )
    day = Moment.day(date(2026, 3, 2))
    entries = (
        Planned(joined, day, cast.alma.viewer, BEGAN + timedelta(hours=1)),
        Planned(RecordClosed(why="Gone"), day, cast.alma.viewer, BEGAN + timedelta(days=1)),
        Planned(RecordReopened(why="Back"), day, cast.alma.viewer, BEGAN + timedelta(days=2)),
        *more,
    )
    reference = f"T{number:03}-AAAA"
    return PlannedChild(
        UUID(int=number + 1), reference, cast.alma.viewer, Role.LEAD_WORKER, "A concern", BEGAN,
        entries,
    )  # fmt: skip


def test_many_records_hold_and_read_as_at_any_moment(cast, demonstration):
    assert list(record_many((planned(cast, n) for n in range(7)), batch=3)) == [3, 6, 7]
    assert list(broken_chains()) == []
    assert list(rebuild(only_compare=True)) == []
    child = UUID(int=1)
    whole = read(child, as_=cast.gwen.viewer).chronology
    assert [e.kind.slug for e in whole] == [
        "record-opened", "circle-joined", "circle-joined", "record-closed", "record-reopened",
    ]  # fmt: skip
    earlier = read(child, as_=cast.gwen.viewer, at=BEGAN + timedelta(hours=2)).chronology
    assert len(earlier) == 3


def test_a_chain_begun_by_an_import_goes_on_by_hand(cast, demonstration):
    list(record_many([planned(cast)]))
    day = Moment.day(date(2026, 4, 1))
    record(RecordClosed(why="Done"), child=UUID(int=1), by=cast.alma.viewer, happened=day)
    assert list(broken_chains()) == []


def test_one_wrong_entry_leaves_nothing_of_its_batch(cast, demonstration):
    future = Moment.day(date(2090, 1, 1))
    wrong = Planned(RecordClosed(why="x"), future, cast.alma.viewer, BEGAN + timedelta(days=3))
    with pytest.raises(NotRecordable, match="T001-AAAA, entry 6"):
        list(record_many([planned(cast), planned(cast, 1, wrong)]))
    assert not Child.behind_the_door.using("owner").exists()


def test_a_past_time_of_recording_is_refused_where_records_are_real(cast):
    with pytest.raises(Exception, match="not-allowed: the time of recording"):
        list(record_many([planned(cast)]))


def test_who_is_not_in_the_circle_writes_nothing_in_an_import_either(cast, demonstration):
    day = Moment.day(date(2026, 3, 5))
    stranger = Planned(RecordClosed(why="x"), day, cast.stella.viewer, BEGAN + timedelta(days=3))
    with pytest.raises(Exception, match="not-allowed: record-closed"):
        list(record_many([planned(cast, 0, stranger)]))


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE chronology_entry SET content = \'{"why": "other"}\' WHERE place = 1',
        "UPDATE chronology_entry SET recorded_at = recorded_at + interval '1 hour' WHERE place = 2",
        "UPDATE chronology_entry SET by_id = (SELECT id FROM people_practitioner"
        " WHERE email LIKE 'ben%') WHERE place = 3",
        "DELETE FROM chronology_entry WHERE place = 2",
        "DELETE FROM chronology_entry WHERE place = 5",
        "DELETE FROM chronology_entry",
        "UPDATE chronology_entry SET content = '{\"why\": 1.5}' WHERE place = 1",
    ],
)
def test_a_change_behind_the_programs_back_is_found(cast, demonstration, change):
    list(record_many([planned(cast)]))
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE chronology_entry DISABLE TRIGGER USER")
        cursor.execute(change)
    found = list(broken_chains())
    assert [b.child for b in found] == [UUID(int=1)]


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize(
    "change",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
@pytest.mark.parametrize("table", ["chronology_entry", "access_audit"])
def test_no_role_of_the_program_changes_an_entry_or_the_audit(
    cast, demonstration, alias, change, table
):
    list(record_many([planned(cast)]))
    with (
        connections[alias].cursor() as cursor,
        pytest.raises(Exception, match=r"append-only|denied"),
    ):
        cursor.execute(change.format(table))


def test_a_retry_of_an_import_is_refused_whole(cast, demonstration):
    list(record_many([planned(cast)]))
    with pytest.raises(Exception, match="duplicate key"):
        list(record_many([planned(cast)]))
    assert list(broken_chains()) == []
