"""The attacker: what the files as written give away, all of them taken together.

Nothing here knows the truth, or how a pattern was chosen. Every published cell is an equation over
inner counts that are whole and not negative; for each hidden cell the smallest and the largest
count that fit are worked out. First by linear programs; where an extreme falls on a table that is
not whole, by a whole-number program.

Releases that state the same cell differently are vintages of one another. The attacker then takes
it that no more children were revised than the published changes prove.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, isnan

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tutela.evidence.problems import BadInputError, Problem

from .linear import INFINITY, Floats, LinearSystem, load, quiet
from .space import Space
from .vintages import Line, Revision, dated_lines, space_of_releases
from .written import Release

Indices = NDArray[np.int64]
_NEAR = 1e-5
_CORNERS = 3
_KEPT = 500


@dataclass(frozen=True)
class Exposed:
    """One hidden (or rounded) cell, and the least and the most that it can be."""

    release: str
    file: str
    cell: Mapping[str, str]
    low: float
    high: float
    printed: float

    @property
    def exact(self) -> bool:
        """Is it known?"""
        return self.low == self.high


@dataclass(frozen=True)
class Attack:
    """Everything found out. loose: tables run in a ring too large to be taken as one."""

    exposed: tuple[Exposed, ...]
    revisions: tuple[Revision, ...]
    vintages: int
    loose: bool


def attack(releases: Sequence[Release]) -> Attack:
    """Attack the releases as one set. Raises BadInputError where they contradict themselves."""
    space = space_of_releases(releases)
    lines, revisions, vintages = dated_lines(space, releases)
    system = System(space, lines, vintages)
    exposed = []
    for line in lines:
        if isnan(line.row.value) or line.release.rounded_within is not None:
            low, high = system.interval(line)
            exposed.append(
                Exposed(line.release.name, line.table.file, line.cell, low, high, line.row.value)
            )
    return Attack(tuple(exposed), tuple(revisions), vintages, space.loose)


class System:
    """What is published, as bounds on sums of inner counts, with the known ones taken out."""

    def __init__(
        self, space: Space, lines: Sequence[Line], vintages: int, guesses: Sequence[Line] = ()
    ) -> None:
        """guesses: hidden cells of one child, whose value will be taken as known, now and then."""
        size = space.size
        self._size = size
        steps = vintages - 1
        self._width = vintages * size + 2 * steps * size
        rows = [
            (line.inner + line.vintage * size, *line.between(), line)
            for line in lines
            if not isnan(line.row.value)
        ]
        matrix = ones([row[0] for row in rows], self._width)
        lower = np.array([row[1] for row in rows])
        upper = np.array([row[2] for row in rows])
        blocks = [matrix]
        if space.links.shape[0]:
            for n in range(vintages):
                shift = sparse.csr_array((space.links.shape[0], n * size))
                after = sparse.csr_array((space.links.shape[0], self._width - (n + 1) * size))
                blocks.append(sparse.csr_array(sparse.hstack([shift, space.links, after])))
        for n in range(steps):
            blocks.append(step(size, vintages, n))
        extra = sum(block.shape[0] for block in blocks[1:])
        self._matrix = sparse.csr_array(sparse.vstack(blocks))
        self._lower = np.concatenate([lower, np.zeros(extra)])
        self._upper = np.concatenate([upper, np.zeros(extra)])
        self._value = np.full(self._width, np.nan)
        self._fix([row[3] for row in rows])
        self._found: dict[bytes, tuple[float, float]] = {}
        self._guessed: dict[bytes, int] = {}
        self._seen: list[Floats] = []  # whole tables that were met on the way
        self._split: dict[bytes, tuple[NDArray[np.int32], float]] = {}
        self._prepare(steps, vintages, guesses)

    def _fix(self, lines: list[Line]) -> None:
        """Take out inner counts that are plain: under a zero, or alone in a published cell."""
        matrix, value = self._matrix, self._value
        for n in np.flatnonzero((self._lower == self._upper) & (self._upper == 0)):
            span = slice(matrix.indptr[n], matrix.indptr[n + 1])
            if np.all(matrix.data[span] > 0):
                value[matrix.indices[span]] = 0.0
        while True:
            known = np.nan_to_num(value)
            free = np.isnan(value).astype(np.float64)
            left = sparse.csr_array(abs(matrix)) @ free
            rest_low = self._lower - matrix @ known
            rest_high = self._upper - matrix @ known
            wrong = np.flatnonzero((left == 0) & ((rest_low > _NEAR) | (rest_high < -_NEAR)))
            if len(wrong):
                raise _contradiction(lines, int(wrong[0]), self._upper, matrix @ known)
            alone = np.flatnonzero((left == 1) & (self._lower == self._upper))
            if not len(alone):
                break
            for n in alone:
                span = slice(matrix.indptr[n], matrix.indptr[n + 1])
                at = [j for j in matrix.indices[span] if np.isnan(value[j])]
                if at:
                    here = matrix.data[span][matrix.indices[span] == at[0]][0]
                    value[at[0]] = rest_low[n] / here
                    if value[at[0]] < -_NEAR:
                        raise _contradiction(lines, int(n), self._upper, matrix @ known)
        keep = np.flatnonzero(left > 0)
        self._free = np.flatnonzero(np.isnan(value))
        self._matrix = sparse.csr_array(matrix[keep][:, self._free])
        self._lower, self._upper = rest_low[keep], rest_high[keep]
        self._number = np.full(self._width, -1, dtype=np.int64)
        self._number[self._free] = np.arange(len(self._free))

    def _prepare(self, steps: int, vintages: int, guesses: Sequence[Line]) -> None:
        if steps:
            revised = (self._free >= vintages * self._size).astype(np.float64)
            if revised.any():
                least = self._least(revised)
                row = sparse.csr_array(revised.reshape(1, -1))
                self._matrix = sparse.csr_array(sparse.vstack([self._matrix, row]))
                self._lower = np.append(self._lower, 0.0)
                self._upper = np.append(self._upper, least)
        if guesses:
            free = [self._columns(guess)[0].astype(np.int64) for guess in guesses]
            first = self._matrix.shape[0]
            self._guessed = {guess.key(): first + n for n, guess in enumerate(guesses)}
            rows = ones(free, len(self._free))
            self._matrix = sparse.csr_array(sparse.vstack([self._matrix, rows]))
            self._lower = np.append(self._lower, np.zeros(len(free)))
            self._upper = np.append(self._upper, np.full(len(free), INFINITY))
        self._system = LinearSystem(self._matrix, self._lower, self._upper)
        if len(self._free) and self._system.feasible_point() is None:
            what = "the published cells cannot all be true: no table of counts fits them"
            raise BadInputError("release", [Problem(what)])

    def _least(self, revised: Floats) -> float:
        """How many revisions the published changes prove."""
        system = LinearSystem(self._matrix, self._lower, self._upper)
        where = np.flatnonzero(revised).astype(np.int32)
        if system.feasible_point() is None:
            what = "the published cells cannot all be true, even as vintages of one another"
            raise BadInputError("release", [Problem(what)])
        return float(ceil(system.extreme(where, np.ones(len(where)), -1).value - _NEAR))

    def interval(self, line: Line) -> tuple[float, float]:
        """The least and the most that a cell can be; infinite where nothing bounds it."""
        columns, fixed = self._columns(line)
        if not len(columns):
            return fixed, fixed
        key = columns.tobytes()
        if key not in self._found:
            self._found[key] = (self._extreme(columns, -1), self._extreme(columns, 1))
        low, high = self._found[key]
        if line.release.rounded_within is not None and not isnan(line.row.value):
            low, high = max(low, line.between()[0] - fixed), min(high, line.between()[1] - fixed)
        return fixed + low, fixed + high

    def signature(self, line: Line) -> bytes:
        """The same for cells that come to the same sum, once what is plain is taken out."""
        return self._columns(line)[0].tobytes()

    def hold(self, known: Sequence[Line], *, firm: bool = True) -> None:
        """From now on `known` are taken to be 1 each; or, not `firm`, no longer."""
        for cell in known:
            free, plain = self._columns(cell)
            if len(free):
                bounds = (1.0 - plain, 1.0 - plain) if firm else (0.0, INFINITY)
                self._system.bound_row(self._guessed[cell.key()], *bounds)

    def pinned(self, hidden: Sequence[Line]) -> list[tuple[Line, float]]:
        """The guessed cells that only one count fits, when none of them is empty.

        Every table that is met on the way frees all cells that differ in it from another; only the
        few that never differed are asked about in person.
        """
        split = [self._columns(cell) for cell in hidden]
        for line, (free, plain) in zip(hidden, split, strict=True):
            if len(free):
                row = self._guessed[line.key()]
                self._system.bound_row(row, max(1.0 - plain, 0.0), INFINITY)
        plain_part = np.array([plain for _, plain in split])
        point = self._system.feasible_point() if len(self._free) else np.zeros(0)
        if point is None:
            return []
        sums = ones([free.astype(np.int64) for free, _ in split], len(self._free))
        low = high = sums @ point
        for n, (free, _) in enumerate(split):
            for sense in (1, -1) if len(free) else ():
                if high[n] - low[n] > _NEAR:
                    break
                found = self._system.extreme(free, np.ones(len(free)), sense).point
                if not len(found):  # nothing bounds it
                    high = np.where(np.arange(len(high)) == n, INFINITY, high)
                    break
                low, high = np.minimum(low, sums @ found), np.maximum(high, sums @ found)
        same = np.flatnonzero(high - low <= _NEAR)
        return [(hidden[int(n)], float(np.round(low[n] + plain_part[n]))) for n in same]

    def interval_held(self, line: Line) -> tuple[float, float]:
        """The least and the most that a cell can be for who knows what is held."""
        return self.end_held(line, -1), self.end_held(line, 1)

    def end_held(self, line: Line, sense: int) -> float:
        """The most (`sense` 1) or the least that a cell can be for who knows what is held.

        By linear programs alone: whole tables could only narrow it further, and rarely do.
        """
        columns, fixed = self._columns(line)
        if not len(columns):
            return fixed
        end = fixed + self._system.extreme(columns, np.ones(len(columns)), sense).value
        if not isfinite(end):
            return end
        return floor(end + _NEAR) if sense > 0 else ceil(end - _NEAR)

    def _columns(self, line: Line) -> tuple[NDArray[np.int32], float]:
        """The inner counts of a cell that are not plain, and the sum of those that are."""
        key = line.key()
        if key not in self._split:
            inner = line.inner + line.vintage * self._size
            fixed = float(np.nansum(self._value[inner]))
            free = self._number[inner[np.isnan(self._value[inner])]]
            self._split[key] = (np.sort(free).astype(np.int32), fixed)
        return self._split[key]

    def _extreme(self, columns: NDArray[np.int32], sense: int) -> float:
        answer = self._system.extreme(columns, np.ones(len(columns)), sense)
        if not isfinite(answer.value):
            return answer.value
        near = floor(answer.value + _NEAR) if sense > 0 else ceil(answer.value - _NEAR)
        if _whole(answer.point):
            self._seen = [*self._seen[1 - _KEPT :], np.round(answer.point)]
            return float(near)
        if any(seen[columns].sum() == near for seen in self._seen):
            return float(near)
        if self._other_corner(columns, sense, float(near)):
            return float(near)
        return self._whole_extreme(columns, sense, float(near))

    def _other_corner(self, columns: NDArray[np.int32], sense: int, near: float) -> bool:
        """Does a whole table reach the extreme too? A few corners of its face will mostly tell."""
        everything = np.arange(self._matrix.shape[1], dtype=np.int32)
        for turn in range(_CORNERS):
            weight = np.random.default_rng(turn).random(len(everything))
            weight[columns] += 1e5
            point = self._system.extreme(everything, weight, sense).point
            if not len(point) or not _whole(point):
                continue
            self._seen = [*self._seen[1 - _KEPT :], np.round(point)]
            if abs(point[columns].sum() - near) < _NEAR:
                return True
        return False

    def _whole_extreme(self, columns: NDArray[np.int32], sense: int, near: float) -> float:
        """The extreme over whole tables only; the linear one where that takes too long."""
        width = self._matrix.shape[1]
        cost = np.zeros(width)
        cost[columns] = -sense
        highs = quiet(time_limit=10.0)
        load(
            highs,
            self._matrix,
            rows=(self._lower, self._upper),
            columns=(np.zeros(width), np.full(width, INFINITY)),
            cost=cost,
            whole=np.ones(width, dtype=bool),
        )
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return near
        return float(round(-sense * highs.getInfo().objective_function_value))


def _whole(point: Floats) -> bool:
    return bool(np.all(np.abs(point - np.round(point)) < _NEAR))


def _contradiction(lines: Sequence[Line], at: int, printed: Floats, parts: Floats) -> BadInputError:
    if at >= len(lines):
        return BadInputError("release", [Problem("tables that share a margin disagree about it")])
    line = lines[at]
    what = f"is {printed[at]:g}, but its parts add up to {parts[at]:g}"
    place = f"{line.release.name}/{line.table.file}"
    return BadInputError(place, [Problem(what, line.row.line, line.table.count)])


def ones(rows: Sequence[Indices], width: int) -> sparse.csr_array:
    """A matrix of zeros and ones from the places of the ones in each row."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    columns = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    return sparse.csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), width))


def step(size: int, vintages: int, n: int) -> sparse.csr_array:
    """The next vintage less this one is what was added less what was taken away."""
    eye = sparse.eye_array(size, format="csr")
    parts = [sparse.csr_array((size, size))] * (vintages + 2 * (vintages - 1))
    parts[n], parts[n + 1] = -eye, eye
    parts[vintages + 2 * n], parts[vintages + 2 * n + 1] = -eye, eye
    return sparse.csr_array(sparse.hstack(parts))
