"""One door to all methods: `estimate(table, method)` gives an `Estimate` or raises `Refusal`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isfinite

import numpy as np

from tutela.evidence.prevalence import aic2014, bayes_threshold, latent_classes
from tutela.evidence.prevalence.anchors import chao, fit_model
from tutela.evidence.prevalence.bootstrap import Bootstrap, Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.decomposable import GRID_ENDS, sensitivity
from tutela.evidence.prevalence.lattice import Floats, main_effects, model_name, term_name
from tutela.evidence.prevalence.profile import multinomial_limits
from tutela.evidence.prevalence.refusals import EXISTS, Existence
from tutela.evidence.prevalence.resampling import (
    draw,
    need_base,
    rank_all,
    run_bic,
    run_stepwise,
)

METHODS = ("stepwise", "bic", "aic2014", "main", "chao", "dga", "lcmcr", "bayes-threshold")
P_THRESHOLD = 0.02
BEST = 100
REPLICATES = 1000
SEED = 1


@dataclass(frozen=True)
class Settings:
    """What a user may choose. `p_threshold` None: 0.02 for stepwise, 0.05 for aic2014."""

    p_threshold: float | None = None
    max_order: int = 2
    best: int | None = BEST
    replicates: int = REPLICATES
    seed: int = SEED
    draws: Floats | None = None
    level: float = 0.95


@dataclass(frozen=True)
class Estimate:
    """One method's answer. Fields that a method has no use for are None."""

    method: str
    population: float
    interval: Interval | None
    model: str | None = None
    minus_infinity: tuple[str, ...] = ()
    bic: float | None = None
    aic: float | None = None
    existence: Existence = EXISTS
    acceleration: float | None = None
    replicates: int | None = None
    dropped: int | None = None
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that `tutela estimate --json` prints. Infinite limits are null."""
        interval = None
        if self.interval is not None:
            kept = ("level", "low", "high", "kind", "saturated")
            interval = {k: v for k, v in asdict(self.interval).items() if k in kept}
            interval["low"], interval["high"] = (
                end if isfinite(end) else None for end in (self.interval.low, self.interval.high)
            )
        return {
            "method": self.method,
            "population": self.population,
            "interval": interval,
            "model": self.model,
            "minus_infinity": list(self.minus_infinity),
            "bic": self.bic,
            "aic": self.aic,
            "existence": {"code": self.existence.code, "words": self.existence.words},
            "acceleration": self.acceleration,
            "replicates": self.replicates,
            "dropped": self.dropped,
            "warnings": list(self.warnings),
        }


def estimate(table: Captures, method: str, settings: Settings | None = None) -> Estimate:
    """Estimate the population behind the table by one method.

    Raises `Refusal` where the method has no honest answer on this table, `KeyError` for a method
    that isn't in `METHODS`.
    """
    table.needs_two_lists()
    return _BY_NAME[method](table, settings or Settings())


def _generator(settings: Settings) -> np.random.Generator:
    return np.random.default_rng(settings.seed)


def _stepwise(table: Captures, settings: Settings) -> Estimate:
    threshold = P_THRESHOLD if settings.p_threshold is None else settings.p_threshold
    need_base(table)
    drawn = draw(table, settings.replicates, _generator(settings), settings.draws)
    run = run_stepwise(table, threshold, drawn)
    fitted = fit_model(table, run.model)
    return Estimate(
        method="stepwise",
        population=run.bootstrap.point,
        interval=_interval(run.bootstrap, settings),
        model=model_name(run.model),
        minus_infinity=_names(table, fitted.minus_infinity),
        bic=fitted.bic,
        aic=fitted.aic,
        acceleration=run.bootstrap.jackknife.value,
        replicates=len(run.bootstrap.replicates),
        dropped=run.bootstrap.dropped,
        warnings=(*table_warnings(table), *bootstrap_warnings(run.bootstrap, settings)),
    )


def _bic(table: Captures, settings: Settings) -> Estimate:
    ranking = rank_all(table, settings.max_order)
    drawn = draw(table, settings.replicates, _generator(settings), settings.draws)
    run = run_bic(table, ranking, settings.best, drawn)
    fitted = fit_model(table, ranking.models[0])
    tied = ranking.within(0.0)
    near = (
        (f"{tied} models tie for the best BIC; the first by size and name is shown",)
        if tied > 1
        else ()
    )
    return Estimate(
        method="bic",
        population=run.bootstrap.point,
        interval=_interval(run.bootstrap, settings),
        model=model_name(fitted.model),
        minus_infinity=_names(table, fitted.minus_infinity),
        bic=fitted.bic,
        aic=fitted.aic,
        acceleration=run.bootstrap.jackknife.value,
        replicates=len(run.bootstrap.replicates),
        dropped=run.bootstrap.dropped,
        warnings=(*table_warnings(table), *near, *bootstrap_warnings(run.bootstrap, settings)),
    )


def _aic2014(table: Captures, settings: Settings) -> Estimate:

    threshold = aic2014.WALD_THRESHOLD if settings.p_threshold is None else settings.p_threshold
    need_base(table)
    found = aic2014.select(table, threshold)
    profile = multinomial_limits(table.floats, found.model, found.dark, (settings.level,))
    interval = profile.interval(
        settings.level, "multinomial profile likelihood, model taken as given"
    )
    return Estimate(
        method="aic2014",
        population=found.population,
        interval=interval,
        model=model_name(found.model),
        minus_infinity=_names(table, found.minus_infinity),
        bic=found.bic,
        aic=found.aic,
        warnings=(
            *table_warnings(table),
            f"the multinomial likelihood peaks at {profile.population:.1f}",
            "the limits take the chosen model as if it had been known beforehand",
            *(("the upper limit is infinite",) if not isfinite(interval.high) else ()),
        ),
    )


def _main(table: Captures, settings: Settings) -> Estimate:
    need_base(table)
    found = fit_model(table, main_effects(table.list_number))
    return Estimate(
        method="main",
        population=found.population,
        interval=found.wald(settings.level),
        model=model_name(found.model),
        bic=found.bic,
        aic=found.aic,
        warnings=(
            *table_warnings(table),
            "an anchor, not an answer: the lists are assumed to be independent",
        ),
    )


def _chao(table: Captures, settings: Settings) -> Estimate:
    table.needs_overlap()
    bound = chao(table, settings.level)
    return Estimate(
        method="chao",
        population=bound.population,
        interval=bound.interval,
        warnings=(
            *table_warnings(table),
            "an anchor, not an answer: a lower bound only where lists are independent and alike",
            f"bias-corrected {bound.bias_corrected:.1f}; for lists of unequal reach"
            f" {bound.by_lists:.1f}",
        ),
    )


def _dga(table: Captures, settings: Settings) -> Estimate:

    table.needs_overlap()
    ends = sensitivity(table)
    population, interval = ends[GRID_ENDS[-1]]
    shown = "; ".join(
        f"{end}n: {median:.0f} ({inner.low:.0f} to {inner.high:.0f})"
        for end, (median, inner) in ends.items()
    )
    return Estimate(
        method="dga",
        population=population,
        interval=interval,
        warnings=(
            *table_warnings(table),
            f"the answer depends on where the grid of dark counts ends: {shown}",
        ),
    )


def _lcmcr(table: Captures, settings: Settings) -> Estimate:

    table.needs_overlap()
    found = latent_classes.posterior(table, _generator(settings))
    found.refuse_unless_converged()
    return Estimate(
        method="lcmcr",
        population=found.quantile(0.5),
        interval=found.interval(settings.level),
        warnings=(*table_warnings(table), found.diagnosis),
    )


def _bayes_threshold(table: Captures, settings: Settings) -> Estimate:

    need_base(table)
    found = bayes_threshold.posterior(table, _generator(settings))
    return Estimate(
        method="bayes-threshold",
        population=found.quantile(0.5),
        interval=found.interval(settings.level),
        model=model_name(found.model),
        minus_infinity=_names(table, found.minus_infinity),
        warnings=(*table_warnings(table), *found.warnings),
    )


_BY_NAME: dict[str, Callable[[Captures, Settings], Estimate]] = {
    "stepwise": _stepwise,
    "bic": _bic,
    "aic2014": _aic2014,
    "main": _main,
    "chao": _chao,
    "dga": _dga,
    "lcmcr": _lcmcr,
    "bayes-threshold": _bayes_threshold,
}


def _names(table: Captures, masks: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(term_name(mask, table.lists) for mask in masks)


def _interval(bootstrap: Bootstrap, settings: Settings) -> Interval | None:
    return bootstrap.bca(settings.level) if len(bootstrap.kept) else None


def table_warnings(table: Captures) -> tuple[str, ...]:
    """What is odd about the table itself, whatever the method."""
    found = []
    if table.list_number == 2:
        found.append("two lists: that they are independent is assumed and can't be tested")
    found += [
        f"everybody on {inner} is also on {outer}: the lists may not be separate sources"
        for inner, outer in table.contained()
    ]
    found += [f"{a} and {b} share nobody" for a, b in table.disjoint()]
    return tuple(found)


def bootstrap_warnings(bootstrap: Bootstrap, settings: Settings) -> tuple[str, ...]:
    """Saturated ends, dropped replicates, people who can't be left out."""
    found = []
    if not len(bootstrap.kept):
        found.append("no replicate has an estimate, so there is no interval")
    elif bootstrap.bca(settings.level).saturated:
        found.append(
            "an end of the interval is the most extreme replicate: more replicates would move it"
        )
    if bootstrap.dropped:
        found.append(
            f"{bootstrap.dropped} of {len(bootstrap.replicates)} replicates have no estimate and"
            " were left out"
        )
    if bootstrap.jackknife.left_out:
        found.append(
            f"taking out any one of {bootstrap.jackknife.left_out} people leaves no estimate"
        )
    return tuple(found)
