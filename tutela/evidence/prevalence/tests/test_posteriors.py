"""The samplers and averages against what can be worked out exactly."""

from itertools import combinations, product
from math import lgamma

import numpy as np
import pytest

from tutela.evidence.prevalence.bayes_threshold import posterior as thresholded
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.chains import effective_size, mean_effective_size, r_hat
from tutela.evidence.prevalence.conformance.references import table_of
from tutela.evidence.prevalence.decomposable import (
    average_graphs,
    decomposable_graphs,
    grid,
    sensitivity,
)
from tutela.evidence.prevalence.latent_classes import LatentClasses, Sampler, posterior
from tutela.evidence.prevalence.profile import averaged, multinomial_limits
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.resampling import rank_all


def test_there_are_as_many_decomposable_graphs_as_there_should_be():
    assert [len(decomposable_graphs(t)[0]) for t in (3, 4, 5, 6)] == [8, 61, 822, 18154]


def test_two_lists_average_to_the_two_graphs_worked_out_by_hand():
    table = Captures.of(("A", "B"), {1: 8, 2: 5, 3: 4})
    dark = np.arange(1.0, 60.0)
    found = average_graphs(table, dark)

    def dirichlet(cells, pseudo):
        total = sum(cells)
        return (
            lgamma(len(cells) * pseudo)
            - lgamma(total + len(cells) * pseudo)
            + sum(lgamma(c + pseudo) - lgamma(pseudo) for c in cells)
        )

    weights = np.zeros((2, len(dark)))
    for k, n0 in enumerate(dark):
        n = 17 + n0
        common = lgamma(n + 1) - lgamma(n0 + 1) - np.log(n)
        weights[0, k] = common + dirichlet([12, 5 + n0], 0.5) + dirichlet([9, 8 + n0], 0.5)
        weights[1, k] = common + dirichlet([n0, 8, 5, 4], 0.25)
    weights = np.exp(weights - weights.max())
    weights /= weights.sum()
    np.testing.assert_allclose(found.weight, weights.sum(axis=1), rtol=1e-10)
    np.testing.assert_allclose(found.density, weights.sum(axis=0), rtol=1e-9)


def test_the_grid_ends_are_shown_and_seven_lists_refused():
    assert set(sensitivity(table_of("Korea"))) == {10, 20, 30}
    assert grid(100, 10)[[0, -1]].tolist() == [1, 1000]
    counts = {1 << i: 30 for i in range(7)} | {3: 4}
    with pytest.raises(Refusal, match="too-many-lists"):
        average_graphs(Captures.of(tuple("ABCDEFG"), counts), grid(200, 10))


def test_one_latent_class_has_the_closed_form():
    table = table_of("Korea")
    found = posterior(table, np.random.default_rng(1), classes=1, burn_in=300, most_sweeps=1500)
    n = table.people
    population = np.arange(n, 21 * n + 1)
    score = -np.log(population) + np.array([lgamma(p + 1) - lgamma(p - n + 1) for p in population])
    for size in table.list_sizes:
        score += np.array([lgamma(1 + p - size) - lgamma(2 + p) for p in population])
    density = np.exp(score - score.max())
    density /= density.sum()
    assert found.draws.mean() == pytest.approx(float(population @ density), rel=0.01)
    reached = population[np.searchsorted(np.cumsum(density), [0.1, 0.9])]
    assert [found.quantile(0.1), found.quantile(0.9)] == pytest.approx(reached, abs=2)
    assert found.r_hat < 1.01


def test_latent_class_chains_that_have_not_met_give_no_estimate():
    apart = np.repeat(np.array([[100.0], [500.0]]), 50, axis=1)
    apart += np.random.default_rng(1).standard_normal(apart.shape)
    found = LatentClasses(apart, 50, r_hat(apart), effective_size(apart))
    with pytest.raises(Refusal, match="chains-have-not-met"):
        found.refuse_unless_converged()
    slow = LatentClasses(apart, 50, 1.001, 30.0)
    with pytest.raises(Refusal, match="too-few-effective-draws"):
        slow.refuse_unless_converged()
    capped = LatentClasses(np.full((2, 10), 21 * 50.0), 50, 1.0, 5000.0)
    assert capped.interval().saturated


