"""Bootstrap intervals with the whole selection repeated on every replicate.

The bias-corrected accelerated interval (Efron 1987), as Chan, Silverman and Vincent (2021) use it:
resamples of the n people observed, acceleration from leaving out one person at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from tutela.evidence.prevalence.lattice import Floats

NORMAL = NormalDist()
TIE = 1e-9
LEVELS = (0.025, 0.05, 0.1, 0.16, 0.5, 0.84, 0.9, 0.95, 0.975)


@dataclass(frozen=True)
class Acceleration:
    """What leaving out one person does: estimates by pattern, their weights, the acceleration."""

    estimates: Floats
    weights: Floats
    value: float
    left_out: int
    """People whose removal leaves no estimate; they can't take part in the acceleration."""


def acceleration(estimates: Floats, weights: Floats) -> Acceleration:
    """The acceleration from delete-one estimates, each standing for `weights` people.

    r = weighted mean - estimate; a = sum c r^3 / (6 (sum c r^2)^1.5); 0 if nothing varies."""
    known = np.isfinite(estimates)
    values, counts = estimates[known], weights[known]
    value = 0.0
    if len(values):
        away = float(counts @ values) / float(counts.sum()) - values
        spread = float(counts @ away**2)
        if spread > 0:
            value = float(counts @ away**3) / (6 * spread**1.5)
    return Acceleration(estimates, weights, value, int(weights[~known].sum()))


@dataclass(frozen=True)
class Interval:
    """An interval for the population. `saturated` where an end lies at the edge of what was drawn.

    `low_place` and `high_place` say which share of replicates lies at or below each end (nan where
    the interval doesn't come from replicates).
    """

    level: float
    low: float
    high: float
    kind: str
    saturated: bool = False
    low_place: float = float("nan")
    high_place: float = float("nan")


@dataclass(frozen=True)
class Bootstrap:
    """Replicate estimates in the order drawn (nan: no estimate), and the intervals from them."""

    point: float
    replicates: Floats
    jackknife: Acceleration

    @property
    def dropped(self) -> int:
        """Replicates without an estimate: left out of the quantiles, and reported."""
        return int((~np.isfinite(self.replicates)).sum())

    @property
    def kept(self) -> Floats:
        return np.sort(self.replicates[np.isfinite(self.replicates)])

    @property
    def bias_correction(self) -> float:
        """z0: the normal quantile of the share of replicates below the estimate.

        Replicates that tie with the estimate (small tables give many) count as below. On paper
        they don't; but the published limits come from a program in which rounding put them there.
        """
        below = float((self.kept < self.point * (1 + TIE)).mean())
        if below <= 0:
            return -float("inf")
        return NORMAL.inv_cdf(below) if below < 1 else float("inf")

    def adjusted(self, probability: float) -> float:
        """The probability whose quantile is the BCa limit. 0 or 1 where the formula runs off."""
        z0, z = self.bias_correction, NORMAL.inv_cdf(probability)
        if not np.isfinite(z0):
            return 0.0 if z0 < 0 else 1.0
        divisor = 1 - self.jackknife.value * (z0 + z)
        if divisor <= 0:
            # Past the pole the formula would turn round; the limit is the end of the replicates.
            return 1.0 if z0 + z > 0 else 0.0
        return NORMAL.cdf(z0 + (z0 + z) / divisor)

    def limit(self, probability: float) -> float:
        """The BCa limit: R's quantile of type 8 at the adjusted probability."""
        return quantile(self.kept, self.adjusted(probability))

    def bca(self, level: float = 0.95) -> Interval:
        """The bias-corrected accelerated interval."""
        tails = (1 - level) / 2, (1 + level) / 2
        places = self.adjusted(tails[0]), self.adjusted(tails[1])
        ends = quantile(self.kept, places[0]), quantile(self.kept, places[1])
        return Interval(
            level=level,
            low=ends[0],
            high=ends[1],
            kind="BCa bootstrap",
            saturated=bool(
                ends[0] <= self.kept[0]
                or ends[1] >= self.kept[-1]
                or not np.isfinite(self.bias_correction)
            ),
            low_place=places[0],
            high_place=places[1],
        )

    def percentile(self, level: float = 0.95) -> Interval:
        """The plain percentile interval of the same replicates."""
        tails = (1 - level) / 2, (1 + level) / 2
        ends = quantile(self.kept, tails[0]), quantile(self.kept, tails[1])
        return Interval(
            level=level,
            low=ends[0],
            high=ends[1],
            kind="percentile bootstrap",
            saturated=bool(ends[0] <= self.kept[0] or ends[1] >= self.kept[-1]),
            low_place=tails[0],
            high_place=tails[1],
        )


def quantile(values: Floats, probability: float) -> float:
    """R's quantile of type 8, median-unbiased (Hyndman and Fan 1996)."""
    return float(np.quantile(values, probability, method="median_unbiased"))


def resample(counts: Floats, replicates: int, rng: np.random.Generator) -> Floats:
    """Multinomial resamples of the people observed, shape (2**t, replicates)."""
    people = int(counts.sum())
    return np.ascontiguousarray(
        rng.multinomial(people, counts / people, size=replicates).T.astype(np.float64)
    )
