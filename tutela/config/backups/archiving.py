"""Continuous archiving: what was recorded since the last backup is not lost with the machine.

An archive is a folder elsewhere. In it stand a copy of the whole server ("base", by PostgreSQL's
own `pg_basebackup`) and every segment of its log of changes since, each one age file, encrypted to
the custodians. One round brings the archive up to date; a timer makes one every minute. A slot of
the server keeps what was not archived yet. For the embedded server: any other has archiving of its
own.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyrage

from tutela.config.backups.making import BackupError, recipients_of
from tutela.config.backups.programs import client_environment, program
from tutela.config.postgres import SUPERUSER, Server

SLOT = "tutela_archive"
WAITING = "wal-waiting"
"""The folder beside the database in which segments wait to be archived; as private as it."""

BASE, PARTIAL, SEALED = "base-", ".partial", ".age"
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Round:
    """What one round did: whether it made a base, and how many whole segments it archived."""

    made_base: bool
    segments: int


def archive(server: Server, to: Path, keys: Sequence[str], *, anew: bool = False) -> Round:
    """One round: bring the archive in the folder ``to`` up to date. ``anew`` begins with a new
    base. Raises BackupError."""
    recipients = recipients_of(keys)
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    lost = _make_slot(server)
    made_base = lost or anew or not any(to.glob(f"{BASE}*{SEALED}"))
    if made_base:
        _copy_base(server, to, recipients)
    waiting = server.places.cluster.parent / WAITING
    waiting.mkdir(mode=0o700, exist_ok=True)
    _receive(server, waiting)
    return Round(made_base, _send(waiting, to, recipients))


def bases(folder: Path) -> list[tuple[datetime, Path]]:
    """The bases in an archive, with when they were begun, oldest first. Raises BackupError."""
    try:
        return sorted(
            (
                datetime.strptime(file.name[len(BASE) : -len(SEALED)], _STAMP).replace(tzinfo=UTC),
                file,
            )
            for file in folder.glob(f"{BASE}*{SEALED}")
        )
    except ValueError as error:
        raise BackupError("This folder is no archive.") from error


def _make_slot(server: Server) -> bool:
    """See to it that the server keeps what is not archived yet. Was some of it lost?"""
    with server.connect() as superuser:
        row = superuser.execute(
            "SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s", [SLOT]
        ).fetchone()
        if row is not None and row[0] == "lost":
            superuser.execute("SELECT pg_drop_replication_slot(%s)", [SLOT])
        if row is None or row[0] == "lost":
            superuser.execute("SELECT pg_create_physical_replication_slot(%s, true)", [SLOT])
        return row is None or row[0] == "lost"


def _copy_base(server: Server, to: Path, recipients: list[pyrage.x25519.Recipient]) -> None:
    begun = datetime.now(tz=UTC).strftime(_STAMP)
    command = [
        program("pg_basebackup"), "--format=tar", "--pgdata=-", "--wal-method=none",
        "--checkpoint=fast", "--no-manifest", "--no-password",
    ]  # fmt: skip
    with (
        _appearing(to / f"{BASE}{begun}{SEALED}") as file,
        subprocess.Popen(  # noqa: S603 - our own program, no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(server)
        ) as copying,
    ):
        assert copying.stdout is not None
        assert copying.stderr is not None
        pyrage.encrypt_io(copying.stdout, file, recipients)
        said = copying.stderr.read().decode(errors="replace").strip()
        if copying.wait():
            raise BackupError(f"PostgreSQL did not give its data: {said}")


def _receive(server: Server, waiting: Path) -> None:
    """Fetch the log of changes up to this moment."""
    with server.connect() as superuser:
        row = superuser.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
        assert row is not None
    command = [
        program("pg_receivewal"), f"--directory={waiting}", f"--slot={SLOT}", f"--endpos={row[0]}",
        "--no-loop", "--no-password",
    ]  # fmt: skip
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        command, capture_output=True, env=_environment(server), text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"PostgreSQL did not give its log of changes: {done.stderr.strip()}")


def _send(waiting: Path, to: Path, recipients: list[pyrage.x25519.Recipient]) -> int:
    """Archive what waits: whole segments go, the one being written is copied as far as it is."""
    whole = 0
    for segment in sorted(waiting.iterdir()):
        packed = gzip.compress(segment.read_bytes(), compresslevel=1, mtime=0)
        with _appearing(to / f"{segment.name}{SEALED}") as file:
            pyrage.encrypt_io(io.BytesIO(packed), file, recipients)
        if segment.suffix != PARTIAL:
            (to / f"{segment.name}{PARTIAL}{SEALED}").unlink(missing_ok=True)
            segment.unlink()
            whole += 1
    return whole


@contextmanager
def _appearing(at: Path) -> Iterator[IO[bytes]]:
    """A file that appears whole or not at all, readable by its owner alone."""
    part = at.with_name(f".{at.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(at)
    except OSError as error:
        raise BackupError(f"The archive could not be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _environment(server: Server) -> dict[str, str]:
    place = {"NAME": "postgres", "USER": SUPERUSER, "HOST": str(server.places.socket)}
    return client_environment(place)
