"""A referral and what became of it, as derived from entries. Pure.

The checks of the kinds ask this module, so it knows the kinds by their slugs alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice, Content, kind_of
from tutela.chronology.moment import Moment
from tutela.duties.duty import happened_at
from tutela.duties.limits import Start, calendar_days
from tutela.identification.answers import (
    CompetentAuthority,
    GroundsOutcome,
    PanelOutcome,
    ReconsiderationOutcome,
    ReferralChange,
)
from tutela.people.roles import Nation

if TYPE_CHECKING:
    from tutela.identification.mechanism import (
        NrmReferral,
        NrmReferralChange,
        ReconsiderationDecided,
    )

RECOVERY = calendar_days(30)
"""The recovery period after a positive reasonable grounds decision lasts at least so long.
Source: Nationality and Borders Act 2022 s.61."""

_DECISIONS = ("reasonable-grounds-decision", "conclusive-grounds-decision", "local-panel-decision")


class Grounds(Enum):
    """The two questions that are decided, one after the other."""

    REASONABLE = "reasonable grounds"
    CONCLUSIVE = "conclusive grounds"


class ReferralStatus(Choice):
    """Where a referral stands."""

    RG_PENDING = "rg-pending", "Awaiting the reasonable grounds decision"
    RG_NEGATIVE = "rg-negative", "Reasonable grounds: negative"
    RECOVERY = "recovery", "Recovery period; awaiting the conclusive grounds decision"
    CG_PENDING = "cg-pending", "Awaiting the conclusive grounds decision"
    CG_POSITIVE = "cg-positive", "Recognised: conclusive grounds positive"
    CG_NEGATIVE = "cg-negative", "Conclusive grounds: negative"
    RECONSIDERATION_RG = "reconsideration-rg", "Reasonable grounds are being reconsidered"
    RECONSIDERATION_CG = "reconsideration-cg", "Conclusive grounds are being reconsidered"
    SUSPENDED = "suspended", "Paused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CLOSED = "closed", "Closed without a decision"
    DUPLICATE = "duplicate", "A second referral for the same events"
    DISQUALIFIED = "disqualified", "Disqualified"


OPEN = frozenset(
    {
        ReferralStatus.RG_PENDING,
        ReferralStatus.RECOVERY,
        ReferralStatus.CG_PENDING,
        ReferralStatus.RECONSIDERATION_RG,
        ReferralStatus.RECONSIDERATION_CG,
        ReferralStatus.SUSPENDED,
    }
)
"""While a referral stands so, no other may be sent."""

_ENDS = {
    ReferralChange.WITHDRAWN: ReferralStatus.WITHDRAWN,
    ReferralChange.CLOSED: ReferralStatus.CLOSED,
    ReferralChange.DUPLICATE: ReferralStatus.DUPLICATE,
    ReferralChange.DISQUALIFIED: ReferralStatus.DISQUALIFIED,
}


@dataclass(frozen=True)
class Decision:
    """A decision on one of the two questions."""

    grounds: Grounds
    outcome: GroundsOutcome
    made_by: CompetentAuthority
    at: datetime
    entry: Entry
    reconsidered: bool = False


@dataclass(frozen=True)
class Reconsideration:
    """A request to look at a decision again, and the answer, once there is one."""

    grounds: Grounds
    requested: Entry
    decided: Entry | None

    def is_open(self, at: datetime) -> bool:
        """Was it asked and not yet answered?"""
        answered = self.decided is not None and happened_at(self.decided) <= at
        return happened_at(self.requested) <= at and not answered


@dataclass(frozen=True)
class Referral:
    """One referral with everything that answers it, each in the order in which it happened."""

    sent: Entry
    decisions: tuple[Decision, ...]
    reconsiderations: tuple[Reconsideration, ...]
    changes: tuple[Entry, ...]
    references: tuple[Entry, ...]

    @property
    def content(self) -> NrmReferral:
        """What was recorded when it was sent."""
        return cast("NrmReferral", self.sent.content)

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return happened_at(self.sent)

    @property
    def reference(self) -> str | None:
        """The reference under which it is known."""
        return self._latest_reference("reference") or self.content.reference

    @property
    def authority(self) -> CompetentAuthority:
        """Who is to decide, as last known."""
        return self._latest_reference("authority") or self.content.authority

    def _latest_reference(self, name: str) -> Any:
        return getattr(self.references[-1].content, name) if self.references else None

    def decision(self, grounds: Grounds, at: datetime) -> Decision | None:
        """The decision that is in force on one of the questions."""
        found = [d for d in self.decisions if d.grounds is grounds and d.at <= at]
        return found[-1] if found else None

    def status(self, at: datetime) -> ReferralStatus | None:
        """Where it stands at an aware moment; None before it was sent."""
        if at < self.at:
            return None
        return self._change(at) or self._reconsideration(at) or self._decided(at)

    def is_open(self, at: datetime) -> bool:
        """Is there still something to be decided?"""
        return self.status(at) in OPEN

    def timeline(self) -> tuple[tuple[datetime, ReferralStatus], ...]:
        """Each status with the moment from which it holds, the first being that of sending."""
        steps: list[tuple[datetime, ReferralStatus]] = []
        for at in sorted(set(self._turns())):
            status = self.status(at)
            if status is not None and (not steps or steps[-1][1] is not status):
                steps.append((at, status))
        return tuple(steps)

    def _turns(self) -> Iterator[datetime]:
        yield self.at
        for decision in self.decisions:
            yield decision.at
            if decision.grounds is Grounds.REASONABLE:
                yield recovery_ends(decision.at)
        for entry in self.changes:
            yield happened_at(entry)
        for again in self.reconsiderations:
            yield happened_at(again.requested)
            if again.decided is not None:
                yield happened_at(again.decided)

    def _change(self, at: datetime) -> ReferralStatus | None:
        past = [e for e in self.changes if happened_at(e) <= at]
        if not past:
            return None
        what = cast("NrmReferralChange", past[-1].content).what
        if what in _ENDS:
            return _ENDS[what]
        since = happened_at(past[-1])
        decided = any(since < d.at <= at for d in self.decisions)
        paused = what is ReferralChange.SUSPENDED and not decided
        return ReferralStatus.SUSPENDED if paused else None

    def _reconsideration(self, at: datetime) -> ReferralStatus | None:
        for again in self.reconsiderations:
            if again.is_open(at):
                if again.grounds is Grounds.CONCLUSIVE:
                    return ReferralStatus.RECONSIDERATION_CG
                return ReferralStatus.RECONSIDERATION_RG
        return None

    def _decided(self, at: datetime) -> ReferralStatus:
        conclusive = self.decision(Grounds.CONCLUSIVE, at)
        if conclusive is not None:
            if conclusive.outcome is GroundsOutcome.POSITIVE:
                return ReferralStatus.CG_POSITIVE
            return ReferralStatus.CG_NEGATIVE
        reasonable = self.decision(Grounds.REASONABLE, at)
        if reasonable is None:
            return ReferralStatus.RG_PENDING
        if reasonable.outcome is GroundsOutcome.NEGATIVE:
            return ReferralStatus.RG_NEGATIVE
        if at < recovery_ends(reasonable.at):
            return ReferralStatus.RECOVERY
        return ReferralStatus.CG_PENDING


def recovery_ends(decided: datetime) -> datetime:
    """The first moment after the shortest recovery period. Calendar days: any nation's will do."""
    ends = RECOVERY.due(Start(decided, Nation.ENGLAND))
    assert ends is not None
    return ends


