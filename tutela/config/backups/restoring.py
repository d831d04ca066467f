"""Restoring a backup into an empty database, and proving that it is what was backed up."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pyrage
from psycopg import Connection, sql

from tutela.config.backups.making import BackupError
from tutela.config.backups.manifest import Manifest, manifest_of
from tutela.config.backups.programs import client_environment, program
from tutela.config.databases import connect
from tutela.config.roles import limit_database


class _Split:
    """Takes the decrypted stream: keeps its first line, hands the rest to the restoring program."""

    def __init__(self, restore: IO[bytes], seen: Callable[[int], object]) -> None:
        self.line, self._whole, self._restore, self._seen = b"", False, restore, seen

    def write(self, piece: bytes) -> int:
        rest = piece
        if not self._whole:
            head, newline, rest = piece.partition(b"\n")
            self.line += head
            self._whole = bool(newline)
        if rest:
            self._restore.write(rest)
        self._seen(len(piece))
        return len(piece)

    def flush(self) -> None:
        self._restore.flush()


def restore(
    place: dict[str, Any],
    backup: Path,
    identity: str,
    *,
    app_role: str,
    seen: Callable[[int], object] = lambda n: None,
) -> Manifest:
    """Restore a backup into the database at ``place``, which must hold no table.

    ``identity`` is a custodian's secret age key. Returns the backup's manifest. Raises BackupError.
    """
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError as error:
        raise BackupError("A custodian's secret key begins with AGE-SECRET-KEY-1.") from error
    _make_anew(place, app_role)
    # One transaction: an interrupted restore leaves nothing half there.
    command = [
        program("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction",
        f"--dbname={place['NAME']}",
    ]  # fmt: skip
    with (
        backup.open("rb") as file,
        subprocess.Popen(  # noqa: S603 - our own program, no shell
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=client_environment(place)
        ) as restoring,
    ):
        assert restoring.stdin is not None
        assert restoring.stderr is not None
        split = _Split(restoring.stdin, seen)
        try:
            pyrage.decrypt_io(file, split, [key])
        except BrokenPipeError:
            pass  # The program ended first; what it said is told below.
        except (pyrage.DecryptError, OSError) as error:
            restoring.kill()
            raise BackupError("This key does not open this backup, or it was changed.") from error
        said = restoring.communicate()[1].decode(errors="replace").strip()
    if restoring.returncode:
        raise BackupError(f"PostgreSQL did not take the data back: {said}")
    return Manifest.read(split.line)


def erase_again(lists: Iterable[Path]) -> int:
    """Erase again what was erased after the backup was made; lists of erased records say what.

    Returns how many records. Django must speak to the restored database as ``owner``. Raises
    BackupError when a file is no such list: then nothing is erased.
    """
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    from tutela.keyring import house  # noqa: PLC0415
    from tutela.retention import tombstones  # noqa: PLC0415

    house.forget()
    try:
        listed = {stone for file in lists for stone in tombstones.read_list(file)}
    except tombstones.NotAList as problem:
        raise BackupError(str(problem)) from problem
    if not listed:
        return 0
    # An older release's database knows nothing of erasing.
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    return tombstones.erase_again(listed)


def differences(place: dict[str, Any], manifest: Manifest) -> list[str]:
    """In what the restored database is not what was backed up, by the backup's own counts."""
    with connect(place) as owner, owner.transaction():
        return manifest.differences(manifest_of(owner, manifest.program))


def proofs() -> Iterator[str]:
    """Everything in which the restored database does not hold together; nothing if all holds.

    Django must speak to it as ``owner``.
    """
    from tutela.doors.rebuilding import rebuild  # noqa: PLC0415 - needs Django
    from tutela.doors.verifying import broken_chains  # noqa: PLC0415

    yield from map(str, broken_chains())
    # Deriving opens every child's key and every sealed answer on its way.
    for difference in rebuild(only_compare=True):
        yield f"{difference.projection} of record {difference.child} differs"


def _make_anew(place: dict[str, Any], app_role: str) -> None:
    with connect(place) as owner:
        if owner.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,):
            raise BackupError("This database is not empty. A backup goes into an empty one only.")
    with connect(place | {"NAME": "postgres"}) as server:
        _recreate(server, str(place["NAME"]), app_role)


def _recreate(server: Connection[Any], name: str, app_role: str) -> None:
    """An empty database without even the extensions, which the backup brings along."""
    named = sql.Identifier(name)
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(named))
    limit_database(server, name, app_role)
