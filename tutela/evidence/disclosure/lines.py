"""Lines: a parent and its children, along one column. They speed the search; nothing rests on them.

Who sees all cells of a line but one can work that one out. So a hidden cell alone in a line is
hidden for nothing, and some best choice has none (the bridge-less inequalities of Fischetti and
Salazar). Told so, the linear master stops spreading halves of cells over the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .hierarchies import TOTAL, Codes, Hierarchies
from .linear import Floats
from .sheets import Sheet

Cell = frozenset[tuple[str, str]]


def lines_of(
    sheets: Sequence[Sheet],
    rows: Mapping[Cell, int],
    codes: Mapping[str, Codes],
    trees: Hierarchies,
) -> list[NDArray[np.int64]]:
    """Each line as rows of the problem. rows: printed cell (without totals) → row, -1 for zeros."""
    columns = {column for sheet in sheets for column in sheet.columns}
    parts = {column: _partitions(codes[column], trees.get(column, ())) for column in columns}
    found: dict[bytes, NDArray[np.int64]] = {}
    for cell, parent in rows.items():
        if parent < 0:
            continue
        labels = dict(cell)
        for column in columns:
            for children in parts[column].get(labels.get(column, TOTAL), ()):
                rest = cell - {(column, labels.get(column, TOTAL))}
                line = _line(rest, column, children, rows)
                if line is not None and len(line) > 1:
                    whole = np.append(line, parent)
                    found.setdefault(np.sort(whole).tobytes(), whole)
    return list(found.values())


def _partitions(
    codes: Codes, trees: Sequence[Mapping[str, Sequence[str]]]
) -> dict[str, list[tuple[str, ...]]]:
    """The ways in which the hierarchies divide a label into others."""
    parts: dict[str, list[tuple[str, ...]]] = {}
    for tree in trees:
        for parent, children in tree.items():
            if codes.leaves_of(parent) != frozenset(codes.leaves):
                parts.setdefault(parent, []).append(tuple(children))
        below = {child for children in tree.values() for child in children}
        tops = [label for label in tree if label not in below and label != TOTAL]
        covered = frozenset[str]().union(*(codes.leaves_of(label) for label in tops))
        tops += [leaf for leaf in codes.leaves if leaf not in covered]
        if len(tops) > 1:
            parts.setdefault(TOTAL, []).append(tuple(tops))
    if TOTAL not in parts:
        parts[TOTAL] = [codes.leaves]
    return parts


def _line(
    rest: Cell, column: str, children: Sequence[str], rows: Mapping[Cell, int]
) -> NDArray[np.int64] | None:
    """The children that are not zero; none where one of them is not printed."""
    found = []
    for child in children:
        row = rows.get(rest | {(column, child)})
        if row is None:
            return None
        if row >= 0:
            found.append(row)
    return np.array(found, dtype=np.int64)


class Lines:
    """The lines that can be broken, for the master."""

    def __init__(
        self, lines: Sequence[NDArray[np.int64]], cells: int, hidden: NDArray[np.bool_]
    ) -> None:
        count = [int(hidden[line].sum()) for line in lines]
        self.forced = [line for line, n in zip(lines, count, strict=True) if n == 1]
        self._loose = [line for line, n in zip(lines, count, strict=True) if n == 0]
        starts = np.concatenate([[0], np.cumsum([len(line) for line in self._loose])])
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *self._loose])
        shape = (len(self._loose), cells)
        self._matrix = sparse.csr_array((np.ones(len(columns)), columns, starts), shape=shape)

    def every(self) -> list[tuple[int, NDArray[np.int64]]]:
        """Each cell of each line that can be broken, and the others of the line."""
        return [(int(lone), line[line != lone]) for line in self._loose for lone in line]

    def broken(self, x: Floats) -> list[tuple[int, NDArray[np.int64]]]:
        """Lines with one cell hidden more than all others together: that cell, the others."""
        if not self._loose:
            return []
        most = (self._matrix.multiply(x[None, :]).tocsr()).max(axis=1).toarray().ravel()
        wrong = np.flatnonzero(2 * most > self._matrix @ x + 1e-4)
        broken = []
        for n in wrong:
            line = self._loose[n]
            lone = line[np.argmax(x[line])]
            broken.append((int(lone), line[line != lone]))
        return broken
