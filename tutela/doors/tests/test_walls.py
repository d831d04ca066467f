"""The database holds the door too: grants, policies, and the same answers as the access table."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tutela.access.asked import ChildState
from tutela.access.entries import CircleJoined
from tutela.access.policy import Around, readable
from tutela.access.standing import Basis, Purpose, Relation, Standing
from tutela.chronology.kinds import Category
from tutela.chronology.moment import Moment
from tutela.config.testing.figures import figure, much
from tutela.doors.gate import open_gate, stand_at_the_door
from tutela.doors.opening import join_circle, leave_circle, open_record
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role

pytestmark = pytest.mark.django_db

SPINE_IS_READ_ONLY = {
    "people_child", "people_membership", "people_agency", "people_team", "chronology_entry",
    "chronology_head", "access_grant", "access_databasepurpose", "django_migrations",
}  # fmt: skip


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_what_the_application_may_do_with_every_table():
    granted = rows(
        "SELECT c.relname, array_agg(p ORDER BY p) FROM pg_class c,"
        " unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER','REFERENCES']) p"
        " WHERE c.relkind IN ('r','v','m','p') AND c.relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(current_user, c.oid, p) GROUP BY 1"
    )
    for table, rights in granted:
        assert not {"TRUNCATE", "TRIGGER", "REFERENCES"} & set(rights), table
        assert table != "access_audit"
        if table in SPINE_IS_READ_ONLY:
            assert rights == ["SELECT"], table
    assert {t for t, _ in granted} >= SPINE_IS_READ_ONLY


def test_every_table_about_a_child_is_guarded():
    unguarded = rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        " AND a.attname = 'child_id' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    assert unguarded == []


def test_the_application_calls_only_the_doors():
    callable_ = rows(
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        " AND has_function_privilege(current_user, p.oid, 'EXECUTE')"
        " AND p.prosecdef AND p.proname NOT LIKE 'door\\_%%'"
    )
    assert callable_ == []


def test_functions_with_the_owners_rights_name_where_they_look():
    loose = rows(
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        " AND p.prosecdef AND NOT coalesce(p.proconfig::text LIKE '%%search_path%%', false)"
    )
    assert loose == []


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO chronology_entry (id) VALUES (gen_random_uuid())",
        "UPDATE chronology_entry SET kind = 'x'",
        "DELETE FROM chronology_entry",
        "TRUNCATE chronology_entry",
        "UPDATE people_child SET state = 'open'",
        "INSERT INTO people_membership (id) VALUES (gen_random_uuid())",
        "UPDATE people_membership SET during = during",
        "SELECT * FROM access_audit",
        "DELETE FROM access_audit",
        "UPDATE access_databasepurpose SET demonstration = true",
        "SELECT door_append_incoming()",
        "SELECT entry_takes_effect(NULL)",
        "ALTER TABLE chronology_entry DISABLE ROW LEVEL SECURITY",
        "SET ROLE tutela_owner",
        "CREATE TABLE mine (id int)",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_go_round_the_door(minh, sql):
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
    ):
        rows(sql)


def test_nobody_at_the_door_sees_nothing(minh):
    rows("SELECT set_config('app.who', '', true), set_config('app.child', '', true)")
    for table in ("people_child", "people_membership", "chronology_entry", "doors_knownas"):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_list_of_children_shows_no_entry(cast, minh):
    stand_at_the_door(cast.alma.viewer)
    assert rows("SELECT count(*) FROM people_child") == [(1,)]
    assert rows("SELECT count(*) FROM chronology_entry") == [(0,)]


def test_an_open_gate_shows_one_child_only(cast, minh):
    other = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="Found in a lorry")
    open_gate(other, cast.alma.viewer)
    assert rows("SELECT DISTINCT child_id FROM chronology_entry") == [(other,)]
    assert rows("SELECT id FROM people_child") == [(other,)]


def test_the_scope_of_one_transaction_is_gone_in_the_next():
    assert rows("SELECT coalesce(nullif(current_setting('app.who', true), ''), 'nobody')") == [
        ("nobody",)
    ]


def test_setting_the_child_by_hand_shows_nothing_to_a_stranger(cast, minh):
    rows(
        "SELECT set_config('app.who', %s, true), set_config('app.child', %s, true)",
        str(cast.stella.id),
        str(minh),
    )
    assert rows("SELECT count(*) FROM chronology_entry") == [(0,)]
    assert rows("SELECT count(*) FROM door_whole(%s)", minh) == [(0,)]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_whoever_hands_a_child_to_another_agency_leaves_what_is_derived_in_order(cast, minh):
    """Ben manages; with the lead his agency loses the child, in the middle of his own writing."""
    assert list(rebuild(only_compare=True)) == []
    (lead,) = (
        entry
        for entry in read(minh, as_=cast.ben.viewer).chronology.of(CircleJoined)
        if entry.says(CircleJoined).role is Role.LEAD_WORKER
    )
    now = Moment.instant(timezone.now())
    leave_circle(lead.id, name="Alma", child=minh, by=cast.ben.viewer, until=now)
    join_circle(
        cast.stella, child=minh, role=Role.LEAD_WORKER, ground=Basis.RESPONSIBLE,
        by=cast.ben.viewer, since=Moment.instant(timezone.now()),
    )  # fmt: skip
    assert list(rebuild(only_compare=True)) == []
    with transaction.atomic():
        stand_at_the_door(cast.ben.viewer)
        assert rows("SELECT door_derived()") == [([],)]
    assert read(minh, as_=cast.stella.viewer).child == minh


def test_having_written_cannot_be_claimed_by_hand(cast, minh):
    rows(
        "SELECT set_config('app.who', %s, true), set_config('app.wrote', %s, true)",
        str(cast.stella.id),
        str(minh),
    )
    assert rows("SELECT door_derived()") == [([],)]


def test_reading_a_record_takes_two_queries(cast, minh, django_assert_num_queries):
    with django_assert_num_queries(2):
        read(minh, as_=cast.gwen.viewer)


def one_entry_of_each_category(cast, child):
    gate = open_gate(child, cast.alma.viewer)
    for category in Category:
        rows(
            "SELECT door_append(%s, %s, 'a-kind', 1, %s, NULL, NULL, 'unknown', NULL, NULL, NULL,"
            " '', '{}')",
            uuid4(), child, category,
        )  # fmt: skip
    return gate


STANDINGS = st.builds(
    Standing,
    st.sampled_from(sorted(set(Role) - NEVER_IN_A_CIRCLE - {Role.LEAD_WORKER, Role.DUTY_WORKER})),
    st.sampled_from([Relation.CIRCLE, Relation.GUEST]),
    st.sampled_from([Purpose.CARE, Purpose.PROCEEDINGS, Purpose.OVERSIGHT]),
    st.sampled_from([b for b in Basis if b is not Basis.VITAL_INTERESTS]),
    st.none() | st.frozensets(st.sampled_from(Category), min_size=1),
)
HELD = st.frozensets(STANDINGS, min_size=1, max_size=2).filter(
    lambda held: len({one.role for one in held}) == len(held)
)
WORLDS = much(60, 10_000)
STEPS = {
    ChildState.OPEN: (),
    ChildState.RESTRICTED: ("record-restricted",),
    ChildState.CLOSED: ("record-closed",),
    ChildState.CLOSED_RESTRICTED: ("record-closed", "record-restricted"),
}


@settings(
    max_examples=WORLDS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(
    held=frozenset({Standing(Role.GUARDIAN)}), state=ChildState.CLOSED_RESTRICTED, conflict=False
)
@given(held=HELD, state=st.sampled_from(list(ChildState)), conflict=st.booleans())
def test_the_database_shows_what_the_table_allows(cast, db, held, state, conflict):
    with transaction.atomic():
        child = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="A concern")
        one_entry_of_each_category(cast, child)
        for standing in held:
            append(cast, child, "circle-joined", joined(cast.hana, standing))
        for step in STEPS[state]:
            append(cast, child, step, "{}")
        if conflict:
            append(cast, child, "conflict-declared", f'{{"practitioner":"{cast.hana.id}"}}')
        rows(
            "SELECT set_config('app.who', %s, true), set_config('app.child', %s, true)",
            str(cast.hana.id), str(child),
        )  # fmt: skip
        seen = {c for (c,) in rows("SELECT DISTINCT category FROM chronology_entry")}
        allowed = set() if conflict else readable(held, Around(state))
        assert seen == set(map(str, allowed))
        stand_at_the_door(cast.hana.viewer)
        assert bool(rows("SELECT FROM people_child WHERE id = %s", child)) is bool(allowed)
        transaction.set_rollback(True)


def test_how_many_worlds_agreed():
    """Stands after the worlds, which stop at the first that doesn't agree."""
    figure("random worlds where the database answers as the policy", worlds=WORLDS, apart=0)


def joined(who, standing: Standing) -> str:
    """What an entry says that brings somebody to a child in this way."""
    says = {
        "practitioner": str(who.id), "role": standing.role, "relation": standing.relation,
        "purpose": standing.purpose, "ground": standing.basis, "until": "2100-01-01",
    }  # fmt: skip
    if standing.scope is not None:
        says["scope"] = sorted(standing.scope)
    return json.dumps(says)


def append(cast, child: UUID, slug: str, content: str) -> None:
    """Append by the database's own door, as Alma: these entries belong to no room."""
    rows(
        "SELECT set_config('app.who', %s, true), set_config('app.child', %s, true)",
        str(cast.alma.id), str(child),
    )  # fmt: skip
    rows(
        "SELECT door_append(%s, %s, %s, 1, 'record', NULL, NULL, 'unknown', NULL, NULL, NULL, '',"
        " %s)",
        uuid4(), child, slug, content,
    )  # fmt: skip
