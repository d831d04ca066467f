"""The plainest population that fits the noisy tables.

Among all populations over the whole domain the one is sought that is nearest to independent
attributes (in the Kullback-Leibler sense) for its misfit to the tables, each weighed by its noise.
Its logarithm is a sum of one table per pair, so a smooth convex problem in those tables is left
(the maximum-entropy dual with a Gaussian penalty; McKenna, Sheldon and Miklau 2019 use the same
family). Works on noisy tables alone: nothing here costs budget.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from .domain import Domain
from .margins import Axes, Margin, Table

_STEPS = 120


def fit(margins: Sequence[Margin], domain: Domain) -> Table:
    """Expected counts of every combination of the domain."""
    total = total_of(margins)
    start = _independent(margins, domain, total)
    if total <= 0:
        return np.zeros(domain.shape)
    sizes = [margin.counts.size for margin in margins]
    bounds = np.cumsum([0, *sizes])
    target = np.concatenate([margin.counts.ravel() for margin in margins])
    weight = np.concatenate([np.full(m.counts.size, float(m.variance)) for m in margins])
    axes = [margin.axes for margin in margins]

    def population(tables: NDArray[np.float64]) -> tuple[Table, float]:
        logs = start.copy()
        for number, chosen in enumerate(axes):
            logs += _spread(tables[bounds[number] : bounds[number + 1]], chosen, domain)
        most = float(logs.max())
        np.exp(logs - most, out=logs)
        mass = float(logs.sum())
        logs *= total / mass
        return logs, most + float(np.log(mass))

    def misfit(tables: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        fitted, log_mass = population(tables)
        sums = np.concatenate([margin_of(fitted, chosen).ravel() for chosen in axes])
        value = total * log_mass - tables @ target + 0.5 * float(weight @ tables**2)
        return value / total, (sums - target + weight * tables) / total

    found = minimize(
        misfit, np.zeros(bounds[-1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    return population(found.x)[0]


def total_of(margins: Sequence[Margin]) -> float:
    """How many children there are, as far as the noisy tables tell: their sums, weighed."""
    sums = np.array([margin.counts.sum() for margin in margins])
    precision = np.array([1 / (float(m.variance) * m.counts.size) for m in margins])
    return max(0.0, float(sums @ precision / precision.sum()))


def margin_of(population: Table, axes: Axes) -> Table:
    """The sums of a population over all attributes but some."""
    others = tuple(axis for axis in range(population.ndim) if axis not in axes)
    return np.asarray(population.sum(axis=others))


def _independent(margins: Sequence[Margin], domain: Domain, total: float) -> Table:
    """Logarithms of the population in which no attribute hangs on another."""
    logs = np.zeros(domain.shape)
    for margin in margins:
        if len(margin.axes) == 1:
            # A cell that noise made negative keeps a little: pairs may still speak for it.
            least = max(0.5, float(margin.variance) ** 0.5 / 4)
            shares = np.maximum(margin.counts, least) / max(total, 1.0)
            logs += _spread(np.log(shares), margin.axes, domain)
    return logs


def _spread(table: NDArray[np.float64], axes: Axes, domain: Domain) -> Table:
    shape = [size if axis in axes else 1 for axis, size in enumerate(domain.shape)]
    return table.reshape(shape)
