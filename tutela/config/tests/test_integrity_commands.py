"""`tutela verify` and `tutela rebuild`, as somebody at a terminal sees them."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connections

from tutela.chronology.moment import Moment
from tutela.config.commands import integrity
from tutela.doors.recording import record
from tutela.identity.entries import NameKind, NameStated, NameUse, Script, StatedBy

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(integrity, "the_database", nullcontext)
    return lambda command, *words: CliRunner().invoke(command, words)


@pytest.fixture
def named(cast, minh):
    content = NameStated(
        full="Minh", kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )  # fmt: skip
    day = Moment.day(date(2026, 11, 3))
    record(content, child=minh, by=cast.alma.viewer, happened=day)
    return minh


def as_owner(sql, *params):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)


def test_verify_says_that_every_chain_holds(run, named):
    done = run(integrity.verify)
    assert (done.exit_code, done.stdout) == (0, "Every chain holds; 4 entries walked.\n")


def test_verify_finds_a_hand_made_change_and_says_where(run, named):
    as_owner("ALTER TABLE chronology_entry DISABLE TRIGGER USER")
    as_owner("UPDATE chronology_entry SET role = 'guardian' WHERE place = 3")
    done = run(integrity.verify)
    assert done.exit_code == 1
    assert f"record {named}, place 3: not what was sealed" in done.stderr


def test_rebuild_finds_nothing_to_mend_in_what_record_kept(run, named):
    done = run(integrity.rebuild, "--check")
    assert (done.exit_code, done.stdout) == (0, "All agree.\n")


def test_rebuild_finds_and_mends_a_derived_table_that_says_something_else(run, named):
    as_owner("DELETE FROM doors_knownas WHERE child_id = %s", named)
    assert run(integrity.rebuild, "--check").exit_code == 1
    assert "faces of record" in run(integrity.rebuild).stdout
    assert run(integrity.rebuild, "--check").exit_code == 0
