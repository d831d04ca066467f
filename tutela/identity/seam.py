"""Hands facts about duties to evidence, under pseudonyms. They are reckoned here because some hang
on the date of birth in force, which is this room's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import DutyState, duties_of
from tutela.identity.derive import born

# What has not started, or has no day yet, is not counted.
_STATES = {
    DutyState.MET: "Met",
    DutyState.MET_LATE: "Met late",
    DutyState.OVERDUE: "Overdue",
    DutyState.DUE: "Due",
    DutyState.NO_LONGER_APPLIES: "No longer applies",
}


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """Every duty towards the child with a last day, by the rules of the lead agency's nation."""
    known = whole.chronology
    for due in duties_of(known, nation=whole.nation, born=born(known)):
        state = _STATES.get(due.state(known.at))
        if state is not None and due.last_day is not None:
            yield {
                "fact": "duties",
                "child_key": pseudonym(whole.child),
                "duty": str(due.duty.title),
                "due_on": due.last_day,
                "state": state,
                "country": whole.nation.label,
            }


read_facts_by(facts)
