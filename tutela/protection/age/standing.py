"""What a child's page says at first glance of a disputed age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.protection.age.derive import (
    age_state,
    harms,
    lacks_its_birth,
    outlives_its_assessment,
    treated_as_adult_unassessed,
)
from tutela.web import rooms
from tutela.web.components import Lines, Row, State, Tag


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """Treated as an adult without an assessment; a date of birth that does not follow one."""
    chronology = record.chronology
    if treated_as_adult_unassessed(chronology, at):
        yield Tag(_("Treated as an adult by others, without an assessment"), State.UNSAFE)
    if lacks_its_birth(chronology, at):
        yield Tag(_("The concluded date of birth is not written down"), State.DUE)
    if outlives_its_assessment(chronology, at):
        yield Tag(_("A date of birth rests on an assessment that has fallen"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Where the dispute stands, and what harm was done."""
    state = age_state(record.chronology, at)
    if state is not None:
        yield Row(_("Age"), _(state.label))
    done = harms(record.chronology)
    if done:
        yield Row(_("While treated as an adult"), Lines([_(h.label) for h in done]))


rooms.tell_states("age", what_must_be_seen)
rooms.tell_standing("age", 12, where_it_stands)
