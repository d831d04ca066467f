"""Tutela on a server that somebody else runs: made by one command, entered by two addresses."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from tutela.config.cli import main
from tutela.config.databases import connect, from_url
from tutela.config.places import server_places
from tutela.config.postgres import SUPERUSER, Server
from tutela.config.testing.plugin import FOLDER


@pytest.fixture
def elsewhere(request):
    """A PostgreSQL that Tutela has not prepared, as far as another database on it goes."""
    folder = Path(os.environ[FOLDER], f"elsewhere {abs(hash(request.node.name)) % 10**6}")
    server = Server(server_places(folder))
    server.start()
    yield f"postgresql://{SUPERUSER}@/postgres?host={server.places.socket}"
    server.stop()


def test_one_command_makes_it_and_its_two_addresses_lead_there(elsewhere):
    for _again in range(2):
        done = CliRunner().invoke(main, ["database", "create", elsewhere, "--name", "the record"])
        assert done.exit_code == 0, done.output
        named = dict(line.split("=", 1) for line in done.output.splitlines())
    with connect(from_url(named["DATABASE_OWNER_URL"])) as owner:
        owner.execute("CREATE TABLE made (x int)")
        assert owner.info.dbname == "the record"
    with connect(from_url(named["DATABASE_URL"])) as app:
        assert app.execute("SELECT count(*) FROM made").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("TRUNCATE made")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://x/y", "looks like postgresql://"),
        ("postgresql:///x?host=/nowhere", "was not made: .*nowhere"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_plain_words(url, told):
    done = CliRunner().invoke(main, ["database", "create", url])
    assert done.exit_code == 1
    assert re.search(told, done.output)
