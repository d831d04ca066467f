"""What could not be taken, as a page says it: at its question, and at the head of the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tutela.doors.errors import NotRecordable
from tutela.web.asking.asks import Ask, Wrong
from tutela.web.components import Component, ErrorSummary, Problem


def problems_at(asks: Sequence[Ask], refused: NotRecordable) -> list[Wrong]:
    """What a door refused, each at its question."""
    boxes = {ask.field: f"#{ask.id}" for ask in asks}
    return [Wrong(p.field, boxes.get(p.field, ""), _(p.message)) for p in refused.problems]


def summary_of(wrong: Sequence[Wrong]) -> list[Component]:
    """The list of errors at the head of a page; nothing where there are none."""
    return [ErrorSummary([Problem(w.message, w.href) for w in wrong])] if wrong else []
