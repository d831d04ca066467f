"""What a child's entries say about who they are: the name to use, the date of birth, the languages.

Pure functions of a chronology. None of them decides between people: they follow what is written
beside each entry, such as how a child wishes to be called.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Content
from tutela.chronology.moment import LONDON, Moment, Precision, day_start
from tutela.duties.duty import happened_at
from tutela.duties.limits import birthday
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    GenderStated,
    Languages,
    NameKind,
    NameStated,
    NameUse,
    Nationality,
)

C = TypeVar("C", bound=Content)

ADULT_AT = 18


def called(chronology: Chronology) -> str | None:
    """The name to call the child by, in Latin letters where it was given so.

    First the one they wish for, then one to be used, then any that nobody forced on them. None
    when there is none: a name that somebody made them use is never put in its place.
    """
    name = _name_in_use(chronology)
    return None if name is None else name.in_latin or name.full


def names(chronology: Chronology) -> tuple[NameStated, ...]:
    """Every name, the one to use first, the others in the order in which they were given."""
    used = _name_in_use(chronology)
    every = chronology.contents(NameStated)
    return tuple(n for n in every if n is used) + tuple(n for n in every if n is not used)


def names_to_use(chronology: Chronology) -> tuple[NameStated, ...]:
    """The names that nobody forced on the child and that do not hurt them, as they were given; a
    forced name is among them where the child wishes to keep it."""
    return tuple(
        n
        for n in chronology.contents(NameStated)
        if n.use is NameUse.WISHED
        or (n.kind is not NameKind.GIVEN_BY_OTHERS and n.use is not NameUse.NEVER)
    )


def _name_in_use(chronology: Chronology) -> NameStated | None:
    free = names_to_use(chronology)
    for use in (NameUse.WISHED, NameUse.USE, NameUse.RECORD_ONLY):
        found = [n for n in free if n.use is use]
        if found:
            return found[-1]
    return None


@dataclass(frozen=True)
class Birth:
    """A date of birth, as precisely as it is known, and what it rests on."""

    moment: Moment
    basis: BirthBasis
    entry: Entry

    @property
    def earliest(self) -> date:
        """The first day on which the child can have been born."""
        on = self.moment.on
        assert on is not None  # the kind's check refuses a birth that is not known
        return on

    @property
    def latest(self) -> date:
        """The last day on which the child can have been born."""
        until = self.moment.until
        assert until is not None
        return max(self.earliest, (until - timedelta(microseconds=1)).astimezone(LONDON).date())

    @property
    def is_exact(self) -> bool:
        """Is it known to the day?"""
        return self.moment.precision in {Precision.DAY, Precision.INSTANT}

    def turns(self, years: int) -> tuple[date, date]:
        """The first and the last day on which an age can be reached."""
        return birthday(self.earliest, years), birthday(self.latest, years)


_ORDER = (BirthBasis.ASSESSED, BirthBasis.DOCUMENTED, BirthBasis.SAID, BirthBasis.AGENCY)


def births(chronology: Chronology) -> tuple[Birth, ...]:
    """Every date of birth that stands, the one in force first.

    A concluded assessment goes before a document, a document before what was said, and that before
    what another agency wrote down; among equals the later one holds.
    """
    return chronology.once(_births)


def _births(chronology: Chronology) -> tuple[Birth, ...]:
    every = [
        Birth(said.born, said.basis, entry)
        for entry in chronology.of(DateOfBirth)
        if entry.content is not None
        for said in [entry.says(DateOfBirth)]
        if said.born.start is not None
    ]
    return tuple(birth for basis in _ORDER for birth in reversed(every) if birth.basis is basis)


def birth_in_force(chronology: Chronology) -> Birth | None:
    """The date of birth that holds; None when none is known."""
    return next(iter(births(chronology)), None)


def born(chronology: Chronology) -> date | None:
    """The date of birth in force, for reckoning what is due by an age.

    Where only a month or a year is known it is the first day that it can be, so that nothing comes
    too late; whether somebody is treated as a child is never reckoned from it.
    """
    birth = birth_in_force(chronology)
    return None if birth is None else birth.earliest


@dataclass(frozen=True)
class Age:
    """How old somebody is, at least and at most, in full years."""

    least: int
    most: int

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        joint = "or" if self.most - self.least == 1 else "to"
        return f"{self.least} {joint} {self.most}"


def age_at(chronology: Chronology, at: datetime) -> Age | None:
    """How old the child was at an aware moment, by the date of birth in force."""
    birth = birth_in_force(chronology)
    if birth is None:
        return None
    on = at.astimezone(LONDON).date()
    return Age(_years(birth.latest, on), _years(birth.earliest, on))


def _years(born_on: date, on: date) -> int:
    years = on.year - born_on.year
    return max(0, years - (birthday(born_on, years) > on)) if years > 0 else 0


def is_treated_as_child(
    chronology: Chronology, at: datetime, *, known: datetime | None = None
) -> bool:
    """Is this person to be treated as a child at an aware moment?

    Whoever may be under 18 is a child until an age assessment has concluded. Once one has, it
    holds. Until then any date of birth that the young person or a document gives and that may make
    them under 18 is enough; what another agency wrote down or guessed never ends childhood.
    Where only a month or a year is known, the last day that it can be counts. ``known`` is the
    moment up to which dates of birth are heeded, which is ``at`` unless said otherwise.
    Source: Modern Slavery Act 2015 s.51.
    """
    heeded = [b for b in births(chronology) if happened_at(b.entry) <= (known or at)]
    assessed = [b for b in heeded if b.basis is BirthBasis.ASSESSED]
    stated = [b for b in heeded if b.basis in {BirthBasis.DOCUMENTED, BirthBasis.SAID}]
    weighed = assessed[:1] or stated
    return not weighed or any(_may_be_under_18(birth, at) for birth in weighed)


def _may_be_under_18(birth: Birth, at: datetime) -> bool:
    return at < day_start(birth.turns(ADULT_AT)[1])


def is_age_in_doubt(chronology: Chronology, at: datetime) -> bool:
    """Does anything on the record say 18 or over while the person is treated as a child?"""
    return is_treated_as_child(chronology, at) and any(
        happened_at(b.entry) <= at and not _may_be_under_18(b, at) for b in births(chronology)
    )


def gender(chronology: Chronology) -> GenderStated | None:
    """How the young person describes their gender, as last said."""
    return _last(chronology.contents(GenderStated))


def nationality(chronology: Chronology) -> Nationality | None:
    """The nationalities as last said or found out."""
    return _last(chronology.contents(Nationality))


def languages(chronology: Chronology) -> Languages | None:
    """The languages and the wishes about interpreters, as last said."""
    return _last(chronology.contents(Languages))


def _last(contents: tuple[C, ...]) -> C | None:
    return contents[-1] if contents else None
