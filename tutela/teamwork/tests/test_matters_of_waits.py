"""Who waits too long is seen from the day on which it is too long until the wait is over."""

from __future__ import annotations

from datetime import date

import pytest

from tutela.access.entries import RecordOpened
from tutela.chronology.tests.story import Story, london
from tutela.protection.education.tests import test_learning as school
from tutela.protection.health.tests import test_health as health
from tutela.protection.representation.tests import test_representation as law
from tutela.teamwork.at_hand_of_waits import LONG
from tutela.teamwork.matters import Span, all_matters

ON = date(2026, 5, 5)
LATE = london(2026, 5, 5) + LONG


@pytest.fixture
def story() -> Story:
    story = Story(now=london(2026, 11, 22))
    story.tell(RecordOpened(why="A concern"), london(2026, 3, 2, 9))
    return story


def found(story: Story, matter: str) -> list[Span]:
    return list(all_matters()[matter].found(story.read()))


def test_a_child_waits_for_a_school_until_the_first_day(story):
    first = story.tell(school.sought(), ON)
    story.tell(school.answered("offered"), date(2026, 5, 9), refers_to=first)
    assert found(story, "waits-school") == [Span(LATE, entry=first.id)]
    story.tell(school.started(), date(2026, 6, 9), refers_to=first)
    assert found(story, "waits-school") == []


def test_a_child_waits_for_help_until_it_begins_and_what_is_kept_back_is_on_no_board(story):
    need = story.tell(health.need(), ON)
    assert found(story, "waits-help") == []
    asked = story.tell(health.asked(), ON, refers_to=need)
    private = story.tell(health.need(kept_from={"carer"}), ON)
    story.tell(health.asked(), ON, refers_to=private)
    assert found(story, "waits-help") == [Span(LATE, entry=need.id)]
    story.tell(health.answered("begun"), date(2026, 6, 9), refers_to=asked)
    assert found(story, "waits-help") == []


def test_a_lawyer_sent_by_somebody_unknown_is_a_danger_and_ends_no_wait(story):
    asked = story.tell(law.asked(), ON)
    assert found(story, "lawyer-unknown") == []
    sent = story.tell(law.acts(found_by="unknown"), date(2026, 5, 6))
    assert found(story, "lawyer-unknown") == [Span(london(2026, 5, 6), entry=sent.id)]
    assert found(story, "waits-lawyer") == [Span(LATE, entry=asked.id)]
    story.tell(law.ended(), date(2026, 5, 7), refers_to=sent)
    story.tell(law.acts(), date(2026, 5, 8))
    assert found(story, "lawyer-unknown") == found(story, "waits-lawyer") == []
