"""The inner counts that all tables of a release set are sums of.

Tables over the same columns, or over fewer of them, share one *block*: the cross-classification of
their columns' leaves. Tables over different columns get a block each, and equations that tie the
margins they share. For a set of tables that hangs together like a tree (each meets the others in
columns that one of them holds) this says everything there is to know. Where tables run in a ring
(A×B, B×C, C×A), an attacker may know more, since one population must fit all three; then their
blocks are merged into one over all their columns, as long as it stays small enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .hierarchies import TOTAL, Codes

LARGEST_MERGED_BLOCK = 100_000

Columns = frozenset[str]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class _Block:
    columns: tuple[str, ...]
    shape: tuple[int, ...]
    offset: int

    @property
    def size(self) -> int:
        return prod(self.shape)


class Space:
    """Numbers the inner counts, and says of which a cell is the sum.

    codes: per column. used: per column, the labels that any table prints (leaves that no table
    tells apart are one inner count). sets: the columns of each table.
    """

    def __init__(
        self, codes: Mapping[str, Codes], used: Mapping[str, Iterable[str]], sets: Sequence[Columns]
    ) -> None:
        self._codes = codes
        self._atoms = {column: _atoms(codes[column], used[column]) for column in codes}
        self._label_atoms: dict[tuple[str, str], Indices] = {}
        groups, edges, self.loose = _arrange(set(sets), {c: self._width(c) for c in codes})
        self._blocks: list[_Block] = []
        for group in groups:
            columns = tuple(sorted(group))
            offset = self._blocks[-1].offset + self._blocks[-1].size if self._blocks else 0
            shape = tuple(self._width(column) for column in columns)
            self._blocks.append(_Block(columns, shape, offset))
        self.size = sum(block.size for block in self._blocks)
        self.links = self._link(edges)

    def inner(self, cell: Mapping[str, str]) -> Indices:
        """The inner counts that make up a cell (column → label; what is not named is total)."""
        named = {column for column, label in cell.items() if label != TOTAL}
        block = next(b for b in self._blocks if named <= set(b.columns))
        return self._inner(block, cell)

    def _inner(self, block: _Block, cell: Mapping[str, str]) -> Indices:
        index = np.zeros(1, dtype=np.int64)
        for column, width in zip(block.columns, block.shape, strict=True):
            atoms = self._of(column, cell.get(column, TOTAL))
            index = (index[:, None] * width + atoms[None, :]).ravel()
        return index + block.offset

    def _of(self, column: str, label: str) -> Indices:
        key = (column, label)
        if key not in self._label_atoms:
            leaves = self._codes[column].leaves_of(label)
            atoms = sorted({self._atoms[column][leaf] for leaf in leaves})
            self._label_atoms[key] = np.array(atoms, dtype=np.int64)
        return self._label_atoms[key]

    def _width(self, column: str) -> int:
        return max(self._atoms[column].values(), default=0) + 1

    def _link(self, edges: list[tuple[int, int]]) -> sparse.csr_array:
        """One equation for each margin that two blocks share."""
        parts: list[tuple[Indices, Indices]] = []
        for left, right in edges:
            one, other = self._blocks[left], self._blocks[right]
            shared = [column for column in one.columns if column in other.columns]
            widths = [self._width(column) for column in shared]
            for place in np.ndindex(*widths):
                parts.append((self._at(one, shared, place), self._at(other, shared, place)))
        rows = [np.full(len(a) + len(b), n) for n, (a, b) in enumerate(parts)]
        if not rows:
            return sparse.csr_array((0, self.size))
        data = [np.concatenate([np.ones(len(a)), -np.ones(len(b))]) for a, b in parts]
        columns = [np.concatenate(pair) for pair in parts]
        shape = (len(parts), self.size)
        where = (np.concatenate(rows), np.concatenate(columns))
        return sparse.csr_array((np.concatenate(data), where), shape=shape)

    def _at(self, block: _Block, shared: list[str], place: tuple[int, ...]) -> Indices:
        index = np.zeros(1, dtype=np.int64)
        for column, width in zip(block.columns, block.shape, strict=True):
            atoms = [place[shared.index(column)]] if column in shared else np.arange(width)
            index = (index[:, None] * width + np.asarray(atoms)[None, :]).ravel()
        return index + block.offset


def _atoms(codes: Codes, used: Iterable[str]) -> dict[str, int]:
    """Leaves numbered so that those which no printed label tells apart share a number."""
    sets = [codes.leaves_of(label) for label in sorted(set(used))]
    marks: dict[str, list[int]] = {leaf: [] for leaf in codes.leaves}
    for n, leaves in enumerate(sets):
        for leaf in leaves:
            marks[leaf].append(n)
    numbers: dict[tuple[int, ...], int] = {}
    return {leaf: numbers.setdefault(tuple(mark), len(numbers)) for leaf, mark in marks.items()}


def _arrange(
    sets: set[Columns], width: Mapping[str, int]
) -> tuple[list[Columns], list[tuple[int, int]], bool]:
    """Blocks, the pairs of them to tie, and whether a ring had to be left unmerged."""
    groups = _largest(sets)
    while True:
        edges, ring = _join_tree(groups)
        if not ring:
            return groups, edges, False
        merged = frozenset[str]().union(*(groups[n] for n in ring))
        if prod(width[column] for column in merged) > LARGEST_MERGED_BLOCK:
            return groups, list(combinations(range(len(groups)), 2)), True
        groups = _largest({*groups, merged})


def _largest(sets: set[Columns]) -> list[Columns]:
    kept = [one for one in sets if not any(one < other for other in sets)]
    return sorted(kept, key=lambda columns: (-len(columns), sorted(columns)))


def _join_tree(groups: list[Columns]) -> tuple[list[tuple[int, int]], list[int]]:
    """Take off ears (Graham; Yu and Özsoyoğlu): the ties, and what is left if it is a ring."""
    left = list(range(len(groups)))
    edges: list[tuple[int, int]] = []
    while len(left) > 1:
        for ear in left:
            others = [n for n in left if n != ear]
            shared = groups[ear] & frozenset[str]().union(*(groups[n] for n in others))
            host = next((n for n in others if shared <= groups[n]), None)
            if host is not None:
                edges.append((ear, host))
                left.remove(ear)
                break
        else:
            return edges, left
    return edges, []
