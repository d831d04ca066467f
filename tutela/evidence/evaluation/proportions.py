"""Yes or no, two arms: difference in proportions, their ratio, and a test by permutation.

Allocation by child: Newcombe's interval (1998) for the difference, the score interval of Koopman
(1984) for the ratio, and a test that allocates the same children again within their strata, as the
study did. Allocation by cluster: each cluster is one observation (Hayes and Moulton, Cluster
Randomised Trials, 2017, ch. 10), t intervals with clusters − 2 degrees of freedom.
"""

from __future__ import annotations

from math import exp, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .detectable import design_effect, two_proportions
from .effects import CannotEstimateError, Effect, Group, Interval

PERMUTATIONS = 9_999
_FEWEST_CLUSTERS = 4
Numbers = NDArray[np.float64]
Labels = NDArray[np.str_]


def by_child(
    event: Numbers,
    treated: NDArray[np.bool_],
    strata: Labels,
    names: tuple[str, str],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    say_detectable: bool = True,
) -> Effect:
    """Children allocated one by one. event: 0 or 1, one per analysed child.

    names: of the treated and the comparison arm. say_detectable: exact, and the slowest part.
    Raises CannotEstimateError for an empty arm.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415 - seconds

    numbers, events = _counted(event, treated)
    levels = [events[arm] / numbers[arm] for arm in (0, 1)]
    given = (events[0], numbers[0], events[1], numbers[1])
    difference = confint_proportions_2indep(*given, method="newcomb", compare="diff", alpha=alpha)
    p_value = permuted(event, treated, strata, permutations, seed)
    return Effect(
        "Difference in proportions, Newcombe’s interval",
        (Group(names[0], numbers[0], events[0], levels[0]),
         Group(names[1], numbers[1], events[1], levels[1])),
        Interval(levels[0] - levels[1], *map(float, difference)),
        "difference in proportions",
        _ratio(given, alpha),
        "ratio of proportions",
        p_value,
        f"{permutations:,} permutations of the arms within strata",
        _detectable(numbers, levels[1], alpha, power) if say_detectable else "",
        1 - alpha,
    )  # fmt: skip


def by_cluster(
    event: Numbers,
    treated: NDArray[np.bool_],
    clusters: Labels,
    names: tuple[str, str],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    say_detectable: bool = True,
) -> Effect:
    """Whole clusters allocated: each counts once, whatever its size.

    Raises CannotEstimateError where a cluster has children of both arms, or clusters are too few.
    """
    numbers, events = _counted(event, treated)
    means: tuple[list[float], list[float]] = ([], [])
    for name in np.unique(clusters):
        inside = clusters == name
        if len(set(treated[inside])) != 1:
            raise CannotEstimateError(f"{name} has children of both arms")
        means[0 if treated[inside][0] else 1].append(float(event[inside].mean()))
    if min(map(len, means)) < _FEWEST_CLUSTERS:
        raise CannotEstimateError(f"fewer than {_FEWEST_CLUSTERS} clusters in an arm")
    first, second = (np.array(some) for some in means)
    free = len(first) + len(second) - 2
    pooled = (first.var() * len(first) + second.var() * len(second)) / free
    error = sqrt(pooled * (1 / len(first) + 1 / len(second)))
    reach = float(stats.t.ppf(1 - alpha / 2, free))
    value = float(first.mean() - second.mean())
    p_value = float(2 * stats.t.sf(abs(value) / error, free)) if error else float(value == 0)
    spread = design_effect(len(event), len(first) + len(second), _likeness(means, len(event)))
    shrunk = [max(1, round(number / spread)) for number in numbers]
    return Effect(
        "Difference in the means of clusters, each counted once; t interval",
        (Group(names[0], numbers[0], events[0], float(first.mean())),
         Group(names[1], numbers[1], events[1], float(second.mean()))),
        Interval(value, value - reach * error, value + reach * error),
        "difference in mean proportions of clusters",
        _ratio_of_means(first, second, reach),
        "ratio of mean proportions of clusters",
        p_value,
        f"t test of {len(first)} and {len(second)} clusters",
        _detectable(shrunk, float(second.mean()), alpha, power) if say_detectable else "",
        1 - alpha,
    )  # fmt: skip


def permuted(
    event: Numbers, treated: NDArray[np.bool_], strata: Labels, permutations: int, seed: int
) -> float:
    """The share of allocations, within strata, whose difference is as large as the one seen.

    `event` may be any number of each child, such as the mean of its ratings. The one seen counts
    as one of them, so the test never rejects too often (Phipson and Smyth 2010).
    """
    random = np.random.default_rng(seed)
    blocks = [np.flatnonzero(strata == name) for name in np.unique(strata)]
    number = int(treated.sum())
    whole, all_of_them = float(event.sum()), len(event)

    def difference(inside: Numbers) -> Numbers:
        return inside / number - (whole - inside) / (all_of_them - number)

    sums = np.zeros(permutations)
    for block in blocks:
        share, values = int(treated[block].sum()), event[block]
        if 0 < share < len(block):
            order = np.argsort(random.random((permutations, len(block))), axis=1)[:, :share]
            sums += values[order].sum(axis=1)
        elif share:
            sums += values.sum()
    seen = abs(float(difference(np.array(event[treated].sum()))))
    as_large = np.abs(difference(sums)) >= seen - 1e-9
    return (1 + int(as_large.sum())) / (1 + permutations)


def _counted(event: Numbers, treated: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    numbers = [int(treated.sum()), int((~treated).sum())]
    if min(numbers) == 0:
        raise CannotEstimateError("an arm has nobody who could be analysed")
    return numbers, [int(event[treated].sum()), int(event[~treated].sum())]


def _ratio(given: tuple[int, int, int, int], alpha: float) -> Interval:
    from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415 - seconds

    first, all_first, second, all_second = given
    if not second:
        return Interval(inf if first else 1.0, 0.0, inf)
    value = (first / all_first) / (second / all_second)
    if not first:
        # The score equations have no root: the bound for no events among so many is used.
        top = 1 - float(alpha / 2) ** (1 / all_first)
        return Interval(0.0, 0.0, top / (second / all_second))
    low, high = confint_proportions_2indep(*given, method="score", compare="ratio", alpha=alpha)
    return Interval(value, float(low), float(high))


def _ratio_of_means(first: Numbers, second: Numbers, reach: float) -> Interval | None:
    one, other = float(first.mean()), float(second.mean())
    if not one or not other:
        return None
    error = sqrt(
        first.var(ddof=1) / len(first) / one**2 + second.var(ddof=1) / len(second) / other**2
    )
    return Interval(
        one / other, exp(log(one / other) - reach * error), exp(log(one / other) + reach * error)
    )


def _likeness(means: tuple[list[float], list[float]], children: int) -> float:
    """The intraclass correlation, roughly: what cluster means vary by beyond chance."""
    both = [np.array(some) for some in means]
    size = children / sum(map(len, both))
    level = float(np.mean(np.concatenate(both)))
    chance = level * (1 - level)
    if not chance or size <= 1:
        return 0.0
    between = float(np.mean([some.var(ddof=1) for some in both]))
    return min(max((between - chance / size) / (chance - chance / size), 0.0), 0.99)


def _detectable(numbers: list[int], level: float, alpha: float, power: float) -> str:
    if not 0 < level < 1:
        return f"with {level:.0%} in the comparison group, none that can be said"
    below, above = two_proportions(numbers[0], numbers[1], round(level, 4), alpha, power)
    said = [
        f"{word} {bound:.1%} ({abs(level - bound) * 100:.1f} percentage points)"
        for word, bound in (("at most", below), ("at least", above))
        if bound is not None
    ]
    if not said:
        return f"none: from {level:.1%} no other level would be seen"
    return f"from {level:.1%}, to {' or '.join(said)}"
