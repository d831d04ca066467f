"""Slips of the pen in entries about a transfer, in words for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.chronology.places import KeptBack
from tutela.chronology.telling import tell

if TYPE_CHECKING:
    from tutela.protection.transfer.entries import (
        NtsReferral,
        TransferAnswered,
        TransferDecision,
        TransferMoved,
        TransferReceived,
    )


def one_at_a_time(
    content: NtsReferral, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """No second referral while one is open."""
    for entry in chronology.of_kinds("nts-referral"):
        if not _is_over(entry, chronology):
            yield Problem(
                "",
                f"A referral of {tell(entry.happened)} is open. Record that they moved and were "
                "received, or that there will be no move",
            )
            return


def answered_once(
    content: TransferAnswered, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One offer is answered once."""
    if refers_to is not None and refers_to in chronology:
        before = _answers(chronology.entry(refers_to), chronology, "transfer-answered")
        if before:
            yield Problem("", f"It was answered on {tell(before[0].happened)}. Correct that entry")


def moved_after_acceptance(
    content: TransferMoved, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A child moves on an offer that was accepted, and once."""
    if refers_to is None or refers_to not in chronology:
        return
    answer = chronology.now_reads(refers_to)
    if answer is not None and getattr(answer.content, "answer", "accepted") != "accepted":
        yield Problem("", "This offer was declined. Choose the one that was accepted")
    before = _answers(chronology.entry(refers_to), chronology, "transfer-moved")
    if before:
        yield Problem("", f"They moved on {tell(before[0].happened)}. Correct that entry")


def received_once(
    content: TransferReceived, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """One move has one receipt."""
    if refers_to is not None and refers_to in chronology:
        before = _answers(chronology.entry(refers_to), chronology, "transfer-received")
        if before:
            yield Problem("", f"The receipt is of {tell(before[0].happened)}. Correct that entry")


def decided_with_dangers_in_mind(
    content: TransferDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Nobody decides for a place of danger that the record names, whoever suggests it."""
    authority = content.authority.casefold()
    for entry in chronology.of_kinds("transfer-needs"):
        for field in ("danger_counties", "danger_towns"):
            named = getattr(entry.content, field, None) or ()
            if isinstance(named, KeptBack):
                continue
            for place in named:
                if place.casefold() in authority:
                    yield Problem(
                        "authority",
                        f"The record says that the child must never be placed in {place}. If that "
                        "is wrong, correct it there first",
                    )
                    return


def _is_over(referral: Entry, chronology: Chronology) -> bool:
    if _answers(referral, chronology, "transfer-ended"):
        return True
    return any(
        _answers(moved, chronology, "transfer-received")
        for offer in _answers(referral, chronology, "transfer-offer")
        for answer in _answers(offer, chronology, "transfer-answered")
        for moved in _answers(answer, chronology, "transfer-moved")
    )


def _answers(to: Entry, chronology: Chronology, slug: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in chronology.of_kinds(slug)
        if e.refers_to is not None
        and e.refers_to in chronology
        and chronology.first_written(e.refers_to) == root
    )
