"""The attacker's linear program for any choice of hidden cells, and the cuts that it proves.

With x the choice (1 hidden, 0 published, between while the master is still linear), the attacker
knows that

    z_i - down_i x_i  ≤  (A y)_i  ≤  z_i + up_i x_i        y ≥ 0

and asks how large or small one cell can be. If it cannot reach the level that the policy wants left
open, the duals λ of that program prove that more must be hidden:

    Σ |λ_i| move_i x_i  ≥  level - Σ λ_i z_i

Fischetti and Salazar, Management Science 47 (2001), 1008-1027.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .linear import INFINITY, TOLERANCE, Floats, LinearSystem
from .problem import Problem, State, Target

_ORDERS = 2  # several proofs of one failure: each whole master costs more than they do
_SHARPENED = 60  # cuts of one round; sharpening asks about as many questions as a cut has cells


@dataclass(frozen=True)
class Cut:
    """Σ `value` · x[`index`] ≥ 1: without more hidden cells than these allow, `target` fails."""

    index: NDArray[np.int32]
    value: Floats
    target: Target


class OutOfTimeError(Exception):
    """The time that was given has run out."""


class Separation:
    """Asks, for any choice x, every target; remembers a table that showed it, for next time."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._unknown = problem.state == State.UNKNOWN
        self._z = np.where(self._unknown, 0.0, problem.truth)
        # An upward move is bounded only so that the cut stays finite: the bound lies beyond
        # anything that the policy asks to be left open, in any combination of cells.
        top = max((target.level for target in problem.targets), default=0.0)
        reach = 4 * (float(self._z.max(initial=0.0)) + top) + 10
        self._up = np.full(problem.cells, reach)
        self._down = self._z
        self._matrix = sparse.csr_array(sparse.vstack([problem.matrix, problem.links]))
        self._forced = (problem.state == State.HIDDEN).astype(np.float64)
        self._open = problem.state == State.OPEN
        lower, upper = self._rows(np.zeros(problem.cells))
        self._system = LinearSystem(self._matrix, lower, upper)
        self._shown: dict[Target, Floats] = {}

    @property
    def questions(self) -> int:
        """How many linear programs were solved."""
        return self._system.questions

    def violated(self, x: Floats, targets: list[Target], until: float) -> list[Cut]:
        """The cuts that `x` violates, at most one per target. Raises OutOfTimeError."""
        lower, upper = self._rows(x)
        self._system.bound_rows(lower, upper)
        cuts = []
        for target in targets:
            if self._still_shown(target, lower, upper):
                continue
            if time.monotonic() > until:
                raise OutOfTimeError
            cut = self._question(target, lower, upper)
            if cut is not None:
                cuts.append(cut)
        return cuts

    def sharpest(self, x: Floats, targets: list[Target], until: float) -> list[Cut]:
        """Cuts that a whole choice `x` violates, each with as few cells as it can be proven with.

        Hide any further cell of such a cut, and its target can be reached: so one of them must be
        hidden, Σ x ≥ 1. Few and dear cells make a strong cut, so the cheap are tried first.
        """
        found: dict[bytes, Cut] = {}
        for cut in self.violated(x, targets, until):
            if not len(cut.index) or len(found) >= _SHARPENED:
                found.setdefault(cut.index.tobytes(), cut)
                continue
            order = np.argsort(self.problem.cost[cut.index])
            for turn in range(_ORDERS):
                sharp = self._sharpen(cut, cut.index[order], until)
                found.setdefault(sharp.index.tobytes(), sharp)
                order = np.random.default_rng(turn).permutation(len(order))
        return list(found.values())

    def _sharpen(self, cut: Cut, order: NDArray[np.int32], until: float) -> Cut:
        target = cut.target
        published = set(cut.index.tolist())
        x = np.where(self._open, 1.0, self._forced)
        x[cut.index] = 0.0
        lower, upper = self._rows(x)
        self._system.bound_rows(lower, upper)
        for cell in order.tolist():
            if cell not in published:
                continue
            if time.monotonic() > until:
                raise OutOfTimeError
            low, high = float(lower[cell]), float(upper[cell])
            lower[cell], upper[cell] = 0.0, float(self._z[cell] + self._up[cell])
            self._system.bound_row(cell, lower[cell], upper[cell])
            better = self._question(target, lower, upper)
            if better is None:
                lower[cell], upper[cell] = low, high
                self._system.bound_row(cell, low, high)
                continue
            for gone in published - set(better.index.tolist()):
                published.discard(gone)
                lower[gone], upper[gone] = 0.0, float(self._z[gone] + self._up[gone])
                self._system.bound_row(gone, lower[gone], upper[gone])
        index = np.array(sorted(published), dtype=np.int32)
        return Cut(index, np.ones(len(index)), target)

    def _rows(self, x: Floats) -> tuple[Floats, Floats]:
        lower = np.where(self._unknown, 0.0, self._z - self._down * x)
        upper = np.where(self._unknown, INFINITY, self._z + self._up * x)
        problem = self.problem
        return (
            np.concatenate([lower, problem.link_lower]),
            np.concatenate([upper, problem.link_upper]),
        )

    def _still_shown(self, target: Target, lower: Floats, upper: Floats) -> bool:
        shown = self._shown.get(target)
        if shown is None:
            return False
        cells = self.problem.cells
        return bool(np.all(shown >= lower[:cells] - TOLERANCE)) and bool(
            np.all(shown <= upper[:cells] + TOLERANCE)
        )

    def _question(self, target: Target, lower: Floats, upper: Floats) -> Cut | None:
        known = target.known
        if known >= 0:
            self._system.bound_row(known, self._z[known], self._z[known])
        row = slice(*self._matrix.indptr[target.cell : target.cell + 2])
        columns = self._matrix.indices[row].astype(np.int32)
        answer = self._system.extreme(columns, self._matrix.data[row], target.sense)
        if known >= 0:
            self._system.bound_row(known, lower[known], upper[known])
        if target.sense * (answer.value - target.level) >= -TOLERANCE:
            self._keep(target, answer.point)
            return None
        return self._cut(target, answer.row_dual)

    def _keep(self, target: Target, point: Floats) -> None:
        """Keep a table that shows the target, drawn back towards the truth as far as it may.

        The less it moves, the longer it stays possible when x changes.
        """
        if not len(point):
            return
        cells = self.problem.matrix @ point
        if self._unknown[target.cell]:
            self._shown[target] = cells
            return
        moved = cells[target.cell] - self._z[target.cell]
        share = (target.level - self._z[target.cell]) / moved if moved else 1.0
        drawn = self._z + min(max(share, 0.0), 1.0) * (cells - self._z)
        self._shown[target] = np.where(self._unknown, cells, drawn)

    def _cut(self, target: Target, dual: Floats) -> Cut | None:
        cells = self.problem.cells
        own, links = dual[:cells], dual[cells:]
        move = np.where(own > 0, self._down, self._up)
        weight = np.where(self._unknown, 0.0, np.abs(own) * move)
        proven = float(own @ self._z)
        proven += float(np.where(links > 0, links, 0.0) @ _finite(self.problem.link_lower))
        proven += float(np.where(links < 0, links, 0.0) @ _finite(self.problem.link_upper))
        if target.known >= 0:
            weight[target.known] = 0.0
        need = proven + target.sense * target.level - float(weight @ self._forced)
        if need <= TOLERANCE:
            return None
        index = np.flatnonzero(self._open & (weight > 1e-7 * need))
        value = np.minimum(weight[index], need) / need
        return Cut(index.astype(np.int32), value, target)


def _finite(bounds: Floats) -> Floats:
    """The duals of an infinite bound are zero; so may the bound be, in a product of both."""
    return np.where(np.isfinite(bounds), bounds, 0.0)
