"""Who may decide for a drawn child, and how worried people are. How often is our assumption."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tutela.connections.answers import Holder, Level, Tie
from tutela.connections.entries import ConcernLevel, ParentalResponsibility, PersonAround
from tutela.demo.life import Life
from tutela.people.choice import Answer

_WRITTEN, _SOMEBODY, _JUDGED = 0.35, 0.2, 0.2
_WHY = (
    "Calls from a number that nobody knows, late in the evening.",
    "New clothes, and no word of where they are from.",
    "Settled at school. A teacher rings each Friday.",
)


def connections(life: Life) -> None:
    """Who decides, somebody who is close, and a judgement, of some."""
    if life.is_restricted:
        return
    if life.chance(_WRITTEN):
        holder = Holder.NOBODY_HERE if life.is_from_abroad else Holder.MOTHER
        life.story.tell(life.early(3), _holder(holder), life.lead)
    if life.chance(_SOMEBODY):
        life.story.tell(life.early(6), _somebody(), life.lead)
    if life.chance(_JUDGED):
        when = life.at(life.referred + timedelta(days=life.some(2, 40)))
        level = (Level.HIGH, Level.RAISED, Level.WATCHED)[life.some(0, 2)]
        again = when.date() + timedelta(days=28)
        life.story.tell(when, _level(level, life.one_of(_WHY), again), life.lead)


@lru_cache
def _holder(holder: Holder) -> ParentalResponsibility:
    named = "The mother" if holder is Holder.MOTHER else None
    return ParentalResponsibility(
        holder=holder,
        name=named,
        reachable=Answer.YES if named else Answer.NO,
        danger=Answer.NO if named else Answer.NOT_KNOWN,
    )


@lru_cache
def _somebody() -> PersonAround:
    return PersonAround(
        name="A friend from school", tie=Tie.FRIEND, wished=Answer.YES, safe=Answer.YES
    )


def _level(level: Level, why: str, again: date) -> ConcernLevel:
    return ConcernLevel(level=level, why=why, review_on=again)
