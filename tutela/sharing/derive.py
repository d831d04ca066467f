"""Where each share and each consent stands, as derived from entries. Pure.

The checks of the kinds ask this module, so it knows the kinds by their slugs alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice
from tutela.chronology.moment import LONDON, day_start
from tutela.duties.duty import happened_at
from tutela.sharing.answers import AGREED, Part, Told

if TYPE_CHECKING:
    from tutela.sharing.consent import ConsentAnswered, ConsentAsked
    from tutela.sharing.entries import TransitionProposed, TransitionSent


class TransitionState(Choice):
    """Where a share stands at a moment."""

    PROPOSED = "proposed", "Proposed: nothing has left"
    SENT = "sent", "Sent: no receipt yet"
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    REVOKED = "revoked", "Stopped"
    EXPIRED = "expired", "Over: its time has run out"


OPEN = frozenset(
    {
        TransitionState.PROPOSED,
        TransitionState.SENT,
        TransitionState.RECEIVED,
        TransitionState.ACCEPTED,
    }
)
"""While a share stands so, it can be stopped."""


@dataclass(frozen=True)
class Consent:
    """What was asked, what was answered, and whether it was taken back."""

    asked: Entry
    answered: Entry | None
    withdrawn: Entry | None

    @property
    def question(self) -> ConsentAsked:
        """What was asked."""
        return cast("ConsentAsked", self.asked.content)

    @property
    def answer(self) -> ConsentAnswered | None:
        """What was answered, if anything was."""
        return cast("ConsentAnswered", self.answered.content) if self.answered else None

    @property
    def parts(self) -> frozenset[Part]:
        """The parts of the record that were agreed to."""
        if self.answer is None or self.answer.answer not in AGREED:
            return frozenset()
        return self.answer.parts or self.question.parts

    def holds(self, at: datetime) -> bool:
        """Was it given by this aware moment, not taken back and not run out?"""
        if self.answered is None or not self.parts or happened_at(self.answered) > at:
            return False
        if self.withdrawn is not None and self.withdrawn.recorded <= at:
            return False
        until = self.answer.until if self.answer else None
        return until is None or at < end_of(until)


@dataclass(frozen=True)
class Transition:
    """One share, with everything that answers to it."""

    proposed: Entry
    sent: Entry | None
    received: Entry | None
    accepted: Entry | None
    declined: Entry | None
    revoked: Entry | None
    told: Entry | None

    @property
    def id(self) -> UUID:
        """The id of its proposal."""
        return self.proposed.id

    @property
    def proposal(self) -> TransitionProposed:
        """What was proposed."""
        return cast("TransitionProposed", self.proposed.content)

    @property
    def package(self) -> TransitionSent | None:
        """What left, if anything did."""
        return cast("TransitionSent", self.sent.content) if self.sent else None

    @property
    def young_person_knows(self) -> bool:
        """Did they know from the first, or were they told since?"""
        return self.proposal.told is Told.YES or self.told is not None

    def state(self, at: datetime) -> TransitionState:
        """Where it stands at an aware moment."""
        if self._by(self.revoked, at):
            return TransitionState.REVOKED
        if self._by(self.declined, at):
            return TransitionState.DECLINED
        if at >= end_of(self.proposal.until):
            return TransitionState.EXPIRED
        for entry, state in (
            (self.accepted, TransitionState.ACCEPTED),
            (self.received, TransitionState.RECEIVED),
            (self.sent, TransitionState.SENT),
        ):
            if self._by(entry, at):
                return state
        return TransitionState.PROPOSED

    def is_open(self, at: datetime) -> bool:
        """Can it still be sent, answered or stopped?"""
        return self.state(at) in OPEN

    @staticmethod
    def _by(entry: Entry | None, at: datetime) -> bool:
        return entry is not None and happened_at(entry) <= at


def transitions(chronology: Chronology) -> tuple[Transition, ...]:
    """Every share that stands, in the order in which it was proposed."""
    return chronology.once(_transitions)


def transition_of(chronology: Chronology, entry: UUID | None) -> Transition | None:
    """The share that this entry is a step of; None when there is none."""
    if entry is None or entry not in chronology:
        return None
    root = chronology.first_written(entry)
    for one in transitions(chronology):
        steps = (one.proposed, one.sent, one.received, one.accepted, one.declined, one.revoked)
        if any(step and chronology.first_written(step.id) == root for step in steps):
            return one
    return None


def consents(chronology: Chronology) -> tuple[Consent, ...]:
    """Every consent that was asked for, in the order of asking; the last answer counts."""
    return chronology.once(_consents)


def consent_of(chronology: Chronology, entry: UUID | None) -> Consent | None:
    """The consent that this entry asked for, answered or took back; None when there is none."""
    if entry is None or entry not in chronology:
        return None
    root = chronology.first_written(entry)
    for one in _all_answers(chronology):
        steps = (one.asked, one.answered, one.withdrawn)
        if any(step and chronology.first_written(step.id) == root for step in steps):
            return one
    return None


def end_of(on: date) -> datetime:
    """The first moment after a London day."""
    return day_start(on + timedelta(days=1))


def london_day(at: datetime) -> date:
    """The London day of an aware moment."""
    return at.astimezone(LONDON).date()


def _transitions(chronology: Chronology) -> tuple[Transition, ...]:
    return tuple(_transition(e, chronology) for e in _of(chronology, "transition-proposed"))


def _transition(proposed: Entry, chronology: Chronology) -> Transition:
    sent = _last(chronology, proposed, "transition-sent")
    stopped = _last(chronology, proposed, "transition-revoked")
    if sent is None:
        return Transition(proposed, None, None, None, None, stopped, None)
    steps = {
        name: _last(chronology, sent, f"transition-{name}")
        for name in ("received", "accepted", "declined", "revoked", "told")
    }
    steps["revoked"] = steps["revoked"] or stopped
    return Transition(proposed, sent, **steps)


def _consents(chronology: Chronology) -> tuple[Consent, ...]:
    last: dict[UUID, Consent] = {}
    for one in _all_answers(chronology):
        last[one.asked.id] = one
    return tuple(last.values())


def _all_answers(chronology: Chronology) -> Iterator[Consent]:
    """Each question with each of its answers: a question may be answered again."""
    for asked in _of(chronology, "consent-asked"):
        found = _answers(chronology, asked, "consent-answered")
        if not found:
            yield Consent(asked, None, None)
        for answered in found:
            yield Consent(asked, answered, _last(chronology, answered, "consent-withdrawn"))


def _of(chronology: Chronology, slug: str) -> tuple[Entry, ...]:
    return tuple(
        e for e in chronology.standing_entries if e.kind.slug == slug and e.content is not None
    )


def _answers(chronology: Chronology, to: Entry, slug: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in _of(chronology, slug)
        if e.refers_to is not None
        and e.refers_to in chronology
        and chronology.first_written(e.refers_to) == root
    )


def _last(chronology: Chronology, to: Entry, slug: str) -> Entry | None:
    found = _answers(chronology, to, slug)
    return found[-1] if found else None
