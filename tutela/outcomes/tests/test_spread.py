"""Figures over many children say how uncertain they are, who was not asked, and point at nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.access.viewer import viewer_of
from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.outcomes.entries import OutcomeOwnView
from tutela.outcomes.spread import rounded, spread, wilson


def test_nine_children_are_too_few_and_ten_are_not() -> None:
    assert spread([5] * 9 + [None] * 50, 100) is None
    assert spread([5] * 10, 100) is not None


def test_counts_are_rounded_and_the_interval_is_never_finer() -> None:
    found = spread([1, 1, 2, 4, 4, 4, 5, 5, 5, 5, 5, 3, None, None, None], 40)
    assert found is not None
    assert found.steps == (0, 0, 0, 5, 5)
    assert (found.without, found.not_asked) == (5, 25)
    assert (found.share, found.low, found.high) == (65, 35, 90)
    assert [rounded(n) for n in (0, 2, 3, 7, 8)] == [0, 0, 5, 5, 10]


def test_the_interval_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4901625, 0.9433178), abs=1e-6)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1)


def test_few_children_are_withheld_and_others_are_not_within_reach(as_, cast, minh) -> None:
    view = OutcomeOwnView(outcome="working-set/safe", given="step", step="2")
    day = Moment.day(date(2026, 6, 3))
    record(view, child=minh, by=viewer_of(cast.alma), happened=day)
    page = as_("alma").get(reverse("outcomes_over_many")).content.decode()
    assert "[c]" in page
    assert "about" not in page.split("I am safe")[1].split("</tr>")[0]
    assert as_("stella").get(reverse("outcomes_over_many")).status_code == 200
