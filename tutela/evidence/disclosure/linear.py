"""A thin, typed door to HiGHS: one linear system that is asked many questions.

Attacking a table means asking the same system thousands of times how large, or how small, one cell
can be. Only the cost vector changes between two questions, so the last basis stays feasible and the
primal simplex continues from it; presolve would throw that basis away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

INFINITY = highspy.kHighsInf
TOLERANCE = 1e-6


class SolverFailedError(Exception):
    """The solver stopped without an answer that may be trusted."""


@dataclass(frozen=True)
class Answer:
    """What one question to the system gave.

    `value` is infinite where the system does not bound it. `row_dual` follows HiGHS for a
    minimisation: positive where the lower bound of the row holds, negative where the upper does.
    """

    value: float
    point: Floats
    row_dual: Floats


def quiet(**options: Any) -> highspy.Highs:
    """A solver that prints nothing and uses one thread, so that results do not depend on luck."""
    make: Any = highspy.Highs  # its stub leaves the constructor untyped
    highs: highspy.Highs = make()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, **options}.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverFailedError(f"the solver does not know its option {name}={value!r}")
    return highs


def load(
    highs: highspy.Highs,
    matrix: sparse.csr_array,
    *,
    rows: tuple[Floats, Floats],
    columns: tuple[Floats, Floats],
    cost: Floats,
    whole: Flags | None = None,
) -> None:
    """Hand a whole model to the solver: cost minimised, rows and columns between two bounds."""
    by_row = sparse.csr_array(matrix)
    model = highspy.HighsLp()
    model.num_col_ = by_row.shape[1]
    model.num_row_ = by_row.shape[0]
    model.col_cost_ = cost
    model.col_lower_, model.col_upper_ = columns
    model.row_lower_, model.row_upper_ = rows
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = by_row.indptr.astype(np.int32)
    model.a_matrix_.index_ = by_row.indices.astype(np.int32)
    model.a_matrix_.value_ = by_row.data.astype(np.float64)
    if whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(flag)] for flag in whole]
    if highs.passModel(model) == highspy.HighsStatus.kError:
        raise SolverFailedError("the solver refused the model")


class LinearSystem:
    """Points y ≥ 0 with `lower` ≤ `matrix` y ≤ `upper`; asked for the extremes of a sum of y."""

    def __init__(self, matrix: sparse.csr_array, lower: Floats, upper: Floats) -> None:
        self._rows = np.arange(matrix.shape[0], dtype=np.int32)
        width = matrix.shape[1]
        self._highs = quiet(presolve="off", simplex_strategy=4)
        load(
            self._highs,
            matrix,
            rows=(lower, upper),
            columns=(np.zeros(width), np.full(width, INFINITY)),
            cost=np.zeros(width),
        )
        self._asked: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self.questions = 0

    def bound_rows(self, lower: Floats, upper: Floats) -> None:
        """Replace the bounds of all rows."""
        many: Any = self._highs  # its stub knows the call for one row only
        many.changeRowsBounds(len(self._rows), self._rows, lower, upper)

    def bound_row(self, row: int, lower: float, upper: float) -> None:
        """Replace the bounds of one row."""
        self._highs.changeRowBounds(row, lower, upper)

    def feasible_point(self) -> Floats | None:
        """Any point of the system, or none where it contradicts itself."""
        self._ask(np.zeros(0, dtype=np.int32), np.zeros(0))
        self._highs.run()
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        return self._answer(1).point

    def extreme(self, columns: NDArray[np.int32], values: Floats, sense: int) -> Answer:
        """The largest (`sense` 1) or smallest (`sense` -1) value of the sum `values` · y[columns].

        The duals are those of the minimisation of `-sense` times the sum.
        """
        self._ask(columns, -sense * values)
        self._highs.run()
        self.questions += 1
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            status = self._highs.getModelStatus()
            if status in (
                highspy.HighsModelStatus.kUnbounded,
                highspy.HighsModelStatus.kUnboundedOrInfeasible,
            ):
                return Answer(sense * INFINITY, np.zeros(0), np.zeros(0))
            # A warm basis can lose itself numerically; a cold start settles it.
            self._highs.clearSolver()
            self._highs.run()
        return self._answer(sense)

    def _ask(self, columns: NDArray[np.int32], cost: Floats) -> None:
        if len(self._asked):
            self._highs.changeColsCost(len(self._asked), self._asked, np.zeros(len(self._asked)))
        if len(columns):
            self._highs.changeColsCost(len(columns), columns, cost)
        self._asked = columns

    def _answer(self, sense: int) -> Answer:
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverFailedError(
                f"the solver stopped: {self._highs.modelStatusToString(status)}"
            )
        solution = self._highs.getSolution()
        value = -sense * self._highs.getInfo().objective_function_value
        return Answer(value, np.asarray(solution.col_value), np.asarray(solution.row_dual))
