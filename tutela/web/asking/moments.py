"""The ask for when something happened: boxes that may be left empty where less is known.

Day, month and year give a day; month and year give a month; a year alone gives a year, or "about"
that year; a time beside a whole date gives an instant. Not knowing is ticked, never assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON, Moment, Precision
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class AskMoment(Ask):
    """When something happened, as precisely as is known. ``vague`` allows less than a day."""

    template = "tutela/asking/moment.html"
    vague: bool = True
    timed: bool = True

    @property
    def id(self) -> str:
        """The box of the day."""
        return f"q-{self.name}-day"

    def help(self) -> str:
        """How to answer."""
        if not self.vague:
            return _("For example, 27 3 2026.")
        return _("For example, 27 3 2026. Leave empty what is not known.")

    def read(self, answers: Answers) -> Moment | None:
        """The moment."""
        day, month, year, clock = (
            answers.one(f"{self.name}-{part}") for part in ("day", "month", "year", "time")
        )
        loosely = answers.many(f"{self.name}-loosely")
        if "unknown" in loosely:
            if day or month or year:
                raise Unreadable(_("Give a date, or tick that it is not known: not both"), "day")
            return Moment.unknown()
        if not (day or month or year):
            if clock or "about" in loosely:
                raise Unreadable(_("Give at least the year"), "year")
            return None
        return self._moment(day, month, year, clock, about="about" in loosely)

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The boxes for a moment."""
        moment: Moment = value
        name = self.name
        if moment.on is None or moment.start is None:
            return {f"{name}-loosely": ["unknown"]}
        if moment.precision is Precision.ABOUT:
            return {f"{name}-year": [str(moment.about_year)], f"{name}-loosely": ["about"]}
        boxes = {f"{name}-year": [str(moment.on.year)]}
        if moment.precision is not Precision.YEAR:
            boxes[f"{name}-month"] = [str(moment.on.month)]
        if moment.precision in {Precision.DAY, Precision.INSTANT}:
            boxes[f"{name}-day"] = [str(moment.on.day)]
        if moment.precision is Precision.INSTANT:
            boxes[f"{name}-time"] = [moment.start.astimezone(LONDON).strftime("%H:%M")]
        return boxes

    def missing(self) -> str:
        """What is said when all boxes are empty."""
        if self.vague:
            return _("Give the date for “%(question)s”, or tick that it is not known") % {
                "question": _(self.question.label)
            }
        return _("Give the date for “%(question)s”") % {"question": _(self.question.label)}

    def parts(self, answers: Answers, errors: Mapping[str, str]) -> Mapping[str, Any]:
        """The boxes."""
        loosely = answers.many(f"{self.name}-loosely")
        boxes = {part: answers.one(f"{self.name}-{part}") for part in ("day", "month", "year")}
        return {
            **boxes,
            "clock": answers.one(f"{self.name}-time"),
            "about": "about" in loosely,
            "unknown": "unknown" in loosely,
            "vague": self.vague,
            "timed": self.timed,
        }

    def _moment(self, day: str, month: str, year: str, clock: str, *, about: bool) -> Moment:
        if not year:
            raise Unreadable(_("The date must include a year"), "year")
        if day and not month:
            raise Unreadable(_("The date must include a month"), "month")
        a_year = _number(year, "year")
        if not FIRST_YEAR <= a_year <= LAST_YEAR:
            raise Unreadable(_("The year must have four digits, like 2026"), "year")
        if about:
            if day or month:
                raise Unreadable(_("“About” goes with a year alone"), "day")
            return Moment.about(a_year)
        if not self.vague and not day:
            raise Unreadable(_("The date must include a day"), "day")
        if not month:
            _no_clock(clock)
            return Moment.year(a_year)
        a_month = _month(month)
        if not day:
            _no_clock(clock)
            return Moment.month(a_year, a_month)
        a_day = _number(day, "day")
        try:
            on = date(a_year, a_month, a_day)
        except ValueError:
            raise Unreadable(_("There is no such day in that month"), "day") from None
        return _at(on, clock) if clock else Moment.day(on)


@dataclass(frozen=True)
class AskDate(AskMoment):
    """A calendar day."""

    vague: bool = False
    timed: bool = False

    def read(self, answers: Answers) -> Any:
        """The day as a date."""
        moment = super().read(answers)
        return None if moment is None else moment.on

    def fill(self, value: Any) -> dict[str, list[str]]:
        """The boxes for a day."""
        return super().fill(Moment.day(value))


def _number(text: str, part: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise Unreadable(_("Write the date in numbers, like 27 3 2026"), part)
    return int(text)


def _month(text: str) -> int:
    name = text.casefold()[:3]
    month = _MONTHS.index(name) + 1 if name in _MONTHS else _number(text, "month")
    if not 1 <= month <= 12:
        raise Unreadable(_("The month must be between 1 and 12"), "month")
    return month


def _no_clock(clock: str) -> None:
    if clock:
        raise Unreadable(_("A time needs a whole date: day, month and year"), "time")


def _at(on: date, clock: str) -> Moment:
    hours, colon, minutes = clock.replace(".", ":").partition(":")
    well_written = colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if not well_written or len(hours) > 2 or int(hours) > 23 or int(minutes) > 59:
        raise Unreadable(_("Write the time on the 24-hour clock, like 14:30"), "time")
    local = datetime(on.year, on.month, on.day, int(hours), int(minutes), tzinfo=LONDON)
    # In the hour that the clocks skip in March there is no such time.
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Unreadable(_("The clocks went forward then: there was no such time"), "time")
    return Moment.instant(local)
