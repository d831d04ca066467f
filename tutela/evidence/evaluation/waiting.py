"""Days until an event, where something else may come first.

Turning 18, a transfer, a death: these are not censoring, since after them the event can't happen
(in the study's sense) any more. So the share with the event by a day is the cumulative incidence of
Aalen and Johansen (1978), not one minus Kaplan and Meier, which overstates it. The relative effect
is the cause-specific hazard ratio of a Cox model (lifelines).
"""

from __future__ import annotations

import warnings
from math import exp, inf, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .detectable import hazard_ratio
from .effects import CannotEstimateError, Effect, Group, Interval

CENSORED, EVENT, COMPETING = 0, 1, 2
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


def by_day(
    days: Numbers,
    what: Codes,
    treated: NDArray[np.bool_],
    clusters: NDArray[np.str_],
    names: tuple[str, str],
    *,
    horizon: int,
    alpha: float = 0.05,
    power: float = 0.8,
    ratio: bool = True,
) -> Effect:
    """Days to an event by arm. what: CENSORED, EVENT or COMPETING, at the end of each child's days.

    ratio: whether to fit the Cox model, too, which takes most of the time.

    Raises CannotEstimateError where an arm is empty, or nobody is followed as far as the horizon.
    """
    groups, errors, reached = [], [], []
    for arm, inside in zip(names, (treated, ~treated), strict=True):
        if not inside.any():
            raise CannotEstimateError("an arm has nobody who could be analysed")
        level, variance = incidence(days[inside], what[inside], horizon)
        events = int(((what[inside] == EVENT) & (days[inside] <= horizon)).sum())
        groups.append(Group(arm, int(inside.sum()), events, level))
        errors.append(variance)
        reached.append(days[inside].max() >= horizon or (what[inside] != CENSORED).all())
    if not all(reached):
        raise CannotEstimateError(f"nobody in an arm is followed for {horizon} days")
    value, limits, p_value = _compared(groups, errors, alpha)
    within = int(groups[0].events or 0) + int(groups[1].events or 0)
    seen = hazard_ratio(within, float(treated.mean()), alpha, power)
    return Effect(
        "Cumulative incidence with competing events (Aalen and Johansen)",
        (groups[0], groups[1]),
        Interval(value, *limits),
        f"difference in the share with the event within {horizon} days",
        _hazards(days, what, treated, clusters, horizon=horizon, alpha=alpha) if ratio else None,
        "ratio of cause-specific hazards (Cox)",
        p_value,
        "score test of the two shares, with the effective numbers of children",
        f"a hazard ratio of {seen:.2f} or less (or of {1 / seen:.2f} or more), with {within} events"
        if seen
        else "none: there were no events",
        1 - alpha,
    )


def _compared(
    groups: list[Group], variances: list[float], alpha: float
) -> tuple[float, tuple[float, float], float]:
    """Difference of two shares, its limits, and p.

    Each share is taken as one of as many children as its variance is worth. Then Wilson’s limits of
    both are put together as Newcombe (1998) does, and the shares are tested against a common one:
    nearer to what is promised than a plain z with few events (docs/methods/evaluation.md).
    """
    numbers = [
        group.level * (1 - group.level) / variance if variance else float(group.analysed)
        for group, variance in zip(groups, variances, strict=True)
    ]
    reach = float(stats.norm.ppf(1 - alpha / 2))
    first, second = groups[0].level, groups[1].level
    low1, high1 = _wilson(first, numbers[0], reach)
    low2, high2 = _wilson(second, numbers[1], reach)
    value = first - second
    limits = (
        value - sqrt((first - low1) ** 2 + (high2 - second) ** 2),
        value + sqrt((high1 - first) ** 2 + (second - low2) ** 2),
    )
    common = (first * numbers[0] + second * numbers[1]) / sum(numbers)
    error = sqrt(common * (1 - common) * (1 / numbers[0] + 1 / numbers[1]))
    return value, limits, float(2 * stats.norm.sf(abs(value) / error)) if error else 1.0


def _wilson(share: float, number: float, reach: float) -> tuple[float, float]:
    middle = (share + reach**2 / (2 * number)) / (1 + reach**2 / number)
    half = sqrt(share * (1 - share) / number + reach**2 / (4 * number**2)) * reach
    half /= 1 + reach**2 / number
    return max(middle - half, 0.0), min(middle + half, 1.0)


def incidence(days: Numbers, what: Codes, horizon: float) -> tuple[float, float]:
    """The share with the event by the horizon, and its variance by the delta method.

    Events of one day come before that day's censoring. Without censoring the share is the plain
    proportion, and the variance that of a binomial proportion.
    """
    times = np.unique(days[(what != CENSORED) & (days <= horizon)])
    if not len(times):
        return 0.0, 0.0
    at_risk = (days[None, :] >= times[:, None]).sum(axis=1).astype(float)
    own = ((days[None, :] == times[:, None]) & (what == EVENT)[None, :]).sum(axis=1)
    both = ((days[None, :] == times[:, None]) & (what != CENSORED)[None, :]).sum(axis=1)
    free = np.concatenate([[1.0], np.cumprod(1 - both / at_risk)[:-1]])
    steps = free * own / at_risk
    curve = np.cumsum(steps)
    final = float(curve[-1])
    left = np.maximum(at_risk - both, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(left > 0, (final - curve) ** 2 * both / (at_risk * left), 0.0)
    second = free**2 * own * (at_risk - own) / at_risk**3
    third = (final - curve) * free * own / at_risk**2
    return final, max(float(np.sum(first + second - 2 * third)), 0.0)


def _hazards(
    days: Numbers,
    what: Codes,
    treated: NDArray[np.bool_],
    clusters: NDArray[np.str_],
    *,
    horizon: int,
    alpha: float,
) -> Interval | None:
    """Of the events within the horizon; None where an arm has none, since nothing bounds it then.

    Standard errors are Huber's, with clusters where there are several.
    """
    import pandas as pd  # noqa: PLC0415 - seconds
    from lifelines import CoxPHFitter  # noqa: PLC0415 - seconds

    event = (what == EVENT) & (days <= horizon)
    if not event[treated].any() or not event[~treated].any():
        return None
    frame = pd.DataFrame(
        {
            "days": np.minimum(days, horizon) + 0.5,  # a first day of 0 counts as half a day
            "event": event.astype(int),
            "treated": treated.astype(float),
            "cluster": clusters,
        }
    )
    model = CoxPHFitter()
    with warnings.catch_warnings():
        # Libraries warn of each other's coming versions; nothing of it is about the data.
        warnings.simplefilter("ignore", (DeprecationWarning, FutureWarning))
        several = len(np.unique(clusters)) > 1
        model.fit(
            frame if several else frame.drop(columns="cluster"),
            "days",
            "event",
            cluster_col="cluster" if several else None,
            robust=True,
        )
    value, error = float(model.params_["treated"]), float(model.standard_errors_["treated"])
    reach = float(stats.norm.ppf(1 - alpha / 2))
    high = value + reach * error
    return Interval(exp(value), exp(value - reach * error), exp(high) if high < 700 else inf)
