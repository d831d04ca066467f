"""The least movement: which cells must give way, at least cost, for one cell to move so far.

Two uses. Repair: hide the cells that give way (the sequential heuristic of Statistics Canada's
CONFID). Insiders: find a table that shows a target while the cells that somebody knows stay still.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from .linear import INFINITY, TOLERANCE, Flags, Floats, SolverFailedError, load, quiet
from .problem import Problem, State, Target


class Movement:
    """Minimises Σ cost · |A y - z| over the cells that are `allowed` to move; others stand still.

    Columns are the inner counts, then upward moves, then downward moves of every cell.
    """

    def __init__(self, problem: Problem, allowed: Flags, cost: Floats) -> None:
        self._cells = problem.cells
        self._unknown = problem.state == State.UNKNOWN
        self._z = np.where(self._unknown, 0.0, problem.truth)
        self._up = np.where(allowed, INFINITY, 0.0)
        self._down = np.where(allowed, self._z, 0.0)
        inner = problem.matrix.shape[1]
        self._first = inner
        eye = sparse.eye_array(self._cells, format="csr")
        links = sparse.csr_array((problem.links.shape[0], 2 * self._cells))
        matrix = sparse.vstack(
            [
                sparse.hstack([problem.matrix, -eye, eye]),
                sparse.hstack([problem.links, links]),
            ]
        )
        lower = np.concatenate([self._z, problem.link_lower])
        upper = np.concatenate([np.where(self._unknown, INFINITY, self._z), problem.link_upper])
        self._highs = quiet(presolve="off")
        load(
            self._highs,
            sparse.csr_array(matrix),
            rows=(lower, upper),
            columns=(
                np.zeros(inner + 2 * self._cells),
                np.concatenate([np.full(inner, INFINITY), self._up, self._down]),
            ),
            cost=np.concatenate([np.zeros(inner), cost, cost]),
        )

    def least(self, target: Target) -> Floats | None:
        """How far each cell moves to show `target` at least cost; none where nothing shows it."""
        self._demand(target)
        if target.known >= 0:
            self._set(target.known, (0.0, 0.0), (0.0, 0.0))
        self._highs.run()
        status = self._highs.getModelStatus()
        moved = None
        if status == highspy.HighsModelStatus.kOptimal:
            point = np.asarray(self._highs.getSolution().col_value)
            up = point[self._first : self._first + self._cells]
            down = point[self._first + self._cells :]
            moved = np.where(up + down > TOLERANCE, up - down, 0.0)
        elif status != highspy.HighsModelStatus.kInfeasible:
            raise SolverFailedError(
                f"the solver stopped: {self._highs.modelStatusToString(status)}"
            )
        self._release(target.cell)
        if target.known >= 0:
            self._release(target.known)
        return moved

    def allow(self, cell: int, cost: float) -> None:
        """Let one more cell move."""
        self._up[cell], self._down[cell] = INFINITY, self._z[cell]
        for column in (self._first + cell, self._first + self._cells + cell):
            self._highs.changeColCost(column, cost)
        self._release(cell)

    def _demand(self, target: Target) -> None:
        cell = target.cell
        if self._unknown[cell]:
            bounds = (target.level, INFINITY) if target.sense > 0 else (0.0, target.level)
            self._highs.changeRowBounds(cell, *bounds)
            return
        need = target.sense * (target.level - self._z[cell])
        if target.sense > 0:
            self._set(cell, (need, need), (0.0, 0.0))
        else:
            self._set(cell, (0.0, 0.0), (need, need))

    def _release(self, cell: int) -> None:
        if self._unknown[cell]:
            self._highs.changeRowBounds(cell, 0.0, INFINITY)
        self._set(cell, (0.0, self._up[cell]), (0.0, self._down[cell]))

    def _set(self, cell: int, up: tuple[float, float], down: tuple[float, float]) -> None:
        self._highs.changeColBounds(self._first + cell, *up)
        self._highs.changeColBounds(self._first + self._cells + cell, *down)
