"""What a child's page says of their health: a doctor, what the child waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record
from tutela.participation.decisions import hear_the_child_at
from tutela.protection.health.answers import Practice
from tutela.protection.health.derive import needs_now, registered_with
from tutela.protection.health.entries import HealthAssessed
from tutela.web import rooms
from tutela.web.components import Lines, Row, Shown, State, Tag


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Whether a doctor takes the child on, and how long they wait for help."""
    if not record.may(Action.READ, Category.HEALTH):
        return
    said: list[Shown] = []
    if registered_with(record.chronology, Practice.DOCTOR) is None:
        said.append(Tag(_("No doctor on record"), State.DUE))
    else:
        said.append(_("Registered with a doctor"))
    waits = [need for need in needs_now(record.chronology) if need.waits]
    if waits:
        longest = max((h.waited(at) or 0 for need in waits for h in need.help), default=0)
        words = ngettext(
            "Waits for help, for %(number)d day", "Waits for help, for %(number)d days", longest
        )
        said.append(words % {"number": longest})
    yield Row(_("Health"), Lines(said))


hear_the_child_at(HealthAssessed)
rooms.tell_standing("health", 50, where_it_stands)
