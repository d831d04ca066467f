"""`tutela analysts`: who may hold studies of prevalence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutela.config.commands import the_database

_OWNER = "owner"


@contextmanager
def _naming() -> Iterator[None]:
    with the_database():
        from tutela.prevalence.analysts import CannotName  # noqa: PLC0415 - needs Django

        try:
            yield
        except CannotName as problem:
            sys.exit(str(problem))


@click.group()
def analysts() -> None:
    """Who may estimate, from lists of several agencies, how many children nobody sees."""


@analysts.command("add")
@click.argument("email")
def add(email: str) -> None:
    """Let somebody hold studies. It holds while they stand in no child's circle and manage none."""
    with _naming():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.prevalence.analysts import name_analyst  # noqa: PLC0415 - the same

        click.echo(f"{name_analyst(email, at=timezone.now(), using=_OWNER)} is an analyst.")


@analysts.command("end")
@click.argument("email")
def end(email: str) -> None:
    """Let somebody hold studies no longer. Theirs are shut at once."""
    with _naming():
        from django.utils import timezone  # noqa: PLC0415 - needs Django

        from tutela.prevalence.analysts import end_analyst  # noqa: PLC0415 - the same

        click.echo(f"{end_analyst(email, at=timezone.now(), using=_OWNER)} is no analyst any more.")


@analysts.command("list")
def list_analysts() -> None:
    """Name all analysts."""
    with _naming():
        from tutela.prevalence.analysts import analysts as named  # noqa: PLC0415 - needs Django

        for person in named(using=_OWNER):
            click.echo(f"{person.name} ({person.email})")
