"""Hands facts about permissions to stay to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import happened_on
from tutela.status.immigration.answers import Decision, LeaveForm
from tutela.status.immigration.derive import leaves
from tutela.status.immigration.entries import AsylumDecision

PROTECTION = "Refugee status or humanitarian protection"
_IS_NO_LEAVE = frozenset({LeaveForm.BRITISH})
_REFUSED = frozenset({Decision.REFUSED, Decision.OTHER_LEAVE})


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """What was granted, and protection that was refused. A grant is an entry of its own, so a
    positive decision on a claim is not counted beside it; citizenship is no leave."""
    child = pseudonym(whole.child)
    for leave in leaves(whole.chronology):
        if leave.content.form not in _IS_NO_LEAVE:
            yield {
                "fact": "leave",
                "child_key": child,
                "decided_on": happened_on(leave.entry),
                "kind": str(leave.content.form.label),
                "outcome": "Granted",
            }
    for entry in whole.chronology.of(AsylumDecision):
        if entry.content is not None and entry.says(AsylumDecision).outcome in _REFUSED:
            yield {
                "fact": "leave",
                "child_key": child,
                "decided_on": happened_on(entry),
                "kind": PROTECTION,
                "outcome": "Refused",
            }


read_facts_by(facts)
