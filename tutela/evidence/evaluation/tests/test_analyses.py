"""Each analysis against an independent calculation, a published figure, or a known truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyfixest
import pytest
from lifelines import AalenJohansenFitter
from scipy import stats
from statsmodels.stats.multitest import multipletests

from tutela.evidence.evaluation import (
    advocates,
    assurance,
    detectable,
    matching,
    proportions,
    ratings,
    rollout,
    waiting,
)
from tutela.evidence.evaluation.effects import CannotEstimateError
from tutela.evidence.evaluation.missing import tipping
from tutela.evidence.evaluation.multiplicity import holm

NAMES = ("treated", "compared")
TREATED = np.repeat([True, False], [86, 72])
ONE = np.full(158, "all")


@pytest.mark.parametrize(("level", "seen"), [(0.23, 0.070), (0.27, 0.095), (0.50, 0.279)])
def test_what_86_and_72_children_can_show_is_as_computed_elsewhere(level, seen):
    below, above = detectable.two_proportions(86, 72, level, 0.05, 0.8)
    assert below == pytest.approx(seen, abs=0.001)
    assert above > level


def test_fishers_rejections_are_those_of_scipy():
    rejects = detectable._fisher_rejects(9, 7, 0.05)
    for first in range(10):
        for second in range(8):
            p_value = stats.fisher_exact([[first, 9 - first], [second, 7 - second]]).pvalue
            assert rejects[first, second] == (p_value <= 0.05), (first, second)


def test_the_hazard_ratio_that_43_events_can_show_is_as_computed_elsewhere():
    assert detectable.hazard_ratio(43, 86 / 158, 0.05, 0.8) == pytest.approx(0.42, abs=0.01)


def test_newcombes_interval_of_his_own_example():
    # Newcombe 1998, table II: 56/70 and 48/80, method 10: 0.2 (0.0524 to 0.3339).
    event = np.concatenate([np.repeat([1.0, 0.0], [56, 14]), np.repeat([1.0, 0.0], [48, 32])])
    treated = np.repeat([True, False], [70, 80])
    found = proportions.by_child(event, treated, np.full(150, "all"), NAMES, permutations=99)
    assert found.absolute == pytest.approx((0.2, 0.0524, 0.3339), abs=0.0001)
    assert found.relative.value == pytest.approx(0.8 / 0.6)


def test_the_permutation_test_without_strata_is_near_fishers():
    event = np.concatenate([np.repeat([1.0, 0.0], [8, 78]), np.repeat([1.0, 0.0], [19, 53])])
    found = proportions.permuted(event, TREATED, ONE, 9999, 1)
    fisher = stats.fisher_exact([[8, 78], [19, 53]]).pvalue
    assert found == pytest.approx(fisher, abs=0.006)


def test_an_arm_without_events_gives_limits_and_no_error():
    event = np.concatenate([np.zeros(86), np.repeat([1.0, 0.0], [20, 52])])
    found = proportions.by_child(event, TREATED, ONE, NAMES, permutations=99)
    assert found.relative.value == 0
    assert 0 < found.relative.high < 0.4
    nothing = proportions.by_child(np.zeros(158), TREATED, ONE, NAMES, permutations=99)
    assert nothing.p_value == 1
    assert "none that can be said" in nothing.detectable


def test_an_arm_without_anybody_is_refused():
    with pytest.raises(CannotEstimateError, match="nobody"):
        proportions.by_child(np.zeros(3), np.array([True] * 3), np.full(3, "a"), NAMES)


def test_clusters_with_children_of_both_arms_are_refused():
    with pytest.raises(CannotEstimateError, match="both arms"):
        proportions.by_cluster(np.zeros(158), TREATED, ONE, NAMES)


def test_incidence_without_censoring_is_the_plain_proportion():
    random = np.random.default_rng(2)
    days, what = random.integers(1, 40, 80).astype(float), random.choice([1, 2], 80)
    level, variance = waiting.incidence(days, what, 1000)
    share = (what == 1).mean()
    assert level == pytest.approx(share)
    assert variance == pytest.approx(share * (1 - share) / 80)


@pytest.mark.filterwarnings("ignore:::lifelines", "ignore::FutureWarning")
def test_incidence_is_that_of_lifelines():
    random = np.random.default_rng(4)
    days = random.permutation(np.arange(1, 151)).astype(float)
    what = random.choice([0, 1, 2], 150)
    level, variance = waiting.incidence(days, what, 100)
    fitter = AalenJohansenFitter(calculate_variance=True).fit(days, what, event_of_interest=1)
    assert level == pytest.approx(float(fitter.cumulative_density_.loc[:100].iloc[-1, 0]))
    assert variance == pytest.approx(float(fitter.variance_.loc[:100].iloc[-1]), rel=0.05)


def test_without_censoring_days_are_compared_as_newcombe_compares_proportions():
    event = np.concatenate([np.repeat([1, 2], [16, 70]), np.repeat([1, 2], [20, 52])])
    by_day = waiting.by_day(
        np.full(158, 5.0), event, TREATED, ONE, NAMES, horizon=10, ratio=False
    )  # fmt: skip
    plain = proportions.by_child((event == 1).astype(float), TREATED, ONE, NAMES, permutations=99)
    assert by_day.absolute == pytest.approx(plain.absolute)


def test_kaplan_and_meier_would_overstate_where_others_come_first():
    random = np.random.default_rng(5)
    days, what = random.integers(1, 40, 400).astype(float), random.choice([1, 2], 400)
    level, _ = waiting.incidence(days, what, 30)
    as_if_censored, _ = waiting.incidence(days, np.where(what == 2, 0, what), 30)
    assert as_if_censored > level + 0.1


def test_a_horizon_that_nobody_reaches_is_refused():
    days, what = np.full(158, 20.0), np.zeros(158, int)
    with pytest.raises(CannotEstimateError, match="followed for 365 days"):
        waiting.by_day(days, what, TREATED, ONE, NAMES, horizon=365)


def test_ratings_that_are_all_the_same_are_refused():
    child = np.arange(158).astype(str)
    with pytest.raises(CannotEstimateError, match="all ratings are the same"):
        ratings.by_review(
            child, np.ones(158, int), np.ones(158, int), TREATED, strata=ONE, names=NAMES, reached=1
        )


def test_the_odds_ratio_of_two_levels_is_that_of_the_table():
    level = np.concatenate([np.repeat([1, 0], [60, 26]), np.repeat([1, 0], [36, 36])])
    child = np.arange(158).astype(str)
    found = ratings.by_review(
        child, np.ones(158, int), level, TREATED, strata=ONE, names=NAMES, reached=1,
        permutations=99,
    )  # fmt: skip
    assert found.relative.value == pytest.approx((60 / 26) / (36 / 36), rel=1e-4)
    assert found.absolute.value == pytest.approx(60 / 86 - 0.5, rel=1e-4)


def test_matching_balances_what_it_matches_on():
    random = np.random.default_rng(6)
    covariates = random.normal(size=(600, 2))
    treated = random.random(600) < 1 / (1 + np.exp(1.5 - covariates[:, 0]))
    pairs = matching.matched(covariates, ("a", "b"), treated, np.full(600, "all"))
    (_, before, after), _ = pairs.unlike
    assert before > 0.5
    assert abs(after) < matching.BALANCED
    assert not set(pairs.treated) & set(pairs.compared)
    assert len(set(pairs.compared)) == len(pairs.compared)


def test_groups_that_the_baseline_tells_apart_entirely_are_refused():
    covariates = np.concatenate([np.full((86, 1), 5.0), np.zeros((72, 1))])
    with pytest.raises(CannotEstimateError, match=r"apart entirely|pairs"):
        matching.matched(covariates, ("a",), TREATED, ONE)


def test_the_e_value_of_its_authors_example():
    # VanderWeele and Ding 2017: a risk ratio of 3.9 has an E-value of 7.26.
    assert matching.e_value(3.9) == pytest.approx(7.26, abs=0.005)


def test_a_trend_does_not_pass_for_an_effect_of_a_stepped_wedge():
    start = np.repeat([1, 2, 3, 4, 5, 6], 2)
    rates = np.tile(np.linspace(0.2, 0.6, 8), (12, 1))
    found = rollout.stepped_wedge(rates, start, NAMES, permutations=199)
    assert found.absolute.value == pytest.approx(0)


def test_plain_two_way_fixed_effects_are_biased_where_ours_is_not():
    start = np.concatenate([np.repeat([3, 5, 7], 4), np.full(3, rollout.NEVER)])
    rates = 0.5 + assurance.growing(start, 10)
    rates = rates + np.random.default_rng(1).normal(0, 1e-4, rates.shape)
    truth = float(assurance.growing(start, 10)[assurance.growing(start, 10) != 0].mean())
    found = rollout.differences(rates, start, NAMES)
    assert found.absolute.value == pytest.approx(truth, abs=0.001)
    has = np.arange(10)[None, :] >= start[:, None]
    frame = pd.DataFrame(
        {"rate": rates.ravel(), "area": np.repeat(np.arange(15), 10),
         "period": np.tile(np.arange(10), 15), "has": has.ravel().astype(float)}
    )  # fmt: skip
    plain = float(pyfixest.feols("rate ~ has | area + period", frame).coef()["has"])
    assert abs(plain) < 0.8 * abs(truth)


def test_areas_that_all_begin_have_nothing_to_be_compared_with():
    with pytest.raises(CannotEstimateError, match="never begin"):
        rollout.differences(np.full((12, 8), 0.3), np.repeat([2, 4, 6], 4), NAMES)


def test_a_series_too_short_to_learn_from_is_refused_and_a_short_one_has_no_limits():
    rates = np.random.default_rng(1).normal(0.3, 0.02, 40)
    with pytest.raises(CannotEstimateError, match="too short"):
        rollout.before_after(rates, 18, NAMES)
    found = rollout.before_after(rates, 26, NAMES)
    assert found.absolute.high == np.inf
    assert any("no 95% interval" in remark for remark in found.remarks)


def test_a_clear_change_is_found_and_bounded():
    rates = np.random.default_rng(1).normal(0.3, 0.02, 84)
    rates[72:] -= 0.2
    found = rollout.before_after(rates, 72, NAMES)
    assert found.absolute.holds(-0.2)
    assert found.p_value <= 0.05


def test_holms_correction_is_that_of_statsmodels():
    values = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.5}
    expected = multipletests(list(values.values()), method="holm")[1]
    assert list(holm(values).values()) == pytest.approx(expected.tolist())


def test_the_tipping_point_says_how_many_would_turn_the_finding():
    # 10 of 50 and 20 of 50, with 30 unknown of the treated: 32/80 is 40 %, 33/80 turns it.
    found = tipping("missing", (50, 50), (10, 20), (30, 0))
    assert found.turns == 33 - 10 - 6
    assert found.lowest == pytest.approx(10 / 80 - 0.4)
    assert found.highest == pytest.approx(40 / 80 - 0.4)
    assert tipping("missing", (50, 50), (0, 40), (5, 0)).turns is None


QUICK = {"proportions, allocated by cluster": 150, "stepped wedge": 30,
         "before and after, placebo in time": 200, "days to an event, others competing": 120,
         "proportions, allocated by child": 60, "repeated ratings": 12,
         "difference in differences, staggered": 15, "matched comparison": 12}  # fmt: skip


@pytest.mark.parametrize("analysis", assurance.ANALYSES, ids=lambda one: one.name)
def test_every_analysis_keeps_its_word(analysis):
    found = assurance.run(analysis, QUICK[analysis.name], seed=11)
    assert found.keeps_its_word(), found.row()


def test_an_analysis_that_ignores_clusters_does_not_keep_its_word():
    def naive(random, is_effect):
        cluster = np.repeat(np.arange(24), 20)
        treated = random.permutation(np.arange(24) < 12)[cluster]
        level = np.clip(0.4 + random.normal(0, 0.2, 24)[cluster], 0, 1)
        event = (random.random(480) < level).astype(float)
        everybody = np.full(480, "all")
        return proportions.by_child(
            event, treated, everybody, NAMES, permutations=99, say_detectable=False
        )

    careless = assurance.Analysis("careless", naive, lambda: 0.0)
    assert not assurance.run(careless, 60, seed=1).keeps_its_word()


def test_the_made_up_study_has_the_shape_of_the_trial_and_is_not_called_randomised():
    study = advocates.study()
    assert study.sample.arms == {"advocate": 86, "usual": 72}
    assert study.sample.clusters == 23
    assert study.allocation.value == "not-confirmed"
    assert study.standard.value == "TREND"
    assert advocates.files() == advocates.files()
