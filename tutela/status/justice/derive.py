"""Where each case against a child stands, whether the child is indicated as trafficked, and who
knew what by when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice, Content
from tutela.duties.duty import happened_at
from tutela.identification.answers import GroundsOutcome
from tutela.identification.derive import Grounds, referrals
from tutela.identification.entries import (
    Concern,
    ExploitationEpisode,
    NrmReferral,
    TraffickingElements,
)
from tutela.status.justice.answers import ENDED, PleaSaid, ReviewOutcome, Verdict
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    ConvictionReviewed,
    CourtOutcome,
    HeldInCustody,
    IndicatorsKnown,
    NonProsecutionRaised,
    Plea,
    ProsecutorDecision,
)

INDICATED_BY: tuple[type[Content], ...] = (
    Concern, ExploitationEpisode, TraffickingElements, NrmReferral,
)  # fmt: skip


class CaseState(Choice):
    """Where a case against a child stands."""

    SUSPECTED = "suspected", "Suspected"
    CHARGED = "charged", "Charged"
    STOPPED = "stopped", "Stopped"
    NOT_GUILTY = "not-guilty", "Not guilty"
    CONVICTED = "convicted", "Convicted"
    SET_ASIDE = "set-aside", "Conviction set aside"


OPEN = frozenset({CaseState.SUSPECTED, CaseState.CHARGED})


@dataclass(frozen=True)
class Case:
    """One case: the suspicion, the charge, and everything that answers to either."""

    accused: Entry | None
    charged: Entry | None
    raised: tuple[Entry, ...]
    decisions: tuple[Entry, ...]
    pleas: tuple[Entry, ...]
    ended: Entry | None
    reviews: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """What it began with."""
        found = self.accused or self.charged
        assert found is not None
        return found

    @property
    def offence(self) -> str:
        """The offence as last named."""
        last = self.charged or self.accused
        assert last is not None
        said = last.content
        assert isinstance(said, Charged | AccusedOf)
        return said.offence

    def state(self, at: datetime) -> CaseState | None:
        """Where it stood at an aware moment; None before it began."""
        if happened_at(self.first) > at:
            return None
        if self.ended is not None and happened_at(self.ended) <= at:
            return self._after_court(self.ended, at)
        if any(
            happened_at(d) <= at and d.says(ProsecutorDecision).outcome in ENDED
            for d in self.decisions
        ):
            return CaseState.STOPPED
        if self.charged is not None and happened_at(self.charged) <= at:
            return CaseState.CHARGED
        return CaseState.SUSPECTED

    def _after_court(self, ended: Entry, at: datetime) -> CaseState:
        match ended.says(CourtOutcome).verdict:
            case Verdict.NOT_GUILTY:
                return CaseState.NOT_GUILTY
            case Verdict.STOPPED:
                return CaseState.STOPPED
        set_aside = any(
            happened_at(r) <= at and r.says(ConvictionReviewed).outcome is ReviewOutcome.SET_ASIDE
            for r in self.reviews
        )
        return CaseState.SET_ASIDE if set_aside else CaseState.CONVICTED

    @property
    def pleaded_guilty(self) -> bool:
        """Did the child plead guilty?"""
        return any(p.says(Plea).said is PleaSaid.GUILTY for p in self.pleas)


def cases(chronology: Chronology) -> tuple[Case, ...]:
    """Every case that stands, in the order in which it began."""
    return chronology.once(_cases)


def _cases(chronology: Chronology) -> tuple[Case, ...]:
    charges = [e for e in chronology.of(Charged) if e.content is not None]
    found = []
    for accused in chronology.of(AccusedOf):
        if accused.content is None:
            continue
        its = chronology.answers_to(accused.id, Charged)
        found += [_case(accused, charge, chronology) for charge in its or (None,)]
    told = {case.charged.id for case in found if case.charged is not None}
    found += [_case(None, charge, chronology) for charge in charges if charge.id not in told]
    return tuple(sorted(found, key=lambda case: happened_at(case.first)))


def _case(accused: Entry | None, charged: Entry | None, chronology: Chronology) -> Case:
    def answers(*kinds: type[Content]) -> tuple[Entry, ...]:
        to = [e for e in (accused, charged) if e is not None]
        found = {a.id: a for e in to for a in chronology.answers_to(e.id, *kinds) if a.content}
        return tuple(sorted(found.values(), key=happened_at))

    ended = answers(CourtOutcome)
    over = ended[0] if ended else None
    reviews = chronology.answers_to(over.id, ConvictionReviewed) if over else ()
    late = chronology.answers_to(over.id, NonProsecutionRaised) if over else ()
    raised = (*answers(NonProsecutionRaised), *(e for e in late if e.content is not None))
    return Case(
        accused,
        charged,
        raised,
        answers(ProsecutorDecision),
        answers(Plea),
        over,
        tuple(r for r in reviews if r.content is not None),
    )


def case_of(chronology: Chronology, entry: Entry) -> Case | None:
    """The case whose suspicion or charge this entry is."""
    root = chronology.first_written(entry.id)
    for case in cases(chronology):
        steps = [e for e in (case.accused, case.charged) if e is not None]
        if any(chronology.first_written(e.id) == root for e in steps):
            return case
    return None


def is_indicated(chronology: Chronology, at: datetime) -> bool:
    """Does the record say by this moment that the child is, or may be, a victim of trafficking?

    A concern, exploitation, its elements or a referral are enough. Where the only thing is a
    referral that was decided in the negative for good, they are indicated still: the decision binds
    no prosecutor.
    """
    return any(happened_at(e) <= at for e in chronology.of(*INDICATED_BY))


def is_recognised(chronology: Chronology, at: datetime) -> bool:
    """Has a competent authority decided so by this moment, on reasonable or conclusive grounds?"""
    decisions = [r.decision(g, at) for r in referrals(chronology) for g in Grounds]
    return any(d is not None and d.outcome is GroundsOutcome.POSITIVE for d in decisions)


def charged_though_indicated(chronology: Chronology, at: datetime) -> tuple[Case, ...]:
    """Cases in which a child stands charged though the record says that they may be a victim."""
    if not is_indicated(chronology, at):
        return ()
    return tuple(c for c in cases(chronology) if c.state(at) is CaseState.CHARGED)


def convicted_though_recognised(chronology: Chronology, at: datetime) -> tuple[Case, ...]:
    """Convictions that stand though a competent authority has recognised the child as a victim."""
    if not is_recognised(chronology, at):
        return ()
    return tuple(c for c in cases(chronology) if c.state(at) is CaseState.CONVICTED)


@dataclass(frozen=True)
class Knew:
    """Somebody who acts in a case knew of indicators, and whether that was before the charge."""

    entry: Entry
    before_the_charge: bool


def who_knew(chronology: Chronology) -> tuple[Knew, ...]:
    """Who knew of indicators, in the order in which they came to know."""
    first = min((happened_at(e) for e in chronology.of(Charged)), default=None)
    return tuple(
        Knew(e, first is not None and happened_at(e) < first)
        for e in chronology.of(IndicatorsKnown)
        if e.content is not None
    )


def held_now(chronology: Chronology, at: datetime) -> Entry | None:
    """Where the child is held at an aware moment; None where they are not."""
    for entry in reversed(chronology.of(HeldInCustody)):
        if entry.content is None or happened_at(entry) > at:
            continue
        until = entry.says(HeldInCustody).until
        if until is None or until.start is None or until.start > at:
            return entry
    return None
