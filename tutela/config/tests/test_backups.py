"""A backup, a lost machine, and the records again as they were."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pyrage
import pytest
from click.testing import CliRunner
from django.db import connections
from psycopg import sql

from tutela.chronology.moment import Moment
from tutela.config.backups.manifest import Manifest
from tutela.config.commands import keeping
from tutela.config.databases import connect
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.identity.entries import NameKind, NameStated, NameUse, Script, StatedBy

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(keeping, "the_database", nullcontext)
    return lambda command, *words: CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def custodians():
    return [pyrage.x25519.Identity.generate() for _ in range(2)]


@pytest.fixture
def named(cast, minh):
    content = NameStated(
        full="Minh Canary", kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )  # fmt: skip
    day = Moment.day(date(2026, 11, 3))
    record(content, child=minh, by=cast.alma.viewer, happened=day)
    return minh


@pytest.fixture
def backup(run, custodians, tmp_path, named):
    file = tmp_path / "tutela.age"
    done = run(keeping.backup, file, *(f"--to={c.to_public()}" for c in custodians))
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture
def key(custodians, tmp_path):
    file = tmp_path / "key.txt"
    file.write_text(f"# a custodian's key\n{custodians[1]}\n")
    return file


def lose_the_database():
    place = connections["owner"].settings_dict
    connections.close_all()
    with connect(place | {"NAME": "postgres"}) as server:
        name = sql.Identifier(place["NAME"])
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))


def test_what_was_lost_is_there_again_and_proved(run, cast, named, backup, key):
    lose_the_database()
    done = run(keeping.restore, backup, "--key", key, "--verify")
    assert done.exit_code == 0, done.output
    assert "1 records with 4 entries" in done.output
    assert "Everything is as it was" in done.output
    names = read(named, as_=cast.gwen.viewer).chronology.contents(NameStated)
    assert [n.full for n in names] == ["Minh Canary"]


def test_a_restored_database_is_walled_like_the_first(run, cast, named, backup, key):
    lose_the_database()
    run(keeping.restore, backup, "--key", key)
    with connections["default"].cursor() as cursor, pytest.raises(Exception, match="denied"):
        cursor.execute("UPDATE chronology_entry SET kind = 'x'")
    connections.close_all()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM chronology_entry")
        assert cursor.fetchone() == (0,)


def test_a_backup_shows_nothing_to_who_finds_it(backup, named):
    content = backup.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for canary in (b"Minh", b"chronology_entry", str(named).encode(), b"alma@example.org"):
        assert canary not in content
    assert backup.stat().st_mode & 0o077 == 0


def test_even_opened_it_holds_no_name_of_a_child(backup, custodians):
    opened = pyrage.decrypt(backup.read_bytes(), [custodians[0]])
    assert Manifest.read(opened.partition(b"\n")[0]).children == 1
    assert b"Minh Canary" not in opened


def test_one_custodian_is_too_few(run, custodians, tmp_path, named):
    only = f"--to={custodians[0].to_public()}"
    done = run(keeping.backup, tmp_path / "x.age", only, only)
    assert done.exit_code == 1
    assert "at least two custodians" in done.output
    assert not list(tmp_path.iterdir())


def test_a_database_that_holds_records_is_never_overwritten(run, backup, key):
    done = run(keeping.restore, backup, "--key", key)
    assert (done.exit_code, "not empty" in done.output) == (1, True)


@pytest.mark.parametrize("change", ["another key", "a changed byte", "cut short"])
def test_a_backup_that_does_not_open_restores_nothing(run, backup, key, change):
    content = bytearray(backup.read_bytes())
    if change == "another key":
        key.write_text(str(pyrage.x25519.Identity.generate()))
    elif change == "a changed byte":
        content[-100] ^= 1
    else:
        del content[len(content) // 2 :]
    backup.write_bytes(content)
    lose_the_database()
    done = run(keeping.restore, backup, "--key", key)
    assert done.exit_code == 1
    assert "does not open this backup" in done.output
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('chronology_entry')")
        assert cursor.fetchone() == (None,)


def test_a_restored_copy_that_differs_is_found():
    made = Manifest(1, "0", "now", 3, 40, 50, "aa")
    found = Manifest(1, "0", "later", 3, 39, 50, "ab")
    assert made.differences(found) == [
        "entries: 40 in the backup, 39 restored",
        "seal over all records: aa in the backup, ab restored",
    ]
