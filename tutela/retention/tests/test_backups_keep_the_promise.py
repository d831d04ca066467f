"""A backup from before an erasure brings nobody's words back."""

from __future__ import annotations

from contextlib import nullcontext

import pyrage
import pytest
from click.testing import CliRunner
from django.db import connections
from psycopg import sql

from tutela.config.backups.making import BackupError
from tutela.config.backups.restoring import erase_again
from tutela.config.commands import keeping
from tutela.config.databases import connect
from tutela.doors.errors import Erased
from tutela.doors.reading import read
from tutela.doors.verifying import broken_chains
from tutela.people.models import Child

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def restore(run, monkeypatch, tmp_path, old):
    """Back up now; restore, over a database that was lost, whenever it is called."""
    monkeypatch.setattr(keeping, "the_database", nullcontext)
    custodians = [pyrage.x25519.Identity.generate() for _ in range(2)]
    key, file = tmp_path / "key.txt", tmp_path / "before.age"
    key.write_text(str(custodians[0]))
    to = [f"--to={custodian.to_public()}" for custodian in custodians]
    assert CliRunner().invoke(keeping.backup, [str(file), *to]).exit_code == 0

    def restored(*more):
        place = connections["owner"].settings_dict
        connections.close_all()
        with connect(place | {"NAME": "postgres"}) as server:
            name = sql.Identifier(place["NAME"])
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        words = [str(file), "--key", str(key), "--verify", *map(str, more)]
        return CliRunner().invoke(keeping.restore, words)

    return restored


def key_of(child):
    return bytes(Child.behind_the_door.using("owner").get(id=child).sealed_key)


def test_what_was_erased_since_the_backup_is_erased_again(restore, erase, old, cast):
    assert erase().exit_code == 0
    done = restore()
    assert done.exit_code == 0, done.output
    assert "1 records that were erased since were erased again" in done.output
    assert "Everything is as it was" in done.output
    assert key_of(old) == b""
    with pytest.raises(Erased):
        read(old, as_=cast.alma.viewer)
    assert list(broken_chains()) == []


def test_on_an_empty_machine_the_witnesses_list_does_it(restore, erase, old, tmp_path, erased_list):
    erase()
    theirs = erased_list.rename(tmp_path / "from-a-witness.jsonl")
    done = restore("--erased", theirs)
    assert (done.exit_code, key_of(old)) == (0, b"")
    # The installation has its own list again.
    assert erased_list.read_text() == theirs.read_text()


def test_without_any_list_the_restore_says_what_it_lacks(restore, old, cast):
    done = restore()
    assert done.exit_code == 0
    assert "No list of erased records is here" in done.output
    assert read(old, as_=cast.alma.viewer).chronology.entries


def test_a_file_that_is_no_list_erases_nothing_and_is_told(old, tmp_path):
    for text in ("not json", '{"child": "00"}', "\xff"):
        (tmp_path / "wrong").write_text(text, encoding="latin-1")
        with pytest.raises(BackupError, match="no list of erased records"):
            erase_again([tmp_path / "wrong"])
    assert key_of(old) != b""