def referrals(chronology: Chronology) -> tuple[Referral, ...]:
    """Every referral that stands, in the order in which they were sent."""
    return chronology.once(_referrals)


def _referrals(chronology: Chronology) -> tuple[Referral, ...]:
    return tuple(_referral(e, chronology) for e in _of(chronology, "nrm-referral-sent"))


def referral_of(chronology: Chronology, entry: UUID | None) -> Referral | None:
    """The referral that this entry is, or answers to; None when there is none."""
    while entry is not None and entry in chronology:
        found = chronology.now_reads(chronology.first_written(entry))
        if found is None:
            return None
        if found.kind.slug == "nrm-referral-sent":
            return next((r for r in referrals(chronology) if r.sent.id == found.id), None)
        entry = found.refers_to
    return None


def open_referral(chronology: Chronology, at: datetime) -> Referral | None:
    """The referral in which something is still to be decided."""
    return next((r for r in reversed(referrals(chronology)) if r.is_open(at)), None)


def grounds_of(content: Content) -> Iterator[tuple[Grounds, GroundsOutcome, CompetentAuthority]]:
    """What a decision decides: one question, or both at a panel's sitting."""
    said: Any = content
    match kind_of(content).slug:
        case "reasonable-grounds-decision":
            yield Grounds.REASONABLE, said.outcome, said.made_by
        case "conclusive-grounds-decision":
            yield Grounds.CONCLUSIVE, said.outcome, said.made_by
        case "local-panel-decision":
            panel = CompetentAuthority.LOCAL_PANEL
            for grounds, outcome in (
                (Grounds.REASONABLE, said.reasonable_grounds),
                (Grounds.CONCLUSIVE, said.conclusive_grounds),
            ):
                if outcome is not PanelOutcome.NOT_DECIDED:
                    yield grounds, GroundsOutcome(outcome.value), panel


