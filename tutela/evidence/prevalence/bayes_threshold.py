"""Bayesian thresholding (Silverman 2020, section 6), with a sampler that mixes.

All pairs of lists are in the model, with standard normal priors on the interactions and flat ones
on the rest. Pairs whose posterior mean is less than `threshold` standard deviations from 0 are
dropped, the model is fitted again, and the posterior of n + exp(intercept) is the answer. With
order 3, triples whose three pairs were all kept are tried in the same way.

The published program walks at random and gets 211 effective draws from 10,000. Here many chains
run Hamiltonian trajectories side by side in the coordinates of the Laplace approximation, where
the posterior is nearly round.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.chains import REFUSE_ABOVE, effective_size, r_hat
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.lattice import (
    Floats,
    Model,
    main_effects,
    ordered,
    pairs,
)
from tutela.evidence.prevalence.refusals import Existence, Refusal

THRESHOLD = 2.0
CHAINS = 64
WARM_UP = 100
DRAWS = 400
STEP = 0.35
LONGEST_PATH = 6


@dataclass(frozen=True)
class Thresholded:
    """The posterior of the population under the model that was kept.

    `ratios` are |mean| / sd of each pair (and triple) tried; `warnings` tell of close calls.
    """

    model: Model
    minus_infinity: tuple[int, ...]
    ratios: dict[int, float]
    draws: Floats
    people: int
    r_hat: float
    effective: float
    threshold: float

    def quantile(self, probability: float) -> float:
        return float(np.quantile(self.draws, probability))

    def interval(self, level: float = 0.95) -> Interval:
        low, high = self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)
        return Interval(level, low, high, "posterior after thresholding pairs")

    @property
    def warnings(self) -> tuple[str, ...]:
        close = sum(abs(r / self.threshold - 1) < 0.1 for r in self.ratios.values())
        told = [
            f"R-hat {self.r_hat:.3f}, effective sample size {self.effective:.0f}",
            "the posterior takes the kept pairs as if they had been known beforehand",
        ]
        if close:
            told.append(f"{close} terms lie within a tenth of the threshold: in or out by a hair")
        return tuple(told)


def posterior(
    table: Captures,
    rng: np.random.Generator,
    *,
    threshold: float = THRESHOLD,
    max_order: int = 2,
    proper: bool = True,
) -> Thresholded:
    """Threshold, refit, and draw the population. `proper` False: flat priors throughout, with
    pairs that share nobody at minus infinity; then the model of all pairs must have an estimate.

    Raises `Refusal` where it has none, or where the chains have not met.
    """
    lists = table.list_number
    table.needs_two_lists()
    base = main_effects(lists)
    tried = list(pairs(lists)) if lists > 2 else []
    lost: tuple[int, ...] = ()
    if not proper:
        _need_all_pairs(table)
        lost = tuple(a for a in tried if table.margins[a] == 0)
        tried = [a for a in tried if a not in lost]
    ratios = _ratios(_Target(table, (*base, *tried), lost, proper), tried, rng)
    kept = [a for a in tried if ratios[a] >= threshold]
    if max_order >= 3:
        triples = [
            a | b | c
            for a, b, c in combinations(kept, 3)
            if (a | b | c).bit_count() == 3 and table.margins[a | b | c] > 0
        ]
        target = _Target(table, (*base, *kept, *triples), lost, proper)
        ratios |= _ratios(target, triples, rng)
        kept += [a for a in triples if ratios[a] >= threshold]
    population = given_terms(table, kept, lost, rng, proper=proper)
    found = Thresholded(
        model=ordered((*base, *kept, *lost)),
        minus_infinity=lost,
        ratios=ratios,
        draws=population,
        people=table.people,
        r_hat=r_hat(population),
        effective=effective_size(population),
        threshold=threshold,
    )
    if not found.r_hat <= REFUSE_ABOVE:
        raise Refusal("chains-have-not-met", f"R-hat is {found.r_hat:.3f}, above {REFUSE_ABOVE}")
    return found


def given_terms(
    table: Captures,
    kept: list[int],
    lost: tuple[int, ...],
    rng: np.random.Generator,
    *,
    proper: bool = True,
) -> Floats:
    """Draws of the population, shape (chains, draws), for a model whose terms are given."""
    draws = _Target(table, (*main_effects(table.list_number), *kept), lost, proper).sample(rng)
    return np.asarray(table.people + np.exp(draws[:, :, 0]))


def _need_all_pairs(table: Captures) -> None:
    model = (*main_effects(table.list_number), *pairs(table.list_number))
    code = existence_code(table.counts > 0, np.array(model, dtype=np.int64))
    if code:
        raise Refusal(
            "all-pairs-have-no-estimate",
            "with flat priors the model of all pairs needs an estimate. " + Existence(code).words,
            Existence(code),
        )


def _ratios(target: _Target, tried: list[int], rng: np.random.Generator) -> dict[int, float]:
    """|mean| / sd of the terms tried, which are the last parameters of the target."""
    if not tried:
        return {}
    draws = target.sample(rng)
    flat = draws.reshape(-1, draws.shape[2])[:, -len(tried) :]
    found = np.abs(flat.mean(axis=0)) / flat.std(axis=0)
    return dict(zip(tried, found.tolist(), strict=True))


class _Target:
    """A log posterior, its gradient, and its sampler. Arrays of parameters are (p, chains)."""

    def __init__(
        self, table: Captures, params: tuple[int, ...], lost: tuple[int, ...], proper: bool
    ) -> None:
        cells = np.arange(1, len(table.counts))
        for a in lost:
            cells = cells[cells & a != a]
        masks = np.array(params)
        self.design = ((cells[:, None] & masks) == masks).astype(np.float64)
        self.margins = table.margins[masks]
        sizes = np.array([a.bit_count() for a in params])
        self.pull = ((sizes >= 2) & proper).astype(np.float64)
        self.start = np.zeros(len(params))
        self.start[0] = np.log(table.people)
        for place, a in enumerate(params):
            if a.bit_count() == 1:
                self.start[place] = np.log(table.margins[a] / table.people)

    def value(self, beta: Floats) -> tuple[Floats, Floats]:
        """The log posterior up to a constant, shape (chains,), and its gradient."""
        mu = np.exp(np.minimum(self.design @ beta, 60.0))
        pull = self.pull[:, None] * beta
        value = self.margins @ beta - mu.sum(axis=0) - 0.5 * (pull * beta).sum(axis=0)
        return value, self.margins[:, None] - self.design.T @ mu - pull

    def mode(self) -> tuple[Floats, Floats]:
        """The mode and the covariance of the Laplace approximation there."""
        beta = self.start[:, None].copy()
        value, gradient = self.value(beta)
        for _ in range(200):
            mu = np.exp(np.minimum(self.design @ beta, 60.0))
            information = (self.design.T * mu[:, 0]) @ self.design + np.diag(self.pull)
            step = np.linalg.solve(information, gradient)
            for _ in range(60):
                new, gradient = self.value(beta + step)
                if new[0] >= value[0] - 1e-10 * abs(value[0]):
                    break
                step = step / 2
            beta, value = beta + step, new
            if np.abs(step).max() < 1e-10:
                break
        return beta, np.linalg.inv(information)

    def sample(self, rng: np.random.Generator) -> Floats:
        """Draws of shape (chains, draws, p)."""
        mode, covariance = self.mode()
        shape = np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
        at = rng.standard_normal((len(mode), CHAINS))
        value, slope = self._round(at, mode, shape)
        kept = np.empty((DRAWS, len(mode), CHAINS))
        for k in range(-WARM_UP, DRAWS):
            length = STEP * rng.uniform(0.7, 1.3, size=CHAINS)
            push = rng.standard_normal(at.shape)
            energy = value - 0.5 * (push * push).sum(axis=0)
            new, new_slope = at, slope
            for _ in range(int(rng.integers(3, LONGEST_PATH + 1))):
                push = push + 0.5 * length * new_slope
                new = new + length * push
                new_value, new_slope = self._round(new, mode, shape)
                push = push + 0.5 * length * new_slope
            gain = new_value - 0.5 * (push * push).sum(axis=0) - energy
            taken = np.log(rng.random(CHAINS)) < gain
            at, slope = np.where(taken, new, at), np.where(taken, new_slope, slope)
            value = np.where(taken, new_value, value)
            if k >= 0:
                kept[k] = mode + shape @ at
        return np.ascontiguousarray(kept.transpose(2, 0, 1))

    def _round(self, at: Floats, mode: Floats, shape: Floats) -> tuple[Floats, Floats]:
        """Value and slope in the coordinates where the Laplace approximation is round."""
        value, gradient = self.value(mode + shape @ at)
        return value, shape.T @ gradient
