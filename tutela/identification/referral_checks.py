"""What can't be right about a referral and its decisions, in words for whoever records it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Content, Problem
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.identification.answers import CompetentAuthority, GroundsOutcome, ReferralChange
from tutela.identification.referrals import (
    Grounds,
    ReferralStatus,
    grounds_of,
    moment_of,
    referral_of,
    referrals,
)

if TYPE_CHECKING:
    from tutela.identification.mechanism import (
        ConclusiveGroundsDecision,
        LocalPanelDecision,
        NrmReferral,
        NrmReferralChange,
        ReasonableGroundsDecision,
        ReconsiderationDecided,
        ReconsiderationRequested,
    )


def only_one_open_referral(
    content: NrmReferral, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A new referral is sent when the one before has ended, and names that one."""
    at = moment_of(happened, chronology)
    earlier = [r for r in referrals(chronology) if r.at <= at]
    for referral in earlier:
        if referral.is_open(at):
            yield Problem(
                "",
                f"The referral sent on {tell(referral.sent.happened)} is still open. Record how it "
                "ended before you record a new one",
            )
            return
    if earlier and refers_to is None:
        yield Problem("refers_to", "There was an earlier referral. Choose it, so both are read")


def decided_by_its_own_kind(
    content: ReasonableGroundsDecision | ConclusiveGroundsDecision,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """A panel's decision is recorded with who sat on the panel."""
    if content.made_by is CompetentAuthority.LOCAL_PANEL:
        yield Problem("made_by", "Record a panel’s decision as “Local panel decision”")


def nothing_decided_twice(
    content: Content, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Each question is decided once; after that it can be reconsidered."""
    referral = referral_of(chronology, refers_to)
    if referral is None:
        return
    for grounds, _outcome, _by in grounds_of(content):
        for decision in referral.decisions:
            if decision.grounds is grounds:
                yield Problem(
                    "",
                    f"A {grounds.value} decision of {tell(decision.entry.happened)} stands "
                    "already. Correct that one, or record that it was reconsidered",
                )
                break


def conclusive_comes_after_reasonable(
    content: Content, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A conclusive decision follows a positive decision on reasonable grounds."""
    referral = referral_of(chronology, refers_to)
    decided = {grounds: outcome for grounds, outcome, _ in grounds_of(content)}
    if referral is None or Grounds.CONCLUSIVE not in decided or Grounds.REASONABLE in decided:
        return
    reasonable = next(
        (d for d in reversed(referral.decisions) if d.grounds is Grounds.REASONABLE), None
    )
    if reasonable is None:
        yield Problem("", "Record the reasonable grounds decision first")
    elif reasonable.outcome is GroundsOutcome.NEGATIVE:
        yield Problem("", "The reasonable grounds decision was negative. Check which one this is")
    elif reasonable.entry.happened.is_after(happened):
        yield Problem(
            "happened",
            f"This is before the reasonable grounds decision of {tell(reasonable.entry.happened)}",
        )


def panel_decides_something(
    content: LocalPanelDecision, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """A panel decides one question at least, and nothing conclusive after a negative first one."""
    decided = {grounds: outcome for grounds, outcome, _ in grounds_of(content)}
    if not decided:
        yield Problem("reasonable_grounds", "Say what was decided, or record nothing yet")
    first = decided.get(Grounds.REASONABLE)
    if first is GroundsOutcome.NEGATIVE and Grounds.CONCLUSIVE in decided:
        yield Problem(
            "conclusive_grounds",
            "When reasonable grounds are negative there is no conclusive decision",
        )


def only_a_negative_is_reconsidered(
    content: ReconsiderationRequested,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """A reconsideration is asked for of a negative decision, and not twice at once."""
    referral = referral_of(chronology, refers_to)
    decision = chronology.now_reads(refers_to) if refers_to is not None else None
    if decision is None or decision.content is None or referral is None:
        return
    outcomes = {outcome for _, outcome, _ in grounds_of(decision.content)}
    if GroundsOutcome.NEGATIVE not in outcomes:
        yield Problem("refers_to", "This decision is positive. Choose the negative one")
    for again in referral.reconsiderations:
        if again.decided is None:
            yield Problem(
                "",
                f"It was already asked for, on {tell(again.requested.happened)}, and has not been "
                "decided",
            )
            return


def reconsidered_once(
    content: ReconsiderationDecided,
    happened: Moment,
    chronology: Chronology,
    refers_to: UUID | None,
) -> Iterator[Problem]:
    """A request is answered once."""
    referral = referral_of(chronology, refers_to)
    root = chronology.first_written(refers_to) if refers_to is not None else None
    for again in referral.reconsiderations if referral is not None else ():
        same = chronology.first_written(again.requested.id) == root
        if same and again.decided is not None:
            yield Problem(
                "", f"An answer of {tell(again.decided.happened)} stands already. Correct that one"
            )


def referral_is_open(
    content: NrmReferralChange, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """What has ended can't end again, and only what is paused can be resumed."""
    referral = referral_of(chronology, refers_to)
    if referral is None:
        return
    at = moment_of(happened, chronology)
    status = referral.status(at)
    if status is not None and not referral.is_open(at):
        yield Problem("", f"This referral has ended already: {status.label.lower()}")
    elif content.what is ReferralChange.RESUMED and status is not ReferralStatus.SUSPENDED:
        yield Problem("what", "This referral is not paused")
