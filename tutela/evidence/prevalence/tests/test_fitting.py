"""Fits by bit masks agree with plain ones, and existence with the linear programme."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.special import gammainc, gammaincc, gammaln

from tutela.evidence.prevalence.existence import existence_code, existence_codes
from tutela.evidence.prevalence.fitting import fit, log_factorial
from tutela.evidence.prevalence.lattice import (
    closure,
    hierarchical_models,
    main_effects,
    maximal_terms,
    model_name,
    pairs,
    parse_model,
    subset_sums,
    superset_sums,
)
from tutela.evidence.prevalence.tails import smaller_tail


def test_there_are_as_many_hierarchical_models_as_there_should_be():
    assert [len(hierarchical_models(t, t)) for t in (2, 3, 4, 5)] == [1, 8, 113, 6893]
    assert len(hierarchical_models(5, 3)) == 6212
    assert len(hierarchical_models(6, 2)) == 32768


def test_a_model_is_named_by_its_maximal_terms_and_read_back():
    model = parse_model(6, "[12,13,25,35,36,4]")
    assert maximal_terms(model) == (3, 5, 18, 20, 36, 8)
    assert model_name(model) == "[12,13,25,35,36,4]"
    assert model_name(closure(11, (1 | 1 << 9,))) == "[1.10,2,3,4,5,6,7,8,9,11]"
    assert parse_model(11, "[1.10,2,11]") == closure(11, (1 | 1 << 9,))


def test_sums_over_supersets_and_subsets_are_what_they_say():
    values = np.arange(8.0)[:, None]
    over, under = superset_sums(values.copy()), subset_sums(values.copy())
    for a in range(8):
        assert over[a, 0] == sum(w for w in range(8) if w & a == a)
        assert under[a, 0] == sum(w for w in range(8) if a & w == w)


def _plain_fit(counts, model):
    cells = np.arange(1, len(counts))
    design = ((cells[:, None] & np.array(model)) == np.array(model)).astype(float)
    y, beta = counts[1:], np.zeros(len(model))
    beta[0] = np.log(y.mean())
    for _ in range(200):
        mu = np.exp(design @ beta)
        step = np.linalg.solve((design.T * mu) @ design, design.T @ (y - mu))
        beta = beta + step * min(1.0, 2 / np.abs(step).max())
    return beta


def test_every_model_of_a_full_table_is_fitted_as_by_plain_newton():
    rng = np.random.default_rng(3)
    counts = np.concatenate([[0], rng.integers(5, 60, 15)]).astype(float)
    margins = superset_sums(counts[:, None].copy())
    for model in hierarchical_models(4, 3):
        fits = fit(margins, np.array(model), counts=counts[:, None])
        assert fits.converged.all()
        np.testing.assert_allclose(fits.beta[:, 0], _plain_fit(counts, model), atol=1e-9)


def test_a_pair_that_shares_nobody_is_minus_infinity_and_its_cells_are_empty():
    counts = np.array([0, 20, 30, 0, 25, 6, 7, 0.0])[:, None]
    model = np.array((*main_effects(3), 3))
    fits = fit(superset_sums(counts.copy()), model, counts=counts)
    assert fits.kept[:, 0].tolist() == [True, True, True, True, False]
    assert fits.mu[3, 0] == fits.mu[7, 0] == 0
    # The other cells are fitted by the model without the pair: 1 and 2 given 3 are known apart.
    np.testing.assert_allclose(superset_sums(fits.mu.copy())[[1, 2, 4], 0], [26, 37, 38])


def test_a_batch_with_a_model_for_each_column_is_fitted_as_one_by_one():
    rng = np.random.default_rng(8)
    counts = rng.integers(1, 90, (16, 6)).astype(float)
    counts[0] = 0
    models = [m for m in hierarchical_models(4, 2) if len(m) == 8][:6]
    margins = superset_sums(counts.copy())
    together = fit(margins, np.array(models).T.copy(), counts=counts)
    for k, model in enumerate(models):
        alone = fit(margins[:, [k]].copy(), np.array(model), counts=counts[:, [k]])
        np.testing.assert_allclose(together.beta[:, k], alone.beta[:, 0], atol=1e-10)


def _code_by_linear_programme(positive, model):
    """Fienberg and Rinaldo as they wrote it: max s with A x = A N, x >= s, over the kept cells."""
    support = superset_sums(positive.astype(float)[:, None])[:, 0]
    kept = [a for a in model if support[a] > 0]
    lost = [a for a in model if support[a] == 0]
    cells = [w for w in range(1, len(positive)) if not any(w & a == a for a in lost)]
    design = np.array([[float(w & a == a) for a in kept] for w in cells])
    counts = np.array([float(positive[w]) for w in cells])
    rows = np.hstack([design.T, np.zeros((len(kept), 1))])
    bound = np.hstack([-np.eye(len(cells)), np.ones((len(cells), 1))])
    found = linprog(
        [0.0] * len(cells) + [-1.0],
        A_ub=bound,
        b_ub=np.zeros(len(cells)),
        A_eq=rows,
        b_eq=design.T @ counts,
        bounds=[(None, None)] * len(cells) + [(0, 1)],
    )
    fails = -found.fun < 1e-9
    return (1 if fails else 0) + (2 if np.linalg.matrix_rank(design) < len(kept) else 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=15, max_size=15), st.integers(0, 112))
def test_existence_is_decided_as_by_the_linear_programme(filled, number):
    positive = np.array([False, *filled])
    model = hierarchical_models(4, 4)[number]
    sizes = superset_sums(positive.astype(float)[:, None])[:, 0]
    if all(sizes[1 << i] for i in range(4)):
        assert existence_code(positive, np.array(model)) == _code_by_linear_programme(
            positive, model
        )


def test_existence_of_a_batch_is_that_of_its_columns():
    rng = np.random.default_rng(5)
    positive = rng.random((16, 40)) < 0.5
    positive[0] = False
    positive[[1, 2, 4, 8]] = True
    params = np.array((*main_effects(4), *pairs(4)))
    each = [existence_code(positive[:, k], params) for k in range(40)]
    assert existence_codes(positive, params).tolist() == each
    assert len(set(each)) > 1


@pytest.mark.parametrize("scale", [0.01, 1.0, 40.0, 3000.0])
def test_poisson_tails_are_right_to_eleven_digits(scale):
    rng = np.random.default_rng(2)
    means = scale * rng.uniform(0.2, 3, 400)
    counts = np.floor(means * rng.uniform(0, 2.2, 400) + rng.integers(0, 3, 400))
    above = np.where(counts > 0, gammainc(np.maximum(counts, 1), means), 1.0)
    exact = np.minimum(gammaincc(counts + 1, means), above)
    seen = exact > 1e-250
    np.testing.assert_allclose(smaller_tail(counts, means)[seen], exact[seen], rtol=2e-11)


def test_a_tail_with_no_expectation_is_sure_or_impossible():
    assert smaller_tail(np.array([0.0, 2.0]), np.array([0.0, 0.0])).tolist() == [1.0, 0.0]


def test_log_factorials_are_right():
    values = np.array([0, 1, 2, 15, 16, 17.5, 300, 1e6, 3e9])
    np.testing.assert_allclose(log_factorial(values), gammaln(values + 1), rtol=1e-13, atol=1e-13)
