"""Imports: the same checks and seals as one at a time, and chains that hold."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connections, transaction

from tutela.access.entries import (
    CircleJoined,
    CircleLeft,
    RecordClosed,
    RecordReopened,
    RecordRestricted,
    RestrictionLifted,
    Withdrawal,
)
from tutela.access.models import DatabasePurpose
from tutela.access.standing import Basis
from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.doors import importing
from tutela.doors.errors import NotRecordable
from tutela.doors.importing import Planned, PlannedChild, record_many
from tutela.doors.opening import open_record
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.doors.recording import record, withdraw
from tutela.doors.verifying import broken_chains
from tutela.identity.entries import Likeness
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
    with pytest.raises(NotRecordable, match="T001-AAAA, entry 6") as refused:
        list(record_many([planned(cast), planned(cast, 1, wrong)]))
    assert not Child.behind_the_door.using("owner").exists()
    # A process that loads a part of a caseload hands it on to the one that waits.
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_a_past_time_of_recording_is_refused_where_records_are_real(cast):
    with pytest.raises(Exception, match="not-allowed: the time of recording"):
        list(record_many([planned(cast)]))


def test_who_is_not_in_the_circle_writes_nothing_in_an_import_either(cast, demonstration):
    day = Moment.day(date(2026, 3, 5))
    stranger = Planned(RecordClosed(why="x"), day, cast.stella.viewer, BEGAN + timedelta(days=3))
    with pytest.raises(Exception, match="not-allowed: record-closed"):
        list(record_many([planned(cast, 0, stranger)]))


def told_of(child):
    """The child's row, circle and heads, without what is drawn at random."""
    with connections["owner"].cursor() as cursor:
        found = []
        for query in (
            "SELECT state, shield, lead_agency_id, head_place, head_recorded_at FROM people_child"
            " WHERE id = %s",
            "SELECT practitioner_id, role, relation, purpose, basis, scope, named, during,"
            " standing FROM people_membership WHERE child_id = %s ORDER BY 1, 2, during",
            "SELECT category, recorded_at, by_id FROM chronology_head WHERE child_id = %s"
            " ORDER BY category",
            "SELECT place, kind, category, recorded_at, by_id, agency_id, role"
            " FROM chronology_entry WHERE child_id = %s ORDER BY place",
        ):
            cursor.execute(query, [child])
            found.append(cursor.fetchall())
        return found


def a_full_story(cast):
    """Two people join, one for a time; the lead hands over; the record is closed and opened again,
    restricted for a while; a place taken by mistake is taken back."""
    alma, gwen, ben = cast.alma.viewer, cast.gwen, cast.ben.viewer
    day = Moment.day(date(2026, 3, 2))
    leads = uuid5(UUID(int=1), "entry 2")

    def joined(who, name, role, **more):
        return CircleJoined(
            practitioner=who.id, name=name, role=role, ground=Basis.STATUTORY, **more
        )

    ids = [uuid4() for _ in range(10)]
    told = [
        (joined(gwen, "Gwen Parry", Role.GUARDIAN), day, alma, {}),
        (joined(cast.iris, "Iris", Role.REVIEWING_OFFICER), day, alma, {}),
        (Likeness(description="Brown hair"), day, gwen.viewer, {}),
        (CircleLeft(name="Alma"), Moment.instant(BEGAN + timedelta(days=4)), ben,
         {"refers_to": leads}),
        (joined(cast.ben, "Ben", Role.LEAD_WORKER), Moment.instant(BEGAN + timedelta(days=5)), ben,
         {}),
        (RecordRestricted(why="A worry"), day, ben, {}),
        (RestrictionLifted(why="It passed"), day, ben, {}),
        (RecordClosed(why="Gone"), day, ben, {}),
        (RecordReopened(why="Back"), day, ben, {}),
        (Withdrawal(), day, ben, {"withdraws": ids[1], "reason": "Not in the circle after all"}),
    ]  # fmt: skip
    return [
        Planned(content, happened, by, BEGAN + timedelta(days=n + 1), ids[n], **more)
        for n, (content, happened, by, more) in enumerate(told)
    ]


def test_an_import_leaves_what_one_entry_after_the_other_leaves(cast, demonstration):
    story = a_full_story(cast)
    alma = cast.alma.viewer
    one, other = UUID(int=1), UUID(int=2)
    list(record_many([
        PlannedChild(one, "T001-AAAA", alma, Role.LEAD_WORKER, "A concern", BEGAN, tuple(story))
    ]))  # fmt: skip
    open_record(by=alma, role=Role.LEAD_WORKER, why="A concern", child=other, recorded=BEGAN)
    again = {p.id: uuid4() for p in story}
    again[uuid5(one, "entry 2")] = uuid5(other, "entry 2")
    for p in story:
        if p.withdraws:
            withdraw(
                again[p.withdraws], child=other, by=p.by, reason=p.reason, id=again[p.id],
                recorded=p.recorded,
            )  # fmt: skip
        else:
            record(
                p.content, child=other, by=p.by, happened=p.happened, id=again[p.id],
                refers_to=p.refers_to and again[p.refers_to], recorded=p.recorded,
            )  # fmt: skip
    assert told_of(one) == told_of(other)
    assert list(broken_chains()) == []


@pytest.mark.parametrize("wrong", ["refers_to", "corrects", "withdraws"])
def test_the_database_refuses_what_rests_on_another_record(cast, demonstration, monkeypatch, wrong):
    monkeypatch.setattr(importing, "_problems", lambda *_: ())
    monkeypatch.setattr(importing, "_entry", _unmended)
    other = planned(cast, 1)
    there = other.entries[0].id
    stray = Planned(
        other.entries[0].content, Moment.day(date(2026, 3, 2)), cast.alma.viewer,
        BEGAN + timedelta(days=3), reason="x", **{wrong: there},
    )  # fmt: skip
    with pytest.raises(Exception, match="not-there"):
        list(record_many([other, planned(cast, 2, stray)]))
    assert not Child.behind_the_door.using("owner").exists()


def _unmended(child, p, kind, _, n):
    return Entry(
        id=p.id, child=child.id, place=n, kind=kind, category=kind.category, content=p.content,
        happened=p.happened, recorded=p.recorded, by=p.by.id, by_name="", agency=p.by.agency,
        agency_name="", refers_to=p.refers_to, corrects=p.corrects, withdraws=p.withdraws,
        reason=p.reason,
    )  # fmt: skip


def test_an_import_adds_nothing_to_a_record_that_is_there_already(cast, demonstration):
    list(record_many([planned(cast)]))
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(importing._TABLES)
        cursor.execute(
            "INSERT INTO incoming (child_id, seq, id, kind, category, by_id)"
            " SELECT child_id, 9, gen_random_uuid(), kind, category, by_id FROM chronology_entry"
            " LIMIT 1"
        )
        with pytest.raises(Exception, match="not-there"):
            cursor.execute("SELECT door_append_incoming()")
        transaction.set_rollback(True, using="owner")


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
