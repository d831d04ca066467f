"""Erasing: two people, when the time has come, and nothing brings it back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from tutela.access.entries import RecordClosed
from tutela.access.models import Audit
from tutela.chronology.moment import Moment
from tutela.config.testing.cast import PASSWORD, email_of
from tutela.doors.caseload import caseload, find
from tutela.doors.errors import Erased, NotVisible
from tutela.doors.feed import facts
from tutela.doors.reading import read
from tutela.doors.rebuilding import rebuild
from tutela.doors.recording import record
from tutela.doors.verifying import broken_chains
from tutela.people.models import Child
from tutela.retention.keeping import sweep
from tutela.retention.models import Erasure, Ground, Hold
from tutela.retention.tests.conftest import DAY, born
from tutela.web.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def rows(sql, *params):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def test_only_records_whose_time_has_come_are_due(run, cast, old, reference):
    assert f"{reference}   kept until 4 May 2025" in run("due").stdout
    assert run("due", "--on", "2025-05-03").stdout == "No record's time has come.\n"
    assert reference in run("due", "--on", "2025-05-04").stdout


def test_an_erased_record_reads_that_it_was_erased(erase, cast, old, reference):
    done = erase()
    assert done.exit_code == 0, done.output
    assert f"{reference} was erased on " in done.stdout
    for who in (cast.alma, cast.gwen):
        with pytest.raises(Erased):
            read(old, as_=who.viewer)
    with pytest.raises(NotVisible):
        read(old, as_=cast.stella.viewer)
    (listed,) = caseload(cast.gwen.viewer).children
    assert listed.erased_on is not None
    assert (listed.face.name, listed.reference) == ("", reference)
    assert find("canary", as_=cast.gwen.viewer) == ()


def test_nothing_that_the_child_said_is_left(erase, old):
    before = rows("SELECT place, digest FROM chronology_entry ORDER BY place")
    assert erase().exit_code == 0
    assert rows("SELECT place, digest FROM chronology_entry ORDER BY place") == before
    left = rows("SELECT DISTINCT kind, category, content::text, reason FROM chronology_entry")
    assert left == [("erased", "record", "{}", "")]
    assert rows("SELECT sealed_key FROM people_child") == [(b"",)]


def test_every_table_about_the_child_is_emptied_but_those_that_are_named(erase, old, cast):
    read(old, as_=cast.alma.viewer)
    tables = rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        " AND a.attname = 'child_id'"
    )
    assert erase().exit_code == 0
    about = {t for (t,) in tables if rows(f'SELECT 1 FROM "{t}" WHERE child_id = %s LIMIT 1', old)}
    assert about == {"chronology_entry", "people_membership", "retention_erasure"}


def test_every_chain_holds_still_and_nothing_else_is_disturbed(erase, old, cast):
    assert erase().exit_code == 0
    assert list(broken_chains()) == []
    assert list(rebuild(only_compare=True)) == []
    assert list(facts(date(2026, 11, 30))) == []


def test_both_people_stand_in_the_audit(erase, old, cast):
    erase()
    lines = Audit.objects.using("owner").filter(action="erase")
    assert {(a.who, a.child) for a in lines} == {(cast.alma.id, old), (cast.ben.id, old)}
    done = Erasure.behind_the_door.using("owner").get(child=old)
    assert {done.first, done.second} == {cast.alma.id, cast.ben.id}
    assert done.kept_until == date(2025, 5, 4)


def test_nobody_can_write_into_an_erased_record(erase, old, cast):
    erase()
    with pytest.raises(Erased):
        record(RecordClosed(why="x"), child=old, by=cast.alma.viewer, happened=DAY)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.who', %s, false), set_config('app.child', %s, false)",
            [str(cast.alma.id), str(old)],
        )
        with pytest.raises(DatabaseError, match="not-allowed"):
            cursor.execute(
                "SELECT door_append(gen_random_uuid(), %s, 'name-stated', 1, 'identity', NULL,"
                " NULL, 'unknown', NULL, NULL, NULL, '', '{}')",
                [old],
            )


TAMPERINGS = (
    ("UPDATE chronology_entry SET content = '{\"a\": 1}' WHERE place = 2", "something stands"),
    ("UPDATE chronology_entry SET digest = sha256('x') WHERE place = 2", "not what was left"),
    ("DELETE FROM chronology_entry WHERE place = 2", "missing; the next one is 3"),
    ("DELETE FROM chronology_entry WHERE place = 5", "not what was left"),
    ("DELETE FROM chronology_entry", "entries are missing"),
    ("UPDATE people_child SET sealed_key = 'x'", "a key stands there"),
    ("DELETE FROM retention_erasure", "the key is gone, and nobody erased the record"),
)


def test_tampering_with_what_is_left_is_found(erase, old):
    erase()
    for sql, told in TAMPERINGS:
        with transaction.atomic(using="owner"):
            rows("ALTER TABLE chronology_entry DISABLE TRIGGER USER")
            rows(sql)
            (broken,) = broken_chains()
            assert told in broken.why
            transaction.set_rollback(True, using="owner")


def test_of_a_record_that_stands_no_entry_can_be_emptied(old):
    with pytest.raises(DatabaseError, match="append-only"):
        rows(
            "UPDATE chronology_entry e SET kind = 'erased', version = 0, category = 'record',"
            " precision = 'unknown', happened_from = NULL, happened_until = NULL,"
            " refers_to_id = NULL, reason = '', content = '{}'"
        )


def test_of_an_erased_record_no_entry_can_be_written_anew(erase, old):
    erase()
    with pytest.raises(DatabaseError, match="append-only"):
        rows('UPDATE chronology_entry SET content = \'{"why": "other"}\'')
    with pytest.raises(DatabaseError, match="append-only"):
        rows("DELETE FROM chronology_entry")


def test_one_person_alone_erases_nothing(run, old, reference, proof):
    for people, typed, told in (
        (["alma"], [], "two different people"),
        (["alma", "alma"], [], "two different people"),
        (["alma", "nobody"], [*proof("alma"), *[PASSWORD] * 3], "did not confirm"),
        (["alma", "ben"], [*proof("alma"), "wrong", "wrong", "wrong"], "did not confirm"),
        (["alma", "ben"], [*proof("alma"), PASSWORD, *["2222"] * 3], "did not confirm"),
        (["alma", "ben"], [*proof("alma"), *proof("ben"), "2222-2222"], "another reference"),
    ):
        by = [f"--by={email_of(who)}" for who in people]
        done = run("erase", reference, *by, typed=typed)
        assert (done.exit_code, told in done.output) == (1, True)
    assert not Erasure.behind_the_door.using("owner").exists()


def test_of_a_child_who_died_before_18_the_time_counts_from_that_day(run, minh, cast):
    born(minh, cast.alma, Moment.day(date(1990, 5, 4)))
    reference = Child.behind_the_door.using("owner").get(id=minh).reference
    by = f"--by={email_of('ben')}"
    why = ("--why", "The register of deaths")
    late = run("say", reference, "--died=2099-01-01", by, *why, typed=[PASSWORD])
    assert "future" in late.output
    assert "No record's time has come" in run("due").output
    said = run("say", reference, "--died=2007-02-01", by, *why, typed=[PASSWORD])
    assert "noted" in said.output
    assert "kept until 1 February 2022" in run("due").output
    ground = Ground.behind_the_door.using("owner").get()
    assert "register" not in ground.why
    assert (
        Audit.objects.using("owner").filter(action="ground", child=minh, who=cast.ben.id).exists()
    )


def test_a_record_whose_time_has_not_come_is_kept(erase, old, cast):
    born(old, cast.alma, Moment.day(date(2009, 5, 4)))
    assert "has not come" in erase().output


def test_the_database_itself_erases_nothing_early_nor_for_one_person(old, cast):
    call = "SELECT door_erase(%s, %s, %s, %s, %s)"
    alma, ben, today, past = cast.alma.id, cast.ben.id, timezone.localdate(), date(2020, 1, 1)
    for first, second, until, on, told in (
        (alma, ben, date(2099, 1, 1), today, "not-due"),
        (alma, ben, past, date(2099, 1, 1), "not-due"),
        (alma, alma, past, today, "not-allowed"),
        (alma, old, past, today, "not-allowed"),
    ):
        with pytest.raises(DatabaseError, match=told):
            rows(call, old, first, second, until, on)
    with connections["default"].cursor() as cursor, pytest.raises(DatabaseError, match="denied"):
        cursor.execute(call, [old, alma, ben, past, today])


def test_without_a_date_of_birth_nothing_is_erased(run, minh, proof):
    reference = Child.behind_the_door.using("owner").get(id=minh).reference
    by = [f"--by={email_of(who)}" for who in ("alma", "ben")]
    done = run("erase", reference, *by, typed=(*proof("alma"), *proof("ben"), reference))
    assert "No date of birth is known" in done.output


def test_a_record_whose_chain_was_broken_is_not_hidden_by_erasing_it(erase, old):
    rows("ALTER TABLE chronology_entry DISABLE TRIGGER USER")
    rows("UPDATE chronology_entry SET role = 'guardian' WHERE place = 3")
    assert "The chain of this record does not hold" in erase().output


def test_a_hold_keeps_a_record_until_it_is_released(run, erase, old, reference, cast):
    by = f"--by={email_of('ben')}"
    done = run("hold", reference, by, "--why", "A claim is before the court", typed=[PASSWORD])
    assert done.exit_code == 0, done.output
    assert "held" in run("due").stdout
    assert "Somebody holds this record" in erase().output
    assert "held already" in run("hold", reference, by, "--why", "x", typed=[PASSWORD]).output
    assert run("release", reference, by, "--why", "Settled", typed=[PASSWORD]).exit_code == 0
    assert "Nobody holds" in run("release", reference, by, "--why", "x", typed=[PASSWORD]).output
    actions = Audit.objects.using("owner").filter(child=old, who=cast.ben.id)
    assert [a.action for a in actions.order_by("id")] == ["hold", "release"]
    hold = Hold.behind_the_door.using("owner").get()
    assert "court" not in hold.reason
    assert "Settled" not in hold.release_reason
    assert erase().exit_code == 0


def test_a_hold_and_its_end_have_a_reason(run, old, reference):
    for command in ("hold", "release"):
        done = run(command, reference, f"--by={email_of('ben')}", "--why", " ", typed=[PASSWORD])
        assert (done.exit_code, "Say why" in done.output) == (1, True)


def test_an_erased_record_is_not_erased_or_held_again(run, erase, reference):
    assert erase().exit_code == 0
    assert "erased already" in erase().output
    by = f"--by={email_of('ben')}"
    assert "erased already" in run("hold", reference, by, "--why", "x", typed=[PASSWORD]).output
    assert "no such record" in run("hold", "ABCD", by, "--why", "x", typed=[PASSWORD]).output


def test_the_list_of_erased_records_names_nobody(erase, old, reference, erased_list):
    erase()
    (line,) = erased_list.read_text().splitlines()
    assert json.loads(line)["kept_until"] == "2025-05-04"
    for word in (str(old), reference, "Minh", "alma"):
        assert word not in line
    assert erased_list.stat().st_mode & 0o077 == 0


def test_the_page_of_an_erased_record_says_so_and_a_stranger_sees_no_page(erase, old, as_erased):
    erase()
    assert as_erased("gwen").status_code == 410
    assert "This record was erased on" in as_erased("gwen").content.decode()
    assert as_erased("stella").status_code == 404


@pytest.fixture
def as_erased(old, as_):
    return lambda who: as_(who).get(reverse("child", args=[old]))


def test_a_swept_table_still_holds_every_other_key(run, old, cast):
    assert "written anew" in run("sweep").output
    sweep()
    assert read(old, as_=cast.alma.viewer).chronology.entries
