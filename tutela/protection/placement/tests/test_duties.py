"""Each clock around a home at its boundary; England's are nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.people.roles import Nation
from tutela.protection.placement.tests import said

DUE, OVERDUE, MET = DutyState.DUE, DutyState.OVERDUE, DutyState.MET
GONE = DutyState.NO_LONGER_APPLIES


@pytest.fixture
def story() -> Story:
    return Story(now=london(2032, 1, 1))


@pytest.mark.parametrize(
    ("duty", "answer", "last"),
    [
        # From Thursday 24 December 2026: 25 and 28 December and 1 January are bank holidays.
        ("PLACEMENT_PLAN", said.plan(), date(2027, 1, 5)),
        ("OUT_OF_AREA_NOTICE", said.told(), date(2027, 1, 5)),
        ("VISIT_1", said.visit(), date(2026, 12, 31)),
        ("CARE_PLAN", said.care_plan(), date(2027, 1, 12)),
        ("LAC_REVIEW_1", said.review(), date(2027, 1, 26)),
    ],
)
def test_a_home_starts_its_clocks(story, duty, answer, last):
    first = story.tell(said.home(out_of_area="yes"), date(2026, 12, 24))
    around = boundary(story, duty)
    assert (around.last_day, around.states) == (last, (DUE, OVERDUE))
    for nation in (Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND):
        assert dues(story, duty, nation) == ()
    story.tell(answer, last, refers_to=first)
    assert boundary(story, duty).due.state(story.now) is MET


@pytest.mark.parametrize(
    ("duty", "content", "answer"),
    [
        ("SAFETY_PLAN", said.home(), said.safety()),
        ("UNSUITABLE", said.home("hotel"), said.answered(by=date(2026, 11, 1))),
    ],
)
def test_the_first_day_has_hours_when_the_clocks_change(story, duty, content, answer):
    first = story.tell(content, london(2026, 10, 24, 12))
    around = boundary(story, duty, Nation.SCOTLAND)
    assert (around.at, around.states) == (london(2026, 10, 25, 11), (DUE, OVERDUE))
    story.tell(answer, london(2026, 10, 24, 20), refers_to=first)
    assert boundary(story, duty).due.state(story.now) is MET


def test_no_care_plan_is_owed_that_was_made_before(story):
    story.tell(said.care_plan(), date(2026, 5, 1))
    story.tell(said.home(), date(2026, 5, 5))
    assert dues(story, "CARE_PLAN") == ()


def test_a_second_home_starts_a_plan_and_a_visit_and_no_first_review(story):
    first = story.tell(said.home(), date(2026, 5, 5))
    story.tell(said.left(), date(2026, 6, 5), refers_to=first)
    story.tell(said.home("supported"), date(2026, 6, 5))
    assert len(dues(story, "PLACEMENT_PLAN")) == len(dues(story, "VISIT_1")) == 2
    assert len(dues(story, "LAC_REVIEW_1")) == len(dues(story, "CARE_PLAN")) == 1
    assert dues(story, "LAC_REVIEW_1")[0].state(story.now) is OVERDUE


def test_whoever_comes_back_into_care_becomes_looked_after_anew(story):
    first = story.tell(said.home(), date(2026, 5, 5))
    story.tell(said.left("left-care"), date(2026, 6, 5), refers_to=first)
    story.tell(said.home(), date(2026, 8, 5))
    assert len(dues(story, "LAC_REVIEW_1")) == 2


def test_visits_follow_one_another_until_care_ends(story):
    first = story.tell(said.home(), date(2028, 1, 10))
    story.tell(said.visit(), date(2028, 1, 18))
    around = boundary(story, "VISIT_N")
    # Six weeks over a leap day.
    assert (around.last_day, around.states) == (date(2028, 2, 29), (DUE, OVERDUE))
    story.tell(said.visit("no"), date(2028, 2, 1))
    assert boundary(story, "VISIT_N").last_day == date(2028, 2, 29)
    story.tell(said.left("left-care"), date(2028, 2, 2), refers_to=first)
    assert boundary(story, "VISIT_N").due.state(story.now) is GONE


@pytest.mark.parametrize(
    ("sort", "duty", "last"),
    [
        ("first", "LAC_REVIEW_2", date(2027, 2, 28)),
        ("second", "LAC_REVIEW_N", date(2027, 5, 30)),
        ("later", "LAC_REVIEW_N", date(2027, 5, 30)),
    ],
)
def test_reviews_follow_one_another(story, sort, duty, last):
    story.tell(said.home(), date(2026, 10, 30))
    story.tell(said.review(sort), date(2026, 11, 30))
    around = boundary(story, duty)
    assert (around.last_day, around.states) == (last, (DUE, OVERDUE))
    story.tell(said.review("later"), last)
    assert dues(story, duty)[0].state(story.now) is MET


def test_a_review_that_was_adjourned_is_completed_in_twenty_working_days(story):
    story.tell(said.home(), date(2026, 3, 2))
    story.tell(said.review(end="adjourned"), date(2026, 3, 20))
    around = boundary(story, "IRO_ADJOURN")
    # Good Friday and Easter Monday do not count.
    assert (around.last_day, around.states) == (date(2026, 4, 21), (DUE, OVERDUE))
    assert boundary(story, "LAC_REVIEW_1").due.state(story.now) is OVERDUE
    story.tell(said.review(), date(2026, 4, 21))
    assert boundary(story, "IRO_ADJOURN").due.state(story.now) is MET
