"""Moves between authorities in drawn records, and what made-up authorities declare."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from random import Random
from uuid import uuid5

from tutela.demo.life import Life
from tutela.demo.localities import DEMONSTRATION, locality
from tutela.people import lists
from tutela.people.choice import Answer
from tutela.people.roles import AgencyKind, Nation, Role
from tutela.protection.transfer.answers import Need, OfferedHome, TransferEnd
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferEnded,
    TransferNeeds,
    TransferOffer,
)
from tutela.protection.transfer.models import Declaration

_REFERRED, _HOTEL, _OFFERED, _RECENT = 0.12, 0.3, 0.3, 40
"""How often a child from abroad is referred, is in a hotel, is offered a place soon; and after how
many days a referral that led to no move has ended. Our assumption."""
_QUARTERS = ("2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30")
_LANGUAGES = ("vie", "sqi", "prs", "kmr", "ckb", "tir", "amh", "ara", "som", "pus")
_NEEDS = tuple(Need)


@cache
def places_in(nation: Nation) -> float:
    """How many children one authority took in a quarter, on average over those that took any, in
    the last four published quarters. Source: Home Office, National Transfer Scheme (`nts.csv`)."""
    regions = {
        Nation.SCOTLAND: "Scotland", Nation.WALES: "Wales",
        Nation.NORTHERN_IRELAND: "Northern Ireland",
    }  # fmt: skip
    taken = []
    path = files("tutela.evidence").joinpath("data", "nrm_published", "nts.csv")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            region = row["Region"]
            elsewhere = region in regions.values()
            here = region == regions[nation] if nation in regions else not elsewhere
            number = row["Transfers into Local Authority"]
            if row["Date"] in _QUARTERS and here and not region.startswith("*") and int(number):
                taken.append(int(number))
    return sum(taken) / len(taken)


def declarations(localities: int, at: datetime) -> list[Declaration]:
    """What each made-up authority says that it has, a few days before ``at``."""
    return [_declaration(number, at) for number in range(localities)]


def _declaration(number: int, at: datetime) -> Declaration:
    here = locality(number)
    house = next(h for h in here.houses if h.kind is AgencyKind.LOCAL_AUTHORITY)
    dice = Random(number)  # noqa: S311 - no secret hangs on it
    counties = [item.value for item in lists.items("regions")]
    towns = [item.value for item in lists.items("towns")]
    return Declaration(
        id=uuid5(DEMONSTRATION, f"declaration/{number}"),
        agency_id=house.id,
        by_id=here.who(Role.MANAGER)[0].id,
        at=at - timedelta(days=1 + dice.randrange(40)),
        places=int(dice.random() * 2 * places_in(here.nation) + 0.5),
        areas=[dice.choice(counties), *dice.sample(towns, 3)],
        languages=sorted(dice.sample(_LANGUAGES, 3)),
        offers=sorted(need.value for need in _NEEDS if dice.random() < 0.45),
    )


def transfer(life: Life) -> None:
    """A referral, for some who came from another country: a place is looked for, or no more."""
    if not life.is_from_abroad or not life.chance(_REFERRED):
        return
    on = life.concern + timedelta(days=life.some(2, 20))
    tell, lead = life.story.tell, life.lead
    referral = tell(life.at(on), _referral(life.chance(_HOTEL)), lead)
    counties = [item.value for item in lists.items("regions")]
    needs = TransferNeeds(
        danger_counties=(counties[life.some(0, len(counties) - 1)],),
        needs=frozenset({_NEEDS[life.some(0, len(_NEEDS) - 1)], Need.LEGAL_AID}),
        ties=(counties[life.some(0, len(counties) - 1)],) if life.chance(0.4) else (),
        child_words="Somewhere with a river." if life.chance(0.2) else None,
    )
    tell(life.at(on + timedelta(days=1)), needs, lead, to=referral)
    if life.chance(_OFFERED):
        tell(life.at(on + timedelta(days=life.some(3, 12))), _offer(), lead, to=referral)
    tell(life.at(on + timedelta(days=_RECENT)), _ended(), lead, to=referral)


@lru_cache(maxsize=2)
def _referral(hotel: bool) -> NtsReferral:
    return NtsReferral(
        hotel=Answer.YES if hotel else Answer.NO,
        interests=Answer.YES,
        why="Nothing keeps them here but a bed. A place near people of their language is wished.",
        told=Answer.YES,
    )


@lru_cache(maxsize=1)
def _offer() -> TransferOffer:
    return TransferOffer(
        authority="Another council",
        home=OfferedHome.FOSTER,
        language=Answer.NO,
        guardian=Answer.YES,
        legal=Answer.NOT_KNOWN,
    )


@lru_cache(maxsize=1)
def _ended() -> TransferEnded:
    return TransferEnded(
        why=TransferEnd.BEST_INTERESTS,
        details="They have a school place and a friend here by now.",
        told=Answer.YES,
    )
