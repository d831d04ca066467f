"""Matched comparison: each treated child beside the one most alike, each used once.

Propensity scores by logistic regression on the baseline, nearest neighbour without replacement
within 0.2 standard deviations of the logit (Austin 2011), exact on strata. The difference between
pairs is averaged, with pairs as clusters (Abadie and Spiess 2022). What was not measured is not
matched: the report says how strong it would have to be (E-value, VanderWeele and Ding 2017).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .detectable import from_interval
from .effects import CannotEstimateError, Effect, Group, Interval

CALIPER = 0.2
BALANCED = 0.1
_FEWEST_PAIRS = 10
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Positions of matched children, and how unlike the groups are, before and after.

    unlike: for each covariate the standardised difference in means, before and after matching.
    """

    treated: NDArray[np.int64]
    compared: NDArray[np.int64]
    unmatched: int
    unlike: tuple[tuple[str, float, float], ...]


def matched(
    covariates: Numbers,
    names: tuple[str, ...],
    treated: NDArray[np.bool_],
    strata: NDArray[np.str_],
) -> Pairs:
    """Pair children. covariates: one row per child. Raises CannotEstimateError for few pairs."""
    scores = _scores(covariates, treated)
    width = CALIPER * float(scores.std())
    free = set(np.flatnonzero(~treated).tolist())
    ones, others = [], []
    # The hardest to match choose first: those with the highest score.
    for one in sorted(np.flatnonzero(treated).tolist(), key=lambda at: -scores[at]):
        near = [at for at in free if strata[at] == strata[one]]
        if not near:
            continue
        best = min(near, key=lambda at: (abs(scores[at] - scores[one]), at))
        if abs(scores[best] - scores[one]) <= width:
            free.discard(best)
            ones.append(one)
            others.append(best)
    if len(ones) < _FEWEST_PAIRS:
        raise CannotEstimateError(f"only {len(ones)} pairs are alike enough to compare")
    pair = (np.array(ones), np.array(others))
    before = _unlike(covariates, np.flatnonzero(treated), np.flatnonzero(~treated), covariates)
    after = _unlike(covariates, *pair, covariates)
    unlike = tuple(zip(names, before, after, strict=True))
    return Pairs(*pair, int(treated.sum()) - len(ones), unlike)


def by_pairs(
    event: Numbers,
    pairs: Pairs,
    names: tuple[str, str],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> Effect:
    """A yes or no of each child (0 or 1, by position), compared within pairs."""
    first, second = event[pairs.treated], event[pairs.compared]
    number = len(first)
    value = float((first - second).mean())
    error = float((first - second).std(ddof=1)) / sqrt(number)
    reach = float(stats.t.ppf(1 - alpha / 2, number - 1))
    limits = (value - reach * error, value + reach * error)
    p_value = float(2 * stats.t.sf(abs(value) / error, number - 1)) if error else float(value == 0)
    worst = max(abs(after) for _, _, after in pairs.unlike)
    remarks = [
        f"{number} pairs; {pairs.unmatched} of the treated had nobody alike and are not compared.",
        f"The largest standardised difference left is {worst:.2f}"
        + ("." if worst <= BALANCED else ": more than 0.1, so the groups are not alike."),
    ]
    ratio = _ratio(first, second, reach)
    if ratio is not None:
        remarks.append(
            "To explain this away, something unmeasured would have to go with both group and "
            f"outcome by a risk ratio of {e_value(ratio.value):.2f} each (E-value)."
        )
    return Effect(
        "Difference within matched pairs",
        (Group(names[0], number, int(first.sum()), float(first.mean())),
         Group(names[1], number, int(second.sum()), float(second.mean()))),
        Interval(value, *limits),
        "difference in proportions within pairs",
        ratio,
        "ratio of proportions in the matched groups",
        p_value,
        f"t test of {number} pairs",
        f"{from_interval(*limits, alpha, power) * 100:.1f} percentage points either way",
        1 - alpha,
        tuple(remarks),
    )  # fmt: skip


def e_value(ratio: float) -> float:
    """How strong unmeasured confounding would have to be to explain a risk ratio away."""
    if ratio <= 0:
        return float("inf")
    up = max(ratio, 1 / ratio)
    return up + sqrt(up * (up - 1))


def _scores(covariates: Numbers, treated: NDArray[np.bool_]) -> Numbers:
    import statsmodels.api as sm  # noqa: PLC0415 - seconds
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning  # noqa: PLC0415 - seconds

    with warnings.catch_warnings():
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            model = sm.GLM(
                treated.astype(float),
                sm.add_constant(covariates, has_constant="add"),
                family=sm.families.Binomial(),
            ).fit()
        except PerfectSeparationWarning as error:
            raise CannotEstimateError("the baseline tells the groups apart entirely") from error
    scores: Numbers = np.asarray(model.predict(which="linear"), float)
    return scores


def _unlike(
    covariates: Numbers, first: NDArray[np.int64], second: NDArray[np.int64], scale: Numbers
) -> list[float]:
    spread = scale.std(axis=0)
    apart = covariates[first].mean(axis=0) - covariates[second].mean(axis=0)
    return [float(a / s) if s else 0.0 for a, s in zip(apart, spread, strict=True)]


def _ratio(first: Numbers, second: Numbers, reach: float) -> Interval | None:
    one, other, number = float(first.mean()), float(second.mean()), len(first)
    if not one or not other:
        return None
    # Delta method on the log of the ratio, with what pairs have in common.
    each = first / one - second / other
    error = float(each.std(ddof=1)) / sqrt(number)
    value = log(one / other)
    return Interval(exp(value), exp(value - reach * error), exp(value + reach * error))
