"""How fast the made-up caseload is loaded, into a new embedded database that is thrown away.

    python -m bench.loading --children 20000
    python -m bench.loading --children 200000 --data FOLDER      (kept)

Prints wall time, which hangs on what else the machine does, and CPU time, which does so less: of
the loading processes, and of PostgreSQL with all its workers. The last line carries the CPU time
over to 200,000 children on two cores that have nothing else to do.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from bench.ground import a_database

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
@click.option("--data", type=click.Path(), help="A new folder, kept: bench.pages can use it again.")
def main(children: int, processes: int, data: str | None) -> None:
    """Load so many children and say how long it took."""
    with _folder(data) as folder:
        with a_database(folder):  # The tables are made before anything is measured.
            pass
        spent, entries = _load(folder, children, processes)
    _report(children, entries, spent)


@contextmanager
def _folder(named: str | None) -> Iterator[str]:
    if named:
        Path(named).mkdir()
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        yield folder


def _load(folder: str, children: int, processes: int) -> tuple[Spent, int]:
    reaped = _cpu(resource.RUSAGE_CHILDREN)
    with a_database(folder):
        from django.db import connections  # noqa: PLC0415

        from tutela.demo.loading import load, today  # noqa: PLC0415

        began, own = time.perf_counter(), _cpu(resource.RUSAGE_SELF)
        for written in load(children, seed=1, on=today(), processes=processes):
            click.echo(f"\r{written} children", nl=False, err=True)
        wall = time.perf_counter() - began
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM chronology_entry")
            (entries,) = cursor.fetchone()
        # Loading processes are reaped by now, PostgreSQL not yet: that tells the two apart.
        python = _cpu(resource.RUSAGE_SELF) - own + _cpu(resource.RUSAGE_CHILDREN) - reaped
        reaped = _cpu(resource.RUSAGE_CHILDREN)
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
