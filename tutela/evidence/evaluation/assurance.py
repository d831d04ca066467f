"""Does each analysis keep its word? Made-up studies with a known truth, analysed over and over.

Coverage: how often the interval of the absolute effect holds the truth (95 % is promised). Type I
error: how often p ≤ 0.05 where there is no effect (5 % is promised). Each stands with the doubt
that so many runs leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from . import advocates, matching, proportions, ratings, rollout, waiting
from .effects import Effect

_NAMES = ("treated", "compared")
_CHILDREN, _TREATED, _AUTHORITIES = 158, 86, 23


@dataclass(frozen=True)
class Analysis:
    """One analysis and its made-up studies. `effect` is the truth; `nothing` draws none."""

    name: str
    draw: Callable[[np.random.Generator, bool], Effect]
    truth: Callable[[], float]


@dataclass(frozen=True)
class Assured:
    """What the runs showed."""

    name: str
    runs: int
    held: int
    erred: int

    @property
    def coverage(self) -> float:
        """The share of intervals that held the truth."""
        return self.held / self.runs

    @property
    def type_one(self) -> float:
        """The share of studies without an effect that found one."""
        return self.erred / self.runs

    def row(self) -> str:
        """A row of the table in the docs."""
        return (
            f"| {self.name} | {_with_doubt(self.held, self.runs)} | "
            f"{_with_doubt(self.erred, self.runs)} | {self.runs:,} |"
        )

    def keeps_its_word(self, doubt: float = 0.001) -> bool:
        """Whether coverage may be 95 % or more, and error 5 % or less, at this level of doubt.

        Holding the truth too often is no fault here: permutation and placebo tests are careful.
        """
        covers = stats.binom.cdf(self.held, self.runs, 0.95) > doubt
        errs = stats.binom.sf(self.erred - 1, self.runs, 0.05) > doubt
        return bool(covers and errs)


def run(
    analysis: Analysis,
    runs: int,
    seed: int,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> Assured:
    """Draw and analyse `runs` studies with an effect, and as many without."""
    truth = analysis.truth()
    held = erred = 0
    for number in progress(range(runs)):
        held += analysis.draw(np.random.default_rng([seed, number, 1]), True).absolute.holds(truth)
        found = analysis.draw(np.random.default_rng([seed, number, 0]), False)
        erred += found.p_value <= 0.05
    return Assured(analysis.name, runs, held, int(erred))


def _with_doubt(count: int, runs: int) -> str:
    found = stats.binomtest(count, runs).proportion_ci(method="wilson")
    return f"{count / runs:.1%} ({found.low:.1%} to {found.high:.1%})"


# -- children in two arms, authorities differing -----------------------------------------------


def _arms(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who is treated, of which authority, and how far that authority lies from the others."""
    treated = random.permutation(np.arange(_CHILDREN) < _TREATED)
    authority = random.integers(0, _AUTHORITIES, _CHILDREN)
    return treated, authority.astype(str), random.normal(0, 0.06, _AUTHORITIES)[authority]


def _proportions(random: np.random.Generator, is_effect: bool) -> Effect:
    treated, authority, shift = _arms(random)
    level = np.clip(0.30 + shift - 0.12 * is_effect * treated, 0, 1)
    event = (random.random(_CHILDREN) < level).astype(float)
    return proportions.by_child(
        event, treated, authority, _NAMES, permutations=999, say_detectable=False
    )


def _clusters(random: np.random.Generator, is_effect: bool) -> Effect:
    """Whole authorities allocated: 24, of different size, alike within (spread 0.08)."""
    sizes = random.integers(4, 14, 24)
    cluster = np.repeat(np.arange(24), sizes)
    treated = random.permutation(np.arange(24) < 12)[cluster]
    level = np.clip(0.35 + random.normal(0, 0.08, 24)[cluster] - 0.12 * is_effect * treated, 0, 1)
    event = (random.random(len(cluster)) < level).astype(float)
    return proportions.by_cluster(event, treated, cluster.astype(str), _NAMES, say_detectable=False)


def _waiting(random: np.random.Generator, is_effect: bool) -> Effect:
    ratio = advocates.TRUTH.hazard_ratio if is_effect else 1.0
    treated, authority, _ = _arms(random)
    shift = random.normal(0, 0.35, _AUTHORITIES)[authority.astype(int)]
    hazard = advocates.TRUTH.yearly_hazard * np.where(treated, ratio, 1.0) * np.exp(shift)
    own = random.exponential(1 / hazard) * advocates.HORIZON
    other = random.exponential(1 / 0.16, _CHILDREN) * advocates.HORIZON
    left = random.uniform(0.4, 4, _CHILDREN) * advocates.HORIZON  # lost to follow-up, some early
    first = np.minimum(np.minimum(own, other), left)
    what = np.select([first == own, first == other], [waiting.EVENT, waiting.COMPETING], 0)
    days = np.minimum(np.ceil(first), advocates.HORIZON)
    what = np.where(first > advocates.HORIZON, waiting.CENSORED, what)
    return waiting.by_day(
        days, what, treated, authority, _NAMES, horizon=advocates.HORIZON, ratio=False
    )


