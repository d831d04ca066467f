"""What a child's page says at first glance of a child who is missing, or was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.doors.reading import Record
from tutela.protection.missing.answers import ToldWhom
from tutela.protection.missing.derive import (
    episodes,
    in_first_days,
    is_early_loss,
    is_repeated,
    missing_now,
    recent,
)
from tutela.web import rooms
from tutela.web.components import Row, State, Tag
from tutela.web.dates import moment_in_words


def whether_missing(record: Record, at: datetime) -> Iterator[Tag]:
    """Missing now, since when; that nobody told the police; that it comes again and again."""
    now = missing_now(record.chronology, at)
    if now is not None:
        since = {"when": moment_in_words(now.went.happened)}
        if now.is_found(at):
            yield Tag(_("Away, and we know where, since %(when)s") % since, State.UNSAFE)
        else:
            yield Tag(_("Missing since %(when)s") % since, State.UNSAFE)
            if is_early_loss(now, record.chronology):
                yield Tag(_("Gone within three days of coming"), State.UNSAFE)
            if ToldWhom.POLICE not in now.told:
                yield Tag(_("Not recorded that the police were told"), State.OVERDUE)
    elif in_first_days(record.chronology, at):
        yield Tag(_("First three days here: children are called away most now"), State.DUE)
    if is_repeated(record.chronology, at):
        yield Tag(_("Away again and again"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """How often the child was away lately."""
    if not episodes(record.chronology):
        return
    number = len(recent(record.chronology, at))
    words = ngettext(
        "%(number)d time in the last 90 days", "%(number)d times in the last 90 days", number
    )
    yield Row(_("Missing or away"), words % {"number": number})


rooms.tell_states("missing", whether_missing)
rooms.tell_standing("missing", 35, where_it_stands)
