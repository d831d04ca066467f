"""`tutela demo`: load a made-up caseload, and say as whom one can sign in to it."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click
from tqdm import tqdm

from tutela.config.commands import the_database
from tutela.config.install import loading_demonstration


@click.group()
def demo() -> None:
    """A made-up caseload, to look at and to try things out."""


@demo.command("load")
@click.option(
    "--children", default=500, show_default=True, type=click.IntRange(1, 1_000_000),
    help="How many children.",
)  # fmt: skip
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 2**20),
    help="Another seed makes other children.",
)  # fmt: skip
@click.option(
    "--now", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day it stands on, or else today."
)  # fmt: skip
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64))
def load(children: int, seed: int, on: datetime | None, processes: int) -> None:
    """Load made-up children into an empty database. Never among real records."""
    with the_database(), loading_demonstration():
        from tutela.demo import loading  # noqa: PLC0415 - needs Django, which --help does not

        day: date = on.date() if on else loading.today()
        try:
            with tqdm(total=children, unit=" children", disable=None) as bar:
                done = 0
                for written in loading.load(children, seed=seed, on=day, processes=processes):
                    bar.update(written - done)
                    done = written
        except (loading.CannotLoad, ValueError) as problem:
            sys.exit(str(problem))
        click.echo(f"{done} made-up children stand in this database.", err=True)


@demo.command("people")
def people() -> None:
    """Say as whom one can sign in to a demonstration."""
    from tutela.demo.localities import personas  # noqa: PLC0415
    from tutela.demo.password import PASSWORD  # noqa: PLC0415

    click.echo("Sign in to the demonstration as one of these made-up people:")
    for who in personas():
        click.echo(f"  {who.email:<40} {who.job}, {who.house.name} ({who.name})")
    click.echo(f"The password is the same for all: {PASSWORD}")


# What ./run asks for once the pages are served.
demo.add_command(people, "sign-ins")
