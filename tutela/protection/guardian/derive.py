"""Who the guardian is, since when a child waits for one, and where no service is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.duties.duty import happened_at
from tutela.protection.guardian.entries import (
    FOR_THE_CHILD,
    GuardianAllocated,
    GuardianEnded,
    GuardianGap,
    GuardianReferral,
)


@dataclass(frozen=True)
class Guardianship:
    """Somebody of a guardianship service, from when until when."""

    entry: Entry
    ended: Entry | None

    @property
    def content(self) -> GuardianAllocated:
        """Who, and in which form."""
        return self.entry.says(GuardianAllocated)


def guardianships(chronology: Chronology) -> tuple[Guardianship, ...]:
    """Everybody, in the order in which they were named."""
    return tuple(
        Guardianship(entry, next(iter(chronology.answers_to(entry.id, GuardianEnded)), None))
        for entry in chronology.of(GuardianAllocated)
        if entry.content is not None
    )


def guardian_now(chronology: Chronology) -> Guardianship | None:
    """The child's own guardian; a coordinator for professionals is none."""
    now = [
        one
        for one in guardianships(chronology)
        if one.ended is None and one.content.support in FOR_THE_CHILD
    ]
    return now[-1] if now else None


def waiting_since(chronology: Chronology) -> datetime | None:
    """Since when a guardian has been asked for and none is named; None where nobody waits."""
    asked = chronology.latest(GuardianReferral)
    if asked is None or guardian_now(chronology) is not None:
        return None
    since = happened_at(asked)
    named = [one for one in guardianships(chronology) if happened_at(one.entry) >= since]
    return None if named else since


def gap_since(chronology: Chronology) -> datetime | None:
    """Since when it is known that no service covers the area; None where one has helped since."""
    gap = chronology.latest(GuardianGap)
    if gap is None:
        return None
    since = happened_at(gap)
    named = [one for one in guardianships(chronology) if happened_at(one.entry) >= since]
    asked = [e for e in chronology.of(GuardianReferral) if happened_at(e) > since]
    return None if named or asked else since


def wait_of(chronology: Chronology) -> timedelta | None:
    """How long the child waited for the first guardian after the service was asked."""
    asked = next(iter(chronology.of(GuardianReferral)), None)
    named = next(iter(guardianships(chronology)), None)
    if asked is None or named is None:
        return None
    return max(timedelta(0), happened_at(named.entry) - happened_at(asked))
