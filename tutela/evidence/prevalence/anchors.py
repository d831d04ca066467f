"""Plain anchors: independent lists, Chao's lower bound, one fixed model with Wald limits."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.fitting import Fits, fit, log_factorials
from tutela.evidence.prevalence.lattice import Floats, Model, model_name, superset_sums
from tutela.evidence.prevalence.refusals import Existence, Refusal


@dataclass(frozen=True)
class FixedFit:
    """One model on one table: `errors` are standard errors of the finite parameters, in order."""

    model: Model
    population: float
    dark: float
    bic: float
    aic: float
    minus_infinity: tuple[int, ...]
    beta: Floats
    errors: Floats

    @property
    def population_error(self) -> float:
        """Standard error of the population: of the fitted dark figure, and of the dark count."""
        return sqrt(self.dark + (self.dark * float(self.errors[0])) ** 2)

    def wald(self, level: float = 0.95) -> Interval:
        """Limits on the log of the dark figure, as if the model had been given from outside."""
        reach = NormalDist().inv_cdf((1 + level) / 2) * float(self.errors[0])
        seen = self.population - self.dark
        return Interval(
            level,
            seen + self.dark * exp(-min(reach, 600.0)),
            seen + self.dark * exp(min(reach, 600.0)),
            "Wald, log-normal on the dark figure, model taken as given",
        )


def fit_model(table: Captures, model: Model) -> FixedFit:
    """Fit one model; raises `Refusal` with the existence code where it has no estimate."""
    counts = table.floats[:, None]
    params = np.array(model, dtype=np.int64)
    code = existence_code(counts[:, 0] > 0, params)
    if code:
        existence = Existence(code)
        raise Refusal(
            _refusal_name(code), f"model {model_name(model)}: {existence.words}", existence
        )
    fits = fit(superset_sums(counts.copy()), params, counts=counts)
    fit_term = float(-2 * (fits.score - log_factorials(counts))[0])
    dark = float(fits.dark()[0])
    return FixedFit(
        model=model,
        population=table.people + dark,
        dark=dark,
        bic=len(model) * log(table.people) + fit_term,
        aic=2 * len(model) + fit_term,
        minus_infinity=tuple(params[~fits.kept[:, 0]].tolist()),
        beta=fits.beta[:, 0],
        errors=standard_errors(fits),
    )


def _refusal_name(code: int) -> str:
    return {1: "no-finite-estimate", 2: "not-identifiable", 3: "no-finite-estimate"}[code]


def standard_errors(fits: Fits) -> Floats:
    """Standard errors of the parameters of the first fit; infinite for those at minus infinity."""
    sums = superset_sums(fits.mu[:, :1].copy())[:, 0]
    params, kept = fits.params, fits.kept[:, 0]
    finite = params[kept]
    covariance = np.linalg.inv(sums[finite[:, None] | finite[None, :]])
    errors = np.full(len(params), np.inf)
    errors[kept] = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    return errors


@dataclass(frozen=True)
class LowerBound:
    """Chao's lower bound: n + f1^2 / (2 f2), from those on exactly one and exactly two lists.

    It is a bound only where lists reach alike; where they don't it can lie too high. `by_lists`
    doesn't take them to be alike (Chao 1989, without the small-sample term): pairs of people on
    single lists that differ, over those on two.
    """

    population: float
    bias_corrected: float
    by_lists: float
    interval: Interval


def chao(table: Captures, level: float = 0.95) -> LowerBound:
    """Chao (1987), with his log-normal interval. Raises `Refusal` when nobody is on two lists."""
    sizes = np.array([w.bit_count() for w in range(len(table.counts))])
    once = float(table.counts[sizes == 1].sum())
    twice = float(table.counts[sizes == 2].sum())
    if not twice:
        raise Refusal(
            "nobody-on-exactly-two-lists",
            "nobody is on exactly two lists, so Chao's lower bound has no finite value",
        )
    dark = once**2 / (2 * twice)
    ratio = once / twice
    variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    factor = 1.0
    if dark:
        factor = exp(NormalDist().inv_cdf((1 + level) / 2) * sqrt(log(1 + variance / dark**2)))
    singles = table.counts[sizes == 1].astype(np.float64)
    return LowerBound(
        population=table.people + dark,
        bias_corrected=table.people + once * (once - 1) / (2 * (twice + 1)),
        by_lists=table.people + float(once**2 - singles @ singles) / (2 * twice),
        interval=Interval(
            level,
            table.people + dark / factor,
            table.people + dark * factor,
            "Chao log-normal, for a lower bound",
        ),
    )
