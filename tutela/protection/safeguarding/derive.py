"""What the chronology adds up to: plan, orders, what is still open. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tutela.chronology.entry import Chronology, Entry
from tutela.protection.safeguarding.answers import PlanDecision
from tutela.protection.safeguarding.entries import (
    MeasureEnded,
    ProtectionConference,
    ProtectiveMeasure,
)


@dataclass(frozen=True)
class Standing:
    """An order or agreement, and the entry that ended it."""

    entry: Entry
    ended: Entry | None

    @property
    def content(self) -> ProtectiveMeasure:
        """What it is."""
        return self.entry.says(ProtectiveMeasure)


def measures(chronology: Chronology) -> tuple[Standing, ...]:
    """Every order or agreement, in the order in which they began."""
    return tuple(
        Standing(entry, next(iter(chronology.answers_to(entry.id, MeasureEnded)), None))
        for entry in chronology.of(ProtectiveMeasure)
        if entry.content is not None
    )


def measures_now(chronology: Chronology) -> tuple[Standing, ...]:
    """Those that nobody has ended."""
    return tuple(known for known in measures(chronology) if known.ended is None)


def plan(chronology: Chronology) -> Entry | None:
    """The conference whose child protection plan stands; None where there is none."""
    last = chronology.latest(ProtectionConference)
    if last is None or last.says(ProtectionConference).decision is not PlanDecision.PLAN:
        return None
    return last
