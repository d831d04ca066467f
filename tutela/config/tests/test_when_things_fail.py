"""When the machine fails under us: nothing unaudited is shown, nothing is half-written, and the
page says so in plain words."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from tutela.access.entries import RecordReopened
from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.doors.verifying import broken_chains

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = Moment.day(date(2026, 11, 3))
PLAINLY = "Nothing was half-written"

NO_SPACE = """
    CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'
             USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER no_space BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_space()"""


@pytest.fixture
def alma(cast, settings):
    settings.DEMONSTRATION = True
    client = Client(raise_request_exception=False)
    client.force_login(cast.alma)
    return client


def as_owner(sql):
    with connections["owner"].cursor() as owner:
        owner.execute(sql)


def entries(child):
    with connections["owner"].cursor() as owner:
        owner.execute("SELECT count(*) FROM chronology_entry WHERE child_id = %s", [child])
        return owner.fetchone()[0]


@pytest.mark.parametrize("table", ["chronology_entry", "access_audit", "chronology_head"])
def test_a_full_disk_writes_nothing_by_halves(cast, minh, table):
    before = entries(minh)
    as_owner(NO_SPACE.format(table=table))
    with pytest.raises(Exception, match="No space left"):
        record(RecordReopened(why="Back"), child=minh, by=cast.alma.viewer, happened=DAY)
    assert entries(minh) == before
    assert list(broken_chains()) == []


def test_a_full_disk_shows_no_child_that_it_can_not_note(alma, minh):
    as_owner(NO_SPACE.format(table="access_audit"))
    answer = alma.get(reverse("child", args=[minh]))
    assert answer.status_code == 500
    assert PLAINLY in answer.content.decode()


def test_a_database_that_is_read_only_is_said_plainly(alma, minh):
    name = connections["owner"].settings_dict["NAME"]
    as_owner(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    connections["default"].close()
    answer = alma.get(reverse("child", args=[minh]))
    assert answer.status_code == 500
    assert PLAINLY in answer.content.decode()


def test_without_the_audit_no_page_opens(alma, minh):
    as_owner("ALTER TABLE access_audit RENAME TO access_audit_gone")
    for name in ("child", "circle", "where"):
        answer = alma.get(reverse(name, args=[minh]))
        assert answer.status_code == 500, name
        assert str(minh) not in answer.content.decode()


def test_a_failure_says_nothing_of_what_it_met(alma, minh):
    as_owner(NO_SPACE.format(table="access_audit"))
    body = alma.get(reverse("child", args=[minh])).content.decode()
    for word in ("Traceback", "psycopg", "No space", str(minh)):
        assert word not in body
