"""How long a record is kept: to the 75th anniversary of birth, and never a day too short."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identity.entries import BirthBasis, DateOfBirth, Gender, GenderStated, StatedBy
from tutela.retention.rules import kept_until

TOLD = date(2026, 5, 1)


def until(*births):
    story = Story()
    story.tell(GenderStated(gender=Gender.NOT_ASKED, stated_by=StatedBy.WORKER), TOLD)
    for moment, basis in births:
        story.tell(DateOfBirth(born=moment, basis=basis), TOLD)
    return kept_until(story.read())


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
