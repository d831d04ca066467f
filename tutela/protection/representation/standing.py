"""What a child's page says of their lawyer: who acts in what, who sent them, who is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record
from tutela.protection.representation.derive import acting, searches
from tutela.web import rooms
from tutela.web.components import Lines, Row, Shown, State, Tag


def who_sent_them(record: Record, at: datetime) -> Iterator[Tag]:
    """A lawyer whom somebody unknown sent."""
    if any(case.sent_by_somebody_unknown for case in acting(record.chronology)):
        yield Tag(_("Lawyer sent by somebody unknown"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """In which matters a lawyer acts, and for how long one is looked for."""
    if not record.may(Action.READ, Category.STATUS):
        return
    said: list[Shown] = [_(case.content.matter.label) for case in acting(record.chronology)]
    for search in searches(record.chronology):
        days = search.lasted(at) if search.found is None else None
        if days is not None:
            words = ngettext("For %(number)d day so far", "For %(number)d days so far", days)
            looked = _("Looked for: %(matter)s") % {"matter": _(search.matter.label)}
            said += [looked, Tag(words % {"number": days}, State.DUE)]
    yield Row(_("Lawyer"), Lines(said or [Tag(_("No lawyer on record"), State.DUE)]))


rooms.tell_states("representation", who_sent_them)
rooms.tell_standing("representation", 54, where_it_stands)
