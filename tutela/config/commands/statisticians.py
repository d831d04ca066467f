"""`tutela statisticians`: who brings, checks and publishes releases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutela.config.commands import the_database

_OWNER = "owner"
_WORK = click.option(
    "--may", "work", required=True, type=click.Choice(["draft", "check", "publish"])
)


@contextmanager
def _naming() -> Iterator[None]:
    with the_database():
        from tutela.statistics.officers import CannotName  # noqa: PLC0415 - needs Django

        try:
            yield
        except CannotName as problem:
            sys.exit(str(problem))


@click.group()
def statisticians() -> None:
    """Who may bring, check and publish releases of statistics. Nobody checks their own."""


@statisticians.command("add")
@click.argument("email")
@_WORK
def add(email: str, work: str) -> None:
    """Let somebody do this work."""
    with _naming():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.statistics.models import Work  # noqa: PLC0415 - the same
        from tutela.statistics.officers import name_officer  # noqa: PLC0415 - the same

        person = name_officer(email, Work(work), at=timezone.now(), using=_OWNER)
        click.echo(f"{person.name} may {work} releases.")


@statisticians.command("end")
@click.argument("email")
@_WORK
def end(email: str, work: str) -> None:
    """Let somebody do this work no longer."""
    with _naming():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.statistics.models import Work  # noqa: PLC0415 - the same
        from tutela.statistics.officers import end_officer  # noqa: PLC0415 - the same

        person = end_officer(email, Work(work), at=timezone.now(), using=_OWNER)
        click.echo(f"{person.name} may {work} releases no longer.")


@statisticians.command("list")
def list_statisticians() -> None:
    """Name them all."""
    with _naming():
        from tutela.statistics.officers import officers  # noqa: PLC0415 - needs Django

        for name, work in officers(using=_OWNER):
            click.echo(f"{name}: {work}")
