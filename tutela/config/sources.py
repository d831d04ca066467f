"""Where the command line's evidence half gets the record from.

Evidence imports no room and no web framework; it is handed a callable. This module is the one
place that knows both sides, and it is imported only when the database is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any

import click

from tutela.config.postgres import held

FACTS = "tutela.doors.feed:facts"


def referral_facts(as_at: date) -> Iterator[Mapping[str, Any]]:
    """Pseudonymous referral facts as known at the end of that day, as a stream of mappings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    # Django reads its settings as it is imported; evidence never needs to.
    import django  # noqa: PLC0415

    django.setup()
    module, _, attribute = FACTS.partition(":")
    with held(lambda message: click.echo(message, err=True)):
        yield from getattr(import_module(module), attribute)(as_at)
