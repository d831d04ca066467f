"""Django's own commands, with a database to speak to: `tutela manage makemigrations people`."""

from __future__ import annotations

import os
import sys

import click

from tutela.config.postgres import PostgresError, held

# Commands that change or read everything; the application's own role may not.
BY_OWNER = {"migrate", "sqlmigrate", "showmigrations", "dbshell", "createcachetable", "inspectdb"}


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands; those that need it speak as the database's owner."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    # Django reads its settings as it is imported; `tutela --help` must not.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    command = list(arguments)
    if command and command[0] in BY_OWNER and not any(a.startswith("--database") for a in command):
        command.append("--database=owner")
    try:
        with held(lambda message: click.echo(message, err=True)):
            execute_from_command_line(["tutela manage", *command])
    except PostgresError as problem:
        sys.exit(str(problem))
