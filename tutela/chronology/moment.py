"""When something happened, and how precisely that is known.

A child may say "in the cold season, about 2019"; a court order has an hour and a minute. Both are
moments. A moment is a half-open span of time: the shorter the span, the better it is known.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

LONDON = ZoneInfo("Europe/London")
ABOUT_YEARS = 1
"""How far "about 2019" reaches on either side, in years."""


class Precision(StrEnum):
    """How precisely a moment is known."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


class Moment(BaseModel):
    """A span ``[start, until)`` in which something happened, with how precisely it is known.

    ``start`` and ``until`` are aware datetimes; both are None when nothing is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    precision: Precision
    start: AwareDatetime | None = None
    until: AwareDatetime | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.precision is Precision.UNKNOWN:
            if self.start is not None or self.until is not None:
                raise ValueError("a moment that is not known has no dates")
        elif self.start is None or self.until is None:
            raise ValueError("a moment needs a start and an end")
        elif self.precision is Precision.INSTANT:
            if self.start != self.until:
                raise ValueError("an instant starts and ends at once")
        elif self.start >= self.until:
            raise ValueError("a moment ends after it starts")
        return self

    @classmethod
    def instant(cls, at: datetime) -> Self:
        """A minute on the clock. Raises ValueError when ``at`` has no time zone."""
        if at.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        at = at.astimezone(UTC)
        return cls(precision=Precision.INSTANT, start=at, until=at)

    @classmethod
    def day(cls, on: date) -> Self:
        """A calendar day in London."""
        return cls(
            precision=Precision.DAY, start=day_start(on), until=day_start(on + timedelta(days=1))
        )

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A calendar month in London."""
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        return cls(precision=Precision.MONTH, start=day_start(first), until=day_start(after))

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year in London."""
        return cls(
            precision=Precision.YEAR,
            start=day_start(date(year, 1, 1)),
            until=day_start(date(year + 1, 1, 1)),
        )

    @classmethod
    def about(cls, year: int) -> Self:
        """About a year: the year and one year on either side."""
        return cls(
            precision=Precision.ABOUT,
            start=day_start(date(year - ABOUT_YEARS, 1, 1)),
            until=day_start(date(year + ABOUT_YEARS + 1, 1, 1)),
        )

    @classmethod
    def unknown(cls) -> Self:
        """Not known."""
        return cls(precision=Precision.UNKNOWN)

    def may_be_before(self, other: Moment) -> bool:
        """Could this have happened before the other did? True where it can't be excluded."""
        if self.start is None or other.until is None:
            return True
        if self.start == other.start:
            return True
        return self.start < other.until

    def is_after(self, other: Moment) -> bool:
        """Is it certain that this happened after the other?"""
        if self.start is None or other.until is None:
            return False
        return self.start >= other.until and self.start != other.start

    def is_in_future(self, now: datetime) -> bool:
        """Does it lie wholly after ``now``?"""
        return self.start is not None and self.start > now

    @property
    def on(self) -> date | None:
        """The first London day of the span, or None."""
        return None if self.start is None else self.start.astimezone(LONDON).date()

    @property
    def about_year(self) -> int | None:
        """The year in the middle of "about 2019"."""
        return None if self.on is None else self.on.year + ABOUT_YEARS


@lru_cache(maxsize=8_192)
def day_start(on: date) -> datetime:
    """Midnight in London at the start of ``on``, as UTC."""
    return datetime.combine(on, time(), LONDON).astimezone(UTC)
