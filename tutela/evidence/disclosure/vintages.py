"""Releases as rows over inner counts, and which of them are vintages of one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from .hierarchies import codes_of
from .space import Space
from .tables import Row
from .written import Release, ReleasedTable

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Revision:
    """A cell that two releases print differently."""

    cell: Mapping[str, str]
    before: float
    after: float


@dataclass(frozen=True)
class Line:
    """A row of a file and the inner counts that it is the sum of."""

    release: Release
    table: ReleasedTable
    row: Row
    inner: Indices
    vintage: int = 0

    @property
    def cell(self) -> dict[str, str]:
        return dict(zip(self.table.columns, self.row.labels, strict=True))

    def key(self) -> bytes:
        """The same for two rows that state one quantity of one vintage."""
        return bytes([self.vintage]) + self.inner.tobytes()

    def between(self) -> tuple[float, float]:
        """What the printed number says about the true one."""
        within = self.release.rounded_within
        if within is None:
            return self.row.value, self.row.value
        return max(0.0, self.row.value - within), self.row.value + within


def space_of_releases(releases: Sequence[Release]) -> Space:
    """The inner counts under everything that the releases print."""
    tables = [table for release in releases for table in release.tables]
    trees: dict[str, list[dict[str, Sequence[str]]]] = {}
    for release in releases:
        for column, more in release.hierarchies.items():
            known = trees.setdefault(column, [])
            known += [dict(tree) for tree in more if dict(tree) not in known]
    used: dict[str, dict[str, None]] = {}
    for table in tables:
        for n, column in enumerate(table.columns):
            used.setdefault(column, {}).update({row.labels[n]: None for row in table.rows})
    codes = {
        column: codes_of(column, trees.get(column, ()), list(seen)) for column, seen in used.items()
    }
    return Space(codes, used, [frozenset(table.columns) for table in tables])


def dated_lines(
    space: Space, releases: Sequence[Release]
) -> tuple[list[Line], list[Revision], int]:
    """Every row with its vintage: a release that contradicts the one before it begins the next."""
    lines = [
        Line(release, table, row, space.inner(dict(zip(table.columns, row.labels, strict=True))))
        for release in releases
        for table in release.tables
        for row in table.rows
    ]
    dated: list[Line] = []
    revisions: list[Revision] = []
    known: dict[bytes, tuple[float, float]] = {}
    vintage = 0
    for release in releases:
        own = [line for line in lines if line.release is release]
        stated = {}
        for line in own:
            if not isnan(line.row.value):
                stated[line.inner.tobytes()] = line
        clash = [
            Revision(line.cell, known[key][0], line.row.value)
            for key, line in stated.items()
            if key in known and not _meet(known[key], line.between())
        ]
        if clash:
            vintage += 1
            revisions += clash
            known = {}
        known.update({key: line.between() for key, line in stated.items()})
        dated += [Line(x.release, x.table, x.row, x.inner, vintage) for x in own]
    return dated, revisions, vintage + 1


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
