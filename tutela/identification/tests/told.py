"""Short ways to say what the tests of this room need."""

from __future__ import annotations

from datetime import date, datetime

from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    GroundsOutcome,
    PanelOutcome,
    ReconsiderationGround,
    ReconsiderationOutcome,
    ReferralChange,
    Where,
)
from tutela.identification.entries import (
    ConclusiveGroundsDecision,
    ExploitationEpisode,
    LocalPanelDecision,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
    ReconsiderationRequested,
)
from tutela.identity.entries import AssessedBy, BirthBasis, DateOfBirth
from tutela.people.choice import Answer
from tutela.people.roles import Nation

SCA, PANEL = CompetentAuthority.SCA, CompetentAuthority.LOCAL_PANEL
POSITIVE, NEGATIVE = GroundsOutcome.POSITIVE, GroundsOutcome.NEGATIVE
When = date | datetime | Moment


def referral(
    authority: CompetentAuthority = SCA, nation: Nation = Nation.ENGLAND, organisation: str = ""
) -> NrmReferral:
    return NrmReferral(
        organisation=organisation or "London Borough of Camden",
        nation=nation,
        authority=authority,
        explained=Answer.YES,
    )


def reasonable(outcome: GroundsOutcome = POSITIVE) -> ReasonableGroundsDecision:
    return ReasonableGroundsDecision(outcome=outcome, made_by=SCA, child_told=Answer.YES)


def conclusive(outcome: GroundsOutcome = POSITIVE) -> ConclusiveGroundsDecision:
    return ConclusiveGroundsDecision(outcome=outcome, made_by=SCA, child_told=Answer.YES)


def panel(first: PanelOutcome, second: PanelOutcome) -> LocalPanelDecision:
    return LocalPanelDecision(
        reasonable_grounds=first,
        conclusive_grounds=second,
        childrens_services_present=True,
        police_present=True,
        health_present=True,
        chair_is_independent=True,
        child_told=Answer.NOT_ASKED,
    )


def asked_again() -> ReconsiderationRequested:
    return ReconsiderationRequested(ground=ReconsiderationGround.NEW_INFORMATION)


def answered_again(outcome: ReconsiderationOutcome) -> ReconsiderationDecided:
    return ReconsiderationDecided(outcome=outcome, made_by=SCA, child_told=Answer.YES)


def change(what: ReferralChange) -> NrmReferralChange:
    return NrmReferralChange(what=what, child_told=Answer.YES)


def born(on: date | Moment, *, assessed: bool = False) -> DateOfBirth:
    return DateOfBirth(
        born=on if isinstance(on, Moment) else Moment.day(on),
        basis=BirthBasis.ASSESSED if assessed else BirthBasis.SAID,
        assessed_by=AssessedBy.LOCAL_AUTHORITY if assessed else None,
    )


def episode(
    *forms: ExploitationForm,
    where: Where = Where.UK,
    still: Answer = Answer.NO,
    **more: object,
) -> ExploitationEpisode:
    return ExploitationEpisode.model_validate(
        {
            "forms": frozenset(forms or {ExploitationForm.CRIMINAL}),
            "where": where,
            "still": still,
            "county_lines": Answer.NO,
            **more,
        }
    )


def decided(
    story: Story,
    sent: Entry,
    rg: When,
    cg: When | None = None,
    *,
    outcome: GroundsOutcome = POSITIVE,
) -> list[Entry]:
    """A positive first decision, and perhaps a second one."""
    made = [story.tell(reasonable(), rg, refers_to=sent)]
    if cg is not None:
        made.append(story.tell(conclusive(outcome), cg, refers_to=sent))
    return made
