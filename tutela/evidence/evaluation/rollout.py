"""Areas over time. Rows are areas, columns periods; `start` is the first period with the service.

Stepped wedge: in each period the areas that have begun are compared with those that have not, so no
trend over time can pass for an effect; the order of beginning is permuted to test and to bound it
(Thompson and others 2018; Kennedy-Shaffer and others 2020). Before and after: the change at the
start is ranked among the changes at earlier moments when nothing happened (placebo in time).
Difference in differences: two-stage (Gardner 2022, pyfixest's did2s), which stays unbiased where
the effect differs between areas that start early and late; plain two-way fixed effects does not.
"""

from __future__ import annotations

import warnings
from math import floor, inf, isinf

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .detectable import from_interval
from .effects import CannotEstimateError, Effect, Group, Interval

NEVER = 10**6
PERMUTATIONS = 1_999
_FEWEST_AREAS = 6
_FEWEST_CONTROLS = 2
# Placebo changes overlap, so their largest is less extreme than that of as many independent ones.
# The change seen counts twice for that; with monthly series that remember half of the month before,
# the test then errs in 5 % of series and not in 7 % (docs/methods/evaluation.md).
_ITSELF = 2
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


def stepped_wedge(
    rates: Numbers,
    start: Codes,
    names: tuple[str, str],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> Effect:
    """rates: areas × periods, nothing missing; start: the period from which each area has it."""
    areas, periods = rates.shape
    if areas < _FEWEST_AREAS:
        raise CannotEstimateError(f"fewer than {_FEWEST_AREAS} areas")
    has = np.arange(periods)[None, :] >= start[:, None]
    weights = _weights(has)
    value, treated, compared = _vertical(rates, has, weights)
    random = np.random.default_rng(seed)
    orders = [random.permutation(areas) for _ in range(permutations)]
    given = has.astype(float)
    own = np.array([_vertical(rates, has[order], weights)[0] for order in orders])
    moved = np.array([_vertical(given, has[order], weights)[0] for order in orders])
    p_value = (1 + int((np.abs(own) >= abs(value) - 1e-9).sum())) / (1 + permutations)
    limits = _inverted(value, own, moved, alpha)
    return Effect(
        "Areas that have begun against areas that have not, within each period",
        (Group(names[0], int(has.sum()), None, treated),
         Group(names[1], int((~has).sum()), None, compared)),
        Interval(value, *limits),
        "difference in rates within periods",
        _of(compared, value, limits),
        "ratio to the rate of areas that had not begun",
        p_value,
        f"{permutations:,} permutations of the order in which areas began",
        f"{from_interval(*limits, alpha, power) * 100:.1f} percentage points either way",
        1 - alpha,
        ("The limits of the ratio take the rate of areas that had not begun as known.",),
    )  # fmt: skip


def _weights(has: NDArray[np.bool_]) -> Numbers:
    began = has.sum(axis=0)
    waiting = len(has) - began
    weights = began * waiting / len(has)
    if not weights.any():
        raise CannotEstimateError("in no period are there areas that have begun and others not")
    shares: Numbers = weights / weights.sum()
    return shares


def _vertical(
    rates: Numbers, has: NDArray[np.bool_], weights: Numbers
) -> tuple[float, float, float]:
    began = np.maximum(has.sum(axis=0), 1)
    waiting = np.maximum((~has).sum(axis=0), 1)
    first = float(np.sum(weights * (rates * has).sum(axis=0) / began))
    second = float(np.sum(weights * (rates * ~has).sum(axis=0) / waiting))
    return first - second, first, second


def _inverted(value: float, own: Numbers, moved: Numbers, alpha: float) -> tuple[float, float]:
    """The effects that the permutation test would not reject."""

    def kept(effect: float) -> bool:
        as_large = np.abs(own - effect * moved) >= abs(value - effect) - 1e-9
        return (1 + int(as_large.sum())) / (1 + len(own)) > alpha

    scale = max(float(np.abs(own).max()), abs(value), 1e-6)
    ends = []
    for side in (-1, 1):
        far = scale
        while kept(value + side * far):
            far *= 2
            if far > 1e6 * scale:
                break
        near = 0.0
        for _ in range(40):
            middle = (near + far) / 2
            near, far = (middle, far) if kept(value + side * middle) else (near, middle)
        ends.append(value + side * far if far <= 1e6 * scale else side * inf)
    return ends[0], ends[1]


def before_after(
    rates: Numbers,
    start: int,
    names: tuple[str, str],
    *,
    learn: int = 12,
    reach: int = 6,
    alpha: float = 0.05,
    power: float = 0.8,
) -> Effect:
    """One series. At a moment: the mean of the `reach` periods from it, less that of the `learn`
    before. The same is worked out at every earlier moment whose periods lie before the start.

    The interval is as wide as the changes that happened by themselves; where there are too few of
    them for the level asked for, it is unbounded, and a remark says so.
    """
    if start < learn or start + reach > len(rates):
        raise CannotEstimateError(
            f"{learn} periods before the start and {reach} from it are needed"
        )
    moments = range(learn, start - reach + 1)
    if len(moments) < 3:
        raise CannotEstimateError("the series before the start is too short to learn from")
    value = _change(rates, start, learn, reach)
    placebos = np.sort([abs(_change(rates, moment, learn, reach)) for moment in moments])
    number = len(placebos)
    p_value = (_ITSELF + int((placebos >= abs(value) - 1e-9).sum())) / (_ITSELF + number)
    # The widest effect whose own test would not reject it: so many placebos must reach it.
    needed = floor(alpha * (number + _ITSELF) - _ITSELF + 1e-9) + 1
    width = float(placebos[-needed]) if needed >= 1 else inf
    before = float(rates[start - learn : start].mean())
    limits = (value - width, value + width)
    remarks = [
        f"Compared with {number} earlier moments at which nothing was introduced; their periods "
        "overlap, so they say less than so many independent ones.",
        "Anything else that changed at the same time is part of this effect.",
    ]
    if isinf(width):
        remarks.append(f"With {number} earlier moments no {1 - alpha:.0%} interval has limits.")
    return Effect(
        "Change at the start, ranked among changes at earlier moments (placebo in time)",
        (Group(names[0], reach, None, before + value), Group(names[1], learn, None, before)),
        Interval(value, *limits),
        "change in the mean rate",
        _of(before, value, limits),
        "ratio to the mean rate before",
        p_value,
        "rank among the placebo changes",
        f"{from_interval(*limits, alpha, power) * 100:.1f} percentage points either way",
        1 - alpha,
        tuple(remarks),
    )


def _change(rates: Numbers, moment: int, learn: int, reach: int) -> float:
    after = rates[moment : moment + reach].mean()
    return float(after - rates[moment - learn : moment].mean())


def differences(
    rates: Numbers,
    start: Codes,
    names: tuple[str, str],
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> Effect:
    """rates: areas × periods; start: NEVER for areas that never begin. Two-stage estimator."""
    areas, periods = rates.shape
    has = np.arange(periods)[None, :] >= start[:, None]
    if areas < _FEWEST_AREAS or not has.any():
        raise CannotEstimateError(f"fewer than {_FEWEST_AREAS} areas, or none that begins")
    if (start >= periods).sum() < _FEWEST_CONTROLS:
        raise CannotEstimateError(
            f"fewer than {_FEWEST_CONTROLS} areas never begin: nothing to compare the end with"
        )
    if (start <= 0).any():
        raise CannotEstimateError("an area has no period before its start")
    value, error = _two_stage(rates, has, start)
    bound = float(stats.t.ppf(1 - alpha / 2, areas - 1))
    limits = (value - bound * error, value + bound * error)
    treated = float(rates[has].mean())
    return Effect(
        "Difference in differences, two stages (did2s), errors robust by area",
        (Group(names[0], int(has.sum()), None, treated),
         Group(names[1], int((~has).sum()), None, treated - value)),
        Interval(value, *limits),
        "mean difference from what the rate would have been",
        _of(treated - value, value, limits),
        "ratio to what the rate would have been",
        float(2 * stats.t.sf(abs(value) / error, areas - 1)),
        f"t test with {areas - 1} degrees of freedom",
        f"{from_interval(*limits, alpha, power) * 100:.1f} percentage points either way",
        1 - alpha,
        ("Rests on areas having gone alike without the service (parallel trends).",),
    )  # fmt: skip


def _two_stage(rates: Numbers, has: NDArray[np.bool_], start: Codes) -> tuple[float, float]:
    import pandas as pd  # noqa: PLC0415 - seconds
    import pyfixest  # noqa: PLC0415 - seconds

    areas, periods = rates.shape
    began = np.where(start >= periods, 0, start)
    frame = pd.DataFrame(
        {
            "rate": rates.ravel(),
            "area": np.repeat(np.arange(areas), periods),
            "period": np.tile(np.arange(periods), areas),
            "began": np.repeat(began, periods),
            "has": has.ravel(),
        }
    )
    with warnings.catch_warnings():
        # Libraries warn of each other's coming versions; nothing of it is about the data.
        warnings.simplefilter("ignore")
        found = pyfixest.did2s(
            frame,
            yname="rate",
            first_stage="~ 0 | area + period",
            second_stage="~ has",
            treatment="has",
            cluster="area",
        ).tidy()
    row = found.loc[[name for name in found.index if str(name).startswith("has")][-1]]
    return float(row["Estimate"]), float(row["Std. Error"])


def _of(level: float, value: float, limits: tuple[float, float]) -> Interval | None:
    """An absolute effect as a ratio to a level taken as known."""
    if level <= 0:
        return None
    return Interval(1 + value / level, *(max(1 + limit / level, 0.0) for limit in limits))
