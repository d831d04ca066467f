"""Secondary suppression to proven optimality: which further cells must be hidden, at least cost.

A *master* chooses which cells to hide, a *separation* (the attacker) finds what still fails and
hands back a cut, until nothing fails. First the master is solved as a linear program, which is
cheap, then with whole choices. A whole choice without a violated cut is an optimum, and proven so.

When time runs out, the best choice so far is mended by hiding whatever must give way (a heuristic,
and said so), and the lower bound that was proven is reported beside it.
"""

from __future__ import annotations

import time

import highspy
import numpy as np
from scipy import sparse

from .linear import INFINITY, TOLERANCE, Flags, Floats, load, quiet
from .movement import Movement
from .problem import Pattern, Problem, State, Target
from .separation import Cut, OutOfTimeError, Separation

_STILL = 1000.0  # what it costs, in the search for a table, to move a cell that somebody knows


class CannotProtectError(Exception):
    """No choice of hidden cells meets the policy. `targets` are among those that stay open."""

    def __init__(self, targets: tuple[Target, ...]) -> None:
        super().__init__("no choice of hidden cells meets the policy")
        self.targets = targets


class Master:
    """Which cells to hide: a linear, later a whole-number program over x that collects cuts."""

    def __init__(self, problem: Problem) -> None:
        self._highs = quiet(mip_rel_gap=0.0, mip_abs_gap=1e-7)
        self._count = problem.cells
        must = np.isin(problem.state, (State.HIDDEN, State.UNKNOWN))
        load(
            self._highs,
            sparse.csr_array((0, self._count)),
            rows=(np.zeros(0), np.zeros(0)),
            columns=(must.astype(np.float64), (problem.state != State.FIXED).astype(np.float64)),
            cost=np.where(problem.state == State.OPEN, problem.cost, 0.0),
        )
        self.cuts = 0

    def add(self, cuts: list[Cut]) -> None:
        """Let the cuts bind. Raises CannotProtectError where one cannot hold whatever is hidden."""
        hopeless = tuple(cut.target for cut in cuts if float(cut.value.sum()) < 1 - TOLERANCE)
        if hopeless:
            raise CannotProtectError(hopeless)
        for cut in cuts:
            self._highs.addRow(1.0, INFINITY, len(cut.index), cut.index, cut.value)
            self.cuts += 1

    def become_whole(self) -> None:
        """From now on a cell is hidden or it is not."""
        kinds = np.full(self._count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(
            self._count, np.arange(self._count, dtype=np.int32), kinds
        )

    def solve(self, until: float) -> tuple[Floats, float, bool]:
        """The best x, a proven lower bound of its cost, and whether x is proven best."""
        left = max(until - time.monotonic(), 0.05)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise CannotProtectError(())
        info = self._highs.getInfo()
        if status == highspy.HighsModelStatus.kOptimal:
            point = np.clip(np.asarray(self._highs.getSolution().col_value), 0.0, 1.0)
            return point, float(info.objective_function_value), True
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            raise OutOfTimeError
        point = np.clip(np.asarray(self._highs.getSolution().col_value), 0.0, 1.0)
        return point, float(info.mip_dual_bound), False


class _Search:
    """One run: the master, the attacker, and the insiders who have joined so far."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        self.problem = problem
        self.started = time.monotonic()
        self.until = self.started + seconds
        self.master = Master(problem)
        self.separation = Separation(problem)
        self.targets = list(problem.targets)
        self.bound = 0.0
        self.rounds = 0
        self.x: Floats = (problem.state >= State.HIDDEN).astype(np.float64)
        self._still: dict[Target, Flags] = {}

    def linear(self) -> None:
        """Cut until the linear master has nothing left to cut off."""
        while True:
            self.x, self.bound, _ = self._solve()
            cuts = self.separation.violated(self.x, self.targets, self.until)
            if not cuts:
                return
            self.master.add(cuts)

    def whole(self) -> bool:
        """Cut until a whole choice fails nowhere. Returns whether it is proven best."""
        self.master.become_whole()
        while True:
            x, bound, proven = self._solve()
            self.x, self.bound = np.round(x), max(bound, self.bound)
            cuts = self.separation.violated(self.x, self.targets, self.until)
            if not cuts:
                cuts = self.insiders()
            if not cuts:
                return proven
            self.master.add(cuts)

    def insiders(self) -> list[Cut]:
        """What somebody who knows the one child of a hidden cell could work out about others."""
        asked = self.suspicions(self.x > 0.5)
        cuts = self.separation.violated(self.x, asked, self.until)
        self.targets += [cut.target for cut in cuts]
        return cuts

    def suspicions(self, hidden: Flags) -> list[Target]:
        """The questions of insiders that need an answer when `hidden` is hidden.

        A table that shows a target without moving any known cell answers every insider at once;
        most targets have one. Only for the cells that do move is the insider asked in person.
        """
        problem = self.problem
        known = [cell for cell in problem.insiders if hidden[cell]]
        if not known:
            return []
        cost = np.ones(problem.cells)
        cost[known] = _STILL
        movement: Movement | None = None
        asked = []
        for target in problem.insider_targets:
            support = self._still.get(target)
            if support is not None and not np.any(support & ~hidden):
                continue
            if time.monotonic() > self.until:
                raise OutOfTimeError
            if movement is None:
                movement = Movement(problem, hidden, cost)
            moved = movement.least(target)
            # Not to be shown at all: the plain attacker has said so already, or will.
            away = np.ones(problem.cells, dtype=bool) if moved is None else moved != 0.0
            moving = [cell for cell in known if away[cell] and cell != target.cell]
            asked += [Target(target.cell, target.sense, target.level, cell) for cell in moving]
            if not moving:
                self._still[target] = away
        return asked

    def _solve(self) -> tuple[Floats, float, bool]:
        self.rounds += 1
        return self.master.solve(self.until)

    def pattern(self, hidden: Flags, *, optimal: bool) -> Pattern:
        """The result, with what it took."""
        added = hidden & (self.problem.state == State.OPEN)
        cost = float(self.problem.cost[added].sum())
        return Pattern(
            hidden=hidden,
            cost=cost,
            bound=cost if optimal else min(self.bound, cost),
            optimal=optimal,
            rounds=self.rounds,
            cuts=self.master.cuts,
            questions=self.separation.questions,
            seconds=time.monotonic() - self.started,
            scenarios=tuple(target for target in self.targets if target.known >= 0),
        )


def suppress(problem: Problem, *, seconds: float) -> Pattern:
    """The cheapest choice of hidden cells that leaves every target open, also to insiders.

    `seconds`: after so long a heuristic finishes the work and `optimal` is False. Raises
    CannotProtectError where even hiding everything that may be hidden is not enough.
    """
    search = _Search(problem, seconds)
    try:
        search.linear()
        proven = search.whole()
        return search.pattern(search.x > 0.5, optimal=proven)
    except OutOfTimeError:
        return search.pattern(_mend(search), optimal=False)


def _mend(search: _Search) -> Flags:
    """Hide what must give way, target after target, until nothing fails (no proof of the best)."""
    problem = search.problem
    hidden = (search.x > 0.5) | (problem.state >= State.HIDDEN)
    may = problem.state != State.FIXED
    cost = np.where(hidden, 1e-3 * problem.cost.mean(), problem.cost)
    movement = Movement(problem, may, cost)
    search.until = np.inf
    while True:
        failing = _failing(search, hidden)
        if not failing:
            return hidden
        for target in failing:
            moved = movement.least(target)
            if moved is None:
                raise CannotProtectError((target,))
            for cell in np.flatnonzero((moved != 0.0) & ~hidden):
                hidden[cell] = True
                movement.allow(int(cell), 1e-3 * float(problem.cost.mean()))


def _failing(search: _Search, hidden: Flags) -> list[Target]:
    x = hidden.astype(np.float64)
    cuts = search.separation.violated(x, search.targets, np.inf)
    if not cuts:
        cuts = search.separation.violated(x, search.suspicions(hidden), np.inf)
        search.targets += [cut.target for cut in cuts]
    return [cut.target for cut in cuts]
