"""Hands facts about outcomes, in both voices, to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import happened_on
from tutela.outcomes.derive import View, Voice, pictures
from tutela.outcomes.instruments import outcomes

_VOICES = {Voice.OWN: "The child", Voice.WORKER: "The worker"}


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """Every answer about every outcome. One without a step says what it was, and is not missing."""
    for picture in pictures(whole.chronology).values():
        known = outcomes().get(picture.outcome)
        for view in (*picture.own, *picture.worker):
            yield {
                "fact": "outcomes",
                "child_key": pseudonym(whole.child),
                "reviewed_on": happened_on(view.entry),
                "outcome": known.text if known else picture.outcome,
                "level": _level(view),
                "voice": _VOICES[view.voice],
            }


def _level(view: View) -> str:
    return f"{view.step.value} of 5" if view.step else str(view.content.given.label)


read_facts_by(facts)
