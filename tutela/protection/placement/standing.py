"""What a child's page says of their home: never where, always what must be answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.participation.decisions import hear_the_child_at
from tutela.protection.placement.derive import (
    current_placement,
    lacks_safety_plan,
    needs_not_met,
    unanswered,
)
from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    PlacementBegan,
    PlacementPlan,
)
from tutela.web import rooms
from tutela.web.components import Row, State, Tag
from tutela.web.dates import moment_in_words


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """An unsuitable home until somebody answers for it; a first home without a safety plan."""
    unsuitable = unanswered(record.chronology, at)
    if unsuitable is not None:
        words = {"home": _(unsuitable.content.home.label)}
        yield Tag(_("%(home)s: nobody has answered for it") % words, State.UNSAFE)
    if lacks_safety_plan(record.chronology, at) is not None:
        yield Tag(_("No safety plan for the first days"), State.UNSAFE)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """What sort of home, since when; needs that are not met."""
    stay = current_placement(record.chronology, at)
    if stay is not None:
        since = {
            "home": _(stay.content.home.label),
            "when": moment_in_words(stay.entry.happened),
        }
        yield Row(_("Home"), _("%(home)s, since %(when)s") % since)
    review = needs_not_met(record.chronology)
    if review is not None:
        yield Row(
            _("Needs from trafficking"),
            _("not all met, said the review of %(when)s")
            % {"when": moment_in_words(review.happened)},
        )


hear_the_child_at(PlacementBegan, PlacementPlan, CarePlan, LookedAfterReview)
rooms.tell_states("placement", what_must_be_seen)
rooms.tell_standing("placement", 10, where_it_stands)
