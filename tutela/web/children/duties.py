"""How duties are shown in lists."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON
from tutela.duties.duty import Due, DutyState
from tutela.web.components import DutyLine, Shown, State, Tag
from tutela.web.dates import day_in_words, time_in_words


def duty_line(due: Due, at: datetime, *, about: Shown = "") -> DutyLine:
    """One duty: what, by when, by whom, and its state in a shape, a word and a colour."""
    return DutyLine(what=_(due.duty.title), tag=duty_tag(due, at), note=_note(due), about=about)


def duty_tag(due: Due, at: datetime) -> Tag:
    """The state of a duty."""
    match due.state(at):
        case DutyState.OVERDUE:
            return Tag(_("Overdue since %(day)s") % {"day": _last_day(due)}, State.OVERDUE)
        case DutyState.DUE:
            return Tag(_due_words(due, at), State.DUE)
        case DutyState.MET:
            return Tag(_("Met in time"), State.MET)
        case DutyState.MET_LATE:
            return Tag(_("Met late"), State.LATE)
        case DutyState.NO_LONGER_APPLIES:
            return Tag(_("No longer applies"))
        case _:
            return Tag(_("No date yet"))


def _due_words(due: Due, at: datetime) -> str:
    if due.last_day is None:
        return _("Due")
    days = (due.last_day - at.astimezone(LONDON).date()).days
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    return _("Due by %(day)s") % {"day": _last_day(due)}


def _last_day(due: Due) -> str:
    return day_in_words(due.last_day) if due.last_day else ""


def _note(due: Due) -> str:
    parts = [_("Falls to: %(role)s.") % {"role": _(due.duty.falls_to.label)}]
    if due.met is not None:
        parts.append(_("Done %(when)s.") % {"when": time_in_words(due.met)})
    parts.append(f"{due.duty.source}.")
    if not due.duty.source.checked:
        parts.append(_("The exact wording has not been checked."))
    return " ".join(parts)
