"""Disputes about the age of drawn children: raised, assessed, concluded; a few challenged."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from tutela.demo.life import Life
from tutela.demo.story import day
from tutela.identity.entries import AssessedBy, BirthBasis, DateOfBirth
from tutela.people.choice import Answer
from tutela.protection.age.answers import (
    AdultHarm,
    AgeOutcome,
    ChallengeOutcome,
    ChallengeWay,
    DisputedBy,
    Doubt,
    Meanwhile,
    Way,
)
from tutela.protection.age.entries import (
    AgeAssessmentConcluded,
    AgeAssessmentMeeting,
    AgeAssessmentPut,
    AgeAssessmentStarted,
    AgeChallenged,
    AgeChallengeDecided,
    AgeDisputed,
    AgeWayChosen,
    TreatedAsAdult,
)

_DISPUTED, _ACCEPTED, _BOARD = 0.1, 0.4, 0.1
"""How often the age of a child from abroad is disputed, accepted without an assessment, assessed by
the national board: our assumption."""
_FOUND_ADULT = 0.1
"""How often an assessment concludes against a child of this caseload. Published figures of resolved
disputes (`age_disputes.csv`) say about half; but who was found to be an adult for good has no
record here. So ours is an assumption, and each of these conclusions falls later."""


def age(life: Life) -> None:
    """A dispute, for some who came from another country."""
    if not life.is_from_abroad or not life.chance(_DISPUTED):
        return
    on = life.concern + timedelta(days=life.some(0, 10))
    adult = life.chance(0.3)
    when = life.at(on)
    disputed = life.story.tell(when, _dispute(adult), life.lead)
    if adult:
        life.story.tell(life.at(on + timedelta(days=9)), _as_adult(), life.lead,
                        happened=day(when.date()), to=disputed)  # fmt: skip
    if life.chance(_ACCEPTED):
        way = _way(Way.ACCEPTED, "Nothing but how he or she looks was put forward.")
        life.story.tell(life.at(on + timedelta(days=12)), way, life.lead, to=disputed)
        return
    board = life.chance(_BOARD)
    way = _way(Way.BOARD if board else Way.ASSESSES, "A document gives another year.")
    life.story.tell(life.at(on + timedelta(days=12)), way, life.lead, to=disputed)
    _assessed(life, on + timedelta(days=life.some(20, 40)), disputed, board=board)


def _assessed(life: Life, on: date, disputed: UUID, *, board: bool) -> None:
    by = AssessedBy.NATIONAL_BOARD if board else AssessedBy.LOCAL_AUTHORITY
    tell, lead = life.story.tell, life.lead
    begun = tell(life.at(on), _begun(by), lead, to=disputed)
    for week in (1, 2):
        tell(life.at(on + timedelta(weeks=week)), _meeting(), lead, to=begun)
    against = life.chance(_FOUND_ADULT)
    outcome = AgeOutcome.ADULT if against else AgeOutcome.AS_GIVEN
    tell(life.at(on + timedelta(weeks=3)), _put(outcome), lead, to=begun)
    ended = on + timedelta(weeks=4)
    born = life.born - timedelta(days=4 * 365) if against else life.born
    when = life.at(ended)
    concluded = tell(when, _concluded(outcome, born), lead, to=begun)
    birth = DateOfBirth(born=day(born), basis=BirthBasis.ASSESSED, assessed_by=by)
    written = tell(when + timedelta(minutes=20), birth, lead)
    if not against:
        return
    challenged = tell(life.at(ended + timedelta(weeks=5)), _challenge(), lead, to=concluded)
    decided = life.at(ended + timedelta(weeks=30))
    tell(decided, _fell(), lead, to=challenged)
    life.story.withdraw(
        written, decided + timedelta(hours=1), lead, "The assessment fell in court."
    )


@lru_cache(maxsize=2)
def _dispute(adult: bool) -> AgeDisputed:
    return AgeDisputed(
        by=DisputedBy.HOME_OFFICE,
        rests_on=frozenset({Doubt.LOOKS}),
        why="An officer at the port wrote another year, from how tall the child is.",
        meanwhile=Meanwhile.ADULT if adult else Meanwhile.CHILD,
        child_told=Answer.YES,
    )


@lru_cache(maxsize=1)
def _as_adult() -> TreatedAsAdult:
    return TreatedAsAdult(
        by=DisputedBy.HOME_OFFICE,
        meant=frozenset({AdultHarm.HOTEL, AdultHarm.ADULTS, AdultHarm.NO_SCHOOL}),
        what="Shared a room with grown men for nine nights.",
        put_right="Moved to a foster home. A complaint was made.",
    )


@lru_cache(maxsize=8)
def _way(way: Way, why: str) -> AgeWayChosen:
    return AgeWayChosen(way=way, why=why, decided_by="The team manager", others_told=Answer.YES)


@lru_cache(maxsize=4)
def _begun(by: AssessedBy) -> AgeAssessmentStarted:
    return AgeAssessmentStarted(
        by=by,
        first="Lorna Kite",
        second="Emeka Vale",
        appropriate_adult="Rosalind Frey",
        interpreter=Answer.YES,
        explained=Answer.YES,
        advice=Answer.YES,
        why="A document gives another year of birth.",
    )


@lru_cache(maxsize=1)
def _meeting() -> AgeAssessmentMeeting:
    return AgeAssessmentMeeting(
        both_there=Answer.YES,
        adult_there=Answer.YES,
        interpreter_there=Answer.YES,
        breaks=Answer.YES,
    )


@lru_cache(maxsize=4)
def _put(outcome: AgeOutcome) -> AgeAssessmentPut:
    return AgeAssessmentPut(
        minded_to=outcome,
        points="Two years in which school was missed.",
        answer="Work, in those years.",
        time_to_answer=Answer.YES,
    )


def _concluded(outcome: AgeOutcome, born: date) -> AgeAssessmentConcluded:
    return AgeAssessmentConcluded(
        outcome=outcome,
        born=day(born),
        reasons="What was said over three meetings, the school years, and the papers.",
        doubt_given=Answer.YES,
        child_told=Answer.YES,
        in_writing=Answer.YES,
        challenge_explained=Answer.YES,
    )


@lru_cache(maxsize=1)
def _challenge() -> AgeChallenged:
    return AgeChallenged(
        way=ChallengeWay.COURT,
        why="The school register was not looked at.",
        by="A solicitor",
        meanwhile=Meanwhile.CHILD,
    )


@lru_cache(maxsize=1)
def _fell() -> AgeChallengeDecided:
    return AgeChallengeDecided(
        outcome=ChallengeOutcome.ACCEPTED, by="The court", child_told=Answer.YES
    )
