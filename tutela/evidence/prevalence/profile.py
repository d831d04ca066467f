"""Profile likelihood limits for the population, and averages over models.

Two likelihoods are in use. The multinomial one (Rcapture, and so the 2014 procedure) treats the
dark count n0 as the unknown: the table is completed with n0, the model fitted to it, and

    l(n0) = log(N! / (n0! prod y!)) + sum of y log(mu / N) over all cells, with N = n + n0.

The Poisson one fixes the intercept at log(n0) and fits the rest to the observed cells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from tutela.evidence.prevalence.bic import Ranking
from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.fitting import fit, log_factorial
from tutela.evidence.prevalence.lattice import Floats, Ints, Model, superset_sums
from tutela.evidence.prevalence.solving import solve

_Profile = Callable[[Floats], Floats]

FARTHEST = 1e5
"""The profile is followed to this many times the estimate; past that the limit is infinite."""


@dataclass(frozen=True)
class ProfileLimits:
    """The population at the top of the profile, and limits by level; `inf` where it stays flat."""

    population: float
    limits: dict[float, tuple[float, float]]

    def interval(self, level: float, kind: str) -> Interval:
        low, high = self.limits[level]
        return Interval(level, low, high, kind, saturated=not np.isfinite(high))


def multinomial_limits(
    counts: Floats, model: Model, dark: float, levels: tuple[float, ...] = (0.95,)
) -> ProfileLimits:
    """Limits from the multinomial profile. `counts` (2**t,); `dark` is where the search starts."""
    return _limits(multinomial_profile(counts, model), float(counts.sum()), dark, levels)


def poisson_limits(
    counts: Floats, model: Model, dark: float, levels: tuple[float, ...] = (0.95,)
) -> ProfileLimits:
    """Limits from the Poisson profile over the intercept."""
    return _limits(poisson_profile(counts, model), float(counts.sum()), dark, levels)


def multinomial_profile(counts: Floats, model: Model) -> _Profile:
    """The multinomial profile log likelihood, up to a constant, as a function of n0 (batch,)."""
    column = counts[:, None].astype(np.float64)
    params = np.array(model, dtype=np.int64)
    people = float(column.sum())

    def profile(dark: Floats) -> Floats:
        table = np.repeat(column, len(dark), axis=1)
        table[0] = dark
        total = people + dark
        fits = fit(superset_sums(table.copy()), params, counts=table, dark_counted=True)
        # With the intercept in the model the fitted total is N, so the score is sum y log mu - N.
        spread = fits.score + total - total * np.log(total)
        return np.asarray(log_factorial(total) - log_factorial(dark) + spread)

    return profile


def poisson_profile(counts: Floats, model: Model) -> _Profile:
    """The Poisson profile log likelihood, up to a constant, as a function of n0 (batch,)."""
    margins = superset_sums(counts[:, None].astype(np.float64))
    params = np.array(model, dtype=np.int64)

    def profile(dark: Floats) -> Floats:
        return _fixed_intercept(
            np.repeat(margins, len(dark), axis=1), params, np.log(dark), float(margins[0, 0])
        )

    return profile


def _fixed_intercept(margins: Floats, params: Ints, at: Floats, people: float) -> Floats:
    """max of sum N*_a beta_a - sum of mu over observed cells, with beta_0 = `at`, by Newton."""
    cells, batch = margins.shape
    free = params[1:][margins[params[1:], 0] > 0]
    lost = params[margins[params, 0] == 0]
    cell = np.arange(cells)
    allowed = np.ones(cells)
    allowed[0] = 0.0
    for a in lost:
        allowed[cell & a == a] = 0.0
    design = ((cell[:, None] & free) == free).astype(np.float64)
    beta = np.zeros((len(free), batch))
    for row, a in enumerate(free):
        if a & (a - 1) == 0:
            beta[row] = np.log(margins[a] / people) - np.maximum(0.0, at - np.log(people))
    value = np.full(batch, -np.inf)
    step = np.zeros_like(beta)
    for _ in range(100):
        for _ in range(30):
            eta = np.minimum(design @ (beta + step) + at, 40.0)
            mu = np.exp(eta) * allowed[:, None]
            new = margins[0] * at + np.einsum("pb,pb->b", margins[free], beta + step) - mu.sum(0)
            worse = new < value - 1e-9 * np.abs(value)
            if not worse.any():
                break
            step *= np.where(worse, 0.5, 1.0)
        beta, value = beta + step, new
        gradient = margins[free] - design.T @ mu
        information = np.einsum("ca,cp,cb->apb", design, design, mu, optimize=True)
        step = np.clip(solve(information, gradient), -20, 20)
        if np.abs(step).max() < 1e-9:
            break
    return value


def _limits(
    profile: _Profile, people: float, dark: float, levels: tuple[float, ...]
) -> ProfileLimits:
    dark = max(dark, 1e-3)
    top = _peak(profile, dark)
    highest = float(profile(np.array([top]))[0])
    limits = {}
    for level in levels:
        drop = NormalDist().inv_cdf((1 + level) / 2) ** 2 / 2
        low = _crossing(profile, highest - drop, top, 1e-6 * min(1.0, top))
        high = _crossing(profile, highest - drop, top, FARTHEST * (people + top))
        limits[level] = (
            people + (0.0 if low is None else low),
            float("inf") if high is None else people + high,
        )
    return ProfileLimits(people + top, limits)


def _peak(profile: _Profile, start: float) -> float:
    """The n0 at the top of the profile: a grid on the log scale, drawn closer round its best."""
    low, high = np.log(start) - 8, np.log(start) + 8
    best = np.log(start)
    for _ in range(10):
        grid = np.linspace(low, high, 33)
        values = profile(np.exp(grid))
        place = int(values.argmax())
        best, gap = grid[place], grid[1] - grid[0]
        if gap < 1e-4:
            if 0 < place < len(grid) - 1:
                left, here, right = values[place - 1 : place + 2]
                curve = left - 2 * here + right
                best += gap * (left - right) / (2 * curve) if curve < 0 else 0.0
            break
        low, high = best - 2 * gap, best + 2 * gap
    return float(np.exp(best))


def _crossing(profile: _Profile, level: float, top: float, far: float) -> float | None:
    """Where between the top and `far` the profile falls to `level`; None if it never does."""
    inner, outer = np.log(top), np.log(far)
    for _ in range(12):
        grid = np.linspace(inner, outer, 33)
        below = profile(np.exp(grid)) < level
        if not below.any():
            return None
        place = max(1, int(below.argmax()))
        inner, outer = grid[place - 1], grid[place]
        if abs(outer - inner) < 1e-10:
            break
    return float(np.exp((inner + outer) / 2))


@dataclass(frozen=True)
class Averaged:
    """Populations of many models with weights exp(-BIC/2): a distribution, not one number."""

    populations: Floats
    weights: Floats

    def quantile(self, probability: float) -> float:
        """The smallest population below which at least this much weight lies."""
        order = np.argsort(self.populations)
        place = np.searchsorted(np.cumsum(self.weights[order]), probability - 1e-12)
        return float(self.populations[order][min(int(place), len(order) - 1)])

    def interval(self, level: float = 0.95) -> Interval:
        """The middle of the weighted distribution; it holds model choice, no sampling error."""
        return Interval(
            level,
            self.quantile((1 - level) / 2),
            self.quantile((1 + level) / 2),
            "weights of models by BIC",
        )


def averaged(ranking: Ranking, people: float) -> Averaged:
    """The distribution of the population over the ranked models."""
    return Averaged(people + ranking.dark, ranking.weights())
