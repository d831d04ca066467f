"""How far a young person is on the way into adulthood, and which parts of life nobody carries yet.
Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.moment import LONDON
from tutela.duties.duty import happened_at
from tutela.duties.limits import birthday
from tutela.futures.transition.answers import Carries, LifeArea
from tutela.futures.transition.entries import After18, HandoverMeeting
from tutela.identity.derive import born
from tutela.people.choice import Choice

PREPARES_FROM, HANDS_OVER_AT, LOOKED_AFTER_UNTIL = (16, 0), (17, 6), (25, 0)
"""Years and months. At seventeen and a half leave for unaccompanied children ends at the latest
(Immigration Rules 352ZC to 352ZF); that a handover is held by then is our own rule."""


class Phase(Choice):
    """Where a young person stands between childhood and adulthood."""

    PREPARING = "preparing", "Between 16 and 17 and a half: needs and plan"
    HANDING_OVER = "handing-over", "Between 17 and a half and 18: handing over"
    GROWN = "grown", "18 or over"


@dataclass(frozen=True)
class Carried:
    """Who carries a part of life after 18, and which entry says so."""

    entry: Entry
    carries: Carries
    who: str | None


def phase(chronology: Chronology, at: datetime) -> Phase | None:
    """The phase at a moment; None before 16, after 25, or where no date of birth is known."""
    birth = born(chronology)
    if birth is None:
        return None
    on = at.astimezone(LONDON).date()
    if not birthday(birth, *PREPARES_FROM) <= on < birthday(birth, *LOOKED_AFTER_UNTIL):
        return None
    if on >= birthday(birth, 18):
        return Phase.GROWN
    return Phase.HANDING_OVER if on >= birthday(birth, *HANDS_OVER_AT) else Phase.PREPARING


def turns_18(chronology: Chronology) -> date | None:
    """The 18th birthday by the date of birth in force."""
    birth = born(chronology)
    return birthday(birth, 18) if birth else None


def carried(chronology: Chronology, at: datetime) -> dict[LifeArea, Carried]:
    """By part of life: who carries it after 18, as last said by a moment."""
    found: dict[LifeArea, Carried] = {}
    for entry in chronology.of(HandoverMeeting, After18):
        if happened_at(entry) > at:
            continue
        match entry.content:
            case HandoverMeeting(carried=rows):
                found |= {row.area: Carried(entry, row.carries, row.who) for row in rows}
            case After18(area=area, carries=carries, who=who):
                found[area] = Carried(entry, carries, who)
            case _:
                continue
    return found


def has_nobody(chronology: Chronology, at: datetime) -> tuple[LifeArea, ...]:
    """Parts of life of which nobody has said who carries them after 18."""
    known = carried(chronology, at)
    return tuple(area for area in LifeArea if area not in known)
