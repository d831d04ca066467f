"""Cases in the records of drawn children: against them for what they were made to do, and against
those who made them."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo import phrases
from tutela.demo.life import Life
from tutela.demo.story import day
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.status.justice.answers import (
    Accused,
    Body,
    Ground,
    ProsecutorSays,
    Reply,
)
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    NonProsecutionRaised,
    ProsecutorDecision,
    VictimOfCrime,
)

_ACCUSED, _CHARGED, _RAISED, _STOPPED, _CASE = 0.25, 0.4, 0.85, 0.7, 0.12
"""How often a child who was made to commit crimes is suspected, then charged; how often
non-prosecution is raised, and a case stopped; how often police take up what was done to a child.
Our assumption."""
_OFFENCES = ("drugs-supply", "cannabis", "theft", "knife")
_GROUND = {
    Nation.SCOTLAND: Ground.LORD_ADVOCATE,
    Nation.NORTHERN_IRELAND: Ground.DEFENCE_22,
}


def justice(life: Life) -> None:
    """A case against the child, a case about what was done to them, or neither."""
    if life.chance(_CASE):
        life.story.tell(
            life.at(life.concern + timedelta(days=life.some(5, 60))), _victim(), life.lead
        )
    if life.form != phrases.CRIMINAL or not life.chance(_ACCUSED):
        return
    tell, lead = life.story.tell, life.lead
    offence = life.one_of(_OFFENCES)
    on = life.concern + timedelta(days=life.some(0, 10))
    accused = tell(life.at(on), _accused(offence), lead)
    last = accused
    if life.chance(_CHARGED):
        charged = on + timedelta(days=life.some(1, 60))
        last = tell(life.at(charged), _charge(offence), lead, happened=day(charged), to=accused)
        on = charged
    if life.chance(_RAISED):
        raised = life.at(on + timedelta(days=life.some(0, 3)))
        tell(raised, _raised(_GROUND.get(life.nation, Ground.DEFENCE_45)), lead, to=last)
    outcome = ProsecutorSays.STOPPED_INTEREST if life.chance(_STOPPED) else ProsecutorSays.GOES_ON
    tell(life.at(on + timedelta(days=life.some(20, 160))), _decided(outcome), lead, to=last)


@lru_cache(maxsize=1)
def _victim() -> VictimOfCrime:
    return VictimOfCrime(wishes=Answer.NOT_ASKED, safe=Answer.YES, telephone=Answer.YES)


@lru_cache(maxsize=8)
def _accused(offence: str) -> AccusedOf:
    return AccusedOf(
        offence=offence,
        stage=Accused.INTERVIEWED,
        made_to="They were sent there by somebody whom they are afraid of.",
        adult_there=Answer.YES,
        lawyer_there=Answer.YES,
        interpreter_there=Answer.NOT_ASKED,
        explained=Answer.YES,
    )


@lru_cache(maxsize=8)
def _charge(offence: str) -> Charged:
    return Charged(offence=offence)


@lru_cache(maxsize=4)
def _raised(ground: Ground) -> NonProsecutionRaised:
    return NonProsecutionRaised(
        body=Body.PROSECUTOR,
        by="The lead social worker",
        grounds=frozenset({Ground.PUBLIC_INTEREST, ground}),
        reply=Reply.WAITING,
    )


@lru_cache(maxsize=2)
def _decided(outcome: ProsecutorSays) -> ProsecutorDecision:
    return ProsecutorDecision(outcome=outcome, knew=Answer.YES, child_told=Answer.YES)
