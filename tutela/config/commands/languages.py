"""`tutela languages`: how far the young person's pages are translated, and how much was checked."""

from __future__ import annotations

import os

import click


@click.command()
def languages() -> None:
    """Say for each language how many texts of the young person's pages it has, and how many of them
    somebody who speaks it well has checked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django  # noqa: PLC0415 - `tutela --help` must not wait for it

    django.setup()
    from tutela.entrance.languages import coverage  # noqa: PLC0415 - needs Django
    from tutela.voice.texts import every_text  # noqa: PLC0415

    texts = every_text()
    click.echo(f"{len(texts)} texts in English")
    for language, known, checked in coverage(texts):
        click.echo(f"{language.english}: {known} translated, {checked} checked")
