"""What the rooms of protection, status and voice put on the boards, begins and ends as it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story, london
from tutela.identification.tests import told
from tutela.participation.tests.test_being_heard import talk
from tutela.protection.guardian.tests import said as guardian
from tutela.protection.missing.entries import MissingReturned, WentMissing
from tutela.protection.placement.tests import said as home
from tutela.status.immigration.derive import end_of
from tutela.status.immigration.entries import LeaveExtension, LeaveGranted
from tutela.status.justice.entries import Charged
from tutela.teamwork.matters import Span, all_matters

ON = date(2026, 5, 5)
SINCE = london(2026, 5, 5)


@pytest.fixture
def story() -> Story:
    return Story(now=london(2026, 11, 22))


def found(story: Story, matter: str) -> list[Span]:
    return list(all_matters()[matter].found(story.read()))


def made(kind: type, **answers: object) -> object:
    return kind.model_construct(**answers)


def test_a_child_is_missing_until_somebody_records_that_they_are_back(story):
    went = story.tell(made(WentMissing, what="missing"), ON)
    assert found(story, "missing") == [Span(SINCE, entry=went.id)]
    story.tell(made(MissingReturned), date(2026, 5, 7), refers_to=went)
    assert found(story, "missing") == []


def test_a_child_is_without_a_guardian_from_the_referral_until_one_is_named(story):
    story.tell(told.referral(), ON)
    assert found(story, "no-guardian") == [Span(SINCE)]
    story.tell(guardian.named(), date(2026, 5, 9))
    assert found(story, "no-guardian") == []


def test_an_unsuitable_home_comes_back_when_the_day_has_passed(story):
    first = story.tell(home.home("hotel"), ON)
    assert found(story, "unsuitable") == [Span(SINCE, entry=first.id)]
    story.tell(home.answered(by=date(2026, 5, 9)), ON, refers_to=first)
    assert found(story, "unsuitable") == [Span(london(2026, 5, 10), entry=first.id)]
    story.tell(home.left(), date(2026, 5, 9), refers_to=first)
    assert found(story, "unsuitable") == []


def test_leave_that_ends_is_shown_three_months_ahead_until_somebody_applies(story):
    granted = made(LeaveGranted, form="refugee", until=date(2026, 10, 31))
    leave = story.tell(granted, ON)
    (span,) = found(story, "leave-ends")
    end = end_of(date(2026, 10, 31))
    assert (span.since, span.until) == (end - timedelta(days=90), end + timedelta(days=28))
    story.tell(made(LeaveExtension), date(2026, 9, 1), refers_to=leave)
    assert found(story, "leave-ends") == []


def test_a_charge_is_shown_where_the_child_may_be_a_victim(story):
    charge = story.tell(made(Charged, offence="Cultivation of cannabis"), ON)
    assert found(story, "charged") == []
    story.tell(told.referral(), Moment.day(date(2026, 5, 1)))
    assert [span.entry for span in found(story, "charged")] == [charge.id]


def test_a_decision_is_shown_until_the_child_was_asked(story):
    sent = story.tell(told.referral(), ON)
    assert found(story, "unheard") == [Span(SINCE, entry=sent.id)]
    story.tell(talk(), ON, refers_to=sent)
    assert found(story, "unheard") == []
