"""`tutela docs`: write the documents that are made from the code, or check that they still are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[3]


@click.command()
@click.option("--check", is_flag=True, help="Only compare; exit status 1 where one differs.")
def docs(*, check: bool) -> None:
    """Write the documents that are made from the code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django  # noqa: PLC0415 - `tutela --help` must not wait for it

    django.setup()
    from tutela.config.documents import DOCUMENTS  # noqa: PLC0415 - asks every room

    stale = [path for path, make in DOCUMENTS.items() if not _is_current(ROOT / path, make())]
    for path in stale:
        click.echo(f"{path} {'differs from the code' if check else 'written'}")
        if not check:
            (ROOT / path).write_text(DOCUMENTS[path](), encoding="utf-8")
    if stale and check:
        sys.exit(1)


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
