"""From nothing to a database in which one can work: keys, tables, the made-up caseload."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from tutela.config import places, secrets
from tutela.config.cli import COMMANDS, main
from tutela.config.databases import connect, databases
from tutela.config.postgres import Server

Say = Callable[[str], None]


def make_keys() -> None:
    """The keys of a new installation. An old one must have kept its own.

    Raises:
        MasterKeyError: the database is there and its master key isn't.
    """
    made = (places.server_places().cluster / "PG_VERSION").exists()
    if made and secrets.master_key() is None:
        raise secrets.MasterKeyError(
            f"The master key is missing from {places.secrets_folder()}. Without it no name in this "
            "database can be read. Put the key back from its safe copy; if nothing in the database "
            f"matters, remove {places.data_folder()} and start again."
        )
    secrets.make_master_key()
    secrets.signing_key()


def install(server: Server | None, *, with_demonstration: bool, say: Say) -> None:
    """Bring the tables up to date, and fill an empty database unless it is to stay empty."""
    demonstration = Demonstration(server, say)
    demonstration.forget_the_unfinished()
    migrate(say)
    if with_demonstration:
        demonstration.load_where_empty()
    else:
        demonstration.keep_out()


def migrate(say: Say) -> None:
    """Bring the tables up to date, as their owner."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    # Django reads its settings as it is imported, and those need the keys.
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    django.setup()
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database's tables up to date ...")
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections.close_all()


class Demonstration:
    """The made-up caseload: loaded once, whole or not at all, and never into real work."""

    def __init__(self, server: Server | None, say: Say) -> None:
        self.server = server
        self.say = say

    @property
    def _kept_out(self) -> Path:
        return places.data_folder() / "no-demonstration"

    @property
    def _unfinished(self) -> Path:
        return places.data_folder() / "demonstration-unfinished"

    def keep_out(self) -> None:
        """Remember that this installation is for real work: a later plain ./run loads nothing."""
        places.data_folder().mkdir(mode=0o711, parents=True, exist_ok=True)
        self._kept_out.touch()

    def load_where_empty(self) -> None:
        """Load it, if there is one, if no child is known here yet, and if it isn't kept out."""
        if "demo" not in COMMANDS or self._kept_out.exists() or not _is_empty():
            return
        self.say("Loading a made-up caseload ...")
        places.data_folder().mkdir(mode=0o711, parents=True, exist_ok=True)
        self._unfinished.touch()
        main.main(["demo", "load"], standalone_mode=False)
        self._unfinished.unlink()

    def forget_the_unfinished(self) -> None:
        """If the last loading was cut short, nobody has worked here since: begin again."""
        if self.server is None or not self._unfinished.exists():
            return
        self.say("The made-up caseload was not loaded to its end last time. Beginning again ...")
        self.server.renew_database()
        self._unfinished.unlink()


def say_how_to_sign_in(say: Say) -> None:
    """Print the demonstration's sign-ins, where the demonstration has any."""
    if "demo" not in COMMANDS:
        return
    group = main.get_command(click.Context(main), "demo")
    if isinstance(group, click.Group) and "sign-ins" in group.commands:
        main.main(["demo", "sign-ins"], standalone_mode=False)


def _is_empty() -> bool:
    """Whether no child is known here. Asked as owner: the application sees only its own cases."""
    with connect(databases()["owner"]) as owner:
        if owner.execute("SELECT to_regclass('people_child')").fetchone() == (None,):
            return True
        return owner.execute("SELECT EXISTS (SELECT FROM people_child)").fetchone() == (False,)
