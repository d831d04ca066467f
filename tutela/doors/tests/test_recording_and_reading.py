"""Record, correct, withdraw and read, on a real database as the application's role."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tutela.access.entries import RecordClosed, RecordRestricted
from tutela.access.standing import Basis
from tutela.chronology.entry import Standing
from tutela.chronology.moment import Moment
from tutela.doors.errors import Changed, NotAllowed, NotRecordable, NotVisible
from tutela.doors.opening import join_circle, leave_circle, open_record
from tutela.doors.reading import read
from tutela.doors.recording import correct, record, withdraw
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db
TODAY = Moment.day(date(2026, 11, 20))


def closed(cast, child, why="The young person lives safely with an aunt"):
    return record(RecordClosed(why=why), child=child, by=cast.alma.viewer, happened=TODAY)


def test_what_is_recorded_can_be_read_by_the_circle(cast, minh):
    done = closed(cast, minh)
    entry = read(minh, as_=cast.gwen.viewer).chronology.entry(done.id)
    assert entry.says(RecordClosed).why == "The young person lives safely with an aunt"
    assert entry.by_name == "Alma Reyes"
    assert entry.place == 4


def test_a_stranger_gets_the_same_answer_for_a_child_and_for_no_child(cast, minh):
    with pytest.raises(NotVisible):
        read(minh, as_=cast.stella.viewer)
    with pytest.raises(NotVisible):
        read(uuid4(), as_=cast.stella.viewer)


def test_the_manager_of_the_lead_agency_sees_the_child(cast, minh):
    assert read(minh, as_=cast.ben.viewer).gate.roles == {Role.MANAGER}


def test_a_double_click_writes_once(cast, minh):
    once = uuid4()
    content = RecordClosed(why="Done")
    first = record(content, child=minh, by=cast.alma.viewer, happened=TODAY, id=once)
    again = record(content, child=minh, by=cast.alma.viewer, happened=TODAY, id=once)
    assert (first.repeated, again.repeated) == (False, True)
    assert len(read(minh, as_=cast.alma.viewer).chronology) == 4


def test_an_id_that_another_person_used_is_refused(cast, minh):
    once = closed(cast, minh).id
    other = open_record(by=cast.stella.viewer, role=Role.LEAD_WORKER, why="Found at the port")
    with pytest.raises(NotAllowed):
        record(RecordClosed(why="x"), child=other, by=cast.stella.viewer, happened=TODAY, id=once)


def test_a_correction_keeps_both_readable(cast, minh):
    done = closed(cast, minh)
    mended = correct(
        done.id,
        RecordClosed(why="The young person lives safely with an uncle"),
        child=minh,
        by=cast.alma.viewer,
        happened=TODAY,
        reason="It is his uncle",
    )
    chronology = read(minh, as_=cast.gwen.viewer).chronology
    assert chronology.standing(done.id) is Standing.CORRECTED
    assert chronology.now_reads(done.id).id == mended.id
    assert chronology.entry(mended.id).reason == "It is his uncle"
    assert chronology.entry(done.id).says(RecordClosed).why.endswith("aunt")


def test_a_correction_without_a_reason_is_refused(cast, minh):
    done = closed(cast, minh)
    with pytest.raises(NotRecordable) as refused:
        withdraw(done.id, child=minh, by=cast.alma.viewer, reason="  ")
    assert refused.value.problems[0].field == "reason"


def test_two_people_mending_the_same_entry_is_told(cast, minh):
    done = closed(cast, minh)
    withdraw(done.id, child=minh, by=cast.ben.viewer, reason="Too early")
    with pytest.raises(Changed):
        withdraw(done.id, child=minh, by=cast.alma.viewer, reason="Too early")


def test_an_entry_on_which_another_rests_is_not_withdrawn(cast, minh):
    joined = read(minh, as_=cast.alma.viewer).chronology.entries[-1]
    leave_circle(joined.id, name="Gwen Parry", child=minh, by=cast.alma.viewer, until=TODAY)
    with pytest.raises(NotRecordable, match="rest on this one"):
        withdraw(joined.id, child=minh, by=cast.alma.viewer, reason="A mistake")


def test_the_record_reads_as_at_a_moment(cast, minh):
    before = timezone.now()
    closed(cast, minh)
    assert len(read(minh, as_=cast.alma.viewer, at=before).chronology) == 3
    assert len(read(minh, as_=cast.alma.viewer).chronology) == 4


def test_who_leaves_the_circle_reads_nothing_more(cast, minh):
    joined = read(minh, as_=cast.gwen.viewer).chronology.entries[-1]
    leave_circle(joined.id, name="Gwen Parry", child=minh, by=cast.alma.viewer, until=TODAY)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.gwen.viewer)


def test_each_role_reads_only_its_categories(cast, minh):
    join_circle(
        cast.hana,
        child=minh,
        role=Role.CARER,
        ground=Basis.SAFEGUARDING,
        by=cast.alma.viewer,
        since=TODAY,
    )
    assert len(read(minh, as_=cast.hana.viewer).chronology) == 0
    with pytest.raises(NotAllowed):
        record(RecordClosed(why="x"), child=minh, by=cast.hana.viewer, happened=TODAY)


def test_a_restricted_record_is_shut_to_the_rest_of_the_circle(cast, minh):
    join_circle(
        cast.pavel,
        child=minh,
        role=Role.POLICE,
        ground=Basis.STATUTORY,
        by=cast.alma.viewer,
        since=TODAY,
    )
    read(minh, as_=cast.pavel.viewer)
    record(RecordRestricted(why="A relative"), child=minh, by=cast.alma.viewer, happened=TODAY)
    with pytest.raises(NotVisible):
        read(minh, as_=cast.pavel.viewer)
    read(minh, as_=cast.gwen.viewer)


def test_a_future_date_is_refused_at_the_date(cast, minh):
    tomorrow = Moment.day((timezone.now() + timedelta(days=2)).date())
    with pytest.raises(NotRecordable) as refused:
        record(RecordClosed(why="x"), child=minh, by=cast.alma.viewer, happened=tomorrow)
    assert refused.value.problems[0].field == "happened"


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "a\x9bb", "a\u2066b", "a\ufeffb"])
def test_text_that_hides_something_is_refused_at_its_field(cast, minh, text):
    with pytest.raises(NotRecordable) as refused:
        closed(cast, minh, why=text)
    assert refused.value.problems[0].field == "why"


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Ánh", "ወይንሸት", "محمد علی‌زاده", "Þórður", "O'Brien-Smith", "Xu 徐", "é" * 14_000],
)
def test_names_and_accounts_in_every_script_are_kept_as_written(cast, minh, name):
    done = closed(cast, minh, why=name)
    assert read(minh, as_=cast.gwen.viewer).chronology.entry(done.id).says(RecordClosed).why == name


def test_nobody_has_two_leads_at_a_time(cast, minh):
    with pytest.raises(NotRecordable, match="lead social worker"):
        join_circle(
            cast.ben,
            child=minh,
            role=Role.LEAD_WORKER,
            ground=Basis.RESPONSIBLE,
            by=cast.alma.viewer,
            since=TODAY,
        )
