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

    Columns are the inner counts, then upward moves, then downward moves of every cell. Inner counts
    that are printed themselves stand still, and are taken out with whatever rests on them alone.
    """

    def __init__(self, problem: Problem, allowed: Flags, cost: Floats) -> None:
        self._cells = problem.cells
        self._unknown = problem.state == State.UNKNOWN
        self._z = np.where(self._unknown, 0.0, problem.truth)
        self._up = np.where(allowed, INFINITY, 0.0)
        self._down = np.where(allowed, self._z, 0.0)
        matrix, links = problem.matrix, problem.links
        plain = np.flatnonzero((np.diff(matrix.indptr) == 1) & ~allowed & ~self._unknown)
        still = np.full(matrix.shape[1], np.nan)
        still[matrix.indices[matrix.indptr[plain]]] = self._z[plain]
        free = np.flatnonzero(np.isnan(still))
        known = np.nan_to_num(still)
        moving = sparse.csr_array(matrix.tocsc()[:, free])
        rows = np.flatnonzero(np.diff(moving.indptr))
        self._rows = rows
        self._row = np.full(self._cells, -1, dtype=np.int64)
        self._row[rows] = np.arange(len(rows))
        self._first = len(free)
        eye = sparse.eye_array(len(rows), format="csr")
        none = sparse.csr_array((links.shape[0], 2 * len(rows)))
        whole = sparse.vstack(
            [
                sparse.hstack([moving[rows], -eye, eye]),
                sparse.hstack([sparse.csr_array(links.tocsc()[:, free]), none]),
            ]
        )
        rest, tied = self._z - matrix @ known, links @ known
        lower = np.where(self._unknown, 0.0, rest)
        upper = np.where(self._unknown, INFINITY, rest)
        self._offset = matrix @ known
        self._highs = quiet(presolve="off")
        load(
            self._highs,
            sparse.csr_array(whole),
            rows=(
                np.concatenate([lower[rows], problem.link_lower - tied]),
                np.concatenate([upper[rows], problem.link_upper - tied]),
            ),
            columns=(
                np.zeros(len(free) + 2 * len(rows)),
                np.concatenate([np.full(len(free), INFINITY), self._up[rows], self._down[rows]]),
            ),
            cost=np.concatenate([np.zeros(len(free)), cost[rows], cost[rows]]),
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
            up = point[self._first : self._first + len(self._rows)]
            down = point[self._first + len(self._rows) :]
            moved = np.zeros(self._cells)
            moved[self._rows] = np.where(up + down > TOLERANCE, up - down, 0.0)
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
        at = self._first + int(self._row[cell])
        for column in (at, at + len(self._rows)):
            self._highs.changeColCost(column, cost)
        self._release(cell)

    def _demand(self, target: Target) -> None:
        cell = target.cell
        if self._unknown[cell]:
            level = max(target.level - float(self._offset[cell]), 0.0)
            bounds = (level, INFINITY) if target.sense > 0 else (0.0, level)
            self._highs.changeRowBounds(int(self._row[cell]), *bounds)
            return
        need = target.sense * (target.level - self._z[cell])
        if target.sense > 0:
            self._set(cell, (need, need), (0.0, 0.0))
        else:
            self._set(cell, (0.0, 0.0), (need, need))

    def _release(self, cell: int) -> None:
        if self._unknown[cell]:
            self._highs.changeRowBounds(int(self._row[cell]), 0.0, INFINITY)
        self._set(cell, (0.0, self._up[cell]), (0.0, self._down[cell]))

    def _set(self, cell: int, up: tuple[float, float], down: tuple[float, float]) -> None:
        at = self._first + int(self._row[cell])
        self._highs.changeColBounds(at, *up)
        self._highs.changeColBounds(at + len(self._rows), *down)
