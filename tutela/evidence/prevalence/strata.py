"""Children apart, nationality, form of exploitation: strata, with partial pooling where small.

Each stratum's log of (people unseen / people seen) is estimated alone, by stepwise selection with
its bootstrap spread. The strata are then taken as draws from one normal distribution (the random
effects model of DerSimonian and Laird 1986), and each estimate is drawn towards the common mean as
far as its own noise says. A stratum with no estimate of its own gets the common mean, with the
whole spread between strata as its doubt, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tutela.evidence.prevalence.bootstrap import resample
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.lattice import Floats
from tutela.evidence.prevalence.refusals import BadInput, Refusal
from tutela.evidence.prevalence.resampling import run_stepwise

REPLICATES = 400
DRAWS = 4000
LEAST_BETWEEN = 0.25
"""For a stratum that borrows: a few strata that agree by chance don't prove that all do."""
LEAST_SPREAD = 0.02
"""Standard errors of log ratios below this are not believed: a bootstrap can be too sure."""


@dataclass(frozen=True)
class Stratum:
    """One stratum: `alone` without the others (None: `refused` says why), the rest pooled."""

    stratum: tuple[str, ...]
    people: int
    alone: float | None
    refused: str | None
    population: float
    low: float
    high: float


@dataclass(frozen=True)
class PooledStrata:
    """All strata, their sum, and `between`, the standard deviation of log ratios between them."""

    strata: tuple[Stratum, ...]
    people: int
    total: float
    low: float
    high: float
    between: float

    @property
    def words(self) -> str:
        lent = [", ".join(s.stratum) for s in self.strata if s.alone is None]
        told = (
            "Pooled estimates are drawn towards the common ratio of unseen to seen, the more so"
            " the fewer people a stratum has; that strata are alike enough for this is an"
            f" assumption. Spread between strata (log scale): {self.between:.2f}."
        )
        if lent:
            told += (
                f" {'; '.join(lent)}: no estimate alone; the number is lent by the other strata,"
                f" with a spread of at least {LEAST_BETWEEN}."
            )
        return told


@dataclass(frozen=True)
class _Alone:
    people: int
    log_ratio: float
    spread: float
    refused: str | None

    @property
    def known(self) -> bool:
        return self.refused is None


def pool_strata(
    groups: Mapping[tuple[str, ...], Captures | BadInput],
    *,
    threshold: float = 0.02,
    seed: int = 1,
) -> PooledStrata:
    """Estimate each group and pool.

    Raises `Refusal` where fewer than two strata have an estimate of their own.
    """
    rng = np.random.default_rng(seed)
    alone = {key: _estimate_alone(group, threshold, rng) for key, group in groups.items()}
    known = [one for one in alone.values() if one.known]
    if len(known) < 2:
        raise Refusal(
            "too-few-strata", "fewer than two strata have an estimate, so nothing can be pooled"
        )
    theta = np.array([one.log_ratio for one in known])
    noise = np.array([one.spread for one in known]) ** 2
    between = between_variance(theta, noise)
    weights = 1 / (noise + between)
    mean, mean_variance = float(weights @ theta / weights.sum()), float(1 / weights.sum())
    drawn = {key: _draws(one, mean, mean_variance, between, rng) for key, one in alone.items()}
    total = np.sum(list(drawn.values()), axis=0)
    strata = tuple(
        Stratum(
            stratum=key,
            people=one.people,
            alone=one.people * (1 + float(np.exp(one.log_ratio))) if one.known else None,
            refused=one.refused,
            population=float(np.median(drawn[key])),
            low=float(np.quantile(drawn[key], 0.025)),
            high=float(np.quantile(drawn[key], 0.975)),
        )
        for key, one in alone.items()
    )
    return PooledStrata(
        strata=strata,
        people=sum(one.people for one in alone.values()),
        total=float(np.median(total)),
        low=float(np.quantile(total, 0.025)),
        high=float(np.quantile(total, 0.975)),
        between=float(np.sqrt(between)),
    )


def _estimate_alone(
    group: Captures | BadInput, threshold: float, rng: np.random.Generator
) -> _Alone:
    if isinstance(group, BadInput):
        return _Alone(group.people, np.nan, np.inf, group.name)
    try:
        drawn = resample(group.floats, REPLICATES, rng)
        run = run_stepwise(group, threshold, drawn)
    except Refusal as refusal:
        return _Alone(group.people, np.nan, np.inf, refusal.name)
    dark = run.bootstrap.point - group.people
    unseen = run.bootstrap.kept - group.people
    unseen = unseen[unseen > 0]
    if dark <= 0 or len(unseen) < REPLICATES / 2:
        return _Alone(group.people, np.nan, np.inf, "too-few-replicates")
    low, high = np.quantile(np.log(unseen), [0.16, 0.84])
    spread = max(float(high - low) / 2, LEAST_SPREAD)
    return _Alone(group.people, float(np.log(dark / group.people)), spread, None)


def between_variance(theta: Floats, noise: Floats) -> float:
    """DerSimonian and Laird's moment estimate of the variance between strata, at least 0."""
    weights = 1 / noise
    mean = weights @ theta / weights.sum()
    excess = float(weights @ (theta - mean) ** 2) - (len(theta) - 1)
    scale = float(weights.sum() - weights @ weights / weights.sum())
    return max(0.0, excess / scale)


def _draws(
    one: _Alone, mean: float, mean_variance: float, between: float, rng: np.random.Generator
) -> Floats:
    """Draws of the stratum's population, given the common mean and its doubt."""
    centre = mean + np.sqrt(mean_variance) * rng.standard_normal(DRAWS)
    if not one.people:
        return np.zeros(DRAWS)
    if not one.known:
        # The ratio is another's: its doubt is the spread between strata, and chance on top.
        spread = max(float(np.sqrt(between)), LEAST_BETWEEN)
        ratio = np.exp(centre + spread * rng.standard_normal(DRAWS))
        return np.asarray(one.people + rng.negative_binomial(one.people, 1 / (1 + ratio)))
    own, shared = 1 / one.spread**2, 1 / max(between, 1e-12)
    towards = (own * one.log_ratio + shared * centre) / (own + shared)
    spread = float(np.sqrt(1 / (own + shared)))
    return np.asarray(one.people * (1 + np.exp(towards + spread * rng.standard_normal(DRAWS))))
