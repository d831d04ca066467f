"""Writers and the database are killed in the middle of writing, again and again; then the record is
checked against what was acknowledged.

    python -m bench.crashes --kills 200

After each kill the database is started anew and asked: is every entry there that was acknowledged;
is every chain whole; has every entry its audit line, and no audit line an entry that is not there?
``--json`` prints the same as one object.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID, uuid4

import click

from bench.ground import a_database, an_agency, one_child

WRITERS = 2


def write_forever(who: str, child: UUID, told: int) -> None:
    """Record entries as fast as it goes, and say each one's id once it was acknowledged."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from tutela.access.entries import RecordReopened  # noqa: PLC0415 - needs Django
    from tutela.access.viewer import viewer_of  # noqa: PLC0415
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.recording import record  # noqa: PLC0415
    from tutela.people.models import Practitioner  # noqa: PLC0415

    by = viewer_of(Practitioner.objects.get(id=who))
    happened = Moment.instant(datetime(2026, 3, 2, 9, tzinfo=UTC))
    while True:
        entry = uuid4()
        content = RecordReopened(why="A measurement")
        record(content, child=child, by=by, happened=happened, id=entry)
        os.write(told, f"{entry}\n".encode())


@click.command()
@click.option("--kills", default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(kills: int, as_json: bool) -> None:
    """Kill, and count what was lost."""
    found = kill_again_and_again(kills)
    click.echo(json.dumps(found) if as_json else "\n".join(f"{k}: {v}" for k, v in found.items()))
    if found["lost"] or found["half_written"] or found["chains_broken"]:
        sys.exit(1)


def kill_again_and_again(kills: int) -> dict[str, int]:
    """What was acknowledged, lost, half-written and broken, over so many kills."""
    dice = random.Random(kills)  # noqa: S311 - no secret hangs on it
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder, a_database(folder):
        from django.db import connections  # noqa: PLC0415 - needs Django

        from tutela.config.places import server_places  # noqa: PLC0415
        from tutela.config.postgres import Server  # noqa: PLC0415

        worker = an_agency()
        children = [one_child(worker) for _ in range(WRITERS)]
        acknowledged: set[str] = set()
        server = None
        for number in range(kills):
            connections.close_all()
            writers = [_Writer(str(worker.id), child) for child in children]
            for writer in writers:
                writer.wait_until_it_writes()
            time.sleep(dice.random())
            if number % 2:
                # Every second time the database itself, with all its processes.
                _kill_the_database(server_places().cluster)
            for writer in writers:
                acknowledged |= writer.kill()
            if number % 2:
                server = Server(server_places())
                _patiently_start(server)
        found = _compared(acknowledged) | {"kills": kills}
        connections.close_all()
        if server is not None:
            server.stop()
    return found


class _Writer:
    """A process that writes, and what it said that it was told."""

    def __init__(self, who: str, child: UUID) -> None:
        self._ear, told = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                write_forever(who, child, told)
            finally:
                # The database was killed first; nothing of the parent's is tidied up here.
                os._exit(1)
        os.close(told)

    def wait_until_it_writes(self) -> None:
        """Until something was acknowledged."""
        select.select([self._ear], [], [], 60)

    def kill(self) -> set[str]:
        """End it at once; what was acknowledged to it."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        with os.fdopen(self._ear) as ear:
            said = ear.read()
        # The last line may be cut off.
        return set(said[: said.rfind("\n") + 1].split())


def _kill_the_database(cluster: Path) -> None:
    """The postmaster and all that it started, at once, as when the machine dies."""
    postmaster = int((cluster / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for pid in (postmaster, *map(int, children)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    # It is a child of ours: until it is waited for, the next one believes that it still runs.
    os.waitpid(postmaster, 0)


def _patiently_start(server: object) -> None:
    from tutela.config.postgres import PostgresError  # noqa: PLC0415 - reads the environment

    for attempt in range(20):
        try:
            server.start()  # type: ignore[attr-defined]
            return
        except PostgresError:
            if attempt == 19:
                raise
            time.sleep(0.5)


def _compared(acknowledged: set[str]) -> dict[str, int]:
    from django.db import connections  # noqa: PLC0415 - needs Django

    from tutela.doors.verifying import broken_chains  # noqa: PLC0415

    with connections["owner"].cursor() as owner:
        owner.execute("SELECT id::text FROM chronology_entry")
        there = {entry for (entry,) in owner.fetchall()}
        owner.execute(
            "SELECT count(*) FROM chronology_entry e WHERE e.place > 2 AND NOT EXISTS"
            " (SELECT FROM access_audit a WHERE a.entry = e.id AND a.action = 'record')"
        )
        (unaudited,) = owner.fetchone()
        owner.execute(
            "SELECT count(*) FROM access_audit a WHERE a.action = 'record' AND NOT EXISTS"
            " (SELECT FROM chronology_entry e WHERE e.id = a.entry)"
        )
        (unwritten,) = owner.fetchone()
    return {
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - there),
        "half_written": int(unaudited) + int(unwritten),
        "chains_broken": len(list(broken_chains())),
    }


if __name__ == "__main__":
    main()
