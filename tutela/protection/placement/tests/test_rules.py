"""Where a child lives, what stands unanswered, and who sees an address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.opening import join_circle
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.people.roles import Role
from tutela.protection.placement.derive import (
    current_placement,
    lacks_safety_plan,
    needs_not_met,
    unanswered,
)
from tutela.protection.placement.entries import PlacementAddress
from tutela.protection.placement.tests import said
from tutela.sharing.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]
ON = date(2026, 5, 5)


@pytest.fixture
def story() -> Story:
    return Story(now=london(2026, 11, 22))


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (said.answered(), "by"),
        (said.answered(by=date(2026, 5, 4)), "by"),
        (said.care_plan("is", from_trafficking=None), "from_trafficking"),
        (said.visit(alone="no"), "why_not_alone"),
        (said.review(part="not-asked"), "why_not_asked"),
    ],
)
def test_slips_are_said_at_their_field(story, content, field):
    first = story.tell(said.home("hotel"), ON)
    refers = first if field == "by" else None
    assert [p.field for p in story.problems(content, ON, refers_to=refers)] == [field]


def test_a_child_lives_in_one_place_at_a_time(story):
    first = story.tell(said.home(), ON)
    assert [p.field for p in story.problems(said.home(), date(2026, 6, 1))] == [""]
    story.tell(said.left(), date(2026, 6, 5), refers_to=first)
    early = story.problems(said.home(), date(2026, 6, 1))
    assert [p.field for p in early] == ["happened"]
    assert not story.problems(said.home(), date(2026, 6, 5))


def test_where_a_child_lives_follows_the_moment_that_is_asked_about(story):
    first = story.tell(said.home(), ON)
    story.tell(said.left(), date(2026, 6, 5), refers_to=first)
    second = story.tell(said.home("supported"), date(2026, 6, 5))
    found = story.read()
    assert current_placement(found, london(2026, 5, 4)) is None
    assert current_placement(found, london(2026, 6, 4)).entry == first
    assert current_placement(found, london(2026, 6, 6)).entry == second


@pytest.mark.parametrize("which", ["hotel", "adult", "custody", "detention"])
def test_an_unsuitable_home_is_said_until_somebody_answers_and_again_when_the_day_has_passed(
    story, which
):
    first = story.tell(said.home(which), ON)
    assert unanswered(story.read(), story.now).entry == first
    story.tell(said.answered(by=date(2026, 5, 9)), ON, refers_to=first)
    assert unanswered(story.read(), london(2026, 5, 9, 12)) is None
    assert unanswered(story.read(), london(2026, 5, 10, 12)).entry == first
    story.tell(said.answered("stays"), date(2026, 5, 10), refers_to=first)
    assert unanswered(story.read(), story.now) is None


def test_a_foster_home_needs_no_answer(story):
    story.tell(said.home(), ON)
    assert unanswered(story.read(), story.now) is None


def test_the_first_days_have_a_plan(story):
    first = story.tell(said.home(), ON)
    assert lacks_safety_plan(story.read(), story.now).entry == first
    story.tell(said.safety(), ON, refers_to=first)
    assert lacks_safety_plan(story.read(), story.now) is None


def test_what_is_not_met_is_said_until_a_review_finds_it_met(story):
    story.tell(said.home(), ON)
    review = story.tell(said.review(met="partly", missing="A guardian"), date(2026, 6, 1))
    assert needs_not_met(story.read()) == review
    story.tell(said.review("second"), date(2026, 8, 1))
    assert needs_not_met(story.read()) is None


@pytest.mark.django_db
def test_an_address_is_kept_back_and_a_carer_too(as_, minh, cast):
    by, on = cast.alma.viewer, Moment.day(date(2026, 11, 5))
    first = record(said.home(), child=minh, by=by, happened=on).id
    record(said.address(), child=minh, by=by, happened=on, refers_to=first)
    for who in ("alma", "gwen", "ben"):
        page = as_(who).get(reverse("child", args=[minh])).content.decode()
        assert "With foster carers, since 5 November 2026" in page
        assert "Harbour Street" not in page
        assert "Southport" not in page
    read_it = read(minh, as_=cast.gwen.viewer).chronology.latest(PlacementAddress)
    assert read_it.kept_back >= {"address", "area"}
    join_circle(
        cast.hana, child=minh, role=Role.HEALTH, ground=Basis.SAFEGUARDING, by=by,
        since=Moment.day(date(2026, 11, 6)),
    )  # fmt: skip
    hers = read(minh, as_=cast.hana.viewer).chronology
    assert hers.latest(PlacementAddress) is None
    assert "Hollis" not in as_("hana").get(reverse("child", args=[minh])).content.decode()


@pytest.mark.django_db
def test_what_must_be_answered_is_seen_first(as_, minh, cast):
    by, on = cast.alma.viewer, Moment.day(timezone.localdate() - timedelta(days=2))
    first = record(said.home("hotel"), child=minh, by=by, happened=on).id
    gwen = as_("gwen")
    page = gwen.get(reverse("child", args=[minh])).content.decode()
    assert "In a hotel: nobody has answered for it" in page
    assert "No safety plan for the first days" in page
    soon = said.answered(by=timezone.localdate() + timedelta(days=3))
    record(soon, child=minh, by=cast.ben.viewer, happened=on, refers_to=first)
    record(said.safety(), child=minh, by=by, happened=on, refers_to=first)
    page = gwen.get(reverse("child", args=[minh])).content.decode()
    assert "nobody has answered" not in page
    assert "No safety plan" not in page
