"""How long the law gives: bank holidays, leap days, clock changes, birthdays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.chronology.moment import LONDON
from tutela.duties.limits import (
    Start,
    add_months,
    at_age,
    birthday,
    calendar_days,
    hours,
    is_working_day,
    months,
    sooner_of,
    weeks,
    working_days,
)
from tutela.people.roles import Nation

nations = st.sampled_from(list(Nation))
moments = st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1), timezones=st.just(LONDON))


def last_day(limit, at, nation=Nation.ENGLAND, born=None):
    """The last London day on which it can be done in time."""
    due = limit.due(Start(at, nation, born))
    return (due - timedelta(microseconds=1)).astimezone(LONDON).date()


def at(*when):
    return datetime(*when, tzinfo=LONDON)


def test_five_working_days_from_a_monday_end_with_the_next_monday():
    assert last_day(working_days(5), at(2026, 11, 2, 10)) == date(2026, 11, 9)


def test_a_weekend_start_counts_from_the_monday():
    assert last_day(working_days(1), at(2026, 11, 7, 23)) == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("nation", "ends"),
    [
        # Easter Monday, 6 April 2026, is a working day in Scotland alone.
        (Nation.ENGLAND, date(2026, 4, 8)),
        (Nation.WALES, date(2026, 4, 8)),
        (Nation.NORTHERN_IRELAND, date(2026, 4, 8)),
        (Nation.SCOTLAND, date(2026, 4, 7)),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(nation, ends):
    assert last_day(working_days(3), at(2026, 4, 1, 9), nation) == ends


def test_saint_patricks_day_is_a_holiday_in_northern_ireland_only():
    assert not is_working_day(date(2026, 3, 17), Nation.NORTHERN_IRELAND)
    assert is_working_day(date(2026, 3, 17), Nation.ENGLAND)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (at(2026, 3, 28, 12), at(2026, 3, 31, 13)),  # the clocks go forward between
        (at(2026, 10, 24, 12), at(2026, 10, 27, 11)),  # the clocks go back between
    ],
)
def test_seventy_two_hours_are_seventy_two_hours_when_the_clocks_change(start, ends):
    due = hours(72).due(Start(start, Nation.ENGLAND))
    assert due.astimezone(UTC) == ends.astimezone(UTC)
    assert due - start.astimezone(UTC) == timedelta(hours=72)


def test_seven_days_last_until_midnight_of_the_seventh():
    due = calendar_days(7).due(Start(at(2026, 10, 20, 15), Nation.ENGLAND))
    assert due.astimezone(LONDON) == at(2026, 10, 28)


def test_weeks_are_sevens_of_days():
    assert last_day(weeks(26), at(2026, 1, 1, 0)) == last_day(calendar_days(182), at(2026, 1, 1, 0))


@pytest.mark.parametrize(
    ("start", "number", "ends"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_one(start, number, ends):
    assert add_months(start, number) == ends
    assert last_day(months(number), at(start.year, start.month, start.day, 9)) == ends


@pytest.mark.parametrize(
    ("born", "years", "reached"),
    [
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 3, 1), 18, date(2026, 3, 1)),
        (date(2009, 11, 22), 18, date(2027, 11, 22)),
    ],
)
def test_an_age_is_reached_on_the_birthday(born, years, reached):
    assert birthday(born, years) == reached


def test_seventeen_and_a_half_is_six_months_after_the_birthday():
    assert birthday(date(2009, 8, 31), 17, 6) == date(2027, 2, 28)


def test_an_age_cannot_be_due_while_nobody_knows_the_date_of_birth():
    assert at_age(18).due(Start(at(2026, 1, 1), Nation.ENGLAND)) is None


def test_thirty_months_or_seventeen_and_a_half_whichever_is_sooner():
    limit = sooner_of(months(30), at_age(17, 6))
    young, older = date(2015, 1, 1), date(2009, 6, 1)
    assert last_day(limit, at(2026, 1, 10), born=young) == date(2028, 7, 10)
    assert limit.due(Start(at(2026, 1, 10), Nation.ENGLAND, older)).astimezone(LONDON) == at(
        2026, 12, 1
    )
    assert "whichever is sooner" in limit.words


@given(moments, nations, st.integers(1, 60))
def test_a_working_day_limit_always_ends_on_a_working_day(start, nation, number):
    ends = last_day(working_days(number), start, nation)
    assert is_working_day(ends, nation)
    between = (start.date() + timedelta(days=n) for n in range(1, (ends - start.date()).days + 1))
    assert sum(is_working_day(day, nation) for day in between) == number


@given(moments, st.integers(1, 400), st.integers(1, 400))
def test_a_longer_limit_never_ends_sooner(start, one, other):
    begin = Start(start, Nation.ENGLAND)
    less, more = sorted((one, other))
    for limit in (hours, calendar_days, weeks, months):
        assert limit(less).due(begin) <= limit(more).due(begin)