def test_effective_size_is_that_of_an_autoregression():
    rng = np.random.default_rng(4)
    noise = rng.standard_normal((4, 20_000))
    chain = np.zeros_like(noise)
    for k in range(1, chain.shape[1]):
        chain[:, k] = 0.8 * chain[:, k - 1] + noise[:, k]
    expected = chain.size * (1 - 0.8) / (1 + 0.8)
    assert effective_size(chain) == pytest.approx(expected, rel=0.15)
    assert mean_effective_size(chain) == pytest.approx(expected, rel=0.15)
    assert r_hat(chain) == pytest.approx(1.0, abs=0.01)
    assert r_hat(np.ones((2, 10))) == 1.0


def test_thresholding_drops_pairs_that_are_not_there():
    rng = np.random.default_rng(7)
    chance = np.array([0.4, 0.3, 0.35])
    seen = {}
    for pattern in product((0, 1), repeat=3):
        mask = sum(bit << i for i, bit in enumerate(pattern))
        share = np.prod(np.where(pattern, chance, 1 - chance))
        if mask:
            seen[mask] = int(rng.poisson(2000 * share))
    table = Captures.of(("A", "B", "C"), seen)
    found = thresholded(table, np.random.default_rng(1))
    assert set(found.ratios) == {3, 5, 6}
    assert found.interval().low < 2000 < found.interval().high
    assert found.r_hat < 1.01
    assert found.effective > 5000


def test_flat_priors_need_an_estimate_of_the_model_of_all_pairs():
    with pytest.raises(Refusal, match="all-pairs-have-no-estimate"):
        thresholded(table_of("Korea"), np.random.default_rng(1), proper=False)


def test_an_upper_profile_limit_may_be_infinite():
    table = Captures.of(("A", "B"), {1: 30, 2: 25, 3: 1})
    limits = multinomial_limits(table.floats, (0, 1, 2), 750.0)
    assert limits.limits[0.95][0] > table.people
    assert limits.limits[0.95][1] == np.inf or limits.limits[0.95][1] > 5000
    assert limits.interval(0.95, "profile").saturated == (limits.limits[0.95][1] == np.inf)


def test_the_models_of_the_uk_table_average_to_two_heaps():
    table = table_of("UKdat_5")
    found = averaged(rank_all(table, 2), table.people)
    assert found.weights.sum() == pytest.approx(1)
    assert found.quantile(0.025) < 12_000
    assert found.quantile(0.975) > 20_000
    between = (found.populations > 15_000) & (found.populations < 18_000)
    assert found.weights[between].sum() < 0.1


def test_pairs_of_a_triangle_are_not_a_decomposable_graph_of_four_without_a_chord():
    graphs, _ = decomposable_graphs(4)
    edges = list(combinations(range(4), 2))
    square = sum(1 << k for k, e in enumerate(edges) if e in {(0, 1), (1, 2), (2, 3), (0, 3)})
    assert square not in graphs.tolist()


def test_exchanging_labels_together_with_alpha_leaves_their_distribution_as_it_was():
    chains, classes, people = 20_000, 3, 20
    rng = np.random.default_rng(3)
    sampler = Sampler(table_of("Korea"), rng, classes, chains)
    alpha = np.maximum(rng.gamma(0.25, 4.0, chains), 1e-300)
    weight, rest = np.ones((chains, classes)), np.ones(chains)
    for k in range(classes - 1):
        stick = rng.beta(1.0, alpha)
        weight[:, k], rest = rest * stick, rest * (1 - stick)
    weight[:, -1] = rest
    members = rng.multinomial(people, weight / weight.sum(axis=1, keepdims=True)).astype(float)
    sampler.alpha, sampler.dark_classes = alpha.copy(), np.zeros((chains, classes))
    split = members[:, None, :].copy()
    for _ in range(5):
        split = sampler._relabelled(split)
    after = split[:, 0]
    assert (sampler.alpha != alpha).mean() > 0.5

    def summary(masses, spread):
        log = np.log(np.clip(spread, 1e-5, 1e2))
        last = masses[:, -1] == people
        return np.column_stack([log, masses, masses[:, 0] == people, last, last * log])

    before, now = summary(members, alpha), summary(after, sampler.alpha)
    error = np.sqrt((before.var(axis=0) + now.var(axis=0)) / chains)
    assert (np.abs(now.mean(axis=0) - before.mean(axis=0)) < 4 * error).all()
