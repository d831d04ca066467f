"""What the chronology adds up to: plan, orders, what is still open. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tutela.chronology.entry import Chronology, Entry
from tutela.protection.safeguarding.answers import Measure, MeasureEnd, PlanDecision
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


IN_CARE = frozenset({Measure.ACCOMMODATED, Measure.INTERIM_ORDER, Measure.CARE_ORDER})
"""What makes a child looked after by the council, under the Children Act 1989."""


def begins_care(entry: Entry, chronology: Chronology) -> bool:
    """Does the child become looked after with this? Not when it follows on another."""
    if entry.says(ProtectiveMeasure).measure not in IN_CARE:
        return False
    before: list[Standing] = []
    for known in measures(chronology):
        if known.entry.id == entry.id:
            break
        if known.content.measure in IN_CARE:
            before.append(known)
    if before and _was_followed(before[-1]):
        return False
    return not any(b.ended is None or b.ended.happened.is_after(entry.happened) for b in before)


def leaves_care(entry: Entry, chronology: Chronology) -> bool:
    """Is the child looked after no longer, now that this has ended?"""
    if entry.says(MeasureEnded).how is MeasureEnd.FOLLOWED or entry.refers_to is None:
        return False
    of = chronology.now_reads(entry.refers_to)
    if of is None or of.says(ProtectiveMeasure).measure not in IN_CARE:
        return False
    return not any(
        known.content.measure in IN_CARE
        and (known.ended is None or known.ended.happened.is_after(entry.happened))
        for known in measures(chronology)
        if known.entry.id != of.id and not known.entry.happened.is_after(entry.happened)
    )


def _was_followed(known: Standing) -> bool:
    """It ended because another followed."""
    return known.ended is not None and known.ended.says(MeasureEnded).how is MeasureEnd.FOLLOWED
