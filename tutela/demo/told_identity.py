"""Who a drawn child is, as it is written down, and what is mended later."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tutela.chronology.moment import Moment
from tutela.demo import phrases
from tutela.demo.life import Life
from tutela.demo.origins import FullName, Origin, name_of, origin_of
from tutela.demo.story import day
from tutela.identity.entries import (
    AssessedBy,
    BirthBasis,
    Calendar,
    DateOfBirth,
    Gender,
    GenderStated,
    HomeOfficeReference,
    Identifier,
    IdentifierKind,
    InterpreterWish,
    Languages,
    Likeness,
    NameKind,
    NameOrder,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Reading,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

_GENDERS = {"Female": Gender.FEMALE, "Male": Gender.MALE, "Other": Gender.OTHER}
_BRITISH = "British"


def identity(life: Life) -> None:
    """Name, date of birth, gender, nationality, languages; of some children more."""
    first = life.opened + timedelta(minutes=30)
    minute = timedelta(minutes=1)
    names = _nationalities(life)
    origin = origin_of(next((n for n in names if n != _BRITISH), names[0] if names else ""))
    is_female = life.drawn.cell.gender == "Female"
    name = name_of(origin, is_female, life.dice)
    told = life.story.tell(first, _name(name), life.lead)
    life.written["name-stated"] = (told, first)
    _birth(life)
    gender = _GENDERS.get(life.drawn.cell.gender, Gender.NOT_KNOWN)
    life.story.tell(first + 4 * minute, _gender(gender), life.lead)
    told = life.story.tell(first + 6 * minute, _nationality(names), life.lead)
    life.written["nationality"] = (told, first)
    if life.chance(0.85 if life.is_from_abroad else 0.15):
        _languages(life, origin)
    if life.chance(0.12):
        _another_name(life, origin, is_female)
    if life.chance(0.12):
        likeness = _likeness(life.one_of(phrases.LOOKS))
        life.story.tell(life.at(life.concern + timedelta(days=1)), likeness, life.lead)
    if life.chance(0.18):
        number = Identifier(which=IdentifierKind.LOCAL, value=f"{life.some(10**6, 10**7 - 1)}")
        when = life.at(life.concern + timedelta(days=3))
        told = life.story.tell(when, number, life.lead)
        life.written["identifier"] = (told, when)
    if life.is_from_abroad and life.chance(0.35):
        reference = HomeOfficeReference(value=f"DEMO/{life.some(10**6, 10**7 - 1)}")
        life.story.tell(life.at(life.concern + timedelta(days=12)), reference, life.lead)


def _nationalities(life: Life) -> tuple[str, ...]:
    return tuple(_BRITISH if n == "UK" else n for n in life.drawn.cell.nationalities)


def _name(name: FullName) -> NameStated:
    order = name.order
    return NameStated(
        full=name.full,
        kind=NameKind.LEGAL,
        use=NameUse.USE,
        order=order,
        own=name.own,
        family=None if order is NameOrder.SINGLE else name.family,
        script=name.script,
        in_latin=None if name.script is Script.LATIN else name.latin,
        stated_by=StatedBy.CHILD,
    )


def _another_name(life: Life, origin: Origin, is_female: bool) -> None:
    name = name_of(origin, is_female, life.dice)
    forced = life.is_from_abroad and life.chance(0.5)
    said = NameStated(
        full=name.own if not forced else name.latin,
        kind=NameKind.GIVEN_BY_OTHERS if forced else NameKind.NICKNAME,
        use=NameUse.NEVER if forced else NameUse.WISHED,
        script=name.script if not forced else Script.LATIN,
        in_latin=None if forced or name.script is Script.LATIN else name.latin.split(" ")[0],
        stated_by=StatedBy.CHILD,
        note="They were made to use it on the way." if forced else None,
    )
    life.story.tell(life.at(life.concern + timedelta(days=4)), said, life.lead)


def _birth(life: Life) -> None:
    first = life.opened + timedelta(minutes=32)
    if not life.is_from_abroad:
        content = DateOfBirth(
            born=day(life.born), basis=BirthBasis.DOCUMENTED, document="School record"
        )
    elif life.chance(0.55):
        content = DateOfBirth(born=day(life.born), basis=BirthBasis.SAID)
    else:
        content = DateOfBirth(
            born=_about(life), basis=BirthBasis.SAID, calendar=_calendar(life),
            as_stated=f"I am {life.drawn.age_days // 365}, I think.",
        )  # fmt: skip
    told = life.story.tell(first, content, life.lead)
    life.written["date-of-birth"] = (told, first)
    if not life.is_from_abroad:
        return
    if life.chance(0.15):
        document = DateOfBirth(
            born=day(life.born), basis=BirthBasis.DOCUMENTED,
            document="A birth certificate sent by the family, seen by the social worker",
        )  # fmt: skip
        later = life.at(life.concern + timedelta(days=life.some(20, 150)))
        life.story.tell(later, document, life.lead)
    elif life.chance(0.08):
        assessed = DateOfBirth(
            born=day(life.born), basis=BirthBasis.ASSESSED, assessed_by=AssessedBy.LOCAL_AUTHORITY
        )
        later = life.at(life.concern + timedelta(days=life.some(60, 200)))
        life.story.tell(later, assessed, life.lead)


def _about(life: Life) -> Moment:
    if life.chance(0.5):
        return _month(life.born.year, life.born.month)
    return _year(life.born.year)


_month = lru_cache(maxsize=1024)(Moment.month)
_year = lru_cache(maxsize=64)(Moment.year)


def _calendar(life: Life) -> Calendar | None:
    nationality = life.drawn.cell.nationalities[:1]
    if nationality in {("Eritrean",), ("Ethiopian",)}:
        return Calendar.ETHIOPIC
    return Calendar.SOLAR_HIJRI if nationality in {("Afghan",), ("Iranian",)} else None


@lru_cache
def _gender(gender: Gender) -> GenderStated:
    return GenderStated(gender=gender, stated_by=StatedBy.CHILD)


@lru_cache(maxsize=512)
def _nationality(names: tuple[str, ...]) -> Nationality:
    state = NationalityState.HELD if names else NationalityState.NOT_KNOWN
    return Nationality(state=state, held=names, stated_by=StatedBy.CHILD)


@lru_cache
def _likeness(text: str) -> Likeness:
    return Likeness(description=text)


def _languages(life: Life, origin: Origin) -> None:
    when = life.at(life.concern + timedelta(days=1)) + timedelta(minutes=5)
    best = life.one_of(origin.languages)
    reading = (Reading.WELL, Reading.SOME, Reading.NOT_YET)[min(2, life.some(0, 3))]
    told = life.story.tell(when, _speaks(best, reading, life.is_from_abroad), life.lead)
    life.written["languages"] = (told, when)


@lru_cache(maxsize=1024)
def _speaks(best: str, reading: Reading, from_abroad: bool) -> Languages:
    return Languages(
        speaks=(best,),
        best=best,
        reading=reading,
        reads=() if reading is Reading.NOT_YET else (best,),
        interpreter=Answer.YES if from_abroad and best != "eng" else Answer.NO,
        interpreter_wish=InterpreterWish.NOT_ASKED if from_abroad and best != "eng" else None,
        help_needed=Answer.NOT_ASKED,
    )


def corrections(life: Life) -> None:
    """Some entries are mended later, with a reason; a very few stand in the wrong record."""
    if life.chance(0.1):
        _corrected_birth(life)
    if life.chance(0.02) and "identifier" in life.written:
        entry, when = life.written["identifier"]
        later = when + timedelta(days=life.some(1, 9))
        life.story.withdraw(entry, later, life.lead, phrases.REASONS_TO_WITHDRAW)


def _corrected_birth(life: Life) -> None:
    entry, when = life.written["date-of-birth"]
    said: date = life.born
    content = DateOfBirth(
        born=day(said), basis=BirthBasis.DOCUMENTED, document="Identity card, seen by the worker"
    )
    later = life.at((when + timedelta(days=life.some(10, 80))).date())
    by = life.by(later, Role.GUARDIAN)
    life.story.correct(entry, later, content, by, phrases.REASONS_TO_CORRECT["date-of-birth"])
