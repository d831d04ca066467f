"""Slips of the pen in entries about immigration status, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.status.immigration.answers import WITHOUT_END, Condition

if TYPE_CHECKING:
    from tutela.status.immigration.entries import (
        AsylumAppealDecided,
        AsylumDecision,
        LeaveEnded,
        LeaveGranted,
    )

_OPPOSITES = (
    (Condition.WORK, Condition.NO_WORK),
    (Condition.PUBLIC_FUNDS, Condition.NO_PUBLIC_FUNDS),
)


def decided_once(
    content: AsylumDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One claim is decided once; a new decision follows an appeal that sends it back."""
    if refers_to is None or refers_to not in chronology:
        return
    before = _answers(chronology.entry(refers_to), chronology, "asylum-decision")
    again = any(
        getattr(decided.content, "outcome", None) == "again"
        for decision in before
        for appeal in _answers(decision, chronology, "asylum-appeal")
        for decided in _answers(appeal, chronology, "asylum-appeal-decided")
    )
    if before and not again:
        yield Problem("", f"This claim was decided on {tell(before[0].happened)}")


def appeal_decided_once(
    content: AsylumAppealDecided, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One appeal is decided once."""
    yield from _only_once(chronology, refers_to, "asylum-appeal-decided", "This appeal was decided")


def is_not_ended_already(
    content: LeaveEnded, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A permission ends once."""
    yield from _only_once(chronology, refers_to, "leave-ended", "This permission ended")


def is_not_over_before_it_began(
    content: LeaveGranted, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Its last day does not come before its first; some forms have none."""
    if content.until is None:
        return
    if content.form in WITHOUT_END:
        yield Problem("until", f"{content.form.label} has no last day. Leave this empty")
    elif happened.on is not None and content.until < happened.on:
        yield Problem("until", f"This is before it began, which was {tell(happened)}")


def conditions_fit(
    content: LeaveGranted, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nothing is allowed and forbidden at once; a victim's permission says for what."""
    for allowed, forbidden in _OPPOSITES:
        if {allowed, forbidden} <= content.conditions:
            yield Problem(
                "conditions", f"“{allowed.label}” and “{forbidden.label}” can’t both be true"
            )
    if content.form == "victim" and not content.grounds:
        yield Problem("grounds", "Choose at least one")


def _only_once(
    chronology: Chronology, refers_to: UUID | None, slug: str, words: str
) -> Iterator[Problem]:
    if refers_to is not None and refers_to in chronology:
        before = _answers(chronology.entry(refers_to), chronology, slug)
        if before:
            yield Problem("", f"{words} on {tell(before[0].happened)}. Correct that entry")


def _answers(to: Entry, chronology: Chronology, slug: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in chronology.of_kinds(slug)
        if e.refers_to is not None
        and e.refers_to in chronology
        and chronology.first_written(e.refers_to) == root
    )
