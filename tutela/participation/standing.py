"""What a child's page says about being heard, and where the decisions below this room are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.reading import Record
from tutela.identification.entries import (
    ConclusiveGroundsDecision,
    LocalPanelDecision,
    NrmReferral,
    ReasonableGroundsDecision,
    ReconsiderationRequested,
)
from tutela.participation.decisions import hear_the_child_at
from tutela.participation.derive import not_yet_heard, not_yet_told_back
from tutela.participation.treated import treatment
from tutela.web import rooms
from tutela.web.components import Lines, Link, Row, State, Tag
from tutela.web.dates import moment_in_words

hear_the_child_at(
    NrmReferral,
    ReasonableGroundsDecision,
    ConclusiveGroundsDecision,
    LocalPanelDecision,
    ReconsiderationRequested,
)


def whether_heard(record: Record, at: datetime) -> Iterator[Row]:
    """Decisions at which the child was not heard yet, talks that nobody has answered, and what
    they told of how they were treated without an answer."""
    if not may_read_voice(record):
        return
    open_decisions = not_yet_heard(record.chronology)
    if open_decisions:
        shown = [
            Link(
                f"{_(entry.kind.title)}, {moment_in_words(entry.happened)}",
                f"#entry-{entry.id}",
            )
            for entry in open_decisions
        ]
        yield Row(_("Not yet heard about"), Lines(shown))
    untold = not_yet_told_back(record.chronology)
    if untold:
        words = ngettext(
            "%(count)s talk: the child has not been told yet what came of it",
            "%(count)s talks: the child has not been told yet what came of them",
            len(untold),
        ) % {"count": len(untold)}
        yield Row(_("Not yet told back"), words)
    if any(one.is_late(record.gate.nation, at) for one in treatment(record.chronology)):
        late = Tag(_("They told of it and have no answer"), State.OVERDUE)
        yield Row(_("Disbelief or unfair treatment"), late)


def may_read_voice(record: Record) -> bool:
    """May this viewer read what the child says? Whoever may not is told nothing about it."""
    return record.may(Action.READ, Category.VOICE)


rooms.tell_standing("participation", 15, whether_heard)
