"""What a child's page says of learning: where, or since when a place is sought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record
from tutela.participation.decisions import hear_the_child_at
from tutela.protection.education.derive import searches, stays_now
from tutela.protection.education.entries import EducationPlan
from tutela.web import rooms
from tutela.web.components import Lines, Row, Shown, State, Tag
from tutela.web.dates import moment_in_words


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """What sort of place the child learns at, and for how long they wait for one."""
    if not record.may(Action.READ, Category.EDUCATION):
        return
    said: list[Shown] = [
        _("%(place)s, since %(when)s")
        % {"place": _(stay.content.learning.label), "when": moment_in_words(stay.started.happened)}
        for stay in stays_now(record.chronology)
    ]
    for search in searches(record.chronology):
        days = search.waited(at) if search.is_open else None
        if days is not None:
            words = ngettext(
                "Waits for a place, for %(number)d day",
                "Waits for a place, for %(number)d days",
                days,
            )
            said.append(Tag(words % {"number": days}, State.DUE))
    yield Row(_("Learning"), Lines(said or [Tag(_("No place to learn on record"), State.DUE)]))


hear_the_child_at(EducationPlan)
rooms.tell_standing("education", 52, where_it_stands)
