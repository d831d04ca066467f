"""One server for the session, one migrated template, one copy of it for each worker.

Tests are logged in as the application's role, bound by every grant and policy, as in production.
After a test that commits (`transactional_db`, `live_server`) the copy is made anew from the
template: the record can't be emptied, not even here, so there is nothing to flush with.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from tutela.config.databases import connect, databases, external
from tutela.config.places import server_places
from tutela.config.postgres import Server
from tutela.config.roles import limit_database, prepare_database
from tutela.config.testing.cast import make_cast
from tutela.config.testing.plugin import FOLDER
from tutela.config.testing.serving import Gated, gate

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker
    from pytest_django.live_server_helper import LiveServer

# The tests' data may be lost when the machine stops.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
TRIES = 12
"""How often a database is dropped or copied while PostgreSQL says that it is in use."""


@contextmanager
def session_server() -> Iterator[None]:
    """The server of this test session, unless `DATABASE_URL` names one."""
    if external():
        yield
        with _owner_at("postgres") as owner:
            _drop(owner, _template_name())
        return
    server = Server(server_places(), CARELESS)
    server.start()
    try:
        yield
    finally:
        server.stop()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Replaces pytest-django's: both aliases speak to this worker's own copy of the template."""
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    with ExitStack() as held:
        if worker is None:
            held.enter_context(session_server())
        held.enter_context(django_db_blocker.unblock())
        copy = Copy.of_template(worker or "main")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _renew(copy))
            yield
        copy.drop()


@pytest.fixture(scope="session")
def live_server(live_server: LiveServer) -> LiveServer:
    """pytest-django's, behind the gate that is shut while the database is made anew."""
    server = live_server.thread.httpd
    served = server.get_app()
    assert served is not None
    server.set_app(Gated(served, gate))
    return live_server


@dataclass(frozen=True)
class Copy:
    """One worker's copy of the migrated template."""

    name: str
    template: str

    @classmethod
    def of_template(cls, worker: str) -> Copy:
        """Make this worker's copy; the first worker to come migrates the template."""
        template = _template_name()
        ready = Path(os.environ[FOLDER], "template-is-ready")
        with ready.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                _make_template(template)
                ready.touch()
        copy = cls(template.removesuffix("template") + worker, template)
        copy.renew()
        _speak_to(copy.name)
        return copy

    def renew(self) -> None:
        """Throw the copy away, with every session on it, and copy the template again."""
        connections.close_all()
        with _owner_at("postgres") as owner:
            _drop(owner, self.name)
            _patiently(
                owner,
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(self.name), sql.Identifier(self.template)
                ),
            )
            # The template's limits on its tables are copied with it, those on the database not.
            limit_database(owner, self.name, _app_role())

    def drop(self) -> None:
        """Leave nothing behind on a server that isn't ours."""
        connections.close_all()
        with _owner_at("postgres") as owner:
            _drop(owner, self.name)


def _make_template(template: str) -> None:
    with _owner_at("postgres") as owner:
        _drop(owner, template)
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
    with _owner_at(template) as owner:
        prepare_database(owner, _app_role())
    _speak_to(template)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    make_cast("owner")
    connections.close_all()


def _template_name() -> str:
    return f"test_{databases()['owner']['NAME']}_template"


def _app_role() -> str:
    return str(connections["default"].settings_dict["USER"])


def _renew(copy: Copy) -> None:
    """After a test that commits, and after the last page that the live server was asked for."""
    with gate.shut():
        copy.renew()


def _drop(owner: psycopg.Connection[Any], name: str) -> None:
    _patiently(
        owner, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _patiently(owner: psycopg.Connection[Any], statement: sql.Composed) -> None:
    """PostgreSQL gives sessions five seconds to end. On a busy machine an ended one takes longer
    to be gone, though nobody is there any more."""
    for _ in range(TRIES - 1):
        try:
            owner.execute(statement)
        except psycopg.errors.ObjectInUse:
            continue
        return
    owner.execute(statement)


def _owner_at(name: str) -> psycopg.Connection[Any]:
    """The owner's connection, in autocommit, beside Django's own (no test may hold it open)."""
    return connect(connections["owner"].settings_dict | {"NAME": name})


def _speak_to(name: str) -> None:
    connections.close_all()
    for alias in ("default", "owner"):
        # Shared with the connections that a live server's threads will make.
        settings = connections.settings[alias]
        settings["NAME"] = name
        settings["CONN_MAX_AGE"] = 0
        connections[alias].settings_dict = settings
