"""The walls are one state that is put in place again and again."""

from __future__ import annotations

import pytest
from django.db import connections, transaction

from tutela.doors.putting_in_place import put_in_place

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

WALLS = """
    SELECT p.oid::regprocedure::text, has_function_privilege(%s, p.oid, 'EXECUTE'), md5(prosrc)
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY 1"""
POLICIES = "SELECT tablename, policyname, qual, with_check FROM pg_policies ORDER BY 1, 2"


def asked(sql, *params):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def state():
    application = connections["default"].settings_dict["USER"]
    return asked(WALLS, application), asked(POLICIES)


def test_a_second_time_changes_nothing():
    before = state()
    put_in_place("owner")
    assert state() == before


def test_a_function_that_a_release_no_longer_has_is_gone_after_it():
    with transaction.atomic(using="owner"):
        asked("CREATE FUNCTION door_of_last_year() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        put_in_place("owner")
        assert asked("SELECT 1 FROM pg_proc WHERE proname = 'door_of_last_year'") == []


def test_a_new_table_about_a_child_is_born_guarded():
    with transaction.atomic(using="owner"):
        asked("CREATE TABLE visit (child_id uuid)")
        put_in_place("owner")
        guarded = asked("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'visit'")
        transaction.set_rollback(True, using="owner")
    assert guarded == [(True,)]
