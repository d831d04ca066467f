"""Controlled rounding: every cell to a multiple of a base, every total still the sum of its parts.

The unknowns are whole multiples for the inner counts; a printed cell may only go to the multiple
below or above it. Its squared change is then a straight line in its multiple, so the whole is one
small mixed-integer program. In tables of three and more columns such a rounding need not exist;
then a cell may go one multiple further, at its full price, and the result says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from .linear import INFINITY, Floats, load, quiet
from .problem import Problem

_TIE = 1e-3  # among roundings of equal squares, the smaller sum of absolute changes


class CannotRoundError(Exception):
    """No rounding that adds up was found."""


@dataclass(frozen=True)
class Rounding:
    """values: per quantity. within: no cell has changed by more. optimal: proven the least."""

    values: Floats
    within: int
    optimal: bool


def round_controlled(problem: Problem, base: int, copies: Floats, *, seconds: float) -> Rounding:
    """Round all quantities of a problem to multiples of `base`, least squared change.

    copies: how many printed cells show each quantity. Raises CannotRoundError.
    """
    found = _solve(problem, base, copies, further=0, seconds=seconds)
    if found is None:
        found = _solve(problem, base, copies, further=1, seconds=seconds)
    if found is None:
        raise CannotRoundError(f"no rounding to base {base} that adds up was found")
    return found


def _solve(
    problem: Problem, base: int, copies: Floats, *, further: int, seconds: float
) -> Rounding | None:
    below = np.floor(problem.truth / base)
    rest = problem.truth - below * base
    above = below + (rest > 0)
    slope = copies * ((base - rest) ** 2 - rest**2 + _TIE * (base - 2 * rest))
    slope = np.where(rest > 0, slope, 0.0)
    matrix, cost = problem.matrix, problem.matrix.T @ slope
    inner, cells = matrix.shape[1], problem.cells
    rows = matrix
    ties = problem.links
    upper = np.full(inner, INFINITY)
    if further:
        eye = sparse.eye_array(cells, format="csr")
        rows = sparse.csr_array(sparse.hstack([matrix, -eye, eye]))
        ties = sparse.csr_array(sparse.hstack([ties, sparse.csr_array((ties.shape[0], 2 * cells))]))
        over = np.where(rest > 0, (2 * base - rest) ** 2 - (base - rest) ** 2, base**2)
        under = (base + rest) ** 2 - rest**2
        # What is paid for the step beyond comes on top of the straight line up to it.
        line = np.where(rest > 0, slope / np.maximum(copies, 1), 0.0)
        cost = np.concatenate([cost, copies * (over - line), copies * (under + line)])
        upper = np.concatenate([upper, np.full(cells, further), np.minimum(below, further)])
    width = rows.shape[1]
    highs = quiet(time_limit=seconds, mip_rel_gap=0.0)
    load(
        highs,
        sparse.csr_array(sparse.vstack([rows, ties])),
        rows=(
            np.concatenate([below, problem.link_lower]),
            np.concatenate([above, problem.link_upper]),
        ),
        columns=(np.zeros(width), upper),
        cost=cost,
        whole=np.ones(width, dtype=bool),
    )
    highs.run()
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    if highs.getInfo().primal_solution_status != feasible:
        return None
    point = np.round(np.asarray(highs.getSolution().col_value))[:inner]
    values = base * np.round(matrix @ point)
    within = int(np.abs(values - problem.truth).max(initial=0))
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Rounding(values, max(within, base - 1), optimal)
