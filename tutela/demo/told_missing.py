"""Times away in a drawn child's record: gone, told, found, back, listened to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from tutela.chronology.moment import Moment
from tutela.demo.life import Life
from tutela.demo.listed import force
from tutela.demo.localities import locality_of
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.protection.missing.answers import (
    BackTo,
    FromWhere,
    HowFound,
    InterviewOutcome,
    MissingKind,
    Pull,
    Push,
    ToldWhom,
)
from tutela.protection.missing.entries import (
    MissingReported,
    MissingReturned,
    ReturnInterview,
    WentMissing,
)

_EVER = 0.23
"""How many children went missing at some stage, mostly for a time. Source: evaluation of the
independent child trafficking guardians' early adopter sites (Home Office Research Report 111,
2019)."""
_TALK_IN_TIME = 0.63
"""How many talks after coming back are held within 72 hours. Source: answers to freedom of
information requests about 2023/24."""
_AGAIN, _AT_FIRST, _KNOWN = 0.35, 0.3, 0.2
"""How often somebody goes again, goes in the first days, is known to be with somebody: our
assumption."""
_HOUR = timedelta(hours=1)
_PUSH = (Push.ALONE, Push.UNSAFE, Push.STATUS, Push.MOVED, Push.FAR, Push.NO_MONEY)
_PULL = (Pull.EXPLOITER, Pull.DEBT, Pull.THREAT, Pull.FRIENDS, Pull.WORK, Pull.FAMILY)
_WORRIES = (
    "A telephone rang in the evening, and the child went quiet before they went.",
    "The child spoke of money that somebody waits for.",
    "A car stood in the street twice this week.",
)
_SAID = (
    "They said come down or we come up.",
    "I only wanted to see somebody who speaks like me.",
    "I have to pay. You don’t know them.",
    None,
    None,
)


def missing(life: Life) -> None:
    """One time away or several, of about a quarter of the children."""
    if not life.chance(_EVER):
        return
    days = life.some(0, 2) if life.chance(_AT_FIRST) else life.some(4, 120)
    on = life.concern + timedelta(days=days)
    back = _away(life, on, at_first=days <= 2)
    while back is not None and life.chance(_AGAIN):
        on = back.date() + timedelta(days=life.some(5, 60))
        back = _away(life, on, at_first=False)


def _away(life: Life, on: date, *, at_first: bool) -> datetime | None:
    """Gone on this day. Returns when they were back; None once it lies too far ahead."""
    went = max(life.at(on), life.opened + 4 * _HOUR)
    if went > life.story.now:
        return None
    known = life.chance(_KNOWN)
    gone = life.story.tell(
        went + _HOUR, _went(life.one_of(_WORRIES), known, at_first), life.lead,
        happened=Moment.instant(went),
    )  # fmt: skip
    if not known:
        told = _reported(force(life.nation, locality_of(life.drawn.number)))
        life.story.tell(went + 2 * _HOUR, told, life.lead, to=gone)
    back = went + timedelta(hours=3 + int(life.dice.random() ** 3 * 600))
    to = life.story.tell(
        back + _HOUR, _returned(HowFound.CAME_BACK if life.chance(0.5) else HowFound.POLICE),
        life.lead, happened=Moment.instant(back), to=gone,
    )  # fmt: skip
    after = life.some(8, 70) if life.chance(_TALK_IN_TIME) else life.some(80, 300)
    heard = back + after * _HOUR
    life.story.tell(
        heard + _HOUR, _talk(life), life.by(heard, Role.GUARDIAN),
        happened=Moment.instant(heard), to=to,
    )  # fmt: skip
    return heard


@lru_cache(maxsize=64)
def _went(worries: str, known: bool, at_first: bool) -> WentMissing:
    return WentMissing(
        what=MissingKind.AWAY if known else MissingKind.MISSING,
        from_where=FromWhere.PLACEMENT,
        new_there=Answer.YES if at_first else Answer.NO,
        worries=worries,
    )


@lru_cache(maxsize=64)
def _reported(which: str) -> MissingReported:
    return MissingReported(
        told=frozenset({ToldWhom.POLICE, ToldWhom.GUARDIAN, ToldWhom.MANAGER}),
        force=which,
        reference="DEMO-M",
        trafficking_said=Answer.YES,
    )


@lru_cache(maxsize=8)
def _returned(how: HowFound) -> MissingReturned:
    return MissingReturned(
        to=BackTo.SAME,
        how=how,
        welcomed=Answer.YES,
        safe_now=Answer.YES,
        hurt=Answer.NO,
        police_told=Answer.YES,
    )


def _talk(life: Life) -> ReturnInterview:
    if life.chance(0.15):
        return ReturnInterview(
            outcome=InterviewOutcome.NOT_WISHED,
            why_not="They were tired. Their guardian asks again on Friday over food.",
        )
    return ReturnInterview(
        outcome=InterviewOutcome.HELD,
        by="Wren Holloway, from a charity that is not responsible for their care",
        independent=Answer.YES,
        alone=Answer.YES,
        interpreter=Answer.YES,
        child_words=_SAID[life.some(0, len(_SAID) - 1)],
        push=frozenset({_PUSH[life.some(0, len(_PUSH) - 1)]}),
        pull=frozenset({_PULL[life.some(0, len(_PULL) - 1)]}),
        debt=Answer.NOT_SAID,
    )