def _ratings(random: np.random.Generator, is_effect: bool) -> Effect:
    treated, authority, shift = _arms(random)
    lean = random.normal(0, 0.8, _CHILDREN) + 4 * shift + np.log(1.8) * treated * is_effect
    child = np.tile(np.arange(_CHILDREN), 3)
    review = np.repeat([1, 2, 3], _CHILDREN)
    latent = np.tile(lean, 3) + random.logistic(size=3 * _CHILDREN)
    level = np.searchsorted([-1.2, 0.0, 1.4], latent)
    return ratings.by_review(
        child.astype(str),
        review,
        level,
        np.tile(treated, 3),
        strata=np.tile(authority, 3),
        names=_NAMES,
        reached=2,
        permutations=999,
    )


@cache
def _true_rating() -> float:
    """The share of reviews at the level or above, with less without, over a million draws."""
    random = np.random.default_rng(7)
    size = 1_000_000
    lean = random.normal(0, 0.8, size) + 4 * random.normal(0, 0.06, size) + random.logistic(
        size=size
    )  # fmt: skip
    return float(np.mean(lean + np.log(1.8) > 0.0) - np.mean(lean > 0.0))


def _matched(random: np.random.Generator, is_effect: bool) -> Effect:
    """600 children; who is treated depends on what is measured, as does the outcome."""
    covariates = random.normal(size=(600, 3))
    likely = 1 / (1 + np.exp(1.6 - 0.5 * covariates[:, 0] - 0.3 * covariates[:, 1]))
    treated = random.random(600) < likely
    level = np.clip(0.35 + 0.08 * covariates[:, 0] + 0.05 * covariates[:, 2], 0.05, 0.95)
    event = (random.random(600) < level - 0.1 * is_effect * treated * (level > 0.1)).astype(float)
    pairs = matching.matched(covariates, ("a", "b", "c"), treated, np.full(600, "all"))
    return matching.by_pairs(event, pairs, _NAMES)


# -- areas over time ----------------------------------------------------------------------------


def _panel(random: np.random.Generator, areas: int, periods: int) -> np.ndarray:
    """Rates of areas that differ, share a trend, and remember their own past (0.5)."""
    noise = random.normal(0, 0.04, (areas, periods))
    for period in range(1, periods):
        noise[:, period] += 0.5 * noise[:, period - 1]
    trend = np.cumsum(random.normal(0.004, 0.01, periods))
    return 0.35 + random.normal(0, 0.05, areas)[:, None] + trend[None, :] + noise


def _stepped(random: np.random.Generator, is_effect: bool) -> Effect:
    start = random.permutation(np.repeat([1, 2, 3, 4, 5, 6], 2))
    rates = _panel(random, 12, 8)
    rates -= 0.08 * is_effect * (np.arange(8)[None, :] >= start[:, None])
    return rollout.stepped_wedge(rates, start, _NAMES, permutations=399)


def _differences(random: np.random.Generator, is_effect: bool) -> Effect:
    """24 areas; half begin at three times, and early ones gain more and more."""
    start = np.concatenate([np.repeat([3, 5, 7], 4), np.full(12, rollout.NEVER)])
    rates = _panel(random, 24, 10) + is_effect * growing(start, 10)
    return rollout.differences(rates, start, _NAMES)


def growing(start: np.ndarray, periods: int) -> np.ndarray:
    """An effect that grows with every period, and is larger where it began earlier."""
    since = np.arange(periods)[None, :] - start[:, None]
    early = np.where(start < 5, 1.5, 1.0)[:, None]
    return np.where(since >= 0, -0.02 * early * (since + 1), 0.0)


@cache
def _true_growth() -> float:
    start = np.repeat([3, 5, 7], 4)
    effect = growing(start, 10)
    return float(effect[effect != 0].mean())


def _before_after(random: np.random.Generator, is_effect: bool) -> Effect:
    """72 months, the last 12 with it; each month remembers the last (0.5)."""
    noise = random.normal(0, 0.04, 92)
    for month in range(1, 92):
        noise[month] += 0.5 * noise[month - 1]
    rates = 0.35 + noise[20:]
    rates[60:] -= 0.10 * is_effect
    return rollout.before_after(rates, 60, _NAMES)


ANALYSES = (
    Analysis("proportions, allocated by child", _proportions, lambda: -0.12),
    Analysis("proportions, allocated by cluster", _clusters, lambda: -0.12),
    Analysis(
        "days to an event, others competing",
        _waiting,
        lambda: advocates.true_difference(advocates.TRUTH),
    ),
    Analysis("repeated ratings", _ratings, _true_rating),
    Analysis("matched comparison", _matched, lambda: -0.1),
    Analysis("stepped wedge", _stepped, lambda: -0.08),
    Analysis("difference in differences, staggered", _differences, _true_growth),
    Analysis("before and after, placebo in time", _before_after, lambda: -0.10),
)
