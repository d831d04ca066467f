"""What a child's page says of best interests: how far it has come, and if the child was heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.doors.reading import Record
from tutela.futures.best_interests.derive import Stage, determinations
from tutela.futures.best_interests.entries import BestInterestsDecision, BestInterestsReview
from tutela.participation.decisions import hear_the_child_at
from tutela.web import rooms
from tutela.web.components import Row, State, Tag


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The last determination, and what was decided."""
    known = determinations(record.chronology)
    if not known:
        return
    last = known[-1]
    stage = last.stage(at)
    if stage is Stage.DECIDED and last.chosen is not None:
        yield Row(_("Best interests"), _(last.chosen.content.solution.label))
    else:
        yield Row(_("Best interests"), _(stage.label))


def unheard(record: Record, at: datetime) -> Iterator[Tag]:
    """Something is being decided and the child has not been heard."""
    for found in determinations(record.chronology)[-1:]:
        waiting = found.stage(at) in {Stage.PANEL, Stage.PUT_OFF, Stage.REOPENED}
        if waiting and not found.is_heard:
            yield Tag(_("Not heard yet on what is best for them"), State.DUE)


hear_the_child_at(BestInterestsDecision, BestInterestsReview)
rooms.tell_states("best_interests", unheard)
rooms.tell_standing("best_interests", 60, where_it_stands)