def moment_of(happened: Moment, chronology: Chronology) -> datetime:
    """When something that is about to be recorded happened, at the earliest."""
    return happened.start or chronology.at


def _referral(sent: Entry, chronology: Chronology) -> Referral:
    decided = _answers(chronology, sent, *_DECISIONS)
    decisions = [
        Decision(grounds, outcome, made_by, happened_at(entry), entry)
        for entry in decided
        if entry.content is not None
        for grounds, outcome, made_by in grounds_of(entry.content)
    ]
    again = [r for entry in decided for r in _reconsiderations(entry, chronology)]
    decisions += [d for r in again for d in _changed_by(r)]
    return Referral(
        sent=sent,
        decisions=tuple(sorted(decisions, key=lambda d: (d.at, d.entry.place))),
        reconsiderations=tuple(again),
        changes=_answers(chronology, sent, "nrm-referral-change"),
        references=_answers(chronology, sent, "nrm-reference-received"),
    )


def _reconsiderations(decision: Entry, chronology: Chronology) -> Iterator[Reconsideration]:
    if decision.content is None:
        return
    negative = [
        g for g, outcome, _ in grounds_of(decision.content) if outcome is GroundsOutcome.NEGATIVE
    ]
    for request in _answers(chronology, decision, "reconsideration-requested"):
        answers = _answers(chronology, request, "reconsideration-decided")
        if negative:
            yield Reconsideration(negative[-1], request, answers[0] if answers else None)


def _changed_by(again: Reconsideration) -> Iterator[Decision]:
    if again.decided is None:
        return
    said = cast("ReconsiderationDecided", again.decided.content)
    if said.outcome is not ReconsiderationOutcome.NOT_ACCEPTED:
        outcome = GroundsOutcome(said.outcome.value)
        at = happened_at(again.decided)
        yield Decision(again.grounds, outcome, said.made_by, at, again.decided, reconsidered=True)


def _of(chronology: Chronology, *slugs: str) -> tuple[Entry, ...]:
    return tuple(e for e in chronology.of_kinds(*slugs) if e.content is not None)


def _answers(chronology: Chronology, to: Entry, *slugs: str) -> tuple[Entry, ...]:
    root = chronology.first_written(to.id)
    return tuple(
        e
        for e in _of(chronology, *slugs)
        if e.refers_to is not None and chronology.first_written(e.refers_to) == root
    )
