"""Hands facts about durable solutions to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import happened_on
from tutela.futures.solution.answers import Began
from tutela.futures.solution.derive import Lasting, plans
from tutela.futures.solution.entries import SolutionBegan

_NOW = {Lasting.LASTS: "Lasting", Lasting.FAILED: "Ended"}
# The chronology ends at the day of the extract: the last look in it is the last that was known.
_ALL_LOOKS = datetime.max.replace(tzinfo=UTC)


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """Solutions that began. That care ended is none. When one failed is not known to the day."""
    for plan in plans(whole.chronology):
        for life in plan.lives:
            what = life.began.says(SolutionBegan).what
            if what is not Began.CARE_ENDED:
                yield {
                    "fact": "solutions",
                    "child_key": pseudonym(whole.child),
                    "reached_on": happened_on(life.began),
                    "kind": str(what.label),
                    "now": _NOW.get(life.lasting(_ALL_LOOKS)),
                }


read_facts_by(facts)
