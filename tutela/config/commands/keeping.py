"""`tutela backup` and `tutela restore`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import IO

import click
from tqdm import tqdm

from tutela.config import places
from tutela.config.commands import the_database


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
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
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
def restore(file: Path, key_file: IO[str], *, verify: bool, lists: tuple[Path, ...]) -> None:
    """Restore FILE into an empty database; exit status 1 where --verify finds a difference.

    What was erased since the backup was made is erased again.
    """
    began = time.monotonic()
    with the_database():
        from django.db import connections  # noqa: PLC0415 - needs Django

        from tutela.config.backups import restoring  # noqa: PLC0415
        from tutela.config.backups.making import BackupError  # noqa: PLC0415

        place = connections["owner"].settings_dict
        app_role = str(connections["default"].settings_dict["USER"])
        lines = (line.strip() for line in key_file.read().splitlines())
        secret = next((line for line in lines if line and not line.startswith("#")), "")
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
