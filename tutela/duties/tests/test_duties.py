"""What starts a duty, what meets it, and where it stands at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tutela.access.entries import RecordClosed, RecordReopened, RecordRestricted
from tutela.chronology.moment import LONDON, Moment
from tutela.duties.duty import ENGLAND, DutyState, all_duties, answers_it, declare, duties_of
from tutela.duties.limits import at_age
from tutela.people.roles import Nation

MONDAY = datetime(2026, 11, 2, 10, tzinfo=LONDON)
LAST = datetime(2026, 11, 9, 23, 59, tzinfo=LONDON)
LATE = datetime(2026, 11, 10, 0, 0, tzinfo=LONDON)


def at_work(story, duty, nation=Nation.ENGLAND, born=None):
    return duties_of(story.chronology, nation=nation, born=born, duties=[duty])


def test_nothing_is_due_before_the_event(story, duty):
    assert at_work(story, duty) == ()


def test_due_until_the_last_minute_and_overdue_from_the_next(story, duty):
    story.add(RecordRestricted(why="x"), MONDAY)
    (due,) = at_work(story, duty)
    assert due.last_day == date(2026, 11, 9)
    assert due.state(MONDAY - timedelta(minutes=1)) is DutyState.NOT_STARTED
    assert due.state(MONDAY) is DutyState.DUE
    assert due.state(LAST) is DutyState.DUE
    assert due.state(LATE) is DutyState.OVERDUE


def test_an_answer_of_the_same_day_without_an_hour_meets_it_and_one_of_the_day_before_does_not(
    story, duty
):
    story.add(RecordRestricted(why="x"), MONDAY)
    before, same = (Moment.day(date(2026, 11, n)) for n in (1, 2))
    story.add(RecordClosed(why="x"), MONDAY, happened=before)
    assert at_work(story, duty)[0].met is None
    story.add(RecordClosed(why="x"), MONDAY, happened=same)
    (due,) = at_work(story, duty)
    assert (due.met, due.state(MONDAY)) == (MONDAY, DutyState.MET)


@pytest.mark.parametrize(("when", "state"), [(LAST, DutyState.MET), (LATE, DutyState.MET_LATE)])
def test_met_in_time_or_late(story, duty, when, state):
    story.add(RecordRestricted(why="x"), MONDAY)
    closed = story.add(RecordClosed(why="x"), when)
    (due,) = at_work(story, duty)
    assert (due.met_by, due.state(LATE)) == (closed, state)
    assert due.state(when - timedelta(minutes=1)) is not state


def test_what_happened_before_the_event_does_not_meet_the_duty(story, duty):
    story.add(RecordClosed(why="x"), MONDAY - timedelta(days=1))
    story.add(RecordRestricted(why="x"), MONDAY)
    (due,) = at_work(story, duty)
    assert due.met is None


def test_a_withdrawn_event_starts_nothing(story, duty):
    entry = story.add(RecordRestricted(why="x"), MONDAY)
    story.add(RecordRestricted(why="x"), MONDAY + timedelta(hours=1), withdraws=entry)
    assert at_work(story, duty) == ()


def test_a_corrected_date_moves_the_clock(story, duty):
    entry = story.add(RecordRestricted(why="x"), MONDAY)
    earlier = Moment.day(date(2026, 10, 30))
    story.add(
        RecordRestricted(why="x"), MONDAY + timedelta(hours=1), corrects=entry, happened=earlier
    )
    (due,) = at_work(story, duty)
    assert due.last_day == date(2026, 11, 6)


def test_a_duty_falls_away(story, duty):
    story.add(RecordRestricted(why="x"), MONDAY)
    story.add(RecordReopened(why="x"), MONDAY + timedelta(days=2))
    (due,) = at_work(story, duty)
    assert due.state(MONDAY + timedelta(days=1)) is DutyState.DUE
    assert due.state(LATE) is DutyState.NO_LONGER_APPLIES


def test_each_event_starts_the_duty_anew_unless_only_the_last_counts(story, duty):
    story.add(RecordRestricted(why="x"), MONDAY)
    story.add(RecordRestricted(why="x"), MONDAY + timedelta(days=30))
    assert len(at_work(story, duty)) == 2
    (due,) = at_work(story, replace(duty, only_latest=True))
    assert due.started == MONDAY + timedelta(days=30)


def test_an_answer_must_name_what_it_answers_where_the_duty_says_so(story, duty):
    entry = story.add(RecordRestricted(why="x"), MONDAY)
    story.add(RecordClosed(why="x"), MONDAY + timedelta(days=1))
    named = replace(duty, met_when=answers_it)
    assert at_work(story, named)[0].met is None
    answer = story.add(RecordClosed(why="x"), MONDAY + timedelta(days=2), refers_to=entry)
    assert at_work(story, named)[0].met_by == answer


def test_an_answer_still_counts_after_the_event_was_corrected(story, duty):
    entry = story.add(RecordRestricted(why="x"), MONDAY)
    answer = story.add(RecordClosed(why="x"), MONDAY + timedelta(days=2), refers_to=entry)
    story.add(
        RecordRestricted(why="y"), MONDAY + timedelta(days=3), corrects=entry,
        happened=Moment.instant(MONDAY),
    )  # fmt: skip
    assert at_work(story, replace(duty, met_when=answers_it))[0].met_by == answer


def test_the_nation_of_the_lead_agency_decides(story, duty):
    story.add(RecordRestricted(why="x"), MONDAY)
    english = replace(duty, nations=ENGLAND)
    assert at_work(story, english, Nation.SCOTLAND) == ()
    assert len(at_work(story, english)) == 1


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (date(2026, 11, 2), None, True),
        (date(2026, 11, 3), None, False),
        (None, date(2026, 11, 2), True),
        (None, date(2026, 11, 1), False),
    ],
)
def test_a_duty_holds_for_events_while_it_is_in_force(story, duty, since, until, holds):
    story.add(RecordRestricted(why="x"), MONDAY)
    found = at_work(story, replace(duty, in_force_from=since, in_force_until=until))
    assert bool(found) is holds


def test_what_hangs_on_an_unknown_age_waits(story, duty):
    story.add(RecordRestricted(why="x"), MONDAY)
    by_age = replace(duty, within=at_age(18))
    (due,) = at_work(story, by_age)
    assert due.state(LATE) is DutyState.NOT_STARTED
    (due,) = at_work(story, by_age, born=date(2009, 5, 1))
    assert due.last_day == date(2027, 4, 30)


def test_no_duty_is_declared_twice():
    known = next(iter(all_duties().values()))
    with pytest.raises(ValueError, match="declared twice"):
        declare(known)
