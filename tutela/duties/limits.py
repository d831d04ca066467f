"""How long the law gives: hours, calendar days, working days, weeks, months, an age.

Days are London days and end at midnight. A period counted in days or longer begins on the day after
the event and ends with its last day, so something due "within 5 working days" of Monday may be done
until the end of the following Monday. A period counted in hours begins with the event itself.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property

from tutela.chronology.moment import LONDON, day_start
from tutela.people.roles import Nation

_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@dataclass(frozen=True)
class Start:
    """What a limit is counted from: the aware moment, the nation, the date of birth if known."""

    at: datetime
    nation: Nation
    born: date | None = None

    @cached_property
    def on(self) -> date:
        """The London day of the event."""
        return self.at.astimezone(LONDON).date()


@dataclass(frozen=True)
class Limit:
    """A length of time as law and guidance give it."""

    words: str
    number: int
    unit: str
    end: Callable[[Start], datetime | None]

    def due(self, start: Start) -> datetime | None:
        """The first moment at which it is too late (aware, UTC); None when it can't be known."""
        return self.end(start)


@cache
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Bank holidays of a nation. Source: the `holidays` package, which follows gov.uk."""
    import holidays  # noqa: PLC0415 - several hundred milliseconds that a page need not wait for

    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year))


def is_working_day(on: date, nation: Nation) -> bool:
    """Is it neither a weekend nor a bank holiday of that nation?"""
    return on.weekday() < 5 and on not in bank_holidays(nation, on.year)


def add_months(on: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: date, years: int, months: int = 0) -> date:
    """The day on which an age is reached. Born on 29 February, a person reaches an age in a
    common year on 1 March (in Scotland and elsewhere alike: the day after 28 February ends)."""
    day = add_months(born, years * 12 + months)
    return day + timedelta(days=1) if day.day < born.day and born.month == 2 else day


def hours(number: int) -> Limit:
    """So many hours after the event."""

    def end(start: Start) -> datetime:
        # In UTC: an hour that the clocks skip or repeat is not one of the child's hours.
        return start.at.astimezone(UTC) + timedelta(hours=number)

    return Limit(f"{number} hours", number, "hours", end)


def calendar_days(number: int) -> Limit:
    """So many days after the event, until the end of the last one."""
    words = f"{number} days" if number != 1 else "1 day"
    return Limit(
        words, number, "calendar_days", lambda start: _end_of(start.on + timedelta(days=number))
    )


def working_days(number: int) -> Limit:
    """So many working days of the nation after the event, until the end of the last one."""

    def end(start: Start) -> datetime:
        on, left = start.on, number
        while left:
            on += timedelta(days=1)
            left -= is_working_day(on, start.nation)
        return _end_of(on)

    return Limit(f"{number} working day{'s' * (number != 1)}", number, "working_days", end)


def weeks(number: int) -> Limit:
    """So many weeks after the event, until the end of the day."""
    return Limit(
        f"{number} weeks",
        number,
        "weeks",
        lambda start: _end_of(start.on + timedelta(weeks=number)),
    )


def months(number: int) -> Limit:
    """So many months after the event, until the end of the day."""
    return Limit(
        f"{number} months", number, "months", lambda start: _end_of(add_months(start.on, number))
    )


def at_age(years: int, extra_months: int = 0) -> Limit:
    """By the beginning of the day on which the child reaches this age."""

    def end(start: Start) -> datetime | None:
        return None if start.born is None else day_start(birthday(start.born, years, extra_months))

    words = f"age {years}" + (f" and {extra_months} months" if extra_months else "")
    return Limit(words, years, "age", end)


def sooner_of(*limits: Limit) -> Limit:
    """Whichever of these ends first."""

    def end(start: Start) -> datetime | None:
        ends = [due for limit in limits if (due := limit.due(start)) is not None]
        return min(ends, default=None)

    words = " or ".join(limit.words for limit in limits) + ", whichever is sooner"
    return Limit(words, limits[0].number, limits[0].unit, end)


def _end_of(on: date) -> datetime:
    return day_start(on + timedelta(days=1))
