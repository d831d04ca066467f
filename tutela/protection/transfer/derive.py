"""Where a transfer stands, and for how many days nobody had signed for a child who had moved.
Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice
from tutela.chronology.moment import LONDON
from tutela.duties.duty import happened_at
from tutela.people.choice import Answer
from tutela.protection.placement.answers import Home
from tutela.protection.placement.derive import current_placement
from tutela.protection.transfer.answers import OfferAnswer
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferAnswered,
    TransferDecision,
    TransferEnded,
    TransferMoved,
    TransferNeeds,
    TransferOffer,
    TransferReceived,
)

HANDED_OVER = "transition-accepted"
"""By which the lead passes to another authority. The room of sharing stands above this one, so that
its entries are known here by their slugs."""
_PROPOSED, _SENT = "transition-proposed", "transition-sent"


class TransferState(Choice):
    """Where a transfer stands."""

    REFERRED = "referred", "Referred, no offer yet"
    OFFERED = "offered", "A place is offered"
    ACCEPTED = "accepted", "An offer is accepted"
    MOVED = "moved", "Moved; the new authority has not signed for it"
    RECEIVED = "received", "Received by the new authority"
    ENDED = "ended", "No move"


WAITING = frozenset({TransferState.REFERRED, TransferState.OFFERED})
"""While a place is still to be found."""


@dataclass(frozen=True)
class Transfer:
    """One transfer, with everything that answers to its referral."""

    referral: Entry
    is_from_hotel: bool
    """Is the shorter time given?"""
    needs: Entry | None
    decisions: tuple[Entry, ...]
    offers: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    moved: Entry | None
    received: Entry | None
    ended: Entry | None
    handed_over: Entry | None
    """The worker of another authority accepted the lead."""

    @property
    def content(self) -> NtsReferral:
        """How it began."""
        return self.referral.says(NtsReferral)

    @property
    def accepted(self) -> Entry | None:
        """The acceptance of an offer."""
        said = [e for e in self.answers if e.says(TransferAnswered).answer is OfferAnswer.ACCEPTED]
        return said[-1] if said else None

    def state(self, at: datetime) -> TransferState | None:
        """Where it stood at an aware moment; None before it began."""

        def by(entry: Entry | None) -> bool:
            return entry is not None and happened_at(entry) <= at

        steps = (
            (self.received, TransferState.RECEIVED),
            (self.ended, TransferState.ENDED),
            (self.moved, TransferState.MOVED),
            (self.accepted, TransferState.ACCEPTED),
            (self.offers[-1] if self.offers else None, TransferState.OFFERED),
            (self.referral, TransferState.REFERRED),
        )
        return next((state for entry, state in steps if by(entry)), None)

    @property
    def responsible_from(self) -> date | None:
        """From which London day the new authority is responsible: its receipt, or the day on which
        its worker accepted the lead, whichever is sooner."""
        days = [london_day(e) for e in (self.received, self.handed_over) if e is not None]
        return min(days, default=None)

    def gap(self, at: datetime) -> int | None:
        """For how many days the child had moved and nobody there had signed for it, by an aware
        moment. None before the move; 0 where the receipt came on the day or before."""
        if self.moved is None or happened_at(self.moved) > at:
            return None
        until = self.responsible_from or at.astimezone(LONDON).date()
        return max(0, (until - london_day(self.moved)).days)


def transfers(chronology: Chronology) -> tuple[Transfer, ...]:
    """Every transfer that stands, in the order of referral."""
    return chronology.once(_transfers)


def transfer_now(chronology: Chronology, at: datetime) -> Transfer | None:
    """The last transfer that had begun by an aware moment."""
    begun = [t for t in transfers(chronology) if t.state(at) is not None]
    return begun[-1] if begun else None


def waiting(chronology: Chronology, at: datetime) -> Transfer | None:
    """The transfer for which a place is still to be found."""
    now = transfer_now(chronology, at)
    return now if now is not None and now.state(at) in WAITING else None


def _transfers(chronology: Chronology) -> tuple[Transfer, ...]:
    referrals = [e for e in chronology.of(NtsReferral) if e.content is not None]
    nexts = (*referrals[1:], None)
    return tuple(
        _transfer(referral, happened_at(later) if later else None, chronology)
        for referral, later in zip(referrals, nexts, strict=False)
    )


def _transfer(referral: Entry, until: datetime | None, chronology: Chronology) -> Transfer:
    def answers(to: list[Entry], kind: type[TransferOffer | TransferNeeds | TransferDecision
                | TransferAnswered | TransferMoved | TransferReceived | TransferEnded]) -> (
                    list[Entry]):  # fmt: skip
        found = [a for e in to for a in chronology.answers_to(e.id, kind) if a.content is not None]
        return sorted(found, key=happened_at)

    offers = answers([referral], TransferOffer)
    said = answers(offers, TransferAnswered)
    moved = answers(said, TransferMoved)
    received = answers(moved, TransferReceived)
    needs = answers([referral], TransferNeeds)
    ended = answers([referral], TransferEnded)
    return Transfer(
        referral,
        is_from_hotel(referral, chronology),
        needs[-1] if needs else None,
        tuple(answers([referral], TransferDecision)),
        tuple(offers),
        tuple(said),
        moved[-1] if moved else None,
        received[-1] if received else None,
        ended[-1] if ended else None,
        _handed_over(chronology, happened_at(referral), until),
    )


def _handed_over(chronology: Chronology, since: datetime, until: datetime | None) -> Entry | None:
    """The acceptance of a share that passes the lead to another authority."""
    for entry in chronology.of_kinds(HANDED_OVER):
        at = happened_at(entry)
        if at >= since and (until is None or at < until) and _passes_the_lead(entry, chronology):
            return entry
    return None


def _passes_the_lead(entry: Entry, chronology: Chronology) -> bool:
    step: Entry | None = entry
    for slug in (_SENT, _PROPOSED):
        to = step.refers_to if step is not None else None
        step = chronology.now_reads(to) if to is not None and to in chronology else None
        if step is None or step.kind.slug != slug:
            return False
    return step is not None and getattr(step.content, "sort", None) == "transfer"


def is_from_hotel(referral: Entry, chronology: Chronology) -> bool:
    """Was the child in a hotel when they were referred? As the referral says; where it does not, by
    the home that the record gives for that moment."""
    said = referral.says(NtsReferral).hotel
    if said in {Answer.YES, Answer.NO}:
        return said is Answer.YES
    stay = current_placement(chronology, happened_at(referral))
    return stay is not None and stay.content.home is Home.HOTEL


def london_day(entry: Entry) -> date:
    """The London day on which it happened."""
    return happened_at(entry).astimezone(LONDON).date()
