"""Repeated ratings of children, in one voice: proportional odds, with reviews of a child alike.

Generalised estimating equations for ordered levels (Heagerty and Zeger 1996; statsmodels), working
independence, errors robust to how alike one child's reviews are. The test permutes the arms within
strata and compares children's mean ranks, so it holds for few children too. “Cannot say” is a
category of its own, counted beside the levels and never turned into one.
"""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .detectable import odds_ratio
from .effects import CannotEstimateError, Effect, Group, Interval
from .proportions import permuted

_DRAWS = 4_000
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


def by_review(
    child: NDArray[np.str_],
    review: Codes,
    level: Codes,
    treated: NDArray[np.bool_],
    *,
    strata: NDArray[np.str_],
    names: tuple[str, str],
    reached: int,
    alpha: float = 0.05,
    power: float = 0.8,
    permutations: int = 9_999,
    seed: int = 1,
) -> Effect:
    """Ratings, one per child and review: level 0 is the lowest; `reached` is the first good one.

    Raises CannotEstimateError for an empty arm, or ratings that are all the same.
    """
    if not treated.any() or treated.all():
        raise CannotEstimateError("an arm has nobody who was rated")
    if len(np.unique(level)) < 2:
        raise CannotEstimateError("all ratings are the same")
    values, spread, thresholds, reviews = _fitted(child, review, level, treated)
    draws = np.random.default_rng(seed).multivariate_normal(values, spread, _DRAWS)
    at = int(np.searchsorted(thresholds, reached))
    if at == len(thresholds) or not (level >= reached).any():
        raise CannotEstimateError("no rating reaches the level that counts as good")
    shares = [_share(values[None, :], at, len(thresholds), arm, reviews)[0] for arm in (1, 0)]
    drawn = [_share(draws, at, len(thresholds), arm, reviews) for arm in (1, 0)]
    low, high = np.quantile(drawn[0] - drawn[1], [alpha / 2, 1 - alpha / 2])
    reach = float(stats.norm.ppf(1 - alpha / 2))
    own = len(thresholds)
    odds, error = float(values[own]), float(np.sqrt(spread[own, own]))
    who, first = np.unique(child, return_index=True)
    ranks = stats.rankdata(level) / len(level)
    means = np.array([ranks[child == name].mean() for name in who])
    arm_of, stratum_of = treated[first], strata[first]
    p_value = permuted(means, arm_of, stratum_of, permutations, seed)
    counts = np.bincount(level) / len(level)
    seen = odds_ratio(int(arm_of.sum()), int((~arm_of).sum()), counts, alpha, power)
    groups = [
        Group(
            name,
            int(np.sum(arm_of == arm)),
            int(np.sum((level >= reached) & (treated == arm))),
            float(share),
        )
        for name, arm, share in zip(names, (True, False), shares, strict=True)
    ]
    return Effect(
        "Proportional odds over all reviews (ordinal GEE), errors robust by child",
        (groups[0], groups[1]),
        Interval(shares[0] - shares[1], float(low), float(high)),
        "difference in the share of reviews that reach the level, averaged over reviews",
        Interval(exp(odds), exp(odds - reach * error), exp(odds + reach * error)),
        "common odds ratio for a higher rating",
        p_value,
        f"{permutations:,} permutations of the arms within strata, on children’s mean ranks",
        f"an odds ratio of {seen:.2f} or more, or {1 / seen:.2f} or less, from one review each",
        1 - alpha,
        ("The odds ratio assumes the same shift at every level.",),
    )


def _fitted(
    child: NDArray[np.str_], review: Codes, level: Codes, treated: NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Codes, int]:
    """Parameters, their covariance, the levels above the lowest, how many reviews there are.

    Parameters: a threshold for each level but the lowest, the arm, each review but the first.
    """
    from statsmodels.genmod.cov_struct import Independence  # noqa: PLC0415 - seconds
    from statsmodels.genmod.generalized_estimating_equations import (  # noqa: PLC0415 - seconds
        OrdinalGEE,
    )

    order = np.lexsort((review, child))
    kinds = np.unique(review)
    columns = [treated, *(review == kind for kind in kinds[1:])]
    covariates = np.column_stack([column[order].astype(float) for column in columns])
    model = OrdinalGEE(level[order], covariates, groups=child[order], cov_struct=Independence())
    found = model.fit()
    thresholds = np.unique(level)[1:]
    spread = np.asarray(found.cov_params(), float)
    values = np.asarray(found.params, float)
    if not np.isfinite(spread).all() or not np.isfinite(values).all():
        raise CannotEstimateError("the model of the ratings does not settle")
    return values, spread, thresholds, len(kinds)


def _share(values: Numbers, at: int, thresholds: int, arm: int, reviews: int) -> Numbers:
    """The modelled share at or above a level, averaged over reviews; one per row of `values`."""
    later = values[:, thresholds + 1 :]
    steps = np.column_stack([np.zeros(len(values)), later]) if reviews > 1 else np.zeros(
        (len(values), 1)
    )  # fmt: skip
    scale = values[:, [at]] + arm * values[:, [thresholds]] + steps
    shares: Numbers = (1 / (1 + np.exp(-scale))).mean(axis=1)
    return shares
