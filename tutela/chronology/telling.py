"""How a moment is said in English: as precisely as it is known, and no more."""

from __future__ import annotations

from datetime import date

from tutela.chronology.moment import LONDON, Moment, Precision

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def tell_day(on: date) -> str:
    """A calendar day: 4 March 2027."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def tell(moment: Moment) -> str:
    """A moment: "4 March 2027", "March 2027", "2027", "about 2019", "4 March 2027 at 14:05"."""
    if moment.start is None or moment.on is None:
        return "not known when"
    on = moment.on
    match moment.precision:
        case Precision.INSTANT:
            return f"{tell_day(on)} at {moment.start.astimezone(LONDON):%H:%M}"
        case Precision.MONTH:
            return f"{_MONTHS[on.month - 1]} {on.year}"
        case Precision.YEAR:
            return str(on.year)
        case Precision.ABOUT:
            return f"about {moment.about_year}"
        case _:
            return tell_day(on)
