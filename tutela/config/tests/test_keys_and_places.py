"""Where an installation keeps its data and its keys, and how a database is named."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

from tutela.config import databases, places, secrets
from tutela.config.databases import DatabaseUrlError
from tutela.config.secrets import MasterKeyError
from tutela.people.keys import MasterKey


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
    assert secrets.master_keys() == ()
    secrets.make_master_key()
    first, signing = secrets.master_keys(), secrets.signing_key()
    secrets.make_master_key()
    assert [k.id for k in secrets.master_keys()] == [first[0].id]
    assert secrets.signing_key() == signing
    assert len(secrets.opened_line(*secrets.master_key_lines())) == 32
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
    assert secrets.signing_key() == "given"
    assert [k.id for k in secrets.master_keys()] == [MasterKey(b"k" * 32).id]
    assert not installation.exists()


@pytest.mark.parametrize(
    ("text", "told"), [("not base64!", "not written in base64"), ("c2hvcnQ=", "has 5 bytes")]
)
def test_a_master_key_that_is_none_is_told_without_repeating_it(
    installation, monkeypatch, text, told
):
    monkeypatch.setenv("TUTELA_MASTER_KEY", text)
    with pytest.raises(MasterKeyError, match=told) as problem:
        secrets.master_keys()
    assert text not in str(problem.value)


def test_several_master_keys_are_known_at_once_and_the_first_wraps(installation, monkeypatch):
    one, other = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    monkeypatch.setenv("TUTELA_MASTER_KEY", f"{one} {other}")
    ids = [MasterKey(bytes([n]) * 32).id for n in (1, 2)]
    assert [k.id for k in secrets.master_keys()] == ids


def test_a_server_that_runs_learns_of_a_new_master_key_at_once(installation):
    secrets.make_master_key()
    (old,) = secrets.master_keys()
    secrets.write_master_keys([secrets.new_line(), *secrets.master_key_lines()])
    new, known = secrets.master_keys()
    assert (known.id, new.id != old.id) == (old.id, True)
    assert (installation / "secrets" / "master-key").stat().st_mode & 0o777 == 0o600


def test_keys_of_the_environment_are_never_overwritten(installation, monkeypatch):
    monkeypatch.setenv("TUTELA_MASTER_KEY", base64.b64encode(b"k" * 32).decode())
    with pytest.raises(MasterKeyError, match="only you can change"):
        secrets.write_master_keys([])


# A key service of the tests: it turns the bits of what it is given round.
SERVICE = """#!{python}
import base64, sys
given = base64.b64decode(sys.stdin.readline())
if {refuses!r} == sys.argv[1]:
    sys.exit(3)
print(base64.b64encode(bytes(b ^ 255 for b in given)).decode())
"""


@pytest.fixture
def service(tmp_path, monkeypatch):
    def made(refuses=""):
        program = tmp_path / "key-service"
        program.write_text(SERVICE.format(python=sys.executable, refuses=refuses))
        program.chmod(0o700)
        monkeypatch.setenv("TUTELA_MASTER_KEY_COMMAND", str(program))

    return made


def test_a_key_service_wraps_what_is_kept_so_that_the_file_alone_opens_nothing(
    installation, service, monkeypatch
):
    service()
    secrets.make_master_key()
    (line,) = secrets.master_key_lines()
    assert line.startswith("wrapped:")
    (key,) = secrets.master_keys()
    kept = base64.b64decode(line.removeprefix("wrapped:"))
    assert MasterKey(bytes(b ^ 255 for b in kept)).id == key.id
    monkeypatch.delenv("TUTELA_MASTER_KEY_COMMAND")
    with pytest.raises(MasterKeyError, match="TUTELA_MASTER_KEY_COMMAND says which"):
        secrets.opened_line(line)


@pytest.mark.parametrize("refuses", ["wrap", "unwrap"])
def test_a_key_service_that_refuses_is_told_without_the_key(installation, service, refuses):
    service(refuses)
    with pytest.raises(MasterKeyError, match=f"refused to {refuses} it") as problem:
        secrets.make_master_key()
        secrets.master_keys()
    assert problem.value.__cause__ is None


def test_a_key_service_that_is_not_there_is_told(installation, monkeypatch):
    monkeypatch.setenv("TUTELA_MASTER_KEY_COMMAND", "/nowhere/at-all")
    with pytest.raises(MasterKeyError, match=r"did not answer \(FileNotFoundError\)"):
        secrets.make_master_key()


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
