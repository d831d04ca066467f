"""Heard, or not yet: by rules alone, and on the child's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.tests.story import Story, london
from tutela.doors.opening import join_circle
from tutela.identification.tests import told
from tutela.participation.derive import heard_at, not_yet_heard, not_yet_told_back
from tutela.participation.entries import ChildHeard, HeardWeighed
from tutela.people.roles import Role
from tutela.sharing.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]
ON = date(2026, 3, 3)


@pytest.fixture
def story() -> Story:
    return Story(now=london(2026, 11, 22))


def talk(**answers: object) -> ChildHeard:
    given = {
        "told": "yes", "told_what": "That we ask for help", "told_by": "Gwen", "language": "vie",
        "form": {"interpreted"}, "understood": "said-back", "asked": "yes", "alone": "yes",
        "ways": {"spoke"}, "child_words": "I want to stay with Mai.", "reached": {"decides"},
    }  # fmt: skip
    return ChildHeard(**(given | answers))


def weighed(**answers: object) -> HeardWeighed:
    given = {
        "weight": "followed", "why": "It is what keeps him well.", "changed": "He stays with Mai.",
        "told_back": "yes", "told_back_how": "Gwen told him; he smiled.",
    }  # fmt: skip
    return HeardWeighed(**(given | answers))


def test_a_decision_is_not_yet_heard_until_the_child_was_asked(story):
    sent = story.tell(told.referral(), ON)
    assert not_yet_heard(story.read()) == (sent,)
    story.tell(talk(asked="no", why_not_asked="Asleep", ways=()), ON, refers_to=sent)
    assert not_yet_heard(story.read()) == (sent,)
    story.tell(talk(), ON, refers_to=sent)
    assert not_yet_heard(story.read()) == ()


def test_a_talk_about_one_decision_is_none_about_another(story):
    sent = story.tell(told.referral(), ON)
    decided = story.tell(told.reasonable(), date(2026, 3, 9), refers_to=sent)
    story.tell(talk(), ON, refers_to=sent)
    assert not_yet_heard(story.read()) == (decided,)


def test_a_decision_that_was_corrected_stays_heard(story):
    sent = story.tell(told.referral(), ON)
    story.tell(talk(), ON, refers_to=sent)
    story.tell(told.referral(told.PANEL), ON, corrects=sent)
    assert not_yet_heard(story.read()) == ()


def test_the_four_questions_are_answered_apart(story):
    sent = story.tell(told.referral(), ON)
    said = story.tell(talk(alone="no", reached={"nobody"}), ON, refers_to=sent)
    (heard,) = heard_at(story.read(), sent.id)
    found = (heard.had_space, heard.had_a_voice, heard.had_an_audience, heard.had_influence)
    assert found == (False, True, False, False)
    assert not_yet_told_back(story.read()) == (heard,)
    story.tell(weighed(), date(2026, 3, 9), refers_to=said)
    (heard,) = heard_at(story.read(), sent.id)
    assert heard.had_influence
    assert not_yet_told_back(story.read()) == ()


@pytest.mark.parametrize("weight", ["no-wish", "followed"])
def test_nobody_has_influence_who_was_not_told_or_said_nothing(story, weight):
    sent = story.tell(told.referral(), ON)
    said = story.tell(talk(), ON, refers_to=sent)
    story.tell(weighed(weight=weight, told_back="no", told_back_how=None), ON, refers_to=said)
    (heard,) = heard_at(story.read(), sent.id)
    assert not heard.had_influence


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"asked": "no", "ways": ()}, "why_not_asked"),
        ({"ways": ()}, "ways"),
        ({"language": "Klingon"}, "language"),
    ],
)
def test_slips_of_the_pen_are_said_at_their_field(story, answers, field):
    assert [p.field for p in story.problems(talk(**answers), ON)] == [field]


@pytest.mark.django_db
def test_the_childs_page_says_where_nobody_has_listened_yet(as_, minh, cast):
    from tutela.access.standing import Basis  # noqa: PLC0415 - beside its use
    from tutela.chronology.moment import Moment  # noqa: PLC0415
    from tutela.doors.recording import record  # noqa: PLC0415

    by, on = cast.alma.viewer, Moment.day(date(2026, 11, 3))
    sent = record(told.referral(), child=minh, by=by, happened=on).id
    address = reverse("child", args=[minh])
    gwen = as_("gwen")
    assert "Not yet heard about" in gwen.get(address).content.decode()
    join_circle(
        cast.pavel, child=minh, role=Role.POLICE, ground=Basis.SAFEGUARDING, by=by,
        since=Moment.day(date(2026, 11, 4)),
    )  # fmt: skip
    assert "Not yet heard about" not in as_("pavel").get(address).content.decode()
    record(talk(), child=minh, by=cast.gwen.viewer, happened=on, refers_to=sent)
    page = gwen.get(address).content.decode()
    assert "Not yet heard about" not in page
    assert "Not yet told back" in page
    assert "I want to stay with Mai." in page
