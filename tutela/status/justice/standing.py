"""What a child's page says at first glance of a case against them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.people import lists
from tutela.status.justice.derive import (
    cases,
    charged_though_indicated,
    convicted_though_recognised,
    held_now,
)
from tutela.status.justice.entries import HeldInCustody
from tutela.status.justice.offences import NAME
from tutela.web import rooms
from tutela.web.components import Row, State, Tag


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """Charged, convicted or held, though the child is or may be a victim."""
    chronology = record.chronology
    if charged_though_indicated(chronology, at):
        yield Tag(_("Charged, and may be a victim: raise non-prosecution"), State.UNSAFE)
    if convicted_though_recognised(chronology, at):
        yield Tag(_("A conviction stands, though recognised as a victim"), State.UNSAFE)
    held = held_now(chronology, at)
    if held is not None:
        where = _(held.says(HeldInCustody).where.label)
        yield Tag(_("Held: %(where)s") % {"where": where}, State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Each case, and where it stands."""
    for case in cases(record.chronology):
        state = case.state(at)
        if state is not None:
            offence = {"offence": _(lists.label(NAME, case.offence))}
            yield Row(_("Case: %(offence)s") % offence, _(state.label))


rooms.tell_states("justice", what_must_be_seen)
rooms.tell_standing("justice", 65, where_it_stands)
