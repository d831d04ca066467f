"""Lawyers and interpreters in the records of drawn children. How often, how many offices are asked
and how long it takes: our assumption."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import cast

from tutela.demo import phrases
from tutela.demo.life import Life
from tutela.identity.entries import Languages
from tutela.people.choice import Answer
from tutela.protection.representation.answers import (
    Again,
    FoundBy,
    LegalAid,
    Matter,
    SearchEnd,
    Setting,
)
from tutela.protection.representation.entries import (
    InterpreterUsed,
    LawyerActs,
    LawyerAnswered,
    LawyerAsked,
    LawyerMet,
)

_LOOKED_FOR, _NO_ROOM, _FOUND, _MET, _INTERPRETER = 0.7, 0.45, 0.85, 0.8, 0.35
_DAY = timedelta(days=1)


def representation(life: Life) -> None:
    """A lawyer looked for and found where there is a matter; an interpreter for who needs one."""
    if life.is_restricted:
        return
    if life.is_from_abroad:
        matter = Matter.IMMIGRATION
    elif life.form == phrases.CRIMINAL:
        matter = Matter.CRIMINAL
    else:
        return
    if life.chance(_LOOKED_FOR):
        _lawyer(life, matter)
    spoken = life.story.plans(Languages)
    if life.is_from_abroad and spoken and life.chance(_INTERPRETER):
        when = life.at(life.concern + _DAY * life.some(1, 20))
        language = cast(Languages, spoken[0].content).speaks[0]
        life.story.tell(when, _interpreter(language, life.chance(0.85)), life.lead)


def _lawyer(life: Life, matter: Matter) -> None:
    on = life.concern + _DAY * life.some(2, 20)
    asked = life.story.tell(life.at(on), _asked(matter), life.lead)
    while life.chance(_NO_ROOM):
        on += _DAY * life.some(2, 12)
        life.story.tell(life.at(on), _FULL, life.lead, to=asked)
        on += _DAY
        asked = life.story.tell(life.at(on), _asked(matter), life.lead)
    if not life.chance(_FOUND):
        return
    on += _DAY * life.some(2, 20)
    acts = life.story.tell(life.at(on), _acts(matter), life.lead, to=asked)
    if life.chance(_MET):
        life.story.tell(life.at(on + _DAY * life.some(3, 20)), _MEETING, life.lead, to=acts)


_FULL = LawyerAnswered(answer=SearchEnd.NO_ROOM)
_MEETING = LawyerMet(
    in_person=Answer.YES, alone=Answer.YES, interpreter=Answer.YES, understood=Answer.YES
)


@lru_cache(maxsize=4)
def _asked(matter: Matter) -> LawyerAsked:
    return LawyerAsked(matter=matter, office="An office in the next town")


@lru_cache(maxsize=4)
def _acts(matter: Matter) -> LawyerActs:
    return LawyerActs(
        matter=matter,
        name="Rowan Achterberg",
        office="An office in the next town",
        regulated=Answer.YES,
        found_by=FoundBy.COUNCIL,
        paid=LegalAid.GRANTED,
        children=Answer.YES,
        chosen=Answer.YES,
    )


@lru_cache(maxsize=128)
def _interpreter(language: str, fits: bool) -> InterpreterUsed:
    return InterpreterUsed(
        setting=Setting.SOCIAL_WORK,
        name="Interpreter 2207" if fits else "Interpreter 3318",
        language=language,
        dialect_fits=Answer.YES if fits else Answer.NO,
        gender_fits=Answer.YES if fits else Answer.NO,
        same_again=Answer.NO,
        understood=Answer.YES if fits else Answer.NO,
        again=Again.YES if fits else Again.NO,
        why_not=None if fits else "They spoke of other things with the adults in the room.",
    )
