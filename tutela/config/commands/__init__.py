"""Commands that need the database: they start Django, and the embedded server if that is ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutela.config.postgres import PostgresError, held


@contextmanager
def the_database() -> Iterator[None]:
    """Django set up, and a database to speak to, for as long as the command runs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django  # noqa: PLC0415 - `tutela --help` must not wait for it

    try:
        with held(lambda message: click.echo(message, err=True)):
            django.setup()
            yield
    except PostgresError as problem:
        sys.exit(str(problem))
