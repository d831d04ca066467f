"""What a child's page says of the plan: which solution, what is open, and whether it lasted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.doors.reading import Record
from tutela.futures.solution.derive import Lasting, plans
from tutela.futures.solution.entries import SolutionPlan
from tutela.participation.decisions import hear_the_child_at
from tutela.web import rooms
from tutela.web.components import Lines, Row, State, Tag


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The last plan, its open actions, and whether what began lasts."""
    known = plans(record.chronology)
    if not known:
        return
    plan = known[-1]
    lines = [_(plan.entry.says(SolutionPlan).solution.label)]
    still = len(plan.open_actions)
    if still:
        words = ngettext("%(number)d action is open", "%(number)d actions are open", still)
        lines.append(words % {"number": still})
    lines += [_(life.lasting(at).label) for life in plan.lives[-1:]]
    yield Row(_("Plan"), Lines(lines))


def did_not_last(record: Record, at: datetime) -> Iterator[Tag]:
    """What had begun did not last, or they were not reached."""
    for life in [life for plan in plans(record.chronology)[-1:] for life in plan.lives[-1:]]:
        match life.lasting(at):
            case Lasting.FAILED:
                yield Tag(_("The solution did not last"), State.UNSAFE)
            case Lasting.NOT_REACHED:
                yield Tag(_("Not reached when last tried"), State.DUE)
            case _:
                pass


hear_the_child_at(SolutionPlan)
rooms.tell_states("solution", did_not_last)
rooms.tell_standing("solution", 65, where_it_stands)
