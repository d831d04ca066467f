"""Hands facts about waits for a guardian to evidence, under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from tutela.access.record_state import is_open
from tutela.chronology.entry import Entry
from tutela.doors.feed import Pseudonym, read_facts_by
from tutela.doors.projections import Whole
from tutela.duties.duty import happened_on
from tutela.protection.guardian.derive import guardianships
from tutela.protection.guardian.entries import FOR_THE_CHILD, GuardianGap, GuardianReferral


def facts(whole: Whole, pseudonym: Pseudonym) -> Iterator[Mapping[str, Any]]:
    """Each time that a guardian was needed: asked for, or found that no service is there.

    A finding that no service covers the area answers the request before it. What comes of one
    need is looked for until the next begins; a coordinator for professionals is no guardian.
    """
    needs = _needs(whole)
    for needed, following in zip_longest(needs, needs[1:]):
        yield _fact(needed, following, whole, pseudonym)


def _needs(whole: Whole) -> list[Entry]:
    needs: list[Entry] = []
    for entry in whole.chronology.of(GuardianReferral, GuardianGap):
        if isinstance(entry.content, GuardianReferral) or not needs:
            needs.append(entry)
    return needs


def _fact(
    needed: Entry, following: Entry | None, whole: Whole, pseudonym: Pseudonym
) -> Mapping[str, Any]:
    since = happened_on(needed)
    until = happened_on(following) if following else None
    named = [
        on
        for one in guardianships(whole.chronology)
        if one.content.support in FOR_THE_CHILD
        and since <= (on := happened_on(one.entry))
        and (until is None or on < until)
    ]
    gaps = [
        entry
        for entry in whole.chronology.of(GuardianGap)
        if since <= happened_on(entry) and (until is None or happened_on(entry) < until)
    ]
    if named:
        state = "Appointed"
    elif gaps:
        state = "No service in the area"
    else:
        ended = following is not None or not is_open(whole.chronology)
        state = "Ended before an appointment" if ended else "Waiting"
    return {
        "fact": "guardians",
        "child_key": pseudonym(whole.child),
        "requested_on": since,
        "appointed_on": named[0] if named else None,
        "state": state,
        "country": whole.nation.label,
    }


read_facts_by(facts)
