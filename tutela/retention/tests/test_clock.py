"""The clock of a closed record ends with the 75th birthday, in England."""

from __future__ import annotations

from datetime import date

from tutela.access.entries import RecordClosed, RecordReopened
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.identity.entries import DateOfBirth
from tutela.people.roles import Nation


def test_a_closed_record_is_kept_until_the_75th_birthday():
    story = Story(now=london(2030, 1, 1))
    born = DateOfBirth(born=Moment.day(date(2008, 2, 29)), basis="said")
    story.tell(born, date(2026, 3, 1))
    assert dues(story, "RECORD_RETENTION") == ()
    story.tell(RecordClosed(why="Grown up"), date(2029, 3, 1))
    around = boundary(story, "RECORD_RETENTION")
    # Born on 29 February: in a common year the birthday is 1 March.
    assert around.at == london(2083, 3, 1)
    assert around.states == (DutyState.DUE, DutyState.MET)
    assert dues(story, "RECORD_RETENTION", Nation.SCOTLAND) == ()
    story.tell(RecordReopened(why="Came back"), date(2029, 5, 1))
    ended = boundary(story, "RECORD_RETENTION").due
    assert ended.state(story.now) is DutyState.NO_LONGER_APPLIES
