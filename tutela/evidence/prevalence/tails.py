"""Tails of the Poisson distribution, to about 1e-12 relative, for arrays.

SciPy's incomplete gamma functions would serve, but importing them costs a second of every cold
start. The probability of one value follows Loader (2000), "Fast and accurate computation of
binomial probabilities"; the tail is the sum of what lies beyond it.
"""

from __future__ import annotations

from math import lgamma, log

import numpy as np

from tutela.evidence.prevalence.fitting import stirling_error
from tutela.evidence.prevalence.lattice import Floats

MOST_TERMS = 200_000
_SMALL = np.array([0.0, *(k * log(k) - k - lgamma(k + 1) for k in range(1, 16))])
"""`log_correction` of the whole numbers below 16, where Stirling's series is not exact."""


def half_deviance(counts: Floats, means: Floats) -> Floats:
    """k log(k/m) - k + m, with 0 log 0 = 0; means must be positive."""
    counts, means = np.broadcast_arrays(counts, means)
    excess = (counts - means) / means
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = (1.0 + excess) * np.log1p(excess) - excess
    # Near 0 the two terms cancel: x**2/2 - x**3/6 + x**4/12 - ...
    near = np.abs(excess) < 1e-2
    if near.any():
        x = excess[near]
        series = np.zeros_like(x)
        for k in range(11, 1, -1):
            series = (-1.0) ** k / (k * (k - 1)) + x * series
        plain[near] = x * x * series
    return np.asarray(means * np.where(counts > 0, plain, 1.0))


def log_correction(counts: Floats) -> Floats:
    """log(k^k e^-k / k!) of whole numbers: what the deviance leaves out of the probability."""
    counts = np.asarray(counts, dtype=np.float64)
    large = np.maximum(counts, 16.0)
    big = -stirling_error(large) - 0.5 * np.log(2 * np.pi * large)
    return np.where(counts >= 16, big, _SMALL[np.minimum(counts, 15.0).astype(np.int64)])


def probability(counts: Floats, means: Floats) -> Floats:
    """P(X = k) for X Poisson with mean m > 0."""
    return np.asarray(np.exp(log_correction(counts) - half_deviance(counts, means)))


def smaller_tail(counts: Floats, means: Floats) -> Floats:
    """min(P(X <= k), P(X >= k)) for X Poisson with mean m; 1 where mean and count are both 0."""
    counts, means = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(means, dtype=np.float64)
    )
    found = np.ones(counts.shape)
    nothing = means <= 0
    found[nothing & (counts > 0)] = 0.0
    some = ~nothing
    k, m = counts[some], means[some]
    here = probability(k, m)
    beyond = np.where(k > m, _sum_above(k, m), _sum_below(k, m)) * here
    found[some] = np.minimum(beyond, np.maximum(1.0 - beyond + here, 0.0))
    return found


def _sum_above(k: Floats, m: Floats) -> Floats:
    """P(X >= k) / P(X = k) where k > m; 1 elsewhere."""
    total, term = np.ones_like(k), np.ones_like(k)
    term[k <= m] = 0.0
    for j in range(1, MOST_TERMS):
        term = term * (m / (k + j))
        total += term
        if not (term > 1e-17 * total).any():
            break
    return total


def _sum_below(k: Floats, m: Floats) -> Floats:
    """P(X <= k) / P(X = k) where k <= m; 1 elsewhere."""
    total, term = np.ones_like(k), np.ones_like(k)
    term[k > m] = 0.0
    for j in range(MOST_TERMS):
        term = term * (np.maximum(k - j, 0.0) / m)
        total += term
        if not (term > 1e-17 * total).any():
            break
    return total
