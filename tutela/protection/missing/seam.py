"""Hands facts about times when a child was missing to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import happened_on
from tutela.protection.missing.answers import InterviewOutcome, MissingKind
from tutela.protection.missing.derive import Episode, episodes
from tutela.protection.missing.entries import ReturnInterview


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """Times when nobody knew where the child was. Away without agreement is another thing.

    What was found after a return is not among the answers of this room, so it stays unknown.
    """
    for episode in episodes(whole.chronology):
        if episode.content.what is MissingKind.MISSING:
            yield _fact(episode, whole, pseudonym)


def _fact(episode: Episode, whole: Whole, pseudonym: Pseudonym) -> Mapping[str, Any]:
    went = happened_on(episode.went)
    back = max(went, happened_on(episode.returned)) if episode.returned else None
    held = [
        happened_on(talk)
        for talk in episode.talks
        if talk.says(ReturnInterview).outcome is InterviewOutcome.HELD
    ]
    return {
        "fact": "missing",
        "child_key": pseudonym(whole.child),
        "missing_from": went,
        "returned_on": back,
        "interviewed_on": max(back, held[0]) if back and held else None,
        "now": "Returned" if back else "Still missing",
        "country": whole.nation.label,
    }


read_facts_by(facts)
