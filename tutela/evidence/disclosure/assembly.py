"""Joins sheets and earlier releases into one problem, and keeps track of which cell is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tutela.evidence.problems import BadInputError
from tutela.evidence.problems import Problem as Fault

from .hierarchies import TOTAL, Codes, Hierarchies
from .linear import Flags, Floats, LinearSystem
from .lines import lines_of
from .policy import Cost, Policy, Zeros
from .problem import Problem, State, Target
from .sheets import Labels, Sheet
from .space import Space

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Printed:
    """One printed cell: where it stands and what it counts."""

    sheet: int
    labels: Labels
    value: float


@dataclass(frozen=True)
class Assembly:
    """A problem over *quantities*, and the printed cells that show each of them.

    One quantity may be printed often: as a total here and a cell there, or as a parent of a single
    child that is not zero. All its printed cells are hidden together, and each counts in the cost.
    of: per printed cell, the row of the problem, or -1 where the cell is zero.
    """

    printed: tuple[Printed, ...]
    of: Indices
    problem: Problem
    sensitive: Flags
    space: Space
    first: tuple[int, ...]

    def distinct(self) -> list[tuple[int, Printed]]:
        """Row of the problem and printed cell, each cell once even where two files print it."""
        return [(int(self.of[n]), self.printed[n]) for n in self.first]


def space_of(sheets: Sequence[Sheet], codes: Mapping[str, Codes]) -> Space:
    """The inner counts under all the sheets."""
    used: dict[str, set[str]] = {column: set() for column in codes}
    for sheet in sheets:
        for column, labels in zip(sheet.columns, sheet.labels, strict=True):
            used[column] |= set(labels)
    return Space(codes, used, [frozenset(sheet.columns) for sheet in sheets])


def assemble(
    sheets: Sequence[Sheet], codes: Mapping[str, Codes], trees: Hierarchies, policy: Policy
) -> Assembly:
    """One problem for all sheets. Raises BadInputError where two of them disagree."""
    space = space_of(sheets, codes)
    printed = tuple(
        Printed(n, labels, float(value))
        for n, sheet in enumerate(sheets)
        for labels, value in zip(sheet.cells(), sheet.values, strict=True)
    )
    inner = [space.inner(sheets[cell.sheet].cell(cell.labels)) for cell in printed]
    gone = np.zeros(space.size, dtype=bool)
    if policy.zeros is Zeros.PUBLISHED:
        for cell, parts in zip(printed, inner, strict=True):
            if cell.value == 0:
                gone[parts] = True
    rows, of = _quantities(sheets, printed, inner, gone)
    values = np.zeros(len(rows))
    for cell, row in zip(printed, of, strict=True):
        if row >= 0:
            values[row] = cell.value
    once: dict[frozenset[tuple[str, str]], int] = {}
    for n, cell in enumerate(printed):
        once.setdefault(frozenset(sheets[cell.sheet].cell(cell.labels).items()), n)
    first = tuple(once.values())
    shown = of[np.array(first)]
    single = {
        int(of[n])
        for n, cell in enumerate(printed)
        if cell.value == 1 and cell.labels in sheets[cell.sheet].inner
    }
    problem = _problem(*_reduced(rows, space, gone), values, shown[shown >= 0], policy, single)
    _must_add_up(sheets, printed, of, problem)
    names = {
        frozenset(
            (c, x) for c, x in sheets[cell.sheet].cell(cell.labels).items() if x != TOTAL
        ): int(of[n])
        for n, cell in enumerate(printed)
    }
    problem = replace(problem, lines=tuple(lines_of(sheets, names, codes, trees)))
    return Assembly(printed, of, problem, problem.state == State.HIDDEN, space, first)


def _must_add_up(
    sheets: Sequence[Sheet], printed: Sequence[Printed], of: Indices, problem: Problem
) -> None:
    """Raises BadInputError where cells of several tables cannot all be true."""
    matrix = problem.matrix
    plain = np.flatnonzero(np.diff(matrix.indptr) == 1)
    inner = np.full(matrix.shape[1], np.nan)
    inner[matrix.indices[matrix.indptr[plain]]] = problem.truth[plain]
    sums = matrix @ inner
    for cell, n in zip(printed, of, strict=True):
        if n >= 0 and not np.isnan(sums[n]) and sums[n] != cell.value:
            fault = _disagreement(sheets, cell, float(sums[n]), "the parts given elsewhere")
            raise BadInputError(sheets[cell.sheet].name, [fault])
    system = LinearSystem(
        sparse.csr_array(sparse.vstack([matrix, problem.links])),
        np.concatenate([problem.truth, problem.link_lower]),
        np.concatenate([problem.truth, problem.link_upper]),
    )
    if matrix.shape[1] and system.feasible_point() is None:
        what = "no table of counts fits all of them; a margin that they share is wrong somewhere"
        raise BadInputError(", ".join(sheet.name for sheet in sheets), [Fault(what)])


def _quantities(
    sheets: Sequence[Sheet], printed: Sequence[Printed], inner: Sequence[Indices], gone: Flags
) -> tuple[list[Indices], Indices]:
    """The distinct sums among the printed cells, and which of them each cell shows."""
    found: dict[bytes, int] = {}
    first: list[Printed] = []
    rows: list[Indices] = []
    of = np.full(len(printed), -1, dtype=np.int64)
    for n, (cell, parts) in enumerate(zip(printed, inner, strict=True)):
        left = np.sort(parts[~gone[parts]])
        if not len(left):
            if cell.value:
                raise BadInputError(
                    sheets[cell.sheet].name, [_disagreement(sheets, cell, 0.0, "the others")]
                )
            continue
        key = left.tobytes()
        if key not in found:
            found[key] = len(rows)
            rows.append(left)
            first.append(cell)
        elif first[found[key]].value != cell.value:
            other = first[found[key]]
            name = sheets[other.sheet].name
            raise BadInputError(
                sheets[cell.sheet].name, [_disagreement(sheets, cell, other.value, name)]
            )
        of[n] = found[key]
    return rows, of


def _disagreement(sheets: Sequence[Sheet], cell: Printed, other: float, name: str) -> Fault:
    sheet = sheets[cell.sheet]
    place = ", ".join(f"{column} {label}" for column, label in sheet.cell(cell.labels).items())
    what = f"{place}: {cell.value:g} here, {other:g} in {name}; one of them is wrong"
    return Fault(what, sheet.lines.get(cell.labels), sheet.count)


def _reduced(
    rows: list[Indices], space: Space, gone: Flags
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """The quantities and the ties over the inner counts that are not known to be zero."""
    number = np.cumsum(~gone) - 1
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = number[np.concatenate(rows)] if rows else np.zeros(0, dtype=np.int64)
    shape = (len(rows), int((~gone).sum()))
    matrix = sparse.csr_array((np.ones(len(columns)), columns, starts), shape=shape)
    links = sparse.csr_array(space.links.tocsc()[:, np.flatnonzero(~gone)])
    links.sum_duplicates()
    links.eliminate_zeros()
    return matrix, sparse.csr_array(links[np.flatnonzero(np.diff(links.indptr))])


def _problem(  # noqa: PLR0917 - all of it goes straight into the problem
    matrix: sparse.csr_array,
    links: sparse.csr_array,
    values: Floats,
    shown: Indices,
    policy: Policy,
    single: set[int],
) -> Problem:
    """shown: the quantity behind each distinct printed cell. single: inner cells of one child."""
    cost = np.zeros(len(values))
    np.add.at(cost, shown, policy.costs(values[shown]))
    if policy.cost is Cost.COUNT and len(shown):
        # Of all choices that hide the fewest cells, the one that hides the fewest children. The
        # whole of it stays below half a cell, so it never buys one.
        order = np.zeros(len(values))
        np.add.at(order, shown, np.log1p(values[shown]))
        cost += 0.5 * order / order.sum()
    slack = {Cost.COUNT: 0.49, Cost.FREQUENCY: 0.99, Cost.LOG: 1e-7}[policy.cost]
    sensitive = np.array([policy.sensitive(value) for value in values], dtype=bool)
    targets: list[Target] = []
    insider: list[Target] = []
    for cell in np.flatnonzero(sensitive):
        targets += policy.targets(int(cell), values[cell])
        insider += policy.insider_targets(int(cell), values[cell])
    return Problem(
        matrix=matrix,
        truth=values,
        cost=cost,
        state=np.where(sensitive, State.HIDDEN, State.OPEN).astype(np.int64),
        targets=tuple(targets),
        links=links,
        link_lower=np.zeros(links.shape[0]),
        link_upper=np.zeros(links.shape[0]),
        insiders=tuple(sorted(single)) if insider else (),
        insider_targets=tuple(insider),
        slack=slack,
    )
