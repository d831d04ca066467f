"""Whose date of birth holds: told by the room that knows, asked by duties that hang on an age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tutela.chronology.entry import Chronology


def not_known(chronology: Chronology) -> date | None:
    """Until a room says otherwise, no date of birth is known."""
    return None


_born: Callable[[Chronology], date | None] = not_known
_kinds: frozenset[str] = frozenset()


def read_births_by(read: Callable[[Chronology], date | None], *, kinds: frozenset[str]) -> None:
    """Say how the date of birth in force is read off a chronology, and from which kinds."""
    global _born, _kinds
    _born, _kinds = read, kinds


def born(chronology: Chronology) -> date | None:
    """The date of birth in force, if any."""
    return _born(chronology)


def kinds_of_birth() -> frozenset[str]:
    """Slugs of the kinds of entry that a date of birth is read from."""
    return _kinds
