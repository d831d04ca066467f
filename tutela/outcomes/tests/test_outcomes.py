"""Two voices about each outcome: neither overwrites the other, and nothing is added up."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.access.viewer import viewer_of
from tutela.chronology.moment import Moment
from tutela.config.testing.browsing import sign_in, violations
from tutela.doors.errors import NotRecordable
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.outcomes.answers import Step
from tutela.outcomes.derive import Voice, Way, occasion_of, pictures, way
from tutela.outcomes.entries import (
    OutcomeBarrier,
    OutcomeGoal,
    OutcomeOwnView,
    OutcomeReview,
    OutcomeWorkerView,
)

SAFE = "working-set/safe"
JUNE, JULY = Moment.day(date(2026, 6, 3)), Moment.day(date(2026, 7, 3))


def own(step: str | None = "2", **more: object) -> OutcomeOwnView:
    return OutcomeOwnView(**{"outcome": SAFE, "given": "step", "step": step} | more)


def seen(step: str = "4") -> OutcomeWorkerView:
    return OutcomeWorkerView(outcome=SAFE, given="step", step=step, reasons="He goes out.")


def test_a_step_outside_the_scale_is_no_answer() -> None:
    with pytest.raises(ValueError, match="step"):
        own("6")


def test_answers_without_a_step_say_nothing_of_a_direction() -> None:
    assert way([Step.LITTLE, None, Step.MOSTLY]) is Way.BETTER
    assert way([Step.MOSTLY, Step.LITTLE]) is Way.WORSE
    assert way([None, Step.LITTLE]) is Way.ONCE
    assert way([None]) is Way.NEVER


def test_two_voices_stand_beside_each_other(cast, minh) -> None:
    alma, gwen = viewer_of(cast.alma), viewer_of(cast.ben)
    talk = record(OutcomeReview(occasion="entry", chosen="yes"), child=minh, by=alma,
                  happened=JUNE)  # fmt: skip
    record(own("2"), child=minh, by=gwen, happened=JUNE, refers_to=talk.id)
    record(seen("4"), child=minh, by=alma, happened=JUNE, refers_to=talk.id)
    record(own("2", child_words="The street."), child=minh, by=gwen, happened=JULY)
    told = read(minh, as_=alma).chronology
    picture = pictures(told)[SAFE]
    assert [view.step for view in picture.own] == [Step.LITTLE, Step.LITTLE]
    assert [view.step for view in picture.worker] == [Step.MOSTLY]
    assert (picture.way(Voice.OWN), picture.way(Voice.WORKER)) == (Way.SAME, Way.ONCE)
    assert picture.is_stuck
    assert occasion_of(told, picture.own[0].entry) == "entry"
    assert occasion_of(told, picture.own[1].entry) is None


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (own(outcome="working-set/happy"), "outcome"),
        (own(None, given="own-way"), "child_words"),
        (OutcomeWorkerView(outcome=SAFE, given="not-said", reasons="x"), "given"),
        (
            OutcomeGoal(outcome=SAFE, goal="x", action="y", owner="z", by=date(2026, 6, 2),
                        agreed="yes"),
            "by",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_field(cast, minh, content, at) -> None:
    with pytest.raises(NotRecordable) as refused:
        record(content, child=minh, by=viewer_of(cast.alma), happened=JUNE)
    assert [problem.field for problem in refused.value.problems] == [at]


def test_the_page_says_what_is_stuck_and_whose_duty_it_is(as_, cast, minh) -> None:
    barrier = OutcomeBarrier(outcome=SAFE, barrier="wait", what="No date", duty="home-office")
    for content in (own("2"), barrier):
        record(content, child=minh, by=viewer_of(cast.alma), happened=JUNE)
    page = as_("alma").get(reverse("outcomes", args=[minh])).content.decode()
    assert "No date (A waiting list" in page
    assert "Whose duty: The Home Office; nothing asked of them yet." in page
    assert "not the Creating Stable Futures" in page
    paper = as_("alma").get(reverse("outcomes_paper", args=[minh]))
    assert paper.content.startswith(b"%PDF")
    assert as_("stella").get(reverse("outcomes", args=[minh])).status_code == 404
    assert as_("stella").get(reverse("outcomes_paper", args=[minh])).status_code == 404


@pytest.mark.browser
def test_the_worker_rates_what_the_child_rated_and_both_see_the_picture(
    page, live_server, cast, minh
) -> None:
    record(own("2"), child=minh, by=viewer_of(cast.alma), happened=JUNE)
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("outcomes", args=[minh]))
    row = page.get_by_role("row").filter(has_text="I am safe")
    row.get_by_role("link", name="Your view").click()
    assert page.locator("[name=outcome]").input_value() in {SAFE, "I am safe"}
    for part, value in (("day", "3"), ("month", "7"), ("year", "2026")):
        page.locator(f"[name=happened-{part}]").fill(value)
    page.get_by_label("A step on the scale").check()
    page.get_by_label("Mostly: it is there").check()
    page.get_by_label("Why?").fill("He goes out with his carer.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Record it").click()
    page.wait_for_url("**/recorded/**")
    page.goto(live_server.url + reverse("outcomes", args=[minh]))
    picture = page.get_by_role("img", name="A worker’s view: step 4 of 5, asked once.")
    assert "step 2 of 5" in (picture.get_attribute("aria-label") or "")
    assert violations(page) == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
