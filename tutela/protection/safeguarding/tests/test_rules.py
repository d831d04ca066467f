"""Slips of the pen, who may decide what, and what the child's page tells."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.doors.errors import NotRecordable
from tutela.doors.recording import record
from tutela.protection.safeguarding.derive import measures_now, plan
from tutela.protection.safeguarding.tests import said
from tutela.sharing.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]
ON = date(2026, 5, 5)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (said.discussion(present={"social-care", "police"}), "absent"),
        (said.conference(headings=()), "headings"),
        (said.conference(plan=None), "plan"),
        (said.conference(decision="ends", headings=(), plan=None), "decision"),
        (said.conference(present={"social-care"}), "why_without_child"),
        (said.measure("emergency-order", ends_on=date(2026, 5, 4)), "ends_on"),
    ],
)
def test_slips_are_said_at_their_field(content, field):
    assert [p.field for p in Story().problems(content, ON)] == [field]


def test_an_order_stands_until_it_ends_and_no_second_one_beside_it():
    story = Story()
    first = story.tell(said.measure("accommodated", agreed_by="Nobody is here"), ON)
    again = said.measure("accommodated", agreed_by="Nobody is here")
    assert [p.field for p in story.problems(again, ON)] == ["measure"]
    assert [known.entry for known in measures_now(story.read())] == [first]
    story.tell(said.measure_ended(), ON, refers_to=first)
    assert measures_now(story.read()) == ()
    assert not story.problems(again, ON)


def test_a_plan_stands_until_a_review_ends_it():
    story = Story()
    first = story.tell(said.conference(), ON)
    assert plan(story.read()) == first
    ended = said.conference(sort="review", decision="ends", headings=(), plan=None)
    story.tell(ended, date(2026, 7, 1), refers_to=first)
    assert plan(story.read()) is None


@pytest.mark.django_db
def test_only_a_manager_decides_that_no_discussion_is_held(minh, cast):
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5))}
    first = record(said.suspected(), by=cast.alma.viewer, **at).id
    with pytest.raises(NotRecordable, match="manager"):
        record(said.not_held(), by=cast.alma.viewer, refers_to=first, **at)
    assert record(said.not_held(), by=cast.ben.viewer, refers_to=first, **at).id


@pytest.mark.django_db
def test_the_childs_page_tells_of_plan_and_orders(as_, minh, cast):
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    record(said.conference(), **at)
    record(said.measure("accommodated", agreed_by="Nobody is here"), **at)
    page = as_("gwen").get(reverse("child", args=[minh])).content.decode()
    assert "Neglect, since 5 November 2026" in page
    assert "Accommodated by the council" in page
