"""Earlier releases as part of the problem: what is out is out, and must not be opened further.

Whatever an earlier release printed becomes an equation; whatever it hid must stay possible at the
threshold or above, as far as it was until now. A release that states a cell differently is an
earlier vintage; its inner counts are tied to the present ones by the fewest revisions that the true
present counts need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np
from scipy import sparse

from tutela.evidence.problems import BadInputError
from tutela.evidence.problems import Problem as Fault

from .assembly import Assembly
from .attack import attack, ones, step
from .hierarchies import Hierarchies
from .linear import INFINITY, Floats, LinearSystem
from .policy import Policy
from .problem import Problem, State, Target
from .sheets import Sheet
from .space import Space
from .tables import Row
from .vintages import Line, dated_lines, space_of_releases
from .written import Release, ReleasedTable

_NOW = "this release"


def with_earlier(
    assembly: Assembly,
    sheets: Sequence[Sheet],
    trees: Hierarchies,
    before: Sequence[Release],
    policy: Policy,
) -> Problem:
    """The problem of `assembly`, its cells first and in their order, beside all releases `before`.

    Raises BadInputError where the present counts and the earlier releases cannot all be true.
    """
    present = _as_release(sheets, trees)
    space = space_of_releases([*before, present])
    lines, _, vintages = dated_lines(space, [*before, present])
    joint = _Joint(space, vintages)
    now = [line for line in lines if line.release is present]
    past = [line for line in lines if line.release is not present]
    first: dict[int, Line] = {}
    for line, n in zip(now, assembly.of, strict=True):
        if n >= 0:
            first.setdefault(int(n), line)
    cells = [first[n] for n in range(assembly.problem.cells)]
    hidden = _still_hidden(joint, past, cells)
    zeros = [line for line, n in zip(now, assembly.of, strict=True) if n < 0]
    shown = [line for line in past if not isnan(line.row.value)]
    matrix = joint.rows([*cells, *(line for line, _ in hidden)])
    links, lower, upper = joint.links([*shown, *zeros])
    old = assembly.problem
    truth = np.concatenate([old.truth, np.zeros(len(hidden))])
    state = np.concatenate([old.state, np.full(len(hidden), State.UNKNOWN, dtype=np.int64)])
    if vintages > 1:
        row, most = joint.budget(matrix, links, lower, upper, old.truth)
        links = sparse.csr_array(sparse.vstack([links, row]))
        lower, upper = np.append(lower, 0.0), np.append(upper, most)
    open_until_now = _open_until_now(before, policy)
    targets = [
        Target(old.cells + n, 1, float(policy.threshold))
        for n, (_, names) in enumerate(hidden)
        if names & open_until_now
    ]
    problem = replace(
        old,
        matrix=matrix,
        truth=truth,
        cost=np.concatenate([old.cost, np.zeros(len(hidden))]),
        state=state,
        targets=(*old.targets, *targets),
        links=links,
        link_lower=lower,
        link_upper=upper,
    )
    _must_fit(problem)
    return problem


def _as_release(sheets: Sequence[Sheet], trees: Hierarchies) -> Release:
    tables = []
    for sheet in sheets:
        cells = zip(sheet.cells(), sheet.values, strict=True)
        rows = tuple(Row(x, float(v), sheet.lines.get(x, 0)) for x, v in cells)
        tables.append(ReleasedTable(sheet.name, sheet.columns, sheet.count, rows))
    return Release(_NOW, tuple(tables), trees)


class _Joint:
    """Inner counts of every vintage, one after another, then what was added and taken away."""

    def __init__(self, space: Space, vintages: int) -> None:
        self._space = space
        self._vintages = vintages
        self._size = space.size
        self._width = vintages * space.size + 2 * (vintages - 1) * space.size

    def key(self, line: Line) -> bytes:
        """The same for two rows that state one quantity."""
        return (line.inner + line.vintage * self._size).tobytes()

    def rows(self, lines: Sequence[Line]) -> sparse.csr_array:
        """Each row as a sum of inner counts."""
        return ones([line.inner + line.vintage * self._size for line in lines], self._width)

    def links(self, lines: Sequence[Line]) -> tuple[sparse.csr_array, Floats, Floats]:
        """Equations: printed rows, margins that tables share, and steps between vintages."""
        bounds = [line.between() for line in lines]
        parts = [self.rows(lines)]
        shared = self._space.links
        for n in range(self._vintages if shared.shape[0] else 0):
            left = sparse.csr_array((shared.shape[0], n * self._size))
            right = sparse.csr_array((shared.shape[0], self._width - (n + 1) * self._size))
            parts.append(sparse.csr_array(sparse.hstack([left, shared, right])))
        parts += [step(self._size, self._vintages, n) for n in range(self._vintages - 1)]
        zeros = np.zeros(sum(part.shape[0] for part in parts[1:]))
        lower = np.concatenate([[low for low, _ in bounds], zeros])
        upper = np.concatenate([[high for _, high in bounds], zeros])
        return sparse.csr_array(sparse.vstack(parts)), lower, upper

    def budget(
        self,
        matrix: sparse.csr_array,
        links: sparse.csr_array,
        lower: Floats,
        upper: Floats,
        truth: Floats,
    ) -> tuple[sparse.csr_array, float]:
        """The sum of all revisions, and the least it can be beside the true present counts."""
        known = sparse.csr_array(sparse.vstack([matrix[: len(truth)], links]))
        system = LinearSystem(known, np.concatenate([truth, lower]), np.concatenate([truth, upper]))
        if system.feasible_point() is None:
            raise _contradiction()
        where = np.arange(self._vintages * self._size, self._width, dtype=np.int32)
        least = system.extreme(where, np.ones(len(where)), -1).value
        row = sparse.csr_array(
            (np.ones(len(where)), where, np.array([0, len(where)])), shape=(1, self._width)
        )
        return row, least + 1e-6


def _still_hidden(
    joint: _Joint, past: Sequence[Line], cells: Sequence[Line]
) -> list[tuple[Line, set[str]]]:
    """What is hidden in earlier releases and not one of the present cells, with its names."""
    known = {joint.key(line) for line in cells}
    known |= {joint.key(line) for line in past if not isnan(line.row.value)}
    found: dict[bytes, tuple[Line, set[str]]] = {}
    for line in past:
        key = joint.key(line)
        if isnan(line.row.value) and key not in known:
            found.setdefault(key, (line, set()))[1].add(_name(line.release.name, line.cell))
    return list(found.values())


def _open_until_now(before: Sequence[Release], policy: Policy) -> set[str]:
    """The hidden cells of earlier releases that could be at the threshold or above, until now."""
    return {
        _name(found.release, dict(found.cell))
        for found in attack(before).exposed
        if found.high >= policy.threshold
    }


def _name(release: str, cell: dict[str, str]) -> str:
    return f"{release}: {sorted(cell.items())}"


def _must_fit(problem: Problem) -> None:
    known = problem.state != State.UNKNOWN
    lower = np.where(known, problem.truth, 0.0)
    upper = np.where(known, problem.truth, INFINITY)
    system = LinearSystem(
        sparse.csr_array(sparse.vstack([problem.matrix, problem.links])),
        np.concatenate([lower, problem.link_lower]),
        np.concatenate([upper, problem.link_upper]),
    )
    if system.feasible_point() is None:
        raise _contradiction()


def _contradiction() -> BadInputError:
    what = "these tables and the earlier releases cannot all be true"
    return BadInputError("earlier releases", [Fault(what)])
