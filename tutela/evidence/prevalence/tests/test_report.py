"""The report tells its doubt unasked."""

import numpy as np
import pytest

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.conformance.references import table_of
from tutela.evidence.prevalence.coverage import coverage_of
from tutela.evidence.prevalence.estimate import Settings
from tutela.evidence.prevalence.refusals import BadInput, Refusal
from tutela.evidence.prevalence.report import NearModels, make_report
from tutela.evidence.prevalence.sensitivity import (
    known_truth,
    omit_one_list,
    unseen_interaction,
)
from tutela.evidence.prevalence.strata import between_variance, pool_strata
from tutela.evidence.prevalence.wording import render, render_strata


@pytest.fixture(scope="module", autouse=True)
def _short_chains():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tutela.evidence.prevalence.report.SHORT_RUN", 200)
        yield


@pytest.fixture(scope="module")
def report(_short_chains):
    return make_report(table_of("Korea"), "stepwise", Settings(replicates=200))


@pytest.mark.parametrize(
    "told",
    [
        "No single one of these numbers is the",
        "Every method on this table",
        "main (anchor)",
        "Models that fit nearly as well",
        "Within 2 BIC units",
        "BCa:",
        "percentile:",
        "points of 200 replicates",
        "Replicates without an estimate, left out",
        "p-value threshold",
        "Leaving out one list",
        "b and c as one",
        "Known truth",
        "Influence",
        "Graph averaging",
        "delta +0.5",
        "Simulated coverage",
        "it is closed",
        "Whitehead",
        "Binette",
    ],
)
def test_the_report_tells_unasked(report, told):
    assert told in render(report)


def test_the_headline_is_a_range_over_methods_and_near_tied_models(report):
    low, high = report.point_range
    assert low < high
    assert isinstance(report.near, NearModels)
    assert low <= report.near.two[0] <= report.near.two[1] <= high
    lowest, highest = report.interval_range
    assert lowest <= low
    assert high <= highest


def test_a_report_on_seven_lists_says_what_it_left_out():
    counts = {1 << i: 60 for i in range(7)} | {(1 << i | 1 << (i + 1)): 9 for i in range(6)}
    table = Captures.of(tuple("ABCDEFG"), counts | {1 | 1 << 6: 8})
    text = render(make_report(table, "main", Settings(replicates=20)))
    assert "Not searched:" in text
    assert "too many pairs" in text
    assert "it takes long" in text


def test_a_refused_base_model_has_no_report():
    with pytest.raises(Refusal, match="no-overlap"):
        make_report(Captures.of(("A", "B"), {1: 5, 2: 4}), "stepwise", Settings())


def test_an_unseen_interaction_scales_the_dark_count_and_nothing_else():
    band = dict(unseen_interaction(100, 300.0, (-1.0, 0.0, 1.0)))
    assert band[0.0] == 300
    assert band[1.0] - 100 == pytest.approx(200 * np.e)
    assert band[-1.0] - 100 == pytest.approx(200 / np.e)


def test_leaving_out_a_list_may_leave_no_estimate():
    table = Captures.of(("A", "B", "C"), {1: 40, 2: 30, 4: 20, 3: 6})
    found = omit_one_list(table, 0.02)
    assert [v.population is None for v in found] == [True, True, False]
    assert found[0].refused == "no-overlap"


def test_a_known_truth_is_the_size_of_the_list():
    found = known_truth(table_of("Kosovo"), 0.02)
    assert [row.truth for row in found] == list(table_of("Kosovo").list_sizes)
    assert all(abs(row.error) < 0.6 for row in found if row.error is not None)


def test_intervals_hold_the_truth_where_lists_are_independent():
    rng = np.random.default_rng(11)
    chance = np.array([0.3, 0.25, 0.35])
    share = np.array(
        [np.prod([chance[i] if w >> i & 1 else 1 - chance[i] for i in range(3)]) for w in range(8)]
    )
    drawn = rng.multinomial(800, share, size=40).astype(float)
    drawn[:, 0] = 0
    found = coverage_of(drawn, 800, 0.02, rng, 100)
    assert found.percentile > 0.8
    assert found.median_ratio == pytest.approx(1.0, abs=0.1)
    empty = np.zeros((1, 8))
    assert coverage_of(empty, 800, 0.02, rng, 10).failed == 1


def test_small_strata_are_drawn_towards_the_rest():
    def group(scale, overlap):
        return Captures.of(
            ("A", "B", "C"),
            {1: 100 * scale, 2: 90 * scale, 4: 80 * scale}
            | {3: overlap * scale, 5: overlap * scale, 6: overlap * scale},
        )

    groups = {
        ("big",): group(20, 9),
        ("other",): group(20, 11),
        ("small",): Captures.of(("A", "B", "C"), {1: 14, 2: 12, 4: 11, 3: 4, 5: 4, 6: 4}),
        ("none",): Captures.of(("A", "B", "C"), {1: 9, 2: 5, 4: 6}),
        ("empty",): BadInput("empty-list", "nobody is on C", people=8),
    }
    found = pool_strata(groups)
    named = {s.stratum[0]: s for s in found.strata}
    ratio = named["big"].population / named["big"].people
    small = named["small"]
    assert small.alone < small.population < ratio * small.people
    assert named["none"].alone is None
    assert named["none"].refused == "no-overlap"
    assert named["empty"].refused == "empty-list"
    assert named["none"].population > 20
    assert found.low < found.total < found.high
    assert "none; empty" in render_strata(found, ["group"])
    with pytest.raises(Refusal, match="too-few-strata"):
        pool_strata({("none",): groups["none",], ("big",): groups["big",]})


def test_strata_that_agree_have_no_variance_between_them():
    assert between_variance(np.array([1.0, 1.0, 1.0]), np.array([0.1, 0.2, 0.1])) == 0
    assert between_variance(np.array([0.0, 5.0]), np.array([0.1, 0.1])) > 10
