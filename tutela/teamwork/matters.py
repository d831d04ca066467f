"""What somebody must look at, beyond duties: a child who is missing now, who turns 18 soon, whose
record lacks a name. Declared as data; each is found by a pure function and kept in one table.

A matter has a time: it begins and ends by itself as the clock moves, so that the table changes only
when an entry does. None of them is a score, and nothing follows from one by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, Choice, Content, kind_of


class Group(Choice):
    """Where a matter is shown."""

    NOW = "now", "What needs somebody now"
    RECORD = "record", "What the record still lacks"


@dataclass(frozen=True)
class Span:
    """From when until when something needs a look (aware); without an end until it is mended.

    ``entry`` is what it is about, where it is about one entry.
    """

    since: datetime
    until: datetime | None = None
    entry: UUID | None = None


@dataclass(frozen=True)
class Matter:
    """One thing to look at. ``kinds`` are those whose entries can begin or end it."""

    slug: str
    group: Group
    words: str
    """As a heading over the children whom it concerns."""
    why: str
    """Why it is looked at, and what to do."""
    category: Category
    kinds: tuple[type[Content], ...]
    found: Callable[[Chronology], Iterable[Span]]
    on_births: bool = False
    """Does it hang on a date of birth?"""

    @property
    def slugs(self) -> frozenset[str]:
        """Slugs of the kinds that can begin or end it."""
        return frozenset(kind_of(content).slug for content in self.kinds)


_declared: dict[str, Matter] = {}


def declare(*matters: Matter) -> None:
    """Make matters known. Raises ValueError when a slug is taken."""
    for matter in matters:
        if matter.slug in _declared:
            raise ValueError(f"the matter {matter.slug} is declared twice")
        _declared[matter.slug] = matter


def all_matters() -> Mapping[str, Matter]:
    """Every declared matter by its slug, in the order of declaration."""
    return dict(_declared)


def of_group(group: Group) -> tuple[Matter, ...]:
    """The matters that are shown together."""
    return tuple(m for m in _declared.values() if m.group is group)
