"""The tests speak to PostgreSQL as the application does: bound by every rule."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections
from django.db.utils import ProgrammingError

from tutela.config.databases import connect


def _ask(query: str, alias: str = "default") -> tuple[object, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


WHO = """
    SELECT session_user, current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
    FROM pg_roles WHERE rolname = current_user
"""


@pytest.mark.django_db
def test_the_tests_are_logged_in_as_the_application_and_bound_by_every_policy():
    assert _ask(WHO) == ("tutela_app", "tutela_app", False, False, False, False)


@pytest.mark.django_db(databases=["owner"])
def test_the_owner_passes_policies_and_is_no_superuser():
    assert _ask(WHO, "owner") == ("tutela_owner", "tutela_owner", False, True, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forbidden",
    [
        "SET ROLE tutela_owner",
        "CREATE TABLE mine (x int)",
        "CREATE TEMPORARY TABLE mine (x int)",
        "TRUNCATE auth_group CASCADE",
        "ALTER TABLE auth_group ADD x int",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_can_not(forbidden):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        _ask(forbidden)


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_a_new_function_can_be_called_by_nobody_until_a_migration_grants_it():
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE FUNCTION all_of_it() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    with pytest.raises(ProgrammingError, match="permission denied for function"):
        _ask("SELECT all_of_it()")


@pytest.mark.django_db
def test_the_extensions_are_there():
    assert _ask("SELECT count(*) FROM pg_extension WHERE extname IN ('btree_gist', 'pg_trgm')") == (
        2,
    )


@pytest.mark.parametrize("_round", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(transactional_db, _round):
    assert not Group.objects.exists()
    Group.objects.create(name="committed")
    connection.close()
    assert Group.objects.count() == 1


@pytest.mark.parametrize("_round", [1, 2])
def test_what_a_test_writes_in_a_transaction_is_gone_in_the_next(db, _round):
    assert not Group.objects.exists()
    Group.objects.create(name="rolled back")


@pytest.fixture
def someone_elses_session(django_db_setup):
    with connect(connections.settings["default"]) as session:
        yield session


def test_a_session_left_open_does_not_hinder_the_next_test(someone_elses_session, transactional_db):
    # As a live server's thread may: the copy is made anew all the same, once this test ends.
    assert someone_elses_session.execute("SELECT current_user").fetchone() == ("tutela_app",)


def test_a_live_server_answers_from_the_same_database(live_server):
    with pytest.raises(HTTPError, match="404"):
        urlopen(live_server.url + "/nothing-here/")
