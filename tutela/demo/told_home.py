"""Where a drawn child lives, and how that is planned, visited and reviewed. What sort of home, how
often something is late and how many are in hotels is our assumption: no published table that we
hold says it of trafficked children."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from tutela.demo.life import Life, weekday
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.protection.placement.answers import (
    Answered,
    Home,
    Met,
    Provider,
    ReviewEnd,
    ReviewSort,
    TookPart,
    Victim,
    WhyEnded,
)
from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    OutOfAreaTold,
    PlacementAddress,
    PlacementBegan,
    PlacementEnded,
    PlacementPlan,
    SafetyPlan,
    SocialWorkVisit,
    UnsuitableAnswered,
)

_FROM_ABROAD, _AT_HOME = 0.85, 0.3
_HOTEL, _MOVES = 0.07, 0.3
_DAY = timedelta(days=1)
_WHYS = (
    "Somebody there cooks what the child knows, and has time.",
    "It was the only place free that night; another is looked for.",
    "The child wished to be near the college.",
)
_WORDS = (
    "It is quiet. I like the dog.",
    "I want to stay here until I am eighteen.",
    "I do not know anybody here.",
)


def home(life: Life) -> None:
    """A first home, its plans and visits; for some a second one."""
    often = _FROM_ABROAD if life.is_from_abroad else _AT_HOME
    if life.is_restricted or not life.chance(often):
        return
    hotel = life.is_from_abroad and life.chance(_HOTEL)
    first = _lives(life, life.concern, Home.HOTEL if hotel else _sort(life))
    if hotel:
        _answered(life, first)
    _plans(life, first)
    if hotel or life.chance(_MOVES):
        on = weekday(life.concern + _DAY * life.some(20, 120))
        ended = PlacementEnded(why=WhyEnded.PLANNED, told=Answer.YES)
        life.story.tell(life.at(on), ended, life.lead, to=first)
        second = _lives(life, on + _DAY, _sort(life))
        if life.chance(0.7):
            when = life.at(on + _DAY * life.some(3, 9))
            life.story.tell(when, _placement_plan(), life.lead, to=second)
    _visits(life)
    _reviews(life)


def _sort(life: Life) -> Home:
    if life.drawn.age_days > 16 * 365.25 and life.chance(0.55):
        return Home.SUPPORTED
    return Home.FOSTER if life.chance(0.85) else Home.CHILDRENS_HOME


def _lives(life: Life, on: date, sort: Home) -> UUID:
    away = life.chance(0.25)
    began = PlacementBegan(
        home=sort,
        provider=Provider.STATE if sort is Home.HOTEL else Provider.OWN,
        out_of_area=Answer.YES if away else Answer.NO,
        why=life.one_of(_WHYS),
        language=Answer.YES if life.chance(0.4) else Answer.NO,
        siblings=Answer.NOT_KNOWN,
        child_words=life.one_of(_WORDS) if life.chance(0.3) else None,
    )
    when = life.at(on)
    home = life.story.tell(when, began, life.lead)
    number = life.some(1, 90)
    address = PlacementAddress(address=f"{number} Made-up Row, {life.here.place}")
    life.story.tell(when + timedelta(minutes=9), address, life.lead, to=home)
    if away and life.chance(0.8):
        told = life.at(on + _DAY * life.some(1, 12))
        life.story.tell(told, _area_told(life.here.who(Role.MANAGER)[0].name), life.lead, to=home)
    return home


def _answered(life: Life, home: UUID) -> None:
    manager = life.here.who(Role.MANAGER)[0]
    answer = UnsuitableAnswered(
        answer=Answered.MOVES,
        by=life.concern + _DAY * 21,
        reasons="A foster home is looked for; somebody from the team is there every evening.",
        decided_by=manager.name,
    )
    life.story.tell(life.at(life.concern + _DAY * life.some(0, 2)), answer, manager, to=home)


def _plans(life: Life, home: UUID) -> None:
    if life.chance(0.8):
        when = life.at(life.concern + _DAY * life.some(0, 1)) + timedelta(hours=1)
        life.story.tell(when, _safety_plan(), life.lead, to=home)
    if life.chance(0.85):
        life.story.tell(
            life.at(life.concern + _DAY * life.some(2, 9)), _placement_plan(), life.lead, to=home
        )
    if life.chance(0.85):
        life.story.tell(life.at(life.concern + _DAY * life.some(5, 18)), _care_plan(), life.lead)


def _visits(life: Life) -> None:
    on = life.concern + _DAY * life.some(2, 8)
    for _ in range(life.some(1, 4)):
        life.story.tell(life.at(on), _visit(), life.lead)
        on += _DAY * life.some(28, 48)


def _reviews(life: Life) -> None:
    on = life.concern + _DAY * life.some(18, 32)
    for sort in (ReviewSort.FIRST, ReviewSort.SECOND, ReviewSort.LATER):
        if not life.chance(0.75):
            return
        when = life.at(on)
        met = (Met.YES, Met.PARTLY, Met.NO)[min(2, int(life.dice.random() * 2.4))]
        life.story.tell(when, _review(sort, met), life.by(when, Role.REVIEWING_OFFICER))
        on += _DAY * (84 if sort is ReviewSort.FIRST else 170)


@lru_cache
def _area_told(manager: str) -> OutOfAreaTold:
    return OutOfAreaTold(whom="The council of the next county", approved_by=manager)


@lru_cache
def _safety_plan() -> SafetyPlan:
    return SafetyPlan(
        telephone="The old one is with the police; the new number is known to three people.",
        calls="The child gives the telephone to the carer, who writes down what was said.",
        outside="With the carer at first; by themselves as soon as both feel ready.",
        transport="By car, or with somebody.",
        nights="The door to the street is locked, the key hangs inside.",
        if_gone="Ring 999 at once, then the social worker. Say that they may be trafficked.",
        way_back="Ring at any hour; somebody comes, and nobody is angry.",
        explained=Answer.YES,
    )


@lru_cache
def _placement_plan() -> PlacementPlan:
    return PlacementPlan(
        days="School, the mosque or the church if they wish, cooking twice a week.",
        decides="The carer decides what a parent would every day; the council the rest.",
        contact="Family by telephone on Sundays, with somebody in the house.",
        trafficking="The carer knows what happened, and rings 999 and the team if anybody comes.",
        child_agrees=Answer.YES,
    )


@lru_cache
def _care_plan() -> CarePlan:
    return CarePlan(
        victim=Victim.MAY_BE,
        from_trafficking="A guardian, a lawyer, and somebody who can help with bad nights.",
        needs="School, health, friends, to keep their language and their faith.",
        aim="To live where they are safe, and to know what comes after.",
    )


@lru_cache
def _visit() -> SocialWorkVisit:
    return SocialWorkVisit(
        seen=Answer.YES,
        alone=Answer.YES,
        interpreter=Answer.YES,
        room=Answer.YES,
        how="Sleeps a little better, asks about school.",
    )


@lru_cache
def _review(sort: ReviewSort, met: Met) -> LookedAfterReview:
    return LookedAfterReview(
        sort=sort,
        end=ReviewEnd.COMPLETED,
        chaired_by="The reviewing officer",
        part=TookPart.THERE,
        met=met,
        missing="A guardian has not come yet; the service is asked again." if met is not Met.YES
        else None,
        decisions="The plan goes on; the social worker asks for the school place by Friday.",
    )  # fmt: skip
