"""What is recorded about a child stands nowhere in clear: not in the database's files, nor in its
write-ahead log, a dump, a backup, a log, or a file of the installation."""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pyrage
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.config import places
from tutela.config.backups.programs import client_environment, program
from tutela.config.commands import keeping
from tutela.config.databases import external
from tutela.doors.caseload import find
from tutela.doors.errors import NotRecordable
from tutela.doors.recording import correct, record
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    HomeOfficeReference,
    Identifier,
    IdentifierKind,
    Likeness,
    NameKind,
    NameStated,
    NameUse,
    Script,
    StatedBy,
)
from tutela.web.tests.conftest import _demonstration, as_

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = Moment.day(date(2026, 11, 3))
CANARIES = (
    "Quyen Canarybird", "Zwitscher Kanarie", "كناري صغير", "9434765919", "Z7654321/9",
    "a small scar shaped like a canary", "typed by mistake: canarina",
)  # fmt: skip
__all__ = ["_demonstration", "as_"]


def writings(text):
    """A text in every way in which it could stand in a file."""
    for encoded in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield encoded
        yield encoded.hex().encode()
        # Base64 reads differently at each of three beginnings: its middle is the same.
        for start in range(3):
            yield b64encode(encoded[start : start + (len(encoded) - start) // 3 * 3])
    yield quote(text).encode()
    yield text.encode("unicode_escape")


@pytest.fixture
def lived(cast, minh, as_, caplog):
    """Canaries recorded, mended, searched for, begun and refused; and all that was logged."""
    name, alias, arabic, number, reference, likeness, mistake = CANARIES
    by = cast.alma.viewer

    def told(content):
        return record(content, child=minh, by=by, happened=DAY)

    first = told(
        NameStated(
            full=name, kind=NameKind.LEGAL, use=NameUse.USE, script=Script.LATIN,
            stated_by=StatedBy.CHILD, note=likeness,
        )
    )  # fmt: skip
    told(
        NameStated(
            full=arabic, in_latin=alias, kind=NameKind.ALIAS, use=NameUse.RECORD_ONLY,
            script=Script.ARABIC, stated_by=StatedBy.CHILD,
        )
    )  # fmt: skip
    correct(
        first.id, first.after.chronology.entry(first.id).content, child=minh, by=by, happened=DAY,
        reason=mistake,
    )  # fmt: skip
    told(DateOfBirth(born=DAY, basis=BirthBasis.SAID, as_stated=alias))
    told(Likeness(description=likeness))
    told(Identifier(which=IdentifierKind.NHS, value=number))
    told(HomeOfficeReference(value=reference))
    for word in CANARIES:
        find(word, as_=by)
    client = as_("alma")
    assert name in client.get(reverse("child", args=[minh])).content.decode()
    client.post(reverse("search"), {"words": name})
    with pytest.raises(NotRecordable):
        record(Likeness(description=f"{likeness}\x00"), child=minh, by=by, happened=DAY)
    with connections["default"].cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("SELECT door_append(%s)", [name])
    # A page that fails in its middle says so in the log.
    Client(raise_request_exception=False).get(reverse("child", args=[minh]))
    return caplog.text


def files_of(folder):
    """Every file below a folder that can be read."""
    for root, _, names in os.walk(folder):
        for name in names:
            file = Path(root, name)
            if file.is_file() and not file.is_symlink():
                yield file


WRITTEN = {word: set(writings(word)) for word in CANARIES}


def found_in(content):
    return {word for word, ways in WRITTEN.items() if any(way in content for way in ways)}


def test_the_ways_of_writing_are_all_looked_for():
    for word in CANARIES:
        for coded in ("utf-8", "utf-16-le"):
            assert found_in(b"x" + word.encode(coded) + b"x") == {word}
            for before in (b"", b"1", b"22"):
                assert word in found_in(b64encode(before + word.encode(coded) + b"tail"))
            assert found_in(word.encode(coded).hex().encode()) == {word}


def test_no_name_stands_in_any_file_of_the_database(lived, minh):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT reference FROM people_child WHERE id = %s", [minh])
        (in_clear,) = cursor.fetchone()
        # Everything before it is in the files once this is, though the tests are careless.
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("CREATE TABLE written (); DROP TABLE written")
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname = current_database()")
        (ours,) = cursor.fetchone()
    cluster = places.server_places().cluster
    # The other databases of the cluster are those of other tests.
    folders = [] if external() else [cluster / "base" / ours, cluster / "pg_wal"]
    contents = (file.read_bytes() for folder in folders for file in files_of(folder))
    is_read = False
    for content in contents:
        assert found_in(content) == set()
        is_read = is_read or in_clear.encode() in content
    # What may stand there in clear was found: these are the files, and they were read.
    assert is_read or external()


def test_no_name_stands_in_a_dump_or_a_backup(lived, monkeypatch, tmp_path):
    place = connections["owner"].settings_dict
    for form in ("plain", "custom"):
        dump = subprocess.run(
            [program("pg_dump"), f"--format={form}", "--compress=0"], check=True,
            env=client_environment(place), stdout=subprocess.PIPE,
        )  # fmt: skip
        assert b"chronology_entry" in dump.stdout
        assert found_in(dump.stdout) == set()
    monkeypatch.setattr(keeping, "the_database", nullcontext)
    custodians = [pyrage.x25519.Identity.generate() for _ in range(2)]
    to = [f"--to={custodian.to_public()}" for custodian in custodians]
    file = tmp_path / "backup.age"
    assert CliRunner().invoke(keeping.backup, [str(file), *to]).exit_code == 0
    assert found_in(file.read_bytes()) == set()
    assert found_in(pyrage.decrypt(file.read_bytes(), [custodians[0]])) == set()


def test_no_name_is_logged(lived, capfd):
    said = capfd.readouterr()
    assert found_in((lived + said.out + said.err).encode()) == set()
    log = places.server_places().log
    # The refused statement is there, without what it said.
    assert external() or b"function door_append" in log.read_bytes()
    assert external() or found_in(log.read_bytes()) == set()
