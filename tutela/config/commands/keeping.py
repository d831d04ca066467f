"""`tutela backup` and `tutela restore`."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from tqdm import tqdm

from tutela.config import places
from tutela.config.commands import the_database

if TYPE_CHECKING:
    from tutela.config.postgres import Server


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to", "keys", multiple=True, metavar="AGE1...",
    help="A custodian's public key; give at least two.",
)  # fmt: skip
def backup(file: Path, keys: tuple[str, ...]) -> None:
    """Back up all records into FILE, encrypted to its custodians.

    The master key is not in it: keep that apart, with other people.
    """
    with the_database():
        from django.db import connections  # noqa: PLC0415 - needs Django

        from tutela.config.backups.making import BackupError, back_up  # noqa: PLC0415
        from tutela.config.commands.retention import list_erased  # noqa: PLC0415

        try:
            with tqdm(unit="B", unit_scale=True, desc="Backing up", disable=None) as bar:
                place = connections["owner"].settings_dict
                made = back_up(place, file, keys, seen=bar.update)
        except BackupError as problem:
            sys.exit(str(problem))
        list_erased()
        click.echo(f"{made.children} records with {made.entries} entries, as at {made.at}.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--to", "keys", multiple=True, metavar="AGE1...",
    help="A custodian's public key; give at least two.",
)  # fmt: skip
@click.option("--anew", is_flag=True, help="Begin with a new copy of the whole database.")
@click.option("--every", type=click.IntRange(min=1), metavar="SECONDS", help="Go on until stopped.")
def archive(folder: Path, keys: tuple[str, ...], *, anew: bool, every: int | None) -> None:
    """Bring the archive in FOLDER up to date: every change since the last time, encrypted.

    For the embedded server, while it runs; a server of your own has archiving of its own.
    """
    from tutela.config.backups.archiving import archive as bring_up  # noqa: PLC0415
    from tutela.config.backups.making import BackupError  # noqa: PLC0415

    server = _embedded()
    if not server.answers():
        sys.exit("The database is not running. Archive while Tutela runs.")
    while True:
        try:
            done = bring_up(server, folder, keys, anew=anew)
        except BackupError as problem:
            sys.exit(str(problem))
        base = "A new copy of the whole, and " if done.made_base else ""
        click.echo(f"{base}{done.segments} whole segments of changes, and the one being written.")
        if every is None:
            return
        anew = False
        time.sleep(every)


def _embedded() -> Server:
    from tutela.config.databases import external  # noqa: PLC0415
    from tutela.config.postgres import own_server  # noqa: PLC0415

    if external():
        sys.exit("DATABASE_URL names a server of your own: use its own archiving.")
    return own_server()


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--key", "key_file", required=True, type=click.File("r"), metavar="KEY-FILE",
    help="A file with a custodian's secret key.",
)  # fmt: skip
@click.option("--verify", is_flag=True, help="Prove that what was restored is what was backed up.")
@click.option(
    "--erased", "lists", multiple=True, metavar="LIST",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of erased records, such as a witness holds; beside this installation's own.",
)  # fmt: skip
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z"]),
    help="Of an archive: as it was at this moment, such as 2026-12-01T09:30:00+00:00.",
)  # fmt: skip
def restore(
    file: Path, key_file: IO[str], *, verify: bool, lists: tuple[Path, ...], until: datetime | None
) -> None:
    """Restore FILE into an empty database; exit status 1 where --verify finds a difference.

    FILE is a backup, or the folder of an archive: that makes a database where there is none yet.

    What was erased since the backup was made is erased again.
    """
    began = time.monotonic()
    lines = (line.strip() for line in key_file.read().splitlines())
    secret = next((line for line in lines if line and not line.startswith("#")), "")
    if file.is_dir():
        _go_back(file, secret, until, verify=verify, lists=lists)
        return
    if until is not None:
        sys.exit("A backup holds one moment. Only an archive reaches back to another.")
    with the_database():
        from django.db import connections  # noqa: PLC0415 - needs Django

        from tutela.config.backups import restoring  # noqa: PLC0415
        from tutela.config.backups.making import BackupError  # noqa: PLC0415

        place = connections["owner"].settings_dict
        app_role = str(connections["default"].settings_dict["USER"])
        connections.close_all()
        try:
            with tqdm(unit="B", unit_scale=True, desc="Restoring", disable=None) as bar:
                made = restoring.restore(place, file, secret, app_role=app_role, seen=bar.update)
        except (BackupError, ValueError) as problem:
            sys.exit(str(problem))
        click.echo(f"{made.children} records with {made.entries} entries, as at {made.at}.")
        wrong = restoring.differences(place, made) if verify else []
        _erase_again(lists)
        wrong += restoring.proofs() if verify else []
        for one in wrong:
            click.echo(f"Not as it was: {one}", err=True)
        if wrong:
            sys.exit(1)
        if verify:
            click.echo(f"Everything is as it was. {time.monotonic() - began:.0f} seconds in all.")


def _go_back(
    folder: Path, secret: str, until: datetime | None, *, verify: bool, lists: tuple[Path, ...]
) -> None:
    """Restore an archive; what has no manifest is proved by its own chains and derived lists."""
    from tutela.config.backups.going_back import go_back  # noqa: PLC0415
    from tutela.config.backups.making import BackupError  # noqa: PLC0415

    began = time.monotonic()
    try:
        go_back(_embedded().places, folder, secret, until=until)
    except BackupError as problem:
        sys.exit(str(problem))
    with the_database():
        from tutela.config.backups import restoring  # noqa: PLC0415 - needs Django

        _erase_again(lists)
        wrong = list(restoring.proofs()) if verify else []
    for one in wrong:
        click.echo(f"Does not hold: {one}", err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"Restored in {time.monotonic() - began:.0f} seconds.")


def _erase_again(lists: tuple[Path, ...]) -> None:
    from tutela.config.backups import restoring  # noqa: PLC0415 - needs Django
    from tutela.config.backups.making import BackupError  # noqa: PLC0415
    from tutela.config.commands.retention import list_erased  # noqa: PLC0415

    known = (places.erased_list(), *lists)
    if not any(file.exists() for file in known):
        click.echo(
            "No list of erased records is here. If any was erased since, give the newest list of "
            "your witnesses: --erased LIST.",
            err=True,
        )
        return
    try:
        again = restoring.erase_again(known)
    except BackupError as problem:
        sys.exit(f"{problem} What was erased stands in this database again: restore it anew.")
    list_erased()
    click.echo(f"{again} records that were erased since were erased again.")
