"""Where an installation keeps its data and its keys, and how a database is named."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from tutela.config import databases, places, secrets
from tutela.config.databases import DatabaseUrlError
from tutela.config.secrets import MasterKeyError


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A new installation, with nothing of its own in the environment."""
    for name in ("TUTELA_SECRET_KEY", "TUTELA_MASTER_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUTELA_DATA", str(tmp_path / "here"))
    return tmp_path / "here"


def test_data_lives_beside_the_program_unless_another_folder_is_named(monkeypatch):
    monkeypatch.delenv("TUTELA_DATA")
    assert places.data_folder() == places.PROJECT / ".local"
    monkeypatch.setenv("TUTELA_DATA", "~/elsewhere")
    assert places.data_folder() == Path.home() / "elsewhere"


def test_root_keeps_the_database_where_its_user_can_reach_it(tmp_path):
    tmp_path.chmod(0o700)
    closed = places.server_places(tmp_path / "x", as_root=True)
    assert closed.cluster.is_relative_to(places.SYSTEM_FOLDER)
    assert closed.user == places.SERVER_USER
    open_to_all = places.server_places(Path("/tutela-of-nobody"), as_root=True)
    assert open_to_all.cluster == Path("/tutela-of-nobody/postgres")


def test_an_ordinary_user_keeps_the_database_at_home_and_runs_it_alone(tmp_path):
    mine = places.server_places(tmp_path, as_root=False)
    assert mine.cluster == tmp_path / "postgres"
    assert mine.user is None


@pytest.mark.parametrize("name", ["a,b", "x" * 100])
def test_a_socket_that_no_client_could_name_lies_elsewhere(tmp_path, name):
    socket = places.server_places(tmp_path / name, as_root=False).socket
    assert not socket.is_relative_to(tmp_path)
    assert len(os.fsencode(socket)) <= places.LONGEST_SOCKET_FOLDER


def test_keys_are_made_once_and_readable_by_us_alone(installation):
    assert secrets.master_key() is None
    secrets.make_master_key()
    first, signing = secrets.master_key(), secrets.signing_key()
    secrets.make_master_key()
    assert secrets.master_key() == first
    assert secrets.signing_key() == signing
    assert len(first) == 32
    kept = installation / "secrets"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {(path.name, path.stat().st_mode & 0o777) for path in kept.iterdir()} == {
        ("master-key", 0o600),
        ("signing-key", 0o600),
    }


def test_of_two_processes_that_make_a_key_at_once_the_first_counts(installation):
    assert secrets._keep("signing-key", "first") == "first"
    assert secrets._keep("signing-key", "second") == "first"
    assert [path.name for path in (installation / "secrets").iterdir()] == ["signing-key"]


def test_keys_of_the_environment_come_first_and_leave_no_file(installation, monkeypatch):
    monkeypatch.setenv("TUTELA_SECRET_KEY", "given")
    monkeypatch.setenv("TUTELA_MASTER_KEY", base64.b64encode(b"k" * 32).decode())
    secrets.make_master_key()
    assert (secrets.signing_key(), secrets.master_key()) == ("given", b"k" * 32)
    assert not installation.exists()


@pytest.mark.parametrize(
    ("text", "told"), [("not base64!", "not written in base64"), ("c2hvcnQ=", "has 5 bytes")]
)
def test_a_master_key_that_is_none_is_told_without_repeating_it(
    installation, monkeypatch, text, told
):
    monkeypatch.setenv("TUTELA_MASTER_KEY", text)
    with pytest.raises(MasterKeyError, match=told) as problem:
        secrets.master_key()
    assert text not in str(problem.value)


def test_the_embedded_database_is_entered_as_the_application_and_as_its_owner(installation):
    both = databases.databases()
    assert both["default"]["USER"] == "tutela_app"
    assert both["owner"]["USER"] == "tutela_owner"
    assert both["default"]["HOST"] == both["owner"]["HOST"] == str(places.server_places().socket)


def test_a_database_elsewhere_is_named_by_two_addresses(installation, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@db:6432/record?sslmode=require")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db/record")
    both = databases.databases()
    assert {
        key: both["default"][key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    } == {
        "NAME": "record",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    assert both["owner"]["USER"] == "owner"


def test_a_socket_may_be_named_in_an_address():
    assert databases.from_url("postgresql:///record?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize("url", ["mysql://u:hidden@h/d", "postgresql://u:hidden@h/", "hidden"])
def test_an_address_that_names_no_postgresql_database_is_told_without_its_password(url):
    with pytest.raises(DatabaseUrlError) as problem:
        databases.from_url(url)
    assert "hidden" not in str(problem.value)
