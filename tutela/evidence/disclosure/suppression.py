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
from numpy.typing import NDArray
from scipy import sparse

from .linear import INFINITY, TOLERANCE, Flags, Floats, load, quiet
from .lines import Lines
from .movement import Movement
from .problem import Pattern, Problem, State, Target
from .separation import Cut, OutOfTimeError, Separation

_GAPS = (0.05, 0.01, 0.0)  # of the cost; the last is the proof
_IDLE = 0  # rounds without gain before the whole master is asked
_LIGHTEN = 5.0  # seconds
_STILL = 1000.0  # what it costs, in the search for a table, to move a cell that somebody knows


class CannotProtectError(Exception):
    """No choice of hidden cells meets the policy. `targets` are among those that stay open."""

    def __init__(self, targets: tuple[Target, ...]) -> None:
        super().__init__("no choice of hidden cells meets the policy")
        self.targets = targets


class Master:
    """Which cells to hide: a linear, later a whole-number program over x that collects cuts."""

    def __init__(self, problem: Problem) -> None:
        self._highs = quiet(mip_abs_gap=problem.slack)
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
        self._lines = Lines(problem.lines, problem.cells, must)
        for line in self._lines.forced:
            others = line[~must[line] & (problem.state[line] != State.FIXED)].astype(np.int32)
            if len(others):
                self._highs.addRow(1.0, INFINITY, len(others), others, np.ones(len(others)))

        if sum(map(len, problem.lines)) < 5000:
            self._bind(self._lines.every())

    def add(self, cuts: list[Cut]) -> None:
        """Let the cuts bind. Raises CannotProtectError where one cannot hold whatever is hidden."""
        hopeless = tuple(cut.target for cut in cuts if float(cut.value.sum()) < 1 - TOLERANCE)
        if hopeless:
            raise CannotProtectError(hopeless)
        for cut in cuts:
            self._highs.addRow(1.0, INFINITY, len(cut.index), cut.index, cut.value)
            self.cuts += 1

    def choose(self, *, whole: bool, gap: float = 0.0) -> None:
        """Are cells hidden or not, or by halves? gap: how far above the best x may be."""
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        kinds = np.full(self._count, int(kind), dtype=np.uint8)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.changeColsIntegrality(
            self._count, np.arange(self._count, dtype=np.int32), kinds
        )

    def solve(self, until: float) -> tuple[Floats, float, bool]:
        """The best x, a proven lower bound of its cost, and whether x is proven best."""
        while True:
            x, bound, proven = self._solve_once(until)
            broken = self._lines.broken(x)
            if not broken:
                return x, bound, proven
            self._bind(broken)

    def _bind(self, lines: list[tuple[int, NDArray[np.int64]]]) -> None:
        """No cell is hidden where all others of its line are printed."""
        for lone, others in lines:
            index = np.append(others, lone).astype(np.int32)
            value = np.append(np.ones(len(others)), -1.0)
            self._highs.addRow(0.0, INFINITY, len(index), index, value)

    def _solve_once(self, until: float) -> tuple[Floats, float, bool]:
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
        self.best: Flags | None = None
        self._still: dict[Target, Flags] = {}
        self._of_cell: dict[int, list[Target]] = {}
        for target in problem.insider_targets:
            self._of_cell.setdefault(target.cell, []).append(target)
        single = problem.matrix[np.flatnonzero(np.diff(problem.matrix.indptr) == 1)]
        known = problem.state != State.UNKNOWN
        self._plain = bool(known.all()) and len(set(single.indices)) == problem.matrix.shape[1]

    def linear(self) -> None:
        """Cut until the linear master has nothing left to cut off."""
        while True:
            self.x, self.bound, _ = self._solve()
            cuts = self.separation.violated(self.x, self.targets, self.until)
            if not cuts:
                return
            self.master.add(cuts)

    def whole(self) -> bool:
        """Cut until a whole choice fails nowhere. Returns whether it is proven best.

        A choice that is nearly best shows as well what fails as the best would, and is found much
        sooner; only when nearly best ones fail no more is the best looked for.
        """
        self.near()
        for gap in _GAPS:
            while True:
                self.master.choose(whole=True, gap=gap)
                x, bound, proven = self._solve()
                self.x, self.bound = np.round(x), max(bound, self.bound)
                cuts = self.separation.sharpest(self.x, self.targets, self.until)
                if not cuts:
                    cuts = self.insiders()
                if not cuts:
                    self.best = self.x > 0.5
                    break
                self.master.add(cuts)
                self.master.choose(whole=False)
                whole = self.x
                self.linear()
                self.near()
                self.x = whole
        return proven

    def insiders(self) -> list[Cut]:
        """What somebody who knows the one child of a hidden cell could work out about others."""
        asked = self.suspicions(self.x > 0.5)
        cuts = self.separation.sharpest(self.x, asked, self.until)
        self.targets += [cut.target for cut in cuts]
        return cuts

    def near(self) -> None:
        """Round the linear answer, cut off what fails there, and again, while the bound gains."""
        idle = 0
        while idle < _IDLE:
            before = self.bound
            rounded = np.where(self.x > 0.5, 1.0, 0.0)
            cuts = self.separation.sharpest(rounded, self.targets, self.until)
            if not cuts:
                return
            self.master.add(cuts)
            self.linear()
            idle = idle + 1 if self.bound < before * (1 + 1e-3) else 0

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
            if not moving and moved is not None:
                self._still[target] = away
                self._reuse(moved, {cell for cell in known if away[cell]})
        return asked

    def _reuse(self, moved: Floats, known: set[int]) -> None:
        """A table that shows one target, drawn further or to the other side, often shows others.

        Only where every inner count is a cell of its own, so that none goes below zero; and a
        `known` cell among those that moved may show itself, and nothing else.
        """
        if not self._plain:
            return
        problem = self.problem
        touched = np.flatnonzero(moved)
        for cell in touched.tolist():
            if known - {cell}:
                continue
            for target in self._of_cell.get(cell, ()):
                drawn = moved[touched] * (target.level - problem.truth[cell]) / moved[cell]
                if np.all(problem.truth[touched] + drawn >= -TOLERANCE):
                    self._still.setdefault(target, moved != 0.0)

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
    if not problem.cells:
        # Nobody is counted: every cell is a zero, and zeros are printed.
        return Pattern(np.zeros(0, dtype=bool), 0.0, 0.0, True, 0, 0, 0, 0.0)
    search = _Search(problem, seconds)
    try:
        search.linear()
        proven = search.whole()
        return search.pattern(search.x > 0.5, optimal=proven)
    except OutOfTimeError:
        mended = _mend(search)
        if search.best is not None and _added(problem, search.best) < _added(problem, mended):
            mended = search.best
        return search.pattern(mended, optimal=False)


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
            return _lighten(search, hidden)
        for target in failing:
            moved = movement.least(target)
            if moved is None:
                raise CannotProtectError((target,))
            for cell in np.flatnonzero((moved != 0.0) & ~hidden):
                hidden[cell] = True
                movement.allow(int(cell), 1e-3 * float(problem.cost.mean()))


def _lighten(search: _Search, hidden: Flags) -> Flags:
    """Print again what is hidden for nothing, the dearest first, for a few seconds."""
    problem = search.problem
    until = time.monotonic() + _LIGHTEN
    extra = np.flatnonzero(hidden & (problem.state == State.OPEN))
    for cell in sorted(extra.tolist(), key=lambda c: -problem.cost[c]):
        if time.monotonic() > until:
            break
        hidden[cell] = False
        if _failing(search, hidden):
            hidden[cell] = True
    return hidden


def _added(problem: Problem, hidden: Flags) -> float:
    return float(problem.cost[hidden & (problem.state == State.OPEN)].sum())


def _failing(search: _Search, hidden: Flags) -> list[Target]:
    x = hidden.astype(np.float64)
    cuts = search.separation.violated(x, search.targets, np.inf)
    if not cuts:
        cuts = search.separation.violated(x, search.suspicions(hidden), np.inf)
        search.targets += [cut.target for cut in cuts]
    return [cut.target for cut in cuts]
