"""When something happened, and how precisely."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tutela.chronology.moment import LONDON, Moment, Precision

dates = st.dates(date(1950, 1, 1), date(2090, 1, 1))
moments = st.one_of(
    st.builds(Moment.day, dates),
    st.builds(Moment.month, st.integers(1950, 2090), st.integers(1, 12)),
    st.builds(Moment.year, st.integers(1950, 2090)),
    st.builds(Moment.about, st.integers(1950, 2090)),
    st.builds(
        Moment.instant,
        st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    ),
    st.just(Moment.unknown()),
)


def test_a_day_is_a_london_day_also_when_the_clocks_change():
    assert (Moment.day(date(2026, 3, 29)).until - Moment.day(date(2026, 3, 29)).start) == timedelta(
        hours=23
    )
    assert (
        Moment.day(date(2026, 10, 25)).until - Moment.day(date(2026, 10, 25)).start
    ) == timedelta(hours=25)


def test_about_a_year_reaches_one_year_to_either_side():
    about = Moment.about(2019)
    assert about.start.astimezone(LONDON).year == 2018
    assert about.until.astimezone(LONDON).year == 2021
    assert about.about_year == 2019


def test_december_is_followed_by_january():
    assert Moment.month(2026, 12).until.astimezone(LONDON).date() == date(2027, 1, 1)


@given(moments, moments)
def test_nothing_is_both_certainly_after_and_certainly_before(one, other):
    assert not (one.is_after(other) and other.is_after(one))


@given(moments, moments)
def test_what_is_certainly_after_cannot_be_before(one, other):
    if one.is_after(other):
        assert not one.may_be_before(other)


@given(moments)
def test_a_moment_survives_being_written_down(moment):
    assert Moment.model_validate(moment.model_dump(mode="json")) == moment


@pytest.mark.parametrize(
    "wrong",
    [
        {"precision": "unknown", "start": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"},
        {"precision": "day"},
        {"precision": "day", "start": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"},
        {"precision": "instant", "start": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"},
        {"precision": "day", "start": "2026-01-01T00:00:00", "until": "2026-01-02T00:00:00"},
    ],
)
def test_a_span_that_is_none_is_refused(wrong):
    with pytest.raises(ValidationError):
        Moment.model_validate(wrong)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Moment.instant(datetime(2026, 1, 1))


def test_the_future_begins_after_now():
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert Moment.day(date(2026, 5, 2)).is_in_future(now)
    assert not Moment.day(date(2026, 5, 1)).is_in_future(now)
    assert not Moment.unknown().is_in_future(now)
    assert Moment.unknown().precision is Precision.UNKNOWN
