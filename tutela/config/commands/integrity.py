"""Is the record still what was recorded, and do the lists say what it says?"""

from __future__ import annotations

import sys

import click
from tqdm import tqdm

from tutela.config.commands import the_database


@click.command()
def verify() -> None:
    """Walk every chain of entries; exit status 1, with the first broken link, where one fails."""
    with the_database():
        from tutela.doors.verifying import broken_chains  # noqa: PLC0415 - needs Django

        broken = walked = 0
        with tqdm(unit=" entries", desc="Walking the chains", disable=None) as bar:

            def seen(entries: int) -> None:
                nonlocal walked
                walked += entries
                bar.update(entries)

            for link in broken_chains(seen=seen):
                broken += 1
                click.echo(f"Broken: {link}", err=True)
        if broken:
            click.echo(f"{broken} chains do not hold; {walked} entries walked.", err=True)
            sys.exit(1)
        click.echo(f"Every chain holds; {walked} entries walked.")


@click.command()
@click.option("--check", is_flag=True, help="Only compare; exit status 1 where a table differs.")
def rebuild(*, check: bool) -> None:
    """Make every derived table anew from the entries, and say where the kept one differed."""
    with the_database():
        from tutela.doors.rebuilding import count_children  # noqa: PLC0415 - needs Django
        from tutela.doors.rebuilding import rebuild as rebuilt  # noqa: PLC0415

        differing = 0
        with tqdm(total=count_children(), unit=" records", desc="Rebuilding", disable=None) as bar:
            for difference in rebuilt(only_compare=check, seen=bar.update):
                differing += 1
                click.echo(f"{difference.projection} of record {difference.child} differed")
        if differing and check:
            sys.exit(1)
        click.echo(f"{differing} of the kept tables differed." if differing else "All agree.")
