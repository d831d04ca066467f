"""Waiting, named, ended: by rules alone, on the clock, and on the board."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tutela.access.entries import RecordClosed
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.doors.recording import record
from tutela.duties.duty import DutyState
from tutela.duties.tests.boundary import boundary, dues
from tutela.identification.tests import told
from tutela.people.roles import Nation
from tutela.protection.guardian.derive import gap_since, guardian_now, wait_of, waiting_since
from tutela.protection.guardian.projections import standing_to_a_guardian
from tutela.protection.guardian.tests import said
from tutela.sharing.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]
ON = date(2026, 5, 5)
DUE, OVERDUE, MET = DutyState.DUE, DutyState.OVERDUE, DutyState.MET


@pytest.fixture
def story() -> Story:
    return Story(now=london(2026, 11, 22))


def state(story: Story) -> str | None:
    found = standing_to_a_guardian(story.read())
    return found[0] if found else None


def test_a_child_waits_from_the_day_on_which_the_service_was_asked(story):
    story.tell(said.asked(), ON)
    assert waiting_since(story.read()) == london(2026, 5, 5)
    assert [p.field for p in story.problems(said.asked(), ON)] == [""]
    story.tell(said.named(), date(2026, 5, 19))
    assert waiting_since(story.read()) is None
    assert wait_of(story.read()) == timedelta(days=14)
    assert guardian_now(story.read()) is not None


def test_a_coordinator_for_professionals_is_no_guardian_of_the_child(story):
    story.tell(told.referral(), ON)
    story.tell(said.named("coordinator"), ON)
    assert guardian_now(story.read()) is None
    assert state(story) == "nobody"


def test_one_guardian_at_a_time(story):
    first = story.tell(said.named(), ON)
    assert [p.field for p in story.problems(said.named(), ON)] == [""]
    assert not story.problems(said.named("coordinator"), ON)
    story.tell(said.ended("handed-over"), date(2026, 6, 1), refers_to=first)
    assert not story.problems(said.named(), date(2026, 6, 1))


def test_an_area_without_a_service_is_a_gap_until_somebody_comes(story):
    story.tell(told.referral(), ON)
    assert state(story) == "nobody"
    story.tell(said.asked(), ON)
    assert state(story) == "waiting"
    story.tell(said.gap(), date(2026, 5, 6))
    assert gap_since(story.read()) == london(2026, 5, 6)
    assert state(story) == "gap"
    named = story.tell(said.named(), date(2026, 6, 6))
    assert gap_since(story.read()) is None
    assert state(story) == "guardian"
    story.tell(said.ended(), date(2026, 7, 1), refers_to=named)
    assert state(story) == "nobody"
    story.tell(RecordClosed(why="All is well"), date(2026, 8, 1))
    assert state(story) is None


def test_a_guardian_is_asked_for_within_a_day_of_the_referral(story):
    story.tell(told.referral(), london(2026, 3, 28, 12))
    around = boundary(story, "GUARDIAN_ASKED", Nation.NORTHERN_IRELAND)
    # The clocks go forward in that night.
    assert (around.at, around.states) == (london(2026, 3, 29, 13), (DUE, OVERDUE))
    story.tell(said.gap(), london(2026, 3, 29, 9))
    assert boundary(story, "GUARDIAN_ASKED").due.state(story.now) is MET
    story.tell(told.referral(), london(2026, 6, 1))
    assert len(dues(story, "GUARDIAN_ASKED")) == 1


def test_a_guardian_is_named_meets_the_child_and_stays_in_touch(story):
    story.tell(said.asked(), date(2026, 4, 1))
    # Good Friday, and Easter Monday where it is a bank holiday.
    assert boundary(story, "GUARDIAN_NAMED").last_day == date(2026, 4, 10)
    assert boundary(story, "GUARDIAN_NAMED", Nation.SCOTLAND).last_day == date(2026, 4, 9)
    first = story.tell(said.named(), date(2026, 4, 10))
    assert boundary(story, "GUARDIAN_NAMED").due.state(story.now) is MET
    around = boundary(story, "GUARDIAN_MEETS")
    assert (around.last_day, around.states) == (date(2026, 4, 15), (DUE, OVERDUE))
    story.tell(said.contact("tried"), date(2026, 4, 13), refers_to=first)
    assert boundary(story, "GUARDIAN_MEETS").due.state(story.now) is OVERDUE
    story.tell(said.contact(), date(2026, 4, 15), refers_to=first)
    assert boundary(story, "GUARDIAN_MEETS").due.state(story.now) is MET
    around = boundary(story, "GUARDIAN_CONTACT")
    assert (around.last_day, around.states) == (date(2026, 4, 29), (DUE, OVERDUE))
    story.tell(said.ended(), date(2026, 4, 20), refers_to=first)
    ended = boundary(story, "GUARDIAN_CONTACT").due
    assert ended.state(story.now) is DutyState.NO_LONGER_APPLIES


@pytest.mark.django_db
def test_the_board_shows_who_has_nobody_and_how_long(as_, minh, cast):
    by = {"child": minh, "by": cast.alma.viewer}
    week = Moment.day(timezone.localdate() - timedelta(days=7))
    record(told.referral(), happened=week, **by)
    ben = as_("ben")
    assert "Nobody has asked for one" in text(ben)
    record(said.asked(), happened=week, **by)
    with CaptureQueriesContext(connection) as asked:
        page = text(ben)
    assert len(asked) <= 15
    assert "Waiting" in page
    assert "7 days" in page
    assert "Northshire Council" in page
    assert (
        "Waiting for a guardian, 7 days" in ben.get(reverse("child", args=[minh])).content.decode()
    )
    record(said.named(), happened=Moment.day(timezone.localdate()), **by)
    page = text(ben)
    assert "100%" in page
    assert "Every child within your reach who was referred has a guardian." in page
    assert "Northshire Council" not in text(as_("stella"))


def text(client) -> str:
    return client.get(reverse("guardians")).content.decode()
