"""A place sought, offered and begun; the clock of the plan; what the page says."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.people.roles import Nation
from tutela.protection.education.derive import searches, stays_now
from tutela.protection.education.entries import (
    EducationPlan,
    SchoolLeft,
    SchoolPlaceAnswered,
    SchoolPlaceSought,
    SchoolStarted,
)
from tutela.protection.safeguarding.tests import said

ON = date(2026, 5, 5)


def sought() -> SchoolPlaceSought:
    return SchoolPlaceSought(learning="school", by="Alma", wished="yes", until_then="A tutor")


def answered(answer: str, **changes: object) -> SchoolPlaceAnswered:
    return SchoolPlaceAnswered(answer=answer, **changes)


def started(learning: str = "school") -> SchoolStarted:
    return SchoolStarted(
        learning=learning, where="Saltmarsh Academy", how_much="full", contact="Mr Obuya",
        collect="The carer", photographs="yes",
    )  # fmt: skip


def plan() -> EducationPlan:
    return EducationPlan(
        sort="first", child_there="yes", aims="To read maps", help="Lessons", language="English",
        feels_safe="yes",
    )  # fmt: skip


def test_a_child_waits_until_the_first_day_and_not_only_until_the_offer():
    story = Story()
    first = story.tell(sought(), date(2026, 5, 1))
    story.tell(answered("offered"), date(2026, 5, 11), refers_to=first)
    (search,) = searches(story.read())
    assert (search.is_open, search.waited(london(2026, 5, 21))) == (True, 20)
    story.tell(started(), date(2026, 6, 1), refers_to=first)
    (search,) = searches(story.read())
    assert (search.is_open, search.waited(story.now)) == (False, 31)
    assert [stay.content.where for stay in stays_now(story.read())] == ["Saltmarsh Academy"]


def test_a_refusal_ends_the_search_and_needs_a_reason():
    story = Story()
    first = story.tell(sought(), ON)
    assert [p.field for p in story.problems(answered("refused"), ON, refers_to=first)] == [
        "why_refused"
    ]
    early = answered("offered", from_day=date(2026, 5, 4))
    assert [p.field for p in story.problems(early, ON, refers_to=first)] == ["from_day"]
    story.tell(answered("refused", why_refused="It is full"), ON, refers_to=first)
    (search,) = searches(story.read())
    assert (search.is_open, search.waited(story.now)) == (False, None)


def test_a_child_goes_to_one_school_at_a_time_and_may_have_lessons_beside():
    story = Story()
    first = story.tell(started(), ON)
    assert "already" in story.problems(started("college"), date(2026, 6, 1))[0].message
    assert not story.problems(started("english"), date(2026, 6, 1))
    left = SchoolLeft(why="moved", follows="A tutor")
    story.tell(left, date(2026, 6, 1), refers_to=first)
    assert stays_now(story.read()) == ()
    assert not story.problems(started("college"), date(2026, 6, 2))
    assert "Correct" in story.problems(left, date(2026, 6, 2), refers_to=first)[0].message


def test_the_plan_is_ready_for_the_first_review_in_england_and_we_say_that_we_did_not_check():
    story = Story(now=london(2028, 1, 1))
    story.tell(said.measure("accommodated", agreed_by="Nobody"), date(2026, 8, 17))
    around = boundary(story, "EDUCATION_PLAN")
    # 31 August 2026 is a bank holiday.
    assert (around.last_day, around.states) == (
        date(2026, 9, 15),
        (DutyState.DUE, DutyState.OVERDUE),
    )
    assert not around.due.duty.source.checked
    assert all(not dues(story, "EDUCATION_PLAN", n) for n in Nation if n is not Nation.ENGLAND)
    story.tell(plan(), date(2026, 9, 15))
    assert boundary(story, "EDUCATION_PLAN").due.state(story.now) is DutyState.MET


@pytest.mark.django_db
def test_the_page_says_where_a_child_learns(
    client, cast, minh, settings, django_assert_max_num_queries
):
    settings.DEMONSTRATION = True
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    address = reverse("learning", args=[minh])
    client.force_login(cast.alma)
    assert "No place to learn is on record" in client.get(address).content.decode()
    first = record(sought(), **at).id
    record(plan(), **at)
    assert "Waits for a place" in client.get(reverse("child", args=[minh])).content.decode()
    begun = record(started(), refers_to=first, **at).id
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert "Mr Obuya" in page
    assert "Started, after 0 days" in page
    assert "To read maps" in page
    record(SchoolLeft(why="moved", follows="A tutor"), refers_to=begun, **at)
    assert "They moved home" in client.get(address).content.decode()
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
