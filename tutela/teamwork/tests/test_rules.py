"""Slips of the pen, and the clocks of what was agreed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import DutyState, duties_of
from tutela.people.roles import Nation
from tutela.teamwork.derive import actions, explained
from tutela.teamwork.entries import LatenessExplained
from tutela.teamwork.tests import said

SECOND = timedelta(seconds=1)
MEETING = date(2026, 3, 26)


def due(story: Story, duty: str, nation: Nation = Nation.ENGLAND):
    found = duties_of(story.read(), nation=nation, born=None)
    return [one for one in found if one.duty.id == duty]


def test_an_action_is_due_by_the_end_of_its_day_when_the_clocks_change():
    story = Story(now=london(2026, 11, 1))
    agreed = story.tell(said.action(date(2026, 3, 29)), MEETING)
    (one,) = due(story, "ACTION")
    assert one.due == london(2026, 3, 30)
    assert one.state(one.due - SECOND) is DutyState.DUE
    assert one.state(one.due) is DutyState.OVERDUE
    story.tell(said.done(), date(2026, 3, 30), refers_to=agreed)
    (one,) = due(story, "ACTION")
    assert one.state(story.now) is DutyState.MET_LATE


def test_one_actions_end_does_not_meet_another():
    story = Story(now=london(2026, 11, 1))
    first = story.tell(said.action(date(2026, 4, 1)), MEETING)
    story.tell(said.action(date(2026, 4, 2), "Ring the school"), MEETING)
    story.tell(said.done(), date(2026, 3, 30), refers_to=first)
    states = [one.state(london(2026, 3, 31)) for one in due(story, "ACTION")]
    assert states == [DutyState.MET, DutyState.DUE]
    assert [a.closed is not None for a in actions(story.read())] == [False, True]


@pytest.mark.parametrize(
    ("nation", "last"),
    [
        # Good Friday is 3 April 2026; Easter Monday is no bank holiday in Scotland.
        (Nation.ENGLAND, date(2026, 4, 10)),
        (Nation.WALES, date(2026, 4, 10)),
        (Nation.NORTHERN_IRELAND, date(2026, 4, 10)),
        (Nation.SCOTLAND, date(2026, 4, 9)),
    ],
)
def test_a_challenge_is_answered_within_five_working_days_of_the_nation(nation, last):
    story = Story(now=london(2026, 11, 1))
    raised = story.tell(said.challenge(), date(2026, 4, 1))
    (one,) = due(story, "CHALLENGE", nation)
    assert one.last_day == last
    story.tell(said.answer("agreed"), last, refers_to=raised)
    (one,) = due(story, "CHALLENGE", nation)
    assert one.state(story.now) is DutyState.MET


def test_a_manager_looks_again_by_the_day_that_they_named_and_by_no_other():
    story = Story(now=london(2026, 11, 1))
    story.tell(said.oversight(), date(2026, 3, 2))
    assert due(story, "OVERSIGHT_AGAIN") == []
    story.tell(said.oversight(date(2026, 4, 30)), date(2026, 3, 3))
    (one,) = due(story, "OVERSIGHT_AGAIN")
    assert (one.last_day, one.state(story.now)) == (date(2026, 4, 30), DutyState.OVERDUE)
    story.tell(said.oversight(date(2026, 6, 30)), date(2026, 4, 30))
    (one,) = due(story, "OVERSIGHT_AGAIN")
    assert one.last_day == date(2026, 6, 30)


@pytest.mark.parametrize("by", [date(2026, 3, 25), date(2027, 3, 27)])
def test_an_action_is_agreed_for_a_day_to_come_within_a_year(by):
    story = Story()
    assert [p.field for p in story.problems(said.action(by), MEETING)] == ["by"]
    assert not story.problems(said.action(MEETING), MEETING)


def test_a_meeting_has_people_in_it_and_a_child_who_was_not_asked_is_owed_a_reason():
    story = Story()
    empty = said.meeting(present=(), child_part="not-asked")
    assert {p.field for p in story.problems(empty, MEETING)} == {"present", "why_not_asked"}
    explained = said.meeting(child_part="not-asked", why_not_asked="She was in hospital.")
    assert not story.problems(explained, MEETING)


def test_only_duties_that_are_on_a_clock_can_be_late():
    story = Story()
    late = {"why": "staff", "explained": "Nobody was there.", "meanwhile": "The carer helps."}
    wrong = LatenessExplained(duty="SOMETHING", **late)
    assert [p.field for p in story.problems(wrong, MEETING)] == ["duty"]
    story.tell(LatenessExplained(duty="RG_DECISION", **late), MEETING)
    story.tell(LatenessExplained(duty="RG_DECISION", **(late | {"why": "court"})), MEETING)
    assert explained(story.read())["RG_DECISION"].says(LatenessExplained).why == "court"
