"""Poisson log-linear fits by bit masks, many at once, with extended maximum likelihood.

The model: log mu_w = sum of beta_a over the parameters a within the cell w. With eta the subset
sums of beta, mu = exp(eta), and S the superset sums of mu, the score is N*_a - S[a] and the
information is H[a, b] = S[a | b]; no design matrix is ever built (Chan, Silverman and Vincent 2021
for the extended estimate; the transforms are the zeta transforms of the subset lattice).

Extended maximum likelihood: a parameter with N*_a = 0 is minus infinity, and every cell containing
a has the fitted value 0. The other parameters are fitted to the other cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutela.evidence.prevalence.lattice import Floats, Ints, subset_sums, superset_sums
from tutela.evidence.prevalence.solving import solve

Flags = NDArray[np.bool_]

STEP_TOLERANCE = 1e-6
"""Newton's error is squared at each step: a last step of 1e-6 leaves about 1e-12."""
MOST_STEPS = 60
MOST_HALVINGS = 30
SMALL_TABLE = 256
"""A single fit to no more cells than this is quicker with a plain design matrix."""
LONGEST_STEP = 50.0
HIGHEST_ETA = 40.0
"""exp(40) people are more than any population; past this a step is cut back, not followed."""


@dataclass(frozen=True)
class Fits:
    """A batch of fits. Columns are fits; rows of `beta` are parameters, rows of `mu` cells.

    `score` is sum(N*_a beta_a) - sum(mu), the log likelihood without its constant; `kept` says
    which parameters are finite; `converged` is false where Newton's method ran out of steps, which
    happens only where no finite estimate exists or nearly so.
    """

    params: Ints
    beta: Floats
    mu: Floats
    score: Floats
    kept: Flags
    converged: Flags

    def dark(self) -> Floats:
        """Fitted number of people whom no list knows, shape (batch,)."""
        return np.asarray(np.exp(np.minimum(self.beta[0], 700.0)))


def fit(
    margins: Floats,
    params: Ints,
    *,
    start: Floats | None = None,
    counts: Floats | None = None,
    dark_counted: bool = False,
) -> Fits:
    """Fit by Newton's method with step halving.

    `margins` are superset sums of the counts, shape (2**t, batch), or (2**t, 1) for many models of
    one table. `params` are masks with the empty set first, of shape (p,) for one model or
    (p, batch) for a model per column. `start` are parameters to begin from, shape (p, batch);
    without it, `counts` (same shape as `margins`) are needed and the first step is that of
    weighted least squares from counts + 0.1. With `dark_counted` the dark cell is data like any
    other (`counts[0]`), as in a profile likelihood.
    """
    batch = params.shape[1] if params.ndim == 2 else margins.shape[1]
    stats = _rows(margins, params)
    kept = stats > 0
    allowed = _allowed_cells(margins.shape[0], batch, params, kept, dark_counted)
    problem = _Problem(margins.shape[0], params, stats, kept, allowed)
    if start is None:
        assert counts is not None, "a cold start needs the counts"
        start = problem.least_squares(counts)
    beta = np.where(kept, start, 0.0)
    if batch == 1 and margins.shape[0] <= SMALL_TABLE:
        return problem.climb_alone(beta)
    return problem.climb(beta)


def _rows(values: Floats, params: Ints) -> Floats:
    """The rows of `values` that the parameters name, shape (p, batch)."""
    if params.ndim == 1:
        return np.asarray(values[params])
    if values.shape[1] == 1:
        return np.asarray(values[params, 0])
    return np.asarray(np.take_along_axis(values, params, axis=0))


