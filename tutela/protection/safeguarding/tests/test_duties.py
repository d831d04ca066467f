"""Each clock of safeguarding at its boundary, in the nation it is for."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.chronology.tests.story import Story, london
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.identification.tests import told
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.protection.safeguarding.tests import said

DUE, OVERDUE, MET = DutyState.DUE, DutyState.OVERDUE, DutyState.MET
NOT_ENGLAND = [Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND]


@pytest.fixture
def story() -> Story:
    return Story(now=london(2032, 1, 1))


def test_a_referral_is_decided_on_the_next_working_day_over_christmas(story):
    first = story.tell(said.referral(), london(2026, 12, 24, 16))
    around = boundary(story, "REFERRAL_DECISION")
    # 25 and 28 December 2026 are bank holidays (Boxing Day is a Saturday).
    assert around.last_day == date(2026, 12, 29)
    assert around.states == (DUE, OVERDUE)
    story.tell(said.decided(), date(2026, 12, 29), refers_to=first)
    assert boundary(story, "REFERRAL_DECISION").due.state(story.now) is MET


@pytest.mark.parametrize("nation", NOT_ENGLAND)
def test_englands_clocks_are_nobody_elses(story, nation):
    story.tell(said.referral(), date(2026, 5, 5))
    story.tell(said.discussion(enquiry=True, together="yes"), date(2026, 5, 5))
    story.tell(said.conference(), date(2026, 5, 6))
    for duty in ("REFERRAL_DECISION", "ASSESSMENT", "ICPC", "CORE_GROUP", "CP_REVIEW_1"):
        assert dues(story, duty, nation) == ()


@pytest.mark.parametrize(
    ("duty", "nation", "last"),
    [
        # From Wednesday 1 April 2026: Good Friday, Easter Monday and two in May do not count.
        ("ASSESSMENT", Nation.ENGLAND, date(2026, 6, 9)),
        ("ASSESSMENT_W", Nation.WALES, date(2026, 6, 4)),
    ],
)
def test_an_assessment_is_completed_in_its_nations_working_days(story, duty, nation, last):
    first = story.tell(said.referral(), date(2026, 4, 1))
    around = boundary(story, duty, nation)
    assert (around.last_day, around.states) == (last, (DUE, OVERDUE))
    story.tell(said.assessed(), last, refers_to=first)
    assert boundary(story, duty, nation).due.state(story.now) is MET


def test_no_assessment_is_owed_where_the_referral_was_decided_otherwise(story):
    first = story.tell(said.referral(), date(2026, 4, 1))
    story.tell(said.decided("early-help"), date(2026, 4, 2), refers_to=first)
    due = boundary(story, "ASSESSMENT").due
    assert due.state(story.now) is DutyState.NO_LONGER_APPLIES


@pytest.mark.parametrize(
    "starts",
    [
        said.suspected(),
        said.concern(safe_now=Answer.NO),
        told.panel("positive", "not-decided"),
        told.conclusive(told.POSITIVE),
    ],
)
def test_a_strategy_discussion_is_owed_by_itself(story, starts):
    first = story.tell(starts, london(2026, 5, 1, 10))
    around = boundary(story, "STRATEGY_DISCUSSION", Nation.SCOTLAND)
    # The first Monday in May is a bank holiday in Scotland too.
    assert (around.last_day, around.states) == (date(2026, 5, 5), (DUE, OVERDUE))
    story.tell(said.not_held(), date(2026, 5, 5), refers_to=first)
    assert boundary(story, "STRATEGY_DISCUSSION").due.state(story.now) is MET


@pytest.mark.parametrize(
    "starts", [said.concern(), said.concern(safe_now=Answer.NOT_KNOWN), told.reasonable("negative")]
)
def test_nothing_is_owed_where_nobody_suspects_harm(story, starts):
    story.tell(starts, date(2026, 5, 1))
    assert dues(story, "STRATEGY_DISCUSSION") == ()


def test_a_conference_is_held_in_fifteen_working_days_of_the_discussion(story):
    discussion = said.discussion(enquiry=True, together="yes")
    first = story.tell(discussion, date(2026, 8, 17))
    around = boundary(story, "ICPC")
    # 31 August 2026 is a bank holiday.
    assert (around.last_day, around.states) == (date(2026, 9, 8), (DUE, OVERDUE))
    story.tell(said.enquiry_ended("no-harm"), date(2026, 8, 20), refers_to=first)
    ended = boundary(story, "ICPC").due
    assert ended.state(story.now) is DutyState.NO_LONGER_APPLIES


def test_no_conference_is_owed_without_an_enquiry(story):
    story.tell(said.discussion(), date(2026, 8, 17))
    assert dues(story, "ICPC") == ()


def test_a_planning_meeting_in_scotland_is_held_in_28_days(story):
    story.tell(said.suspected(), london(2026, 10, 20, 23, 30))
    around = boundary(story, "CPPM_S", Nation.SCOTLAND)
    assert (around.last_day, around.states) == (date(2026, 11, 17), (DUE, OVERDUE))
    assert around.at == london(2026, 11, 18)
    assert dues(story, "CPPM_S", Nation.ENGLAND) == ()


def test_a_core_group_meets_and_the_plan_is_reviewed(story):
    first = story.tell(said.conference(), date(2027, 11, 30))
    assert boundary(story, "CORE_GROUP").last_day == date(2027, 12, 14)
    # Three months after 30 November: the last day of February of a leap year.
    around = boundary(story, "CP_REVIEW_1")
    assert (around.last_day, around.states) == (date(2028, 2, 29), (DUE, OVERDUE))
    story.tell(said.group(), date(2027, 12, 14), refers_to=first)
    assert boundary(story, "CORE_GROUP").due.state(story.now) is MET
    review = story.tell(said.conference(sort="review"), date(2028, 2, 29), refers_to=first)
    assert boundary(story, "CP_REVIEW_1").due.state(story.now) is MET
    assert boundary(story, "CP_REVIEW_N").last_day == date(2028, 8, 29)
    story.tell(
        said.conference(sort="review", decision="ends", headings=(), plan=None),
        date(2028, 8, 1),
        refers_to=review,
    )
    assert boundary(story, "CP_REVIEW_N").due.state(story.now) is MET


@pytest.mark.parametrize(
    ("duty", "measure", "end"),
    [
        # The clocks go back in the night to 25 October 2026: 72 hours end an hour earlier.
        ("POLICE_PROTECTION", "police-protection", london(2026, 10, 26, 11)),
        ("EPO", "emergency-order", london(2026, 11, 1)),
        ("CARE_PROCEEDINGS", "care-application", london(2027, 4, 24)),
    ],
)
def test_when_an_order_ends_something_else_protects(story, duty, measure, end):
    first = story.tell(said.measure(measure), london(2026, 10, 23, 12))
    around = boundary(story, duty)
    assert (around.at, around.states) == (end, (DUE, OVERDUE))
    assert not around.due.duty.source.checked
    story.tell(said.measure_ended(), london(2026, 10, 24), refers_to=first)
    assert boundary(story, duty).due.state(story.now) is MET


def test_a_contact_is_looked_at_on_the_next_working_day(story):
    first = story.tell(said.contact(), london(2026, 5, 1, 10))
    assert boundary(story, "CONTACT_TRIAGE").last_day == date(2026, 5, 5)
    story.tell(said.triaged(), date(2026, 5, 1), refers_to=first)
    assert boundary(story, "CONTACT_TRIAGE").due.state(story.now) is MET
