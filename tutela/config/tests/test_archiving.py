"""Between two backups: every change archived, encrypted, and repeated up to a moment."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from tutela.config.backups.archiving import archive, bases
from tutela.config.backups.going_back import go_back
from tutela.config.backups.making import BackupError
from tutela.config.databases import NAME
from tutela.config.places import server_places
from tutela.config.postgres import Server
from tutela.config.testing.plugin import FOLDER


@pytest.fixture
def custodians():
    return [pyrage.x25519.Identity.generate() for _ in range(2)]


def say(server, word):
    with server.connect(NAME) as superuser:
        superuser.execute("INSERT INTO said VALUES (%s)", [word])
        return superuser.execute("SELECT clock_timestamp()").fetchone()[0]


def said(places):
    server = Server(places, {"fsync": "off"})
    server.start()
    try:
        with server.connect(NAME) as superuser:
            return [word for (word,) in superuser.execute("SELECT * FROM said").fetchall()]
    finally:
        server.stop()


def test_what_was_said_after_the_base_comes_back_up_to_a_moment(custodians, tmp_path):
    root = Path(os.environ[FOLDER], "archived")
    places, folder = server_places(root), tmp_path / "archive"
    keys = [str(c.to_public()) for c in custodians]
    server = Server(places, {"fsync": "off"})
    server.start()
    try:
        with server.connect(NAME) as superuser:
            superuser.execute("CREATE TABLE said (word text)")
        say(server, "zqbasezq")
        assert archive(server, folder, keys).made_base
        moment = say(server, "zqbeforezq")
        with server.connect() as superuser:
            superuser.execute("SELECT pg_switch_wal()")
        say(server, "zqafterzq")
        done = archive(server, folder, keys)
        assert (done.made_base, done.segments > 0) == (False, True)
    finally:
        server.stop()
        shutil.rmtree(places.cluster)
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert all(word not in kept for word in (b"zqbasezq", b"zqbeforezq", b"zqafterzq"))
    stranger, [secret, _] = str(pyrage.x25519.Identity.generate()), map(str, custodians)
    for wrong, until, why in (
        (stranger, None, "does not open"),
        (secret, moment - timedelta(days=1), "does not reach back"),
        (secret, moment + timedelta(days=1), "ends before it"),
    ):
        with pytest.raises(BackupError, match=why):
            go_back(places, folder, wrong, until=until)
        assert not places.cluster.exists()
    go_back(places, folder, secret, until=moment)
    assert said(places) == ["zqbasezq", "zqbeforezq"]
    with pytest.raises(BackupError, match="already"):
        go_back(places, folder, secret)
    shutil.rmtree(places.cluster)
    go_back(places, folder, secret)
    assert said(places) == ["zqbasezq", "zqbeforezq", "zqafterzq"]
    assert len(bases(folder)) == 1
