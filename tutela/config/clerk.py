"""The clerk: one process that waits for the long work that pages ask for, and does it.

What is to be done stands in the database (`tutela/prevalence/sql`), so a web worker may end at any
time. Each piece of work is done in a process of its own: it can be stopped at once, and its memory
goes with it. `tutela serve` starts a clerk and ends it; elsewhere `tutela clerk` runs under
whatever keeps services running. Several clerks share the work: each holds a lock on what it does.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any
from uuid import UUID

import click
import psycopg

from tutela.config import places
from tutela.config.databases import connect, databases
from tutela.config.postgres import leashed

EVERY = 0.5
"""Seconds between looks: a run begins, and is stopped, that much later."""
FORGETTING_EVERY = 60.0
LONGEST = 2 * 3600.0
"""Seconds after which a run is given up."""
AGAIN_AFTER = 5.0

Door = psycopg.Connection[tuple[Any, ...]]


class Stopped(Exception):
    """Somebody asked the clerk to end."""


@click.command()
def clerk() -> None:
    """Do the long work that pages ask for, until asked to end."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        while True:
            try:
                with connect(databases()["default"]) as door:
                    _serve(door)
            except (psycopg.OperationalError, psycopg.errors.UndefinedFunction):
                # The database is not there, or its tables are just being brought up to date.
                time.sleep(AGAIN_AFTER)
    except Stopped:
        pass


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _serve(door: Door) -> None:
    forgot_at = -FORGETTING_EVERY
    while True:
        if time.monotonic() - forgot_at >= FORGETTING_EVERY:
            door.execute("SELECT door_forget_old_studies()")
            forgot_at = time.monotonic()
        # Not in the request that asks: how long that takes must say nothing about who is missing.
        door.execute("SELECT door_answer_register()")
        taken = door.execute("SELECT run, who FROM door_take_run()").fetchone()
        if taken is None:
            time.sleep(EVERY)
        else:
            _see_through(door, *taken)


def _see_through(door: Door, run: UUID, who: UUID) -> None:
    """Have one run done; stop it when it is not wanted any more."""
    command = [sys.executable, "-m", "tutela.prevalence.run", str(run), str(who)]
    ended_as = "failed"
    with subprocess.Popen(  # noqa: S603 - our own program, no shell
        leashed(command, signal.SIGKILL, []), stdin=subprocess.DEVNULL, cwd=places.PROJECT
    ) as process:
        try:
            until = time.monotonic() + LONGEST
            while process.poll() is None and time.monotonic() < until:
                wanted = door.execute("SELECT door_run_is_wanted(%s)", [run]).fetchone()
                if wanted != (True,):
                    ended_as = "cancelled"
                    break
                time.sleep(EVERY)
        finally:
            process.kill()
    # Says nothing where the run ended itself, as it should.
    door.execute("SELECT door_end_run(%s, %s)", [run, ended_as])


if __name__ == "__main__":
    clerk()
