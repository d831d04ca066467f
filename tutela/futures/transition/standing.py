"""What a child's page says around the 18th birthday: which parts of life have nobody yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.doors.reading import Record
from tutela.futures.transition.derive import Phase, has_nobody, phase, turns_18
from tutela.futures.transition.entries import PathwayPlan, PathwayReview
from tutela.participation.decisions import hear_the_child_at
from tutela.web import rooms
from tutela.web.components import Lines, Row, State, Tag
from tutela.web.dates import day_in_words


def nobody_yet(record: Record, at: datetime) -> Iterator[Tag]:
    """From 17 and a half on: for how many parts of life nobody is named."""
    now, birthday = phase(record.chronology, at), turns_18(record.chronology)
    if now not in {Phase.HANDING_OVER, Phase.GROWN} or birthday is None:
        return
    lacking = len(has_nobody(record.chronology, at))
    if not lacking:
        return
    facts = {"day": day_in_words(birthday), "number": lacking}
    if now is Phase.HANDING_OVER:
        words = ngettext(
            "Turns 18 on %(day)s: %(number)d part of life has nobody yet",
            "Turns 18 on %(day)s: %(number)d parts of life have nobody yet",
            lacking,
        )
        yield Tag(words % facts, State.DUE)
    else:
        words = ngettext(
            "Turned 18 on %(day)s: %(number)d part of life has nobody",
            "Turned 18 on %(day)s: %(number)d parts of life have nobody",
            lacking,
        )
        yield Tag(words % facts, State.OVERDUE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The phase, and what has nobody yet."""
    now = phase(record.chronology, at)
    if now is None:
        return
    lines = [_(now.label)]
    lacking = has_nobody(record.chronology, at)
    if now is not Phase.PREPARING and lacking:
        areas = ", ".join(_(area.label).lower() for area in lacking)
        lines.append(_("Nobody yet for: %(areas)s") % {"areas": areas})
    yield Row(_("Becoming an adult"), Lines(lines))


hear_the_child_at(PathwayPlan, PathwayReview)
rooms.tell_states("transition", nobody_yet)
rooms.tell_standing("transition", 70, where_it_stands)
