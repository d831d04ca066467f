"""Finding a child by an exact number: among one's own children, and in what one reads."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, connections

from tutela.access.models import Audit
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.caseload import find
from tutela.doors.opening import join_circle, open_record
from tutela.doors.rebuilding import rebuild
from tutela.doors.recording import correct, record, withdraw
from tutela.identity.entries import HomeOfficeReference, Identifier, IdentifierKind
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = Moment.day(date(2026, 11, 3))
NHS, HOME_OFFICE = "943 476 5919", "M1234567/2"


@pytest.fixture
def numbered(cast, minh):
    """Minh with an NHS number and a Home Office reference; Hana, a nurse, joins the circle."""
    for content in (
        Identifier(which=IdentifierKind.NHS, value=NHS),
        HomeOfficeReference(value=HOME_OFFICE),
    ):
        record(content, child=minh, by=cast.alma.viewer, happened=DAY)
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.STATUTORY,
        by=cast.alma.viewer, since=Moment.day(date(2026, 11, 2)),
    )  # fmt: skip
    return minh


def found(words, person):
    return [one.child for one in find(words, as_=person.viewer)]


def test_a_child_is_found_by_an_exact_number_however_it_is_typed(cast, numbered):
    for words in ("9434765919", " 943-476-5919 ", "m1234567-2", "M 1234567 2"):
        assert found(words, cast.gwen) == [numbered]


def test_a_part_of_a_number_finds_nobody(cast, numbered):
    for words in ("943476591", "943476", "9434765918", "M123456", "1234567"):
        assert found(words, cast.gwen) == []


def work_of(words, person):
    """What the database is asked, in what order, and the answer."""
    asked = []

    def note(run, sql, *more):
        asked.append(sql)
        return run(sql, *more)

    with connection.execute_wrapper(note):
        return found(words, person), asked


def test_nobody_learns_whether_a_child_outside_their_reach_is_known(cast, numbered):
    """The same answer, the same trace and the same work, for a number that is known and one that
    is not."""
    for person in (cast.stella, cast.rory):
        asked = [work_of(words, person) for words in (NHS, "111 222 3333")]
        assert asked[0] == asked[1]
        assert asked[0][0] == []
        lines = Audit.objects.using("owner").filter(who=person.id).values("action", "purpose")
        assert list(lines) == [{"action": "search", "purpose": "0 found"}] * 2


def test_a_number_is_found_only_by_who_reads_its_category(cast, numbered):
    assert found(NHS, cast.hana) == [numbered]
    # A nurse does not read what stands with immigration, and cannot ask for it by trying.
    assert found(HOME_OFFICE, cast.hana) == []


def test_two_children_with_one_number_are_both_found_within_reach(cast, numbered):
    other = open_record(by=cast.alma.viewer, role=Role.LEAD_WORKER, why="A concern")
    record(
        Identifier(which=IdentifierKind.NHS, value="9434765919"), child=other,
        by=cast.alma.viewer, happened=DAY,
    )  # fmt: skip
    assert set(found(NHS, cast.alma)) == {numbered, other}
    assert found(NHS, cast.gwen) == [numbered]


def test_a_number_that_was_mended_or_withdrawn_finds_nobody_any_more(cast, numbered):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM chronology_entry WHERE kind = 'identifier'")
        (entry,) = cursor.fetchone()
    new = correct(
        entry, Identifier(which=IdentifierKind.NHS, value="987 654 4321"), child=numbered,
        by=cast.alma.viewer, happened=DAY, reason="Read wrongly",
    )  # fmt: skip
    assert (found(NHS, cast.alma), found("9876544321", cast.alma)) == ([], [numbered])
    withdraw(new.id, child=numbered, by=cast.alma.viewer, reason="Somebody else's")
    assert found("9876544321", cast.alma) == []
    assert "identifiers" not in {d.projection for d in rebuild(only_compare=True)}


def test_the_table_holds_keyed_hashes_alone(cast, numbered):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT field, category, octet_length(digest), i::text FROM doors_indexed i")
        rows = cursor.fetchall()
    assert {row[:3] for row in rows} == {("nhs", "identity", 16), ("home-office", "status", 16)}
    assert "9434765919" not in str(rows)


def test_other_numbers_are_not_looked_up_by(cast, minh):
    record(
        Identifier(which=IdentifierKind.LOCAL, value="NC-2026-0001"), child=minh,
        by=cast.alma.viewer, happened=DAY,
    )  # fmt: skip
    assert found("NC-2026-0001", cast.alma) == []
