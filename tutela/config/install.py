"""From nothing to a database in which one can work: keys, tables, the made-up caseload."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg import sql

from tutela.config import places, secrets
from tutela.config.cli import main
from tutela.config.databases import connect, databases, external
from tutela.config.postgres import Server

Say = Callable[[str], None]


def make_keys() -> None:
    """The keys of a new installation. An old one must have kept its own.

    Raises:
        MasterKeyError: the database is there and its master key isn't.
    """
    if not secrets.master_keys() and _is_in_use():
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
    if not with_demonstration:
        demonstration.keep_out()
    wanted = demonstration.is_wanted()
    if wanted or is_demonstration():
        # Settings read it: every page says that nothing on it is real.
        os.environ["TUTELA_DEMONSTRATION"] = "1"
    else:
        os.environ.pop("TUTELA_DEMONSTRATION", None)
    migrate(say)
    if wanted:
        demonstration.load()


def migrate(say: Say) -> None:
    """Bring the tables and the published access table up to date, as their owner."""
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

    def keep_out(self) -> None:
        """Remember that this installation is for real work: a later plain ./run loads nothing."""
        _mark("no-demonstration")

    def is_wanted(self) -> bool:
        """Whether to load it: nobody is known here yet, and it isn't kept out."""
        return not _marked("no-demonstration") and _is_empty()

    def load(self) -> None:
        """Load it. Cut short, it is thrown away at the next start."""
        self.say("Loading a made-up caseload ...")
        main.main(["demo", "load"], standalone_mode=False)

    def forget_the_unfinished(self) -> None:
        """If the last loading was cut short, nobody has worked here since: begin again."""
        if self.server is not None and _marked("demonstration-unfinished"):
            self.say("The made-up caseload was not loaded to its end. Beginning again ...")
            self.server.renew_database()
            _unmark("demonstration-unfinished")


@contextmanager
def loading_demonstration() -> Iterator[None]:
    """Around the loading: cut short, what was loaded is thrown away at the next ./run.

    Where somebody is known already nothing is marked, so that nothing can be thrown away.
    """
    if not _is_empty():
        yield
        return
    _mark("demonstration-unfinished")
    try:
        yield
    except SystemExit:
        # Refused before it began.
        _unmark("demonstration-unfinished")
        raise
    _unmark("demonstration-unfinished")


def say_how_to_sign_in() -> None:
    """Print as whom one can sign in, where everybody is made up."""
    if is_demonstration():
        main.main(["demo", "sign-ins"], standalone_mode=False)


def _is_in_use() -> bool:
    """Whether there may be something that the master key opens. Our server isn't started yet."""
    if external():
        return not _is_empty()
    return (places.server_places().cluster / "PG_VERSION").exists()


def is_demonstration() -> bool:
    """Whether the database says that what it holds is made up."""
    with connect(databases()["owner"]) as owner:
        if owner.execute("SELECT to_regclass('access_databasepurpose')").fetchone() == (None,):
            return False
        made_up = owner.execute("SELECT FROM access_databasepurpose WHERE demonstration")
        return made_up.rowcount > 0


def _is_empty() -> bool:
    """Whether nobody is known here. Asked as owner: the application sees only its own cases."""
    with connect(databases()["owner"]) as owner:
        for table in ("people_child", "people_practitioner"):
            if owner.execute("SELECT to_regclass(%s)", [table]).fetchone() == (None,):
                continue
            found = owner.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table)))
            if found.rowcount:
                return False
    return True


def _mark(name: str) -> None:
    places.make_passable(places.data_folder())
    (places.data_folder() / name).touch()


def _marked(name: str) -> bool:
    return (places.data_folder() / name).exists()


def _unmark(name: str) -> None:
    (places.data_folder() / name).unlink(missing_ok=True)
