"""The people around a child: who decides, who is close, how worried people are."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tutela.chronology.moment import Moment, day_start
from tutela.chronology.tests.story import Story, london
from tutela.connections.answers import INVERSE, Holder, Level, Tie, Trace
from tutela.connections.derive import around_now, decide_now, level_now
from tutela.connections.entries import (
    ConcernLevel,
    ParentalResponsibility,
    PersonAround,
    TraceSeen,
)
from tutela.connections.network import WIDTH, Edge, draw
from tutela.duties.duty import DutyState, all_duties, duties_of
from tutela.keyring.fields import COMPARED, FIELDS, SEEN_ADDRESS, normalised
from tutela.people.choice import Answer
from tutela.people.roles import Nation

ON = date(2026, 10, 5)


def holder(who=Holder.MOTHER, name="Ifeoma", **more):
    return ParentalResponsibility(
        holder=who, name=name, reachable=Answer.YES, danger=Answer.NO, **more
    )


def person(tie=Tie.FRIEND, **more):
    return PersonAround(name="Wren", tie=tie, wished=Answer.YES, safe=Answer.YES, **more)


def level(how=Level.HIGH, again=date(2026, 10, 25)):
    return ConcernLevel(level=how, why="x", review_on=again)


def test_who_may_decide_is_dated():
    story = Story()
    ended = holder(until=Moment.day(date(2026, 10, 20)))
    story.tell(ended, ON)
    story.tell(holder(Holder.AUTHORITY, "Northshire"), date(2026, 10, 20))
    read = story.read()

    def who(at):
        return [e.says(ParentalResponsibility).holder for e in decide_now(read, at)]

    assert who(london(2026, 10, 4)) == []
    assert who(london(2026, 10, 19)) == [Holder.MOTHER]
    assert who(london(2026, 10, 20)) == [Holder.AUTHORITY]


def test_a_tie_is_said_from_both_sides_and_ends():
    assert set(INVERSE) == set(Tie)
    story = Story()
    story.tell(person(until=Moment.day(date(2026, 10, 9))), ON)
    story.tell(person(Tie.EXPLOITER), ON)

    assert len(around_now(story.read(), london(2026, 10, 8))) == 2
    assert len(around_now(story.read(), london(2026, 10, 9))) == 1
    assert around_now(story.read(), london(2026, 10, 9), Tie.FRIEND) == ()


@pytest.mark.parametrize("nation", Nation)
def test_a_judgement_is_looked_at_again_by_the_end_of_its_day(nation):
    story = Story(now=london(2030, 1, 1))
    assert level_now(story.read()) is None
    story.tell(level(), ON)
    duty = [all_duties()["CONCERN_LEVEL"]]
    end = day_start(date(2026, 10, 26))
    (due,) = duties_of(story.read(), nation=nation, born=None, duties=duty)

    # On 25 October the clocks go back; the day has 25 hours.
    assert due.state(end - timedelta(minutes=1)) is DutyState.DUE
    assert due.state(end) is DutyState.OVERDUE
    story.tell(level(Level.WATCHED, date(2026, 12, 1)), date(2026, 10, 25))
    (due,) = duties_of(story.read(), nation=nation, born=None, duties=duty)
    assert due.last_day == date(2026, 12, 1)


def test_slips_are_pointed_out():
    story = Story()

    def fields(content):
        return [p.field for p in story.problems(content, ON)]

    assert fields(holder(name=None)) == ["name"]
    assert fields(holder(Holder.NOBODY_HERE, None)) == []
    assert fields(person(until=Moment.day(date(2026, 10, 1)))) == ["until"]
    assert fields(level(again=ON)) == ["review_on"]
    assert fields(TraceSeen(sort=Trace.PHONE, police_know=Answer.YES)) == ["number"]
    assert fields(TraceSeen(sort=Trace.ADDRESS, police_know=Answer.YES)) == ["address"]


def test_what_turned_up_is_compared_and_never_searched():
    assert not set(COMPARED) & set(FIELDS)
    written = ("12 Rose Street, Leeds", "12 ROSE STREET  LEEDS")
    assert len({normalised(SEEN_ADDRESS, words) for words in written}) == 1
    assert normalised(SEEN_ADDRESS, "Northampton") is None, "a town is no address"
    assert normalised(SEEN_ADDRESS, "Flat 2") is None


def test_a_drawing_keeps_within_a_telephone_and_breaks_lines_that_are_only_thought():
    edges = [
        Edge("The same telephone number turns up", "Naveed", known=True),
        Edge("The same telephone number turns up", "A very long name that does not fit in", True),
        Edge("They are friends", "Zain", known=False),
    ]
    drawn = draw("Quân", edges, says="x")

    assert len(drawn.boxes) == 6
    assert len(drawn.strokes) == 5
    assert [s.known for s in drawn.strokes].count(False) == 2
    assert all(b.x >= 0 and b.x + b.width <= WIDTH for b in drawn.boxes)
    assert all(b.y + b.height <= drawn.height for b in drawn.boxes)
    assert all(len(b.words) <= 2 for b in drawn.boxes)
    spans = sorted((b.y, b.y + b.height) for b in drawn.boxes if b.x > WIDTH // 2)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
