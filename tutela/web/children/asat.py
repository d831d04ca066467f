"""Reading the record as it was known at an earlier moment: one control, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON
from tutela.web.components import AsAt, Link
from tutela.web.dates import day_in_words, time_in_words

END_OF_DAY = time(23, 59, 59, 999_999)


@dataclass(frozen=True)
class Chosen:
    """The moment that was asked for; ``at`` is None for now."""

    at: datetime | None = None
    day: str = ""
    clock: str = ""
    error: str = ""

    @property
    def moment(self) -> datetime:
        """The moment to read at."""
        return self.at or timezone.now()

    @property
    def words(self) -> str:
        """The moment in words."""
        if self.at is None:
            return _("now")
        return time_in_words(self.at) if self.clock else day_in_words(self.at.date())


def chosen(request: HttpRequest, *, day: str = "day", clock: str = "clock") -> Chosen:
    """What the address asks for. A day without a time means its end, in London."""
    day_text, clock_text = request.GET.get(day, "").strip(), request.GET.get(clock, "").strip()
    if not day_text:
        error = _("Give the day as well as the time") if clock_text else ""
        return Chosen(clock=clock_text, error=error)
    try:
        on = date.fromisoformat(day_text)
        on_the_clock = time.fromisoformat(clock_text) if clock_text else END_OF_DAY
    except ValueError:
        error = _("Write the day like 2026-03-27 and the time like 14:30")
        return Chosen(None, day_text, clock_text, error)
    now = timezone.now()
    at = datetime.combine(on, on_the_clock.replace(tzinfo=None), LONDON)
    if on > now.astimezone(LONDON).date():
        error = _("That day is still to come. The record is shown as it is now.")
        return Chosen(None, day_text, clock_text, error)
    return Chosen(at if at < now else None, day_text, clock_text)


def control(
    request: HttpRequest, moment: Chosen, *, kept: tuple[tuple[str, str], ...] = ()
) -> AsAt:
    """The control as drawn."""
    if moment.at is None:
        says = _("You are reading the record as it is now.")
        return AsAt(says, moment.day, moment.clock, kept, error=moment.error)
    says = _(
        "You are reading the record as it was known on %(when)s. What was recorded later is left "
        "out."
    ) % {"when": moment.words}
    now = Link(_("Read it as it is now"), request.path)
    return AsAt(says, moment.day, moment.clock, kept, now=now)
