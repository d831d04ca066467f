"""Claims and permissions in the records of drawn children who came from another country."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.demo.story import day
from tutela.people.choice import Answer
from tutela.status.immigration.answers import (
    ClaimedWhere,
    Condition,
    Decision,
    InterviewKind,
    LeaveForm,
)
from tutela.status.immigration.entries import (
    AsylumClaim,
    AsylumDecision,
    ImmigrationInterview,
    LeaveExtension,
    LeaveGranted,
)

_CLAIMED, _SHORT, _REFUSED, _ASKED = 0.7, 0.3, 0.1, 0.8
"""How often asylum is claimed, short leave given, a claim refused, more asked for in time: our
assumption."""


def status(life: Life) -> None:
    """A claim, an interview, a decision and what follows; of most of those from abroad."""
    if not life.is_from_abroad or not life.chance(_CLAIMED):
        return
    on = life.concern + timedelta(days=life.some(1, 40))
    tell, lead = life.story.tell, life.lead
    claim = tell(life.at(on), _claim(), lead)
    if life.chance(0.5):
        tell(life.at(on + timedelta(days=life.some(60, 200))), _interview(), lead, to=claim)
    decided = on + timedelta(days=life.some(120, 500))
    draw = life.dice.random()
    outcome, form = Decision.REFUGEE, LeaveForm.REFUGEE
    if draw < _SHORT:
        outcome, form = Decision.OTHER_LEAVE, LeaveForm.UASC
    elif draw < _SHORT + _REFUSED:
        outcome = Decision.REFUSED
    when = life.at(decided)
    decision = tell(when, _decision(outcome), lead, to=claim)
    half = life.born + timedelta(days=int(17.5 * 365.25) - 20)
    if outcome is Decision.REFUSED or (form is LeaveForm.UASC and decided >= half):
        return
    leave = tell(
        when + timedelta(minutes=30), _leave(form), lead, happened=day(when.date()), to=decision
    )
    if form is LeaveForm.UASC and life.chance(_ASKED):
        end = min(half, decided + timedelta(days=900))
        asked = _asked()
        tell(life.at(end - timedelta(days=life.some(2, 27))), asked, lead, to=leave)


@lru_cache(maxsize=1)
def _claim() -> AsylumClaim:
    return AsylumClaim(where=ClaimedWhere.CARE, adult_there=Answer.YES, explained=Answer.YES)


@lru_cache(maxsize=1)
def _interview() -> ImmigrationInterview:
    return ImmigrationInterview(
        sort=InterviewKind.SUBSTANTIVE,
        adult_there=Answer.YES,
        solicitor_there=Answer.YES,
        interpreter_there=Answer.YES,
        interviewer_wished=Answer.NOT_ASKED,
        breaks=Answer.YES,
        read_back=Answer.YES,
        trafficking=Answer.YES,
    )


@lru_cache(maxsize=8)
def _decision(outcome: Decision) -> AsylumDecision:
    return AsylumDecision(outcome=outcome, appeal=Answer.YES, child_told=Answer.YES)


@lru_cache(maxsize=4)
def _leave(form: LeaveForm) -> LeaveGranted:
    return LeaveGranted(
        form=form,
        conditions=frozenset({Condition.STUDY, Condition.PUBLIC_FUNDS}),
        proof=Answer.YES,
        child_told=Answer.YES,
    )


@lru_cache(maxsize=1)
def _asked() -> LeaveExtension:
    return LeaveExtension(form=LeaveForm.REFUGEE, interests=Answer.YES)
