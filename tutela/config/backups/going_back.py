"""Restoring an archive to a point in time, as a new embedded server."""

from __future__ import annotations

import gzip
import io
import shlex
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

import pyrage

from tutela.config.backups.archiving import PARTIAL, SEALED, bases
from tutela.config.backups.making import BackupError
from tutela.config.places import ServerPlaces, make_passable
from tutela.config.postgres import PostgresError, Server

_RESTORED = "wal-restored"


def go_back(
    places: ServerPlaces, archive: Path, identity: str, *, until: datetime | None = None
) -> None:
    """Make the server at ``places`` anew as it was at an aware moment, or at the archive's end.

    ``identity`` is a custodian's secret age key. There must be no server yet. What was restored
    has ended its recovery and is stopped. Raises BackupError.
    """
    if (places.cluster / "PG_VERSION").exists():
        raise BackupError("There is a database already. An archive makes a new one.")
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError as error:
        raise BackupError("A custodian's secret key begins with AGE-SECRET-KEY-1.") from error
    fitting = [file for begun, file in bases(archive) if until is None or begun <= until]
    if not fitting:
        raise BackupError("The archive does not reach back to that moment.")
    make_passable(places.cluster.parent)
    segments = places.cluster.parent / _RESTORED
    try:
        _unpack(fitting[-1], key, places.cluster)
        _open_segments(archive, key, segments)
        _own(places, segments)
        _recover(places, segments, until)
    except BaseException:
        # Half a database would be taken for a whole one.
        shutil.rmtree(places.cluster, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(segments, ignore_errors=True)


def _unpack(base: Path, key: pyrage.x25519.Identity, cluster: Path) -> None:
    cluster.mkdir(mode=0o700)
    with tempfile.TemporaryFile(dir=cluster.parent) as tar:
        _decrypt(base, key, tar)
        tar.seek(0)
        with tarfile.open(fileobj=tar, mode="r:") as archive:
            archive.extractall(cluster, filter="data")
    # A running server left its number in it.
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _open_segments(archive: Path, key: pyrage.x25519.Identity, segments: Path) -> None:
    segments.mkdir(mode=0o700)
    for file in sorted(archive.glob(f"0*{SEALED}")):
        opened = io.BytesIO()
        _decrypt(file, key, opened)
        name = file.name.removesuffix(SEALED).removesuffix(PARTIAL)
        (segments / name).write_bytes(gzip.decompress(opened.getvalue()))


def _decrypt(file: Path, key: pyrage.x25519.Identity, to: object) -> None:
    with file.open("rb") as sealed:
        try:
            pyrage.decrypt_io(sealed, to, [key])
        except pyrage.DecryptError as error:
            raise BackupError(f"This key does not open {file.name}, or it was changed.") from error


def _own(places: ServerPlaces, segments: Path) -> None:
    """PostgreSQL reads only what its own user owns."""
    for folder in (places.cluster, segments):
        folder.chmod(0o700)
        if places.user is not None:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, places.user, places.user)


def _recover(places: ServerPlaces, segments: Path, until: datetime | None) -> None:
    """Let PostgreSQL repeat the changes, and end there."""
    signal = places.cluster / "recovery.signal"
    signal.touch(mode=0o600)
    if places.user is not None:
        shutil.chown(signal, places.user, places.user)
    folder = shlex.quote(str(segments)).replace("%", "%%")
    settings = {
        # Nobody is let in before it has ended.
        "hot_standby": "off",
        "restore_command": f"cp {folder}/%f %p",
        "recovery_target_action": "promote",
    }
    if until is not None:
        settings["recovery_target_time"] = until.isoformat()
    server = Server(places, settings)
    try:
        server.start()
    except PostgresError as error:
        raise BackupError(
            "The changes could not be repeated up to that moment: the archive ends before it, or "
            f"lacks a part. {error}"
        ) from error
    finally:
        server.stop()
