"""`tutela instrument`: frameworks of outcomes beside our own working set."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tutela.config.places import instruments_folder

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@contextmanager
def _refusing() -> Iterator[None]:
    from tutela.outcomes.instrument import BrokenInstrument  # noqa: PLC0415 - asked for only here

    try:
        yield
    except BrokenInstrument as broken:
        sys.exit("\n".join(["Not taken:", *(f"  {fault}" for fault in broken.faults)]))
    except ValueError as wrong:
        sys.exit(f"Not taken: {wrong}")


@click.group()
def instrument() -> None:
    """Check a framework of outcomes, and load one. The format: docs/instruments.md."""


@instrument.command("check")
@_FILE
def check(file: Path) -> None:
    """Say what FILE holds, or what is wrong with it and on which line."""
    from tutela.outcomes.instrument import read_instrument  # noqa: PLC0415 - as above

    with _refusing():
        read = read_instrument(file.read_bytes())
    click.echo(
        f"{read.name}, version {read.version} ({read.language}): {len(read.principles)} principles,"
        f" {len(read.outcomes)} outcomes, {read.indicators} indicators."
    )


@instrument.command("load")
@_FILE
def load(file: Path) -> None:
    """Put FILE among the frameworks of this installation. Restart what serves afterwards."""
    from tutela.outcomes.instruments import keep  # noqa: PLC0415 - as above

    with _refusing():
        kept = keep(file.read_bytes(), instruments_folder())
    click.echo(f"Loaded {kept.stem}. Restart Tutela, so that it is offered.")
