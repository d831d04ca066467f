"""Quarters and years, as the statistics name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_QUARTER = re.compile(r"\s*(\d{4})\s*[-_ ]?\s*[Qq]([1-4])\s*")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year, written "2022 Q2"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"A year has quarters 1 to 4, not {self.number}")

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"

    @property
    def index(self) -> int:
        """Quarters since the year 0: neighbours differ by one."""
        return self.year * 4 + self.number - 1

    @property
    def first_day(self) -> date:
        """The day on which it starts."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.shifted(1).first_day - timedelta(days=1)

    def shifted(self, quarters: int) -> Quarter:
        """The quarter so many quarters later (or earlier, if negative)."""
        return Quarter.at(self.index + quarters)

    @classmethod
    def at(cls, index: int) -> Quarter:
        """The quarter with that `index`."""
        year, number = divmod(index, 4)
        return cls(year, number + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read "2022 Q2" (or "2022Q2"). Raises ValueError otherwise."""
        match = _QUARTER.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is not a quarter; write it like “2022 Q2”")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)


# The National Referral Mechanism began on 1 April 2009.
FIRST_QUARTER = Quarter(2009, 2)
