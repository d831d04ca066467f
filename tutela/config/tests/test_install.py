"""A made-up caseload is loaded once and whole, and never into real work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tutela.config import install, secrets
from tutela.config.databases import NAME, OWNER_ROLE
from tutela.config.install import Demonstration, loading_demonstration
from tutela.config.places import server_places
from tutela.config.postgres import Server
from tutela.config.testing.plugin import FOLDER


@pytest.fixture
def installation(request, monkeypatch):
    """A new installation, its server running."""
    folder = Path(os.environ[FOLDER], f"install {abs(hash(request.node.name)) % 10**6}")
    monkeypatch.setenv("TUTELA_DATA", str(folder))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "TUTELA_MASTER_KEY", "TUTELA_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    server = Server(server_places(folder))
    server.start()
    yield server
    server.stop()


def as_owner(server, *statements):
    with server.connect(NAME, OWNER_ROLE) as owner:
        for statement in statements:
            owner.execute(statement)


def demonstration(server):
    said = []
    return Demonstration(server, said.append), said


def test_it_is_wanted_where_nobody_is_known(installation):
    asked, _ = demonstration(installation)
    assert asked.is_wanted()
    as_owner(installation, "CREATE TABLE people_child (x int)")
    assert asked.is_wanted()


@pytest.mark.parametrize("table", ["people_child", "people_practitioner"])
def test_it_is_not_wanted_once_anybody_is_known(installation, table):
    as_owner(installation, f"CREATE TABLE {table} (x int)", f"INSERT INTO {table} VALUES (1)")
    assert not demonstration(installation)[0].is_wanted()


def test_it_is_never_wanted_where_it_was_kept_out_once(installation):
    demonstration(installation)[0].keep_out()
    assert not demonstration(installation)[0].is_wanted()


def test_cut_short_it_is_thrown_away_and_begun_again(installation):
    asked, said = demonstration(installation)
    with pytest.raises(KeyboardInterrupt), loading_demonstration():
        as_owner(installation, "CREATE TABLE people_child (x int)")
        as_owner(installation, "INSERT INTO people_child VALUES (1)")
        raise KeyboardInterrupt
    asked.forget_the_unfinished()
    assert said == ["The made-up caseload was not loaded to its end. Beginning again ..."]
    assert asked.is_wanted()
    asked.forget_the_unfinished()
    assert len(said) == 1


def test_loaded_to_its_end_it_stays(installation):
    asked, said = demonstration(installation)
    with loading_demonstration():
        as_owner(installation, "CREATE TABLE people_child (x int)")
        as_owner(installation, "INSERT INTO people_child VALUES (1)")
    asked.forget_the_unfinished()
    assert said == []
    assert not asked.is_wanted()


def test_refused_before_it_began_nothing_is_thrown_away(installation):
    asked, said = demonstration(installation)
    with pytest.raises(SystemExit), loading_demonstration():
        raise SystemExit("refused")
    asked.forget_the_unfinished()
    assert said == []


def test_a_loading_that_dies_among_real_people_throws_nothing_away(installation):
    asked, said = demonstration(installation)
    as_owner(installation, "CREATE TABLE people_practitioner (x int)")
    as_owner(installation, "INSERT INTO people_practitioner VALUES (1)")
    with pytest.raises(KeyboardInterrupt), loading_demonstration():
        raise KeyboardInterrupt
    asked.forget_the_unfinished()
    assert said == []
    assert not asked.is_wanted()


def test_the_database_itself_says_whether_it_is_made_up(installation):
    assert not install.is_demonstration()
    as_owner(
        installation,
        "CREATE TABLE access_databasepurpose (demonstration bool)",
        "INSERT INTO access_databasepurpose VALUES (false)",
    )
    assert not install.is_demonstration()
    as_owner(installation, "UPDATE access_databasepurpose SET demonstration = true")
    assert install.is_demonstration()


def test_a_new_installation_gets_its_keys_and_an_old_one_must_have_kept_them(installation):
    # The server's data is there, so a missing key was lost.
    with pytest.raises(secrets.MasterKeyError, match="Put the key back"):
        install.make_keys()
    (installation.places.cluster / "PG_VERSION").rename(installation.places.cluster / "aside")
    install.make_keys()
    (installation.places.cluster / "aside").rename(installation.places.cluster / "PG_VERSION")
    install.make_keys()
    assert len(secrets.master_keys()) == 1
