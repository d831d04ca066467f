"""Dates as they are written on pages: 4 March 2027, about 2019, not known."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON, Moment, Precision


def moment_in_words(moment: Moment) -> str:
    """When something happened, no more precisely than it is known."""
    if moment.start is None or moment.on is None:
        return _("Date not known")
    on = moment.on
    match moment.precision:
        case Precision.INSTANT:
            return time_in_words(moment.start)
        case Precision.DAY:
            return day_in_words(on)
        case Precision.MONTH:
            return date_format(on, "F Y")
        case Precision.YEAR:
            return str(on.year)
        case _:
            return _("about %(year)s") % {"year": moment.about_year}


def day_in_words(on: date) -> str:
    """A day: 4 March 2027."""
    return date_format(on, "j F Y")


def time_in_words(at: datetime) -> str:
    """A minute on its day, in London: 4 March 2027, 14:30."""
    return date_format(at.astimezone(LONDON), "j F Y, H:i")
