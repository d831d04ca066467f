"""The smallest effect that a study of this size can see: printed before any p-value."""

from __future__ import annotations

from functools import cache
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

_STEP = 0.0005


def design_effect(participants: int, clusters: int | None, likeness: float) -> float:
    """How many times more people are needed since those of a cluster are alike (Kish 1965)."""
    if not clusters:
        return 1.0
    return 1 + (max(participants / clusters, 1) - 1) * likeness


@cache
def two_proportions(
    treated: int, compared: int, level: float, alpha: float, power: float
) -> tuple[float | None, float | None]:
    """The highest level below and the lowest above `level` that Fisher's test sees.

    Exact: over all possible results of both arms. None where even 0 (or 1) would not be seen.
    """
    rejects = _fisher_rejects(treated, compared, alpha)
    comparison = stats.binom.pmf(np.arange(compared + 1), compared, level)
    # Power rises as the level moves away, so the first one that suffices is the answer.
    below = _nearest(rejects, comparison, np.arange(level - _STEP, -_STEP / 2, -_STEP), power)
    above = _nearest(rejects, comparison, np.arange(level + _STEP, 1 + _STEP / 2, _STEP), power)
    return below, above


def _nearest(
    rejects: NDArray[np.bool_],
    comparison: NDArray[np.float64],
    levels: NDArray[np.float64],
    power: float,
) -> float | None:
    treated = rejects.shape[0] - 1
    chance_to_reject = rejects @ comparison
    low, high = 0, len(levels) - 1
    if high < 0:
        return None

    def seen(at: int) -> bool:
        level = min(max(float(levels[at]), 0.0), 1.0)
        return bool(
            stats.binom.pmf(np.arange(treated + 1), treated, level) @ chance_to_reject >= power
        )

    if not seen(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if seen(middle) else (middle + 1, high)
    return min(max(float(levels[low]), 0.0), 1.0)


def _fisher_rejects(treated: int, compared: int, alpha: float) -> NDArray[np.bool_]:
    """For each result (events among treated × among compared) whether Fisher's p is ≤ alpha."""
    found = np.zeros((treated + 1, compared + 1), bool)
    for events in range(treated + compared + 1):
        first = np.arange(max(0, events - compared), min(treated, events) + 1)
        chance = stats.hypergeom.pmf(first, treated + compared, treated, events)
        # As likely or less likely than what was seen, with a hair for rounding.
        order = np.argsort(chance)
        running = np.cumsum(chance[order])
        upto = np.searchsorted(chance[order], chance * (1 + 1e-7), side="right") - 1
        found[first, events - first] = running[upto] <= alpha
    return found


def hazard_ratio(events: int, share: float, alpha: float, power: float) -> float:
    """The weakest protective hazard ratio seen with so many events (Schoenfeld 1983).

    share: of all children, those in the treated arm. 0 where there are no events.
    """
    if not events:
        return 0.0
    needed = float(stats.norm.ppf(1 - alpha / 2) + stats.norm.ppf(power))
    return exp(-needed / sqrt(events * share * (1 - share)))


def odds_ratio(
    treated: float, compared: float, shares: NDArray[np.float64], alpha: float, power: float
) -> float:
    """The smallest odds ratio above 1 for an ordered rating (Whitehead 1993).

    shares: of each level over both arms. One review of each child: repeated ones see a little more.
    """
    spread = 1 - float(np.sum(shares**3))
    needed = float(stats.norm.ppf(1 - alpha / 2) + stats.norm.ppf(power))
    return exp(needed * sqrt(3 * (treated + compared) / (treated * compared * spread)))


def from_interval(low: float, high: float, alpha: float, power: float) -> float:
    """The smallest effect either way, from the precision reached: half the interval, and more."""
    half = (high - low) / 2
    reach = float(stats.norm.ppf(1 - alpha / 2))
    return half * (1 + float(stats.norm.ppf(power)) / reach)


def log_ratio(low: float, high: float, alpha: float, power: float) -> float:
    """The same for a ratio: the smallest above 1."""
    return exp(from_interval(log(low), log(high), alpha, power))
