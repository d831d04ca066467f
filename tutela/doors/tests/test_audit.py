"""No audit, no data: every read and write leaves a line in its own transaction."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from tutela.access.entries import RecordClosed
from tutela.access.models import Audit
from tutela.chronology.moment import Moment
from tutela.doors.caseload import caseload, find
from tutela.doors.errors import NotVisible
from tutela.doors.gate import note_refusal
from tutela.doors.reading import read
from tutela.doors.recording import record, withdraw

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = Moment.day(date(2026, 11, 3))


def lines(**wanted):
    return list(Audit.objects.using("owner").filter(**wanted).order_by("id"))


def test_a_read_says_who_read_whom_in_which_roles_and_how_far(cast, minh):
    read(minh, as_=cast.gwen.viewer, purpose="Visit tomorrow")
    (line,) = lines(action="read")
    assert (line.who, line.child, line.role, line.upto) == (cast.gwen.id, minh, "guardian", 3)
    assert line.agency == cast.gwen.agency_id
    assert line.purpose == "Visit tomorrow"
    assert "location" in line.categories


def test_each_kind_of_write_is_audited_as_what_it_is(cast, minh):
    done = record(RecordClosed(why="x"), child=minh, by=cast.alma.viewer, happened=DAY)
    withdraw(done.id, child=minh, by=cast.alma.viewer, reason="A mistake")
    assert [a.action for a in lines(child=minh)] == ["open", "record", "record", "withdraw"]
    assert lines(action="withdraw")[0].role == "lead-worker"


def test_a_list_and_a_search_are_audited(cast, minh):
    caseload(cast.alma.viewer)
    find("minh", as_=cast.alma.viewer)
    assert [a.action for a in lines(who=cast.alma.id, child=None)] == ["list", "search"]


def test_the_words_that_were_searched_for_are_not_kept(cast, minh):
    find("Nguyen Thi Anh", as_=cast.alma.viewer)
    assert "Nguyen" not in lines(action="search")[0].purpose


def test_a_read_that_is_undone_leaves_neither_data_nor_audit(cast, minh):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        read(minh, as_=cast.gwen.viewer)
        raise ZeroDivisionError
    assert lines(action="read") == []


@pytest.mark.parametrize(
    "work",
    [
        lambda cast, child: read(child, as_=cast.gwen.viewer),
        lambda cast, child: caseload(cast.gwen.viewer),
        lambda cast, child: find("minh", as_=cast.gwen.viewer),
        lambda cast, child: record(
            RecordClosed(why="x"), child=child, by=cast.alma.viewer, happened=DAY
        ),
    ],
    ids=["read", "list", "search", "record"],
)
def test_without_an_audit_table_nothing_is_shown_or_written(cast, minh, work):
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_audit RENAME TO access_audit_gone")
    with pytest.raises(DatabaseError):
        work(cast, minh)


def test_a_door_that_stays_shut_is_audited_apart(cast, minh):
    with pytest.raises(NotVisible) as shut:
        read(minh, as_=cast.stella.viewer)
    note_refusal(cast.stella.viewer, child=shut.value.child, rule="not visible")
    (line,) = lines(who=cast.stella.id)
    assert (line.action, line.child, line.purpose) == ("refused", minh, "not visible")
