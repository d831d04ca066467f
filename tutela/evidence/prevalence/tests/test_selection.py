"""Selection and its bootstrap: nothing is lost to speed, and odd cases stay honest."""

import numpy as np
import pytest

from tutela.evidence.prevalence.bic import rank, winners, winners_among
from tutela.evidence.prevalence.bootstrap import Acceleration, Bootstrap, acceleration, resample
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.conformance.references import table_of
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.fitting import fit
from tutela.evidence.prevalence.lattice import (
    hierarchical_models,
    main_effects,
    model_name,
    pairs,
    superset_sums,
)
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.resampling import rank_all, run_stepwise, side_by_side
from tutela.evidence.prevalence.stepwise import stepwise
from tutela.evidence.prevalence.tails import smaller_tail


def _best_by_hand(column, ranking):
    best, dark = np.inf, np.nan
    margins = superset_sums(column[:, None].copy())
    for model in ranking.models:
        if existence_code(column > 0, np.array(model)):
            continue
        fits = fit(margins, np.array(model), counts=column[:, None])
        bic = len(model) * np.log(column.sum()) - 2 * float(fits.score[0])
        if bic < best - 1e-8:
            best, dark = bic, float(fits.dark()[0])
    return dark


@pytest.mark.parametrize("dataset", ["Kosovo", "Korea"])
def test_no_replicate_loses_its_best_model_to_the_bounds(dataset):
    table = table_of(dataset)
    ranking = rank(table.floats, hierarchical_models(table.list_number, 3))
    drawn = resample(table.floats, 10, np.random.default_rng(4))
    found = winners(drawn, ranking)
    by_hand = [_best_by_hand(drawn[:, k], ranking) for k in range(10)]
    np.testing.assert_allclose(found.dark, by_hand, rtol=1e-8)
    assert found.fitted < 10 * len(ranking.models) / 2


def test_one_pass_over_the_ranking_serves_every_number_of_best_models():
    table = table_of("Western")
    ranking = rank(table.floats, hierarchical_models(5, 2))
    drawn = resample(table.floats, 40, np.random.default_rng(4))
    for count, found in zip((1, 7, 60), winners_among(drawn, ranking, (1, 7, 60)), strict=True):
        np.testing.assert_array_equal(found.place, winners(drawn, ranking.best(count)).place)


def _stepwise_by_hand(column, lists, threshold):
    """The procedure as written, one fit and all tails at a time."""
    model = list(main_effects(lists))
    margins = superset_sums(column[:, None].copy())
    while True:
        fits = fit(margins, np.array(model), counts=column[:, None])
        fitted = superset_sums(fits.mu.copy())[:, 0]
        tails = []
        for pair in pairs(lists):
            if pair in model:
                continue
            good = existence_code(column > 0, np.array([*model, pair])) == 0
            tail = smaller_tail(margins[[pair], 0], fitted[[pair]])[0] if good else 1.0
            tails.append((tail, pair))
        best = min(tails, key=lambda row: row[0], default=(1.0, 0))
        if best[0] >= threshold:
            return float(fits.dark()[0]), model_name(model)
        model.append(best[1])


def test_the_batch_takes_the_same_steps_as_the_procedure_by_hand():
    table = table_of("UKdat_5")
    drawn = resample(table.floats, 12, np.random.default_rng(9))
    found = stepwise(drawn, 0.02)
    for k in range(12):
        dark, name = _stepwise_by_hand(drawn[:, k], 5, 0.02)
        assert found.dark[k] == pytest.approx(dark, rel=1e-9)
        assert model_name(found.model(k, 5)) == name


def test_work_done_side_by_side_is_the_same_work():
    drawn = resample(table_of("Western").floats, 300, np.random.default_rng(2))
    parts = side_by_side(lambda piece: stepwise(piece, 0.02).dark, drawn)
    np.testing.assert_allclose(np.concatenate(parts), stepwise(drawn, 0.02).dark, rtol=1e-9)


def test_a_replicate_in_which_a_list_is_empty_is_still_fitted_by_the_others():
    counts = np.array([0, 20, 30, 6, 0, 0, 0, 0.0])[:, None]
    found = stepwise(counts, 0.02)
    assert found.base[0] == 0
    assert found.dark[0] == pytest.approx(20 * 30 / 6)


def test_disjoint_lists_are_refused_for_the_base_model_too():
    table = Captures.of(("A", "B", "C"), {1: 40, 2: 30, 4: 20, 3: 6})
    assert run_stepwise(table, 0.02, table.floats[:, None]).bootstrap.point > 96
    apart = Captures.of(("A", "B", "C"), {1: 40, 2: 30, 4: 20})
    with pytest.raises(Refusal, match="no-overlap"):
        run_stepwise(apart, 0.02, apart.floats[:, None])
    inside = Captures.of(("A", "B"), {2: 30, 3: 6})
    with pytest.raises(Refusal) as refused:
        run_stepwise(inside, 0.02, inside.floats[:, None])
    assert refused.value.existence.code == 1


def test_too_many_lists_for_all_models_is_a_refusal():
    counts = {1 << i: 30 for i in range(7)} | {(1 << i) | 1: 4 for i in range(1, 7)}
    with pytest.raises(Refusal, match="too-many-models"):
        rank_all(Captures.of(tuple("ABCDEFG"), counts), 2)


def test_an_interval_at_the_edge_of_the_replicates_says_so():
    rising = np.linspace(90.0, 110.0, 200)
    jackknife = acceleration(np.array([100.0, 101.0]), np.array([3.0, 2.0]))
    inside = Bootstrap(100.0, rising, jackknife)
    assert not inside.percentile().saturated
    assert inside.bca().low < 100 < inside.bca().high
    outside = Bootstrap(80.0, rising, jackknife)
    assert outside.bias_correction == -np.inf
    assert outside.bca().saturated
    assert (outside.bca().low, outside.bca().high) == (90.0, 90.0)
    above = Bootstrap(120.0, rising, jackknife)
    assert above.bca().saturated
    assert above.bca().low == 110.0


def test_the_bca_formula_does_not_turn_round_past_its_pole():
    jackknife = Acceleration(np.zeros(1), np.ones(1), value=0.6, left_out=0)
    bootstrap = Bootstrap(70.0, np.linspace(0.0, 101.0, 50), jackknife)
    interval = bootstrap.bca()
    assert interval.low <= interval.high == 101.0
    assert interval.saturated


def test_replicates_without_an_estimate_are_dropped_and_counted():
    values = np.array([1.0, np.nan, 3.0, 2.0])
    bootstrap = Bootstrap(2.0, values, acceleration(np.array([np.nan]), np.array([2.0])))
    assert bootstrap.dropped == 1
    assert bootstrap.kept.tolist() == [1.0, 2.0, 3.0]
    assert bootstrap.jackknife.left_out == 2
    assert bootstrap.jackknife.value == 0.0
