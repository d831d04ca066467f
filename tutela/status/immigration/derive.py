"""Which permission a young person has, when it ends by the letter and by the rule, and where a
claim stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice
from tutela.chronology.moment import LONDON, day_start
from tutela.duties.duty import happened_at
from tutela.identity.derive import born
from tutela.status.immigration.answers import AppealOutcome, Decision, LeaveForm
from tutela.status.immigration.entries import (
    AsylumAppeal,
    AsylumAppealDecided,
    AsylumClaim,
    AsylumDecision,
    LeaveAndFuture,
    LeaveEnded,
    LeaveExtension,
    LeaveGranted,
)
from tutela.status.immigration.rules import OPENS_DAYS_BEFORE, uasc_leave_ends


@dataclass(frozen=True)
class Leave:
    """One permission: from when, until when, asked to be extended, ended."""

    entry: Entry
    by_rule: date | None
    """The last day by the rule for unaccompanied children, with the date of birth in force."""
    asked: Entry | None
    ended: Entry | None

    @property
    def content(self) -> LeaveGranted:
        """What was granted."""
        return self.entry.says(LeaveGranted)

    @property
    def began(self) -> datetime:
        """From when it holds."""
        return happened_at(self.entry)

    @property
    def ends(self) -> date | None:
        """Its last day as the letter says; where the letter gives none, by the rule. None where
        there is none, or it is not known."""
        return self.content.until or self.by_rule

    @property
    def is_longer_than_the_rule(self) -> bool:
        """Does the letter give a later day than the rule for unaccompanied children?"""
        stated = self.content.until
        if stated is None or self.by_rule is None:
            return False
        return stated > self.by_rule + timedelta(days=1)

    @property
    def opens(self) -> date | None:
        """From when it can be asked to extend leave for an unaccompanied child."""
        if self.content.form is not LeaveForm.UASC or self.ends is None:
            return None
        return self.ends - timedelta(days=OPENS_DAYS_BEFORE)

    def holds(self, at: datetime) -> bool:
        """Does it hold at an aware moment, as far as the record says?"""
        if self.began > at or (self.ended is not None and happened_at(self.ended) <= at):
            return False
        return self.ends is None or at < end_of(self.ends)


def leaves(chronology: Chronology) -> tuple[Leave, ...]:
    """Every permission that stands, in the order in which it began to hold."""
    return chronology.once(_leaves)


def _leaves(chronology: Chronology) -> tuple[Leave, ...]:
    birth = born(chronology)
    return tuple(
        _leave(entry, birth, chronology) for entry in chronology.of(LeaveGranted) if entry.content
    )


def _leave(entry: Entry, birth: date | None, chronology: Chronology) -> Leave:
    by_rule = None
    if entry.says(LeaveGranted).form is LeaveForm.UASC:
        by_rule = uasc_leave_ends(happened_at(entry).astimezone(LONDON).date(), birth)
    asked = chronology.answers_to(entry.id, LeaveExtension)
    ended = chronology.answers_to(entry.id, LeaveEnded)
    return Leave(entry, by_rule, asked[-1] if asked else None, ended[0] if ended else None)


def leave_now(chronology: Chronology, at: datetime) -> Leave | None:
    """The permission that holds at an aware moment, the latest of several; None without any."""
    return next((leave for leave in reversed(leaves(chronology)) if leave.holds(at)), None)


def last_leave(chronology: Chronology, at: datetime) -> Leave | None:
    """The latest permission that had begun by an aware moment, whether or not it still holds."""
    return next((leave for leave in reversed(leaves(chronology)) if leave.began <= at), None)


class ClaimState(Choice):
    """Where a claim for asylum stands."""

    WAITING = "waiting", "Waiting for a decision"
    REFUGEE = "refugee", "Recognised as a refugee"
    HUMANITARIAN = "humanitarian", "Humanitarian protection"
    REFUSED = "refused", "Asylum refused"
    APPEAL = "appeal", "An appeal is under way"
    ALLOWED = "allowed", "Appeal allowed"
    OVER = "over", "Ended without a decision"


_STATES = {
    Decision.REFUGEE: ClaimState.REFUGEE,
    Decision.HUMANITARIAN: ClaimState.HUMANITARIAN,
    Decision.OTHER_LEAVE: ClaimState.REFUSED,
    Decision.REFUSED: ClaimState.REFUSED,
    Decision.NOT_CONSIDERED: ClaimState.OVER,
    Decision.WITHDRAWN: ClaimState.OVER,
}
_APPEALS = {
    AppealOutcome.ALLOWED: ClaimState.ALLOWED,
    AppealOutcome.PARTLY: ClaimState.ALLOWED,
    AppealOutcome.AGAIN: ClaimState.WAITING,
    AppealOutcome.DISMISSED: ClaimState.REFUSED,
    AppealOutcome.WITHDRAWN: ClaimState.REFUSED,
}


def claim_state(chronology: Chronology, at: datetime) -> ClaimState | None:
    """Where the last claim stands at an aware moment; None where none was made."""
    claims = [e for e in chronology.of(AsylumClaim) if happened_at(e) <= at]
    if not claims:
        return None

    def last(
        entry: Entry, kind: type[AsylumDecision | AsylumAppeal | AsylumAppealDecided]
    ) -> Entry | None:
        found = [e for e in chronology.answers_to(entry.id, kind) if happened_at(e) <= at]
        return found[-1] if found else None

    decision = last(claims[-1], AsylumDecision)
    if decision is None or decision.content is None:
        return ClaimState.WAITING
    appeal = last(decision, AsylumAppeal)
    if appeal is None:
        return _STATES[decision.says(AsylumDecision).outcome]
    decided = last(appeal, AsylumAppealDecided)
    if decided is None or decided.content is None:
        return ClaimState.APPEAL
    return _APPEALS[decided.says(AsylumAppealDecided).outcome]


def last_answer_on_the_future(chronology: Chronology, at: datetime) -> Entry | None:
    """The last time that it was asked whether the permission allows a durable solution."""
    asked = [e for e in chronology.of(LeaveAndFuture) if happened_at(e) <= at and e.content]
    return asked[-1] if asked else None


def end_of(on: date) -> datetime:
    """The first moment after a London day."""
    return day_start(on + timedelta(days=1))
