"""`tutela serve`: the database, the web server, and their end. What ./run calls."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click
import psycopg

from tutela.config import install, places
from tutela.config.databases import DatabaseUrlError, external
from tutela.config.postgres import PostgresError, Server, leashed, own_server
from tutela.config.rounds import Rounds
from tutela.config.secrets import MasterKeyError

HOST = "127.0.0.1"
CLERK_AGAIN_AFTER = 1.0
ENDED_BY = (signal.SIGTERM, signal.SIGHUP)


class StoppedError(Exception):
    """Someone asked us to end."""


class ServeError(Exception):
    """Something that we started ended, or could not start; the message says what."""


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--empty", is_flag=True, help="Load no made-up caseload, now or later.")
@click.option("--prepare", is_flag=True, help="Set everything up, and don't serve.")
def serve(port: int, empty: bool, prepare: bool) -> None:
    """Serve Tutela on this machine, with its own database. Ctrl-C ends both."""
    _end_in_good_order()
    try:
        if not prepare:
            _must_be_free(port)
        with _database() as server:
            install.install(server, with_demonstration=not empty, say=_say)
            if prepare:
                _say("Tutela is set up. Start it with ./run")
            else:
                _serve_until_asked_to_end(port, server)
    except (PostgresError, MasterKeyError, DatabaseUrlError, ServeError) as problem:
        sys.exit(str(problem))
    except psycopg.OperationalError as problem:
        sys.exit(f"The database can't be reached, or ended: {str(problem).strip()}")
    except StoppedError:
        _say("\nStopped.")


@contextmanager
def _database() -> Iterator[Server | None]:
    """Our own server, which nobody else can end; or None where `DATABASE_URL` names another."""
    install.make_keys()
    if external():
        yield None
        return
    server = own_server()
    server.start(_say)
    try:
        yield server
    finally:
        server.stop()


def _serve_until_asked_to_end(port: int, server: Server | None) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:tutela.config.gunicorn"]
    web = subprocess.Popen(  # noqa: S603 - our own program, no shell
        leashed([*command, "--bind", f"{HOST}:{port}"], signal.SIGQUIT, []),
        stdin=subprocess.DEVNULL,
        cwd=places.PROJECT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tutela.config.settings"},
        start_new_session=True,
    )
    clerk, rounds = _start_clerk(), Rounds()
    try:
        while not _answers(port):
            _must_live(web, server)
            time.sleep(0.05)
        _say(f"\nTutela is ready: http://{HOST}:{port}/")
        install.say_how_to_sign_in()
        _say("Ctrl-C stops it.")
        while True:
            _must_live(web, server)
            rounds.turn(time.monotonic())
            time.sleep(0.5)
            if clerk.poll() is not None:
                # Long work waits in the database; whatever ended the clerk, the next one goes on.
                time.sleep(CLERK_AGAIN_AFTER)
                clerk = _start_clerk()
    finally:
        for process in (clerk, web):
            process.terminate()
        for process in (clerk, web):
            process.wait()
        # A checkpoint that has begun needs the database until it is handed out.
        rounds.end()


def _start_clerk() -> subprocess.Popen[bytes]:
    """The process that does what pages only ask for (`tutela.config.clerk`)."""
    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        leashed([sys.executable, "-m", "tutela.config.clerk"], signal.SIGTERM, []),
        stdin=subprocess.DEVNULL,
        cwd=places.PROJECT,
        start_new_session=True,
    )


def _must_live(web: subprocess.Popen[bytes], server: Server | None) -> None:
    if web.poll() is not None:
        raise ServeError("The web server ended; it says why above.")
    if server is not None and server.process is not None and server.process.poll() is not None:
        raise ServeError(f"The database ended. It says why in {server.places.log}")


def _must_be_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except PermissionError:
            raise ServeError(f"Port {port} is kept for the system. Try ./run --port 8000") from None
        except OSError:
            raise ServeError(
                f"Port {port} is in use, perhaps by another Tutela. "
                f"Choose another: ./run --port {port + 1 if port < 65535 else 8000}"
            ) from None


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex((HOST, port)) == 0


def _end_in_good_order() -> None:
    """Every way of being asked to end passes through the same `finally`s."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise StoppedError

    # Also where a script put us in the background, and so had it ignored.
    signal.signal(signal.SIGINT, end)
    for ending in ENDED_BY:
        # Whoever started us with nohup meant us to go on.
        if signal.getsignal(ending) is not signal.SIG_IGN:
            signal.signal(ending, end)


def _say(message: str) -> None:
    click.echo(message, err=True)
