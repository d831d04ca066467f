"""How long a record is kept: to the 75th anniversary of birth, and never a day too short."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identity.entries import BirthBasis, DateOfBirth, Gender, GenderStated, StatedBy
from tutela.people.roles import Nation
from tutela.protection.placement.tests.said import home
from tutela.retention.rules import RULES, Said, kept_until

TOLD = date(2026, 5, 1)
NOTHING = Said()
BORN = (Moment.day(date(2009, 5, 4)), BirthBasis.SAID)


def until(*births, nation=Nation.ENGLAND, said=NOTHING, own_years=None, placed=False):
    story = Story()
    story.tell(GenderStated(gender=Gender.NOT_ASKED, stated_by=StatedBy.WORKER), TOLD)
    for moment, basis in births:
        story.tell(DateOfBirth(born=moment, basis=basis), TOLD)
    if placed:
        story.tell(home("foster"), TOLD)
    return kept_until(story.read(), nation, said, own_years)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (Moment.day(date(2009, 5, 4)), date(2084, 5, 4)),
        (Moment.day(date(2008, 2, 29)), date(2083, 3, 1)),
        (Moment.month(2009, 5), date(2084, 5, 31)),
        (Moment.year(2009), date(2084, 12, 31)),
    ],
)
def test_a_record_is_kept_to_the_last_day_that_can_be_the_75th_anniversary(moment, day):
    assert until((moment, BirthBasis.SAID)) == day


def test_of_several_dates_of_birth_the_latest_counts():
    guessed = (Moment.day(date(2010, 1, 1)), BirthBasis.AGENCY)
    said = (Moment.day(date(2005, 1, 1)), BirthBasis.SAID)
    assert until(guessed, said) == until(said, guessed) == date(2085, 1, 1)


def test_without_a_date_of_birth_a_record_is_kept():
    assert until() is None


@pytest.mark.parametrize(
    ("nation", "years"),
    [("england", 2084), ("wales", 2084), ("scotland", 2109), ("northern-ireland", 2084)],
)
def test_each_nation_has_its_own_time_and_its_source(nation, years):
    assert until(BORN, nation=Nation(nation)) == date(years, 5, 4)
    assert RULES[Nation(nation)].source.title


def test_of_a_child_who_died_before_18_the_time_counts_from_that_day():
    said = Said(died=date(2026, 3, 1))
    assert until(BORN, said=said) == date(2041, 3, 1)
    assert until(BORN, said=said, nation=Nation.SCOTLAND) == date(2051, 3, 1)


def test_who_may_have_been_18_when_they_died_is_kept_to_the_anniversary():
    older = (Moment.year(2008), BirthBasis.AGENCY)
    assert until(BORN, older, said=Said(died=date(2026, 3, 1))) == date(2084, 5, 4)


def test_an_installations_own_time_holds_only_for_who_was_never_looked_after():
    said = Said(never_looked_after=True)
    assert until(BORN, said=said, own_years=25) == date(2034, 5, 4)
    assert until(BORN, said=said) == date(2084, 5, 4)
    assert until(BORN, own_years=25) == date(2084, 5, 4)
    assert until(BORN, said=said, own_years=25, placed=True) == date(2084, 5, 4)
