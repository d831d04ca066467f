"""Making a backup: one snapshot, dumped and encrypted as it streams; never in clear on a disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import pyrage

from tutela.config.backups.manifest import Manifest, manifest_of
from tutela.config.backups.programs import client_environment, program
from tutela.config.databases import connect

FEWEST_CUSTODIANS = 2


class BackupError(Exception):
    """Why no backup was made, or none restored; in plain words."""


class _Stream:
    """The manifest's line and then the dump, as one file to read from."""

    def __init__(self, line: bytes, dump: IO[bytes], seen: Callable[[int], object]) -> None:
        self._line, self._dump, self._seen = line, dump, seen

    def read(self, size: int = -1) -> bytes:
        if self._line:
            head, self._line = self._line, b""
            return head
        piece = self._dump.read(size)
        self._seen(len(piece))
        return piece


def recipients_of(keys: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """The custodians that a backup is encrypted to. Raises BackupError."""
    if len(set(keys)) < FEWEST_CUSTODIANS:
        raise BackupError(
            "A backup is encrypted to at least two custodians, so that one lost key loses nothing."
        )
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise BackupError("A custodian is named by a public key that begins with age1.") from error


def back_up(
    place: dict[str, Any],
    to: Path,
    keys: Sequence[str],
    *,
    seen: Callable[[int], object] = lambda n: None,
) -> Manifest:
    """Back up the database at ``place`` (as in DATABASES, as its owner) into the file ``to``.

    The file appears whole or not at all, readable by its owner alone. Raises BackupError.
    """
    recipients = recipients_of(keys)
    part = to.with_name(f".{to.name}.part")
    try:
        with connect(place) as owner, owner.transaction():
            owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            row = owner.execute("SELECT pg_export_snapshot()").fetchone()
            assert row is not None
            manifest = manifest_of(owner, version("tutela"))
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                _dump(place, str(row[0]), manifest, file=file, recipients=recipients, seen=seen)
                file.flush()
                os.fsync(file.fileno())
        part.replace(to)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _dump(
    place: dict[str, Any],
    snapshot: str,
    manifest: Manifest,
    *,
    file: IO[bytes],
    recipients: list[pyrage.x25519.Recipient],
    seen: Callable[[int], object],
) -> None:
    command = [program("pg_dump"), "--format=custom", "--no-owner", f"--snapshot={snapshot}"]
    with subprocess.Popen(  # noqa: S603 - our own program, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=client_environment(place)
    ) as dump:
        assert dump.stdout is not None
        assert dump.stderr is not None
        pyrage.encrypt_io(_Stream(manifest.line(), dump.stdout, seen), file, recipients)
        said = dump.stderr.read().decode(errors="replace").strip()
    if dump.returncode:
        raise BackupError(f"PostgreSQL did not give its data: {said}")
