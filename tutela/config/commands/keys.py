"""`tutela keys`: what lies under which master key, a new one, and the custodians' copies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
from tqdm import tqdm

from tutela.config import secrets
from tutela.config.commands import the_database
from tutela.config.secrets import MasterKeyError

_OWNER = "owner"


@click.group()
def keys() -> None:
    """Master keys: which there are, a new one, and copies for the custodians."""


@contextmanager
def _with_keys() -> Iterator[None]:
    """What goes wrong with keys, said plainly, and without the keys."""
    from tutela.keyring.escrow import EscrowError  # noqa: PLC0415 - only when called
    from tutela.people.keys.sealing import CannotOpen  # noqa: PLC0415

    try:
        yield
    except (MasterKeyError, CannotOpen, EscrowError) as problem:
        sys.exit(str(problem))


@keys.command("list")
def list_keys() -> None:
    """Which master keys are known, and what lies under each. Shows no key."""
    with the_database(), _with_keys():
        from tutela.keyring.rotating import held_under  # noqa: PLC0415 - needs Django

        held = held_under(using=_OWNER)
        known = [key.id for key in secrets.master_keys()]
        others = sorted({*held["children"], *held["house"]} - set(known))
        for number, key in enumerate([*known, *others]):
            what = "wraps" if number == 0 else "opens" if key in known else "not known here"
            if not secrets.master_key_lines() or key in {"not named", "destroyed"}:
                what = ""
            click.echo(
                f"{key:<18} {what:<16} {held['children'][key]} keys of children,"
                f" {held['house'][key]} of the house"
            )
        click.echo("The keys come from the environment." if secrets.are_given() else
                   "The keys are kept in the folder of secrets.")  # fmt: skip


@keys.command()
@click.option(
    "--to-current", is_flag=True,
    help="Make no new key: only bring everything under the one that wraps already.",
)  # fmt: skip
def rotate(*, to_current: bool) -> None:
    """Make a new master key, and wrap every key anew under it. No field is touched.

    The old key stays known, for backups. A run that was cut short goes on with --to-current.
    """
    with the_database(), _with_keys():
        from tutela.keyring.rotating import rewrap  # noqa: PLC0415 - needs Django

        if not to_current:
            secrets.write_master_keys([secrets.new_line(), *secrets.master_key_lines()])
        with tqdm(unit=" keys", desc="Wrapping anew", disable=None) as bar:
            done = rewrap(using=_OWNER, seen=bar.update)
        click.echo(f"{done} keys now lie under {secrets.master_keys()[0].id}.")
        if not to_current:
            click.echo("The custodians' copies are of the old key: run `tutela keys escrow` now.")


@keys.command()
@click.argument("key", metavar="KEY-ID")
def retire(key: str) -> None:
    """Forget an old master key. What was backed up under it can then be read by nobody, except
    with a custodian's copy."""
    with the_database(), _with_keys():
        from tutela.keyring.rotating import NOT_NAMED, held_under  # noqa: PLC0415 - needs Django

        known = {k.id: n for n, k in enumerate(secrets.master_keys())}
        if key not in known:
            sys.exit(f"There is no master key {key} here.")
        if known[key] == 0:
            sys.exit("This is the key that wraps. Make a new one first: `tutela keys rotate`.")
        held = held_under(using=_OWNER)
        left = sum(h[key] + h[NOT_NAMED] for h in held.values())
        if left:
            sys.exit(f"{left} keys still lie under it. Run `tutela keys rotate --to-current`.")
        lines = secrets.master_key_lines()
        secrets.write_master_keys([line for n, line in enumerate(lines) if n != known[key]])
        click.echo(f"The master key {key} is forgotten here. Destroy the copies of it as well.")


@keys.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--to", "custodians", multiple=True, metavar="AGE1...", help="A custodian's public key."
)
@click.option(
    "--needs", default=2, show_default=True, help="How many custodians together open the copy."
)
def escrow(file: Path, custodians: tuple[str, ...], needs: int) -> None:
    """Write a copy of the master keys that only its custodians can open, together."""
    with _with_keys():
        from tutela.keyring.escrow import hand_over  # noqa: PLC0415 - only when called

        lines = secrets.master_key_lines()
        if not lines:
            sys.exit("There is no master key; ./run makes one.")
        text = hand_over([secrets.opened_line(x) for x in lines], custodians, needs=needs)
        try:
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as copy:
                copy.write(text)
        except OSError as problem:
            sys.exit(f"The copy could not be written: {problem.strerror}.")
        ids = ", ".join(key.id for key in secrets.master_keys())
        click.echo(f"{file} holds {ids}; {needs} of {len(set(custodians))} custodians open it.")


@keys.command()
@click.argument("file", type=click.File("r"))
@click.option(
    "--key", "key_files", multiple=True, required=True, type=click.File("r"), metavar="KEY-FILE",
    help="A file with a custodian's secret key; one for each custodian who is needed.",
)  # fmt: skip
def recover(file: IO[str], key_files: tuple[IO[str], ...]) -> None:
    """Bring the master keys back from the custodians' copy to a machine that has none."""
    with _with_keys():
        from tutela.keyring.escrow import recover as recovered  # noqa: PLC0415

        if secrets.master_key_lines():
            sys.exit("There is a master key here already. Nothing was changed.")
        own = [
            next((x for line in f if (x := line.strip()) and not x.startswith("#")), "")
            for f in key_files
        ]
        found = recovered(file.read(), own)
        secrets.write_master_keys([secrets.as_line(key) for key in found])
        click.echo(f"{len(found)} master keys are back; {secrets.master_keys()[0].id} wraps.")
