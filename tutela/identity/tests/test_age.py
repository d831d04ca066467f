from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.chronology.moment import Moment, day_start
from tutela.chronology.tests.story import NOW, Story, london
from tutela.identity.derive import (
    age_at,
    birth_in_force,
    born,
    is_age_in_doubt,
    is_treated_as_child,
)
from tutela.identity.entries import AssessedBy, BirthBasis, DateOfBirth
from tutela.identity.faces import face


def birth(on: date | Moment, basis: BirthBasis = BirthBasis.SAID) -> DateOfBirth:
    moment = on if isinstance(on, Moment) else Moment.day(on)
    by = AssessedBy.LOCAL_AUTHORITY if basis is BirthBasis.ASSESSED else None
    return DateOfBirth(born=moment, basis=basis, assessed_by=by)


SAID = birth(date(2010, 5, 17))
ON_PAPER = birth(date(2006, 1, 1), BirthBasis.DOCUMENTED)
ASSESSED_CHILD = birth(date(2009, 8, 2), BirthBasis.ASSESSED)
ASSESSED_ADULT = birth(date(2005, 3, 9), BirthBasis.ASSESSED)
GUESSED_ADULT = birth(date(2000, 1, 1), BirthBasis.AGENCY)


def test_a_concluded_assessment_holds_before_a_document_and_a_document_before_what_was_said() -> (
    None
):
    story = Story()
    story.tell(ASSESSED_CHILD, date(2026, 5, 1))
    story.tell(SAID, date(2026, 6, 1))
    story.tell(ON_PAPER, date(2026, 7, 1))

    assert born(story.read()) == date(2009, 8, 2)
    story.withdraw(story.entries[0])
    assert born(story.read()) == date(2006, 1, 1)


def test_of_two_that_rest_on_the_same_the_later_holds() -> None:
    story = Story()
    story.tell(birth(date(2010, 1, 1)), date(2026, 5, 1))
    story.tell(birth(date(2011, 1, 1)), date(2026, 6, 1))

    assert born(story.read()) == date(2011, 1, 1)


def test_without_any_date_of_birth_somebody_is_a_child() -> None:
    assert is_treated_as_child(Story().read(), NOW)


def test_whoever_says_they_are_under_18_is_a_child_whatever_papers_or_officials_say() -> None:
    story = Story()
    story.tell(SAID, date(2026, 5, 1))
    story.tell(ON_PAPER, date(2026, 5, 2))
    story.tell(GUESSED_ADULT, date(2026, 5, 3))

    assert is_treated_as_child(story.read(), NOW)
    assert is_age_in_doubt(story.read(), NOW)


def test_an_officials_guess_alone_makes_nobody_an_adult() -> None:
    story = Story()
    story.tell(GUESSED_ADULT, date(2026, 5, 3))

    assert is_treated_as_child(story.read(), NOW)


def test_a_concluded_assessment_ends_the_presumption_and_not_before_it_concluded() -> None:
    story = Story()
    story.tell(SAID, date(2026, 5, 1))
    story.tell(ASSESSED_ADULT, date(2026, 9, 10))

    assert is_treated_as_child(story.read(), london(2026, 9, 9, 23, 59))
    assert not is_treated_as_child(story.read(), london(2026, 9, 10))


def test_a_young_person_who_said_so_turns_18_at_midnight_in_london() -> None:
    story = Story()
    story.tell(birth(date(2008, 7, 4)), date(2026, 5, 1))

    assert is_treated_as_child(story.read(), london(2026, 7, 3, 23, 59))
    assert not is_treated_as_child(story.read(), london(2026, 7, 4))


@pytest.mark.parametrize(
    ("known", "last_day_as_child"),
    [
        (Moment.day(date(2008, 2, 29)), date(2026, 2, 28)),
        (Moment.month(2008, 10), date(2026, 10, 30)),
        (Moment.year(2008), date(2026, 12, 30)),
        (Moment.about(2007), date(2026, 12, 30)),
    ],
)
def test_where_a_birth_is_known_roughly_the_last_day_it_can_be_counts(
    known: Moment, last_day_as_child: date
) -> None:
    story = Story()
    story.tell(birth(known), date(2025, 5, 1))
    turns = day_start(last_day_as_child + timedelta(days=1))

    assert is_treated_as_child(story.read(), turns - timedelta(seconds=1))
    assert not is_treated_as_child(story.read(), turns)


def test_what_is_due_by_an_age_is_reckoned_from_the_first_day_it_can_be() -> None:
    story = Story()
    story.tell(birth(Moment.year(2009)), date(2026, 5, 1))

    assert born(story.read()) == date(2009, 1, 1)
    found = birth_in_force(story.read())
    assert found is not None
    assert (found.earliest, found.latest) == (date(2009, 1, 1), date(2009, 12, 31))
    assert not found.is_exact
    assert not face(story.read()).born_is_exact


def test_an_age_is_said_as_precisely_as_it_is_known() -> None:
    story = Story()
    story.tell(birth(Moment.year(2010)), date(2026, 5, 1))
    assert str(age_at(story.read(), NOW)) == "15 or 16"

    story.tell(birth(date(2010, 11, 22), BirthBasis.DOCUMENTED), date(2026, 6, 1))
    assert str(age_at(story.read(), NOW)) == "16"
    assert str(age_at(story.read(), NOW - timedelta(days=1))) == "15"


@given(
    on=st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    moment=st.integers(0, 6000).map(lambda days: NOW - timedelta(days=days)),
)
def test_age_and_childhood_agree_when_the_birth_is_known_to_the_day(
    on: date, moment: datetime
) -> None:
    story = Story()
    story.tell(birth(on), date(2000, 1, 1))
    age = age_at(story.read(), moment)

    assert age is not None
    assert age.least == age.most
    assert is_treated_as_child(story.read(), moment) == (age.least < 18)
