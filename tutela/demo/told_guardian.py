"""A guardian for a drawn child, or the wait for one, or that no service is there. How many wait and
how long is our assumption; that a third of England's councils had no service is from the seeds of
this project (two thirds of local authorities covered)."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.demo.localities import locality_of
from tutela.people.choice import Answer
from tutela.people.roles import Nation, Role
from tutela.protection.guardian.entries import (
    ContactWay,
    Felt,
    GuardianAllocated,
    GuardianContact,
    GuardianEnd,
    GuardianEnded,
    GuardianGap,
    GuardianRated,
    GuardianReferral,
    Support,
)

_ASKED, _RATED, _ENDED = 0.9, 0.2, 0.08
_DAY = timedelta(days=1)


def guardian(life: Life) -> None:
    """Asked for, named, met, asked about; or a gap."""
    if life.is_restricted or not life.chance(_ASKED):
        return
    asked = life.at(life.referred)
    if life.nation is Nation.ENGLAND and locality_of(life.drawn.number) % 3 == 2:
        life.story.tell(asked, _gap(), life.lead)
        return
    referral = life.story.tell(asked, _referral(life.is_from_abroad), life.lead)
    stands = life.circle.get(Role.GUARDIAN)
    if stands is None:
        return
    who, since = stands
    named_at = max(asked + timedelta(hours=2), life.at(life.referred + _DAY * life.some(1, 9)))
    named_at = max(named_at, since + timedelta(hours=1))
    support = Support.DIRECT
    if life.nation in {Nation.SCOTLAND, Nation.NORTHERN_IRELAND}:
        support = Support.NATIONAL
    named = life.story.tell(named_at, _named(who.name, support), life.lead, to=referral)
    when = named_at
    for _ in range(life.some(1, 4)):
        when = life.at((when + _DAY * life.some(2, 13)).date())
        life.story.tell(when, _contact(), who, to=named)
    if life.chance(_RATED):
        rated = life.at((when + _DAY * 3).date())
        life.story.tell(rated, _rated(), life.by(rated, Role.REVIEWING_OFFICER), to=named)
    if life.chance(_ENDED):
        life.story.tell(life.at((when + _DAY * 30).date()), _ended(), life.lead, to=named)


@lru_cache
def _gap() -> GuardianGap:
    return GuardianGap(
        told_by="The guardianship service",
        instead="The social worker and the reviewing officer, until a service begins here.",
    )


@lru_cache
def _referral(is_alone: bool) -> GuardianReferral:
    return GuardianReferral(
        service="The guardianship service",
        parent_here=Answer.NO if is_alone else Answer.YES,
        why="The child has been told a little, and would like somebody who stays.",
        child_told=Answer.YES,
    )


@lru_cache
def _named(name: str, support: Support) -> GuardianAllocated:
    return GuardianAllocated(
        name=name,
        service="The guardianship service",
        support=support,
        first_meeting="With the social worker, at a place that the child chooses.",
        wish=Answer.YES,
    )


@lru_cache
def _contact() -> GuardianContact:
    return GuardianContact(
        way=ContactWay.MET,
        interpreter=Answer.YES,
        what="How the days are, what the letter says, what comes next.",
    )


@lru_cache
def _rated() -> GuardianRated:
    return GuardianRated(
        asked_by="The reviewing officer",
        listens=Felt.VERY,
        explains=Felt.MOSTLY,
        trusted=Felt.MOSTLY,
        helps=Felt.VERY,
        child_words="She comes when she says that she comes.",
    )


@lru_cache
def _ended() -> GuardianEnded:
    return GuardianEnded(
        why=GuardianEnd.PARENT,
        handed_over="What helps at night, whom to ring, what is still promised.",
        told="At the last visit. They keep the number.",
    )