def _allowed_cells(cells: int, batch: int, params: Ints, kept: Flags, dark_counted: bool) -> Floats:
    """1 for cells that take part, 0 for the dark cell and cells with a parameter at -infinity."""
    if kept.all():
        allowed = np.ones((cells, 1))
    else:
        dropped = np.zeros((cells, batch))
        if params.ndim == 1:
            dropped[params] = ~kept
        else:
            np.put_along_axis(dropped, params, (~kept).astype(np.float64), axis=0)
        allowed = (subset_sums(dropped) == 0).astype(np.float64)
    if not dark_counted:
        allowed[0] = 0.0
    return allowed


@dataclass
class _Problem:
    """The fits still under way: all arrays lose a column when its fit is done."""

    cells: int
    params: Ints
    stats: Floats
    kept: Flags
    allowed: Floats

    def __post_init__(self) -> None:
        self._index()

    def _index(self) -> None:
        """Where H[a, b] = S[a | b] is to be found, flat when each column has its own model."""
        if self.params.ndim == 1:
            self.joint = self.params[:, None] | self.params[None, :]
        else:
            batch = self.params.shape[1]
            self.joint = (self.params[:, None] | self.params[None, :]) * batch + np.arange(batch)

    def information(self, sums: Floats) -> Floats:
        """H for each column, shape (p, p, batch), with 1 on the diagonal of dropped parameters."""
        if self.params.ndim == 1:
            found = sums.take(self.joint, axis=0)
        else:
            found = sums.ravel().take(self.joint)
        if not self.kept.all():
            diagonal = np.einsum("iib->ib", found)
            diagonal += ~self.kept
        return found

    def fitted(self, beta: Floats) -> Floats:
        """mu over all cells, 0 in cells that take no part."""
        eta = np.zeros((self.cells, beta.shape[1]))
        if self.params.ndim == 1:
            eta[self.params] = beta
        else:
            np.put_along_axis(eta, self.params, beta, axis=0)
        subset_sums(eta)
        np.minimum(eta, HIGHEST_ETA, out=eta)
        np.exp(eta, out=eta)
        eta *= self.allowed
        return eta

    def least_squares(self, counts: Floats) -> Floats:
        """The first step of iteratively reweighted least squares, from mu = counts + 0.1."""
        allowed = self.allowed
        if self.params.ndim == 2:
            allowed = np.broadcast_to(allowed, (self.cells, self.params.shape[1]))
        weights = (counts + 0.1) * allowed
        working = np.log(counts + 0.1) * weights - 0.1 * allowed
        right = _rows(superset_sums(working), self.params) * self.kept
        return solve(self.information(superset_sums(weights)), right)

    def value(self, beta: Floats, mu: Floats) -> Floats:
        """The log likelihood without its constant."""
        return np.asarray(np.einsum("pb,pb->b", self.stats, beta) - mu.sum(axis=0))

    def climb(self, beta: Floats) -> Fits:
        """Newton's method from `beta`, every column to its own end."""
        batch = beta.shape[1]
        params, kept = self.params, self.kept
        final_beta, final_mu = beta.copy(), np.empty((self.cells, batch))
        final_value, converged = np.empty(batch), np.zeros(batch, dtype=bool)
        open_columns = np.arange(batch)
        mu = self.fitted(beta)
        value = self.value(beta, mu)
        for _ in range(MOST_STEPS):
            sums = superset_sums(mu.copy())
            step = solve(
                self.information(sums), (self.stats - _rows(sums, self.params)) * self.kept
            )
            beta, mu, value, largest = self._move(beta, value, step)
            done = largest < STEP_TOLERANCE
            if done.any():
                ended = open_columns[done]
                final_beta[:, ended], final_mu[:, ended] = beta[:, done], mu[:, done]
                final_value[ended], converged[ended] = value[done], True
                if done.all():
                    return Fits(params, final_beta, final_mu, final_value, kept, converged)
                open_columns = open_columns[~done]
                beta, mu, value = beta[:, ~done], mu[:, ~done], value[~done]
                self._keep(~done)
        final_beta[:, open_columns], final_mu[:, open_columns] = beta, mu
        final_value[open_columns] = value
        return Fits(params, final_beta, final_mu, final_value, kept, converged)

    def climb_alone(self, beta: Floats) -> Fits:
        """Newton's method for a single column, by its design matrix: few calls into NumPy."""
        params = self.params if self.params.ndim == 1 else self.params[:, 0]
        kept = self.kept[:, 0]
        free = params[kept]
        cells = np.flatnonzero(self.allowed[:, 0])
        design = ((cells[:, None] & free) == free).astype(np.float64)
        stats, at = self.stats[kept, 0], beta[kept, 0]
        mu = np.exp(np.minimum(design @ at, HIGHEST_ETA))
        value, converged = float(stats @ at - mu.sum()), False
        for _ in range(MOST_STEPS):
            step = _step_alone(design, mu, stats)
            slack = 1e-9 * (1.0 + abs(value))
            for _ in range(MOST_HALVINGS):
                new_mu = np.exp(np.minimum(design @ (at + step), HIGHEST_ETA))
                new_value = float(stats @ (at + step) - new_mu.sum())
                if new_value >= value - slack:
                    break
                step *= 0.5
            at, mu, value = at + step, new_mu, new_value
            if np.abs(step).max() < STEP_TOLERANCE:
                converged = True
                break
        final, fitted = np.zeros((len(params), 1)), np.zeros((self.cells, 1))
        final[kept, 0], fitted[cells, 0] = at, mu
        return Fits(self.params, final, fitted, np.array([value]), self.kept, np.array([converged]))

    def _move(
        self, beta: Floats, value: Floats, step: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Take the step, halved in each column until the likelihood does not fall."""
        np.clip(step, -LONGEST_STEP, LONGEST_STEP, out=step)
        slack = 1e-9 * (1.0 + np.abs(value))
        for _ in range(MOST_HALVINGS):
            new = beta + step
            mu = self.fitted(new)
            new_value = self.value(new, mu)
            worse = ~(new_value >= value - slack)
            if not worse.any():
                break
            step *= np.where(worse, 0.5, 1.0)
        return new, mu, new_value, np.abs(step).max(axis=0)

    def _keep(self, columns: Flags) -> None:
        self.stats, self.kept = self.stats[:, columns], self.kept[:, columns]
        if self.allowed.shape[1] > 1:
            self.allowed = self.allowed[:, columns]
        if self.params.ndim == 2:
            self.params = self.params[:, columns]
            self._index()


def _step_alone(design: Floats, mu: Floats, stats: Floats) -> Floats:
    """One Newton step of a single fit; least squares where the information is singular."""
    information = (design.T * mu) @ design
    gradient = stats - design.T @ mu
    try:
        step = np.linalg.solve(information, gradient)
    except np.linalg.LinAlgError:
        step = np.linalg.lstsq(information, gradient, rcond=None)[0]
    return np.asarray(np.clip(step, -LONGEST_STEP, LONGEST_STEP))


def log_factorials(counts: Floats) -> Floats:
    """sum over cells of log(count!), the constant of the log likelihood, shape (batch,)."""
    return np.asarray(log_factorial(counts).sum(axis=0))


def log_factorial(values: Floats) -> Floats:
    """log(x!) to about 1e-15 relative: exact sums below 16, Stirling's series above."""
    values = np.asarray(values, dtype=np.float64)
    shifted = np.where(values < 16, values + 16, values)
    series = stirling_error(shifted) + (shifted + 0.5) * np.log(shifted) - shifted
    whole = series + 0.9189385332046727
    small = values < 16
    if small.any():
        product = np.ones_like(values[small])
        for k in range(1, 17):
            product *= values[small] + k
        whole[small] -= np.log(product)
    return np.asarray(whole)


def stirling_error(values: Floats) -> Floats:
    """log(x!) minus Stirling's approximation, for x >= 16: its asymptotic series."""
    inverse = 1.0 / values
    square = inverse * inverse
    terms = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))
    return np.asarray(inverse * terms)
