"""What a child's page says of a guardian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record
from tutela.protection.guardian.derive import gap_since, guardian_now, waiting_since
from tutela.web import rooms
from tutela.web.components import Name, Row, State, Tag
from tutela.web.dates import day_in_words


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """The child waits for a guardian, or no service is here."""
    waiting = waiting_since(record.chronology)
    if waiting is not None and waiting <= at:
        days = {"days": (at.astimezone(LONDON).date() - waiting.astimezone(LONDON).date()).days}
        yield Tag(_("Waiting for a guardian, %(days)s days") % days, State.DUE)
    elif gap_since(record.chronology) is not None and guardian_now(record.chronology) is None:
        yield Tag(_("No guardianship service here"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Who the guardian is, and in which form."""
    now = guardian_now(record.chronology)
    if now is not None:
        yield Row(_("Guardian"), Name(now.content.name))
    waiting = waiting_since(record.chronology)
    if waiting is not None:
        on = day_in_words(waiting.astimezone(LONDON).date())
        yield Row(_("Guardian"), _("asked for on %(day)s, not named yet") % {"day": on})


rooms.tell_states("guardian", what_must_be_seen)
rooms.tell_standing("guardian", 13, where_it_stands)
