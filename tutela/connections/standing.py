"""What a child's page says of the people around: who may decide, and how worried people are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.connections.answers import Level
from tutela.connections.derive import decide_now, level_now
from tutela.connections.entries import ConcernLevel, ParentalResponsibility
from tutela.doors.reading import Record
from tutela.web import rooms
from tutela.web.components import Lines, Row, State, Tag
from tutela.web.dates import moment_in_words


def how_worried(record: Record, at: datetime) -> Iterator[Tag]:
    """The last judgement, with its day: an old one proves nothing."""
    entry = level_now(record.chronology)
    if entry is None:
        return
    level = entry.says(ConcernLevel).level
    if level in {Level.ACUTE, Level.HIGH}:
        words = {"level": _(level.label), "when": moment_in_words(entry.happened)}
        yield Tag(_("%(level)s (%(when)s)") % words, State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Who may decide for the child."""
    known = decide_now(record.chronology, at)
    if known:
        words = [_(e.says(ParentalResponsibility).holder.label) for e in known]
        yield Row(_("May decide for the child"), Lines(words))


rooms.tell_states("connections", how_worried)
rooms.tell_standing("connections", 14, where_it_stands)
