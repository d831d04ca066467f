"""How fast the made-up caseload is loaded, into a new embedded database that is thrown away.

    python -m bench.loading --children 20000

Prints wall time, which hangs on what else the machine does, and CPU time, which does so less: of
the loading processes, and of PostgreSQL with all its workers. The last line carries the CPU time
over to 200,000 children on two cores that have nothing else to do.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click

TARGET_CHILDREN, TARGET_MINUTES, CORES = 200_000, 10, 2


@dataclass(frozen=True)
class Spent:
    """Seconds: on the wall, of CPU in this process and its workers, of CPU in PostgreSQL."""

    wall: float
    python: float
    postgres: float


@click.command()
@click.option("--children", default=4_000, show_default=True)
@click.option("--processes", default=2, show_default=True)
def main(children: int, processes: int) -> None:
    """Load so many children and say how long it took."""
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ["TUTELA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tutela.config.settings"
        _prepare()
        spent, entries = _load(children, processes)
    _report(children, entries, spent)


def _prepare() -> None:
    # Settings, and the place of the database, are read as these are imported: not before main().
    from tutela.config import install, places  # noqa: PLC0415
    from tutela.config.postgres import Server  # noqa: PLC0415

    install.make_keys()
    server = Server(places.server_places())
    server.start(click.echo)
    try:
        install.migrate(click.echo)
    finally:
        server.stop()


def _load(children: int, processes: int) -> tuple[Spent, int]:
    from django.db import connections  # noqa: PLC0415

    from tutela.config import places  # noqa: PLC0415
    from tutela.config.postgres import Server  # noqa: PLC0415
    from tutela.demo.loading import load, today  # noqa: PLC0415

    server = Server(places.server_places())
    reaped = _cpu(resource.RUSAGE_CHILDREN)
    server.start(click.echo)
    began, own = time.perf_counter(), _cpu(resource.RUSAGE_SELF)
    try:
        for written in load(children, seed=1, on=today(), processes=processes):
            click.echo(f"\r{written} children", nl=False, err=True)
        wall = time.perf_counter() - began
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM chronology_entry")
            (entries,) = cursor.fetchone()
        # Loading processes are reaped by now, PostgreSQL not yet: that tells the two apart.
        python = _cpu(resource.RUSAGE_SELF) - own + _cpu(resource.RUSAGE_CHILDREN) - reaped
        reaped = _cpu(resource.RUSAGE_CHILDREN)
        connections.close_all()
    finally:
        server.stop()
    return Spent(wall, python, _cpu(resource.RUSAGE_CHILDREN) - reaped), entries


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _report(children: int, entries: int, spent: Spent) -> None:
    cpu = spent.python + spent.postgres
    minutes = cpu / children * TARGET_CHILDREN / CORES / 60
    click.echo(f"\n{children} children, {entries} entries ({entries / children:.1f} each)")
    click.echo(f"wall      {spent.wall:9.1f} s   {entries / spent.wall:9.0f} entries/s")
    for who, seconds in (("loading", spent.python), ("database", spent.postgres)):
        click.echo(f"{who:9} {seconds:9.1f} s   {seconds / entries * 1e6:9.0f} µs CPU/entry")
    millions = entries / children * TARGET_CHILDREN / 1e6
    click.echo(
        f"{TARGET_CHILDREN} children on {CORES} free cores: {minutes:.1f} min of CPU a core "
        f"(target {TARGET_MINUTES}), {millions:.1f} million entries"
    )


if __name__ == "__main__":
    main()
