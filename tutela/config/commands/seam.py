"""Hands evidence its facts: the one place where the command line joins the two halves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tutela.config.commands import the_database


def referral_facts(as_at: date) -> Iterator[Mapping[str, Any]]:
    """Referral facts as the record was known at the end of a day, for as long as they are read."""
    with the_database():
        from tutela.doors.feed import facts  # noqa: PLC0415 - needs Django

        yield from facts(as_at)
