"""What a child's page says of a permission that is about to end, and of a claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.status.immigration.derive import claim_state, last_leave, leave_now
from tutela.web import rooms
from tutela.web.components import Lines, Row, Shown, State, Tag
from tutela.web.dates import day_in_words

SOON = timedelta(days=90)
"""So long before its last day a permission is pointed out. Our own measure."""


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """A permission that ends soon, or has ended, without anything asked for."""
    last = last_leave(record.chronology, at)
    if last is None or last.ends is None or last.asked is not None or last.ended is not None:
        return
    ends = {"day": day_in_words(last.ends)}
    if not last.holds(at):
        if leave_now(record.chronology, at) is None:
            yield Tag(_("Permission to stay ended on %(day)s") % ends, State.OVERDUE)
    elif (at + SOON).date() >= last.ends:
        yield Tag(_("Permission to stay ends on %(day)s") % ends, State.DUE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The claim, the permission, and its last day by the letter and by the rule."""
    state = claim_state(record.chronology, at)
    if state is not None:
        yield Row(_("Asylum claim"), _(state.label))
    now = leave_now(record.chronology, at)
    if now is None:
        return
    lines: list[Shown] = [_(now.content.form.label)]
    if now.ends is not None:
        lines.append(_("Last day: %(day)s") % {"day": day_in_words(now.ends)})
    yield Row(_("Permission to stay"), Lines(lines))


rooms.tell_states("immigration", what_must_be_seen)
rooms.tell_standing("immigration", 60, where_it_stands)
