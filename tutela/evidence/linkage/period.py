"""Lists of one period: a population can only be estimated from who was met in the same time.

A list may say on which day it met a person (`seen_on`). Rows outside the period are left out. Rows
that don't say are kept, and counted: whoever reads the estimate has to know that they may be from
another time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.refusals import Refusal


@dataclass(frozen=True)
class Period:
    """From a day to a day, both within it; None is an open end."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is within it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def everything(self) -> bool:
        """Whether it leaves nothing out."""
        return self.start is None and self.end is None

    @property
    def words(self) -> str:
        """For people to read."""
        if self.everything:
            return "all times"
        ends = (f"from {self.start}" if self.start else "", f"to {self.end}" if self.end else "")
        return " ".join(end for end in ends if end)


@dataclass(frozen=True)
class Kept:
    """The records of a period, and by list how many were outside it and how many don't say."""

    people: tuple[Person, ...]
    outside: Mapping[str, int]
    undated: Mapping[str, int]

    @property
    def warnings(self) -> list[str]:
        """What a reader of the figures has to know."""
        return [
            f"{number:,} records of {name} don't say when the person was met; they were kept, and"
            " may be from another time"
            for name, number in self.undated.items()
            if number
        ]


def within(people: Sequence[Person], period: Period) -> Kept:
    """Who was met within the period. Raises `Refusal` where a list has nobody left."""
    if period.everything:
        return Kept(tuple(people), {}, {})
    names = list(dict.fromkeys(person.list for person in people))
    kept = tuple(one for one in people if one.seen is None or period.holds(one.seen))
    left = Counter(person.list for person in kept)
    whole = Counter(person.list for person in people)
    for name in names:
        if not left[name]:
            raise Refusal(
                "nobody-in-the-period", f"no record of {name} is of the period {period.words}."
            )
    undated = Counter(person.list for person in kept if person.seen is None)
    return Kept(
        kept,
        {name: whole[name] - left[name] for name in names},
        {name: undated[name] for name in names},
    )
