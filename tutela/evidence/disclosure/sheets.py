"""From given tables to the cells that will be printed: inner cells, parents and totals.

Several files over the same columns may be parts of one table (a file per quarter, and one for the
year). A column in which the files have no code in common is the one they are divided by: such a
file prints its own codes there, and no total unless it gives one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from tutela.evidence.problems import BadInputError, Problem

from .hierarchies import TOTAL, Codes, Hierarchies, codes_of
from .linear import Floats
from .tables import Table

Labels = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What one table prints. values: in the order of the product of `labels`, column by column."""

    name: str
    columns: tuple[str, ...]
    count: str
    labels: tuple[Labels, ...]
    values: Floats
    inner: frozenset[Labels]
    lines: Mapping[Labels, int]

    def cells(self) -> list[Labels]:
        """The labels of every printed cell, in the order of `values`."""
        return list(product(*self.labels))

    def cell(self, labels: Labels) -> dict[str, str]:
        """A cell as column → label."""
        return dict(zip(self.columns, labels, strict=True))


def known_codes(tables: Sequence[Table], hierarchies: Hierarchies) -> dict[str, Codes]:
    """The codes of every column of the tables. Raises BadInputError for unknown codes."""
    columns = {column for table in tables for column in table.columns}
    for column in hierarchies:
        if column not in columns:
            raise BadInputError(
                "hierarchy", [Problem(f"no table has a column “{column}”", column=column)]
            )
    codes = {}
    for column in sorted(columns):
        trees = hierarchies.get(column, ())
        if trees:
            declared = codes_of(column, trees)
            for table in tables:
                _refuse_unknown(table, declared)
        seen = [
            row.labels[table.columns.index(column)]
            for table in tables
            if column in table.columns
            for row in table.rows
        ]
        codes[column] = codes_of(column, trees, seen)
    return codes


def _refuse_unknown(table: Table, codes: Codes) -> None:
    if codes.column not in table.columns:
        return
    at = table.columns.index(codes.column)
    problems = []
    for row in table.rows:
        label = row.labels[at]
        if label != TOTAL and label not in codes.groups and label not in codes.leaves:
            what = f"“{label}” is not a code of any hierarchy of this column"
            problems.append(Problem(what, row.line, codes.column))
    if problems:
        raise BadInputError(table.name, problems)


def printed(tables: Sequence[Table], codes: Mapping[str, Codes]) -> list[Sheet]:
    """The sheets of the tables. Raises BadInputError where a margin does not add up."""
    return [_Layout(table, tables, codes).sheet() for table in tables]


class _Layout:
    """Works out which labels a table prints in each column, and the count of every cell."""

    def __init__(self, table: Table, tables: Sequence[Table], codes: Mapping[str, Codes]) -> None:
        self.table = table
        self.codes = codes
        alike = [other for other in tables if set(other.columns) == set(table.columns)]
        self.given = {c: _given(table, c) for c in table.columns}
        self.divided = {c for c in table.columns if _divides(c, alike, codes[c])}
        self.base = {c: self._base(c) for c in table.columns}

    def sheet(self) -> Sheet:
        table = self.table
        base = [self.base[c] for c in table.columns]
        values = np.zeros([len(labels) for labels in base])
        places = [{label: n for n, label in enumerate(labels)} for labels in base]
        lines = {}
        for row in table.rows:
            lines[row.labels] = row.line
            if all(label in place for label, place in zip(row.labels, places, strict=True)):
                at = tuple(p[label] for label, p in zip(row.labels, places, strict=True))
                values[at] = row.value
        labels = []
        for axis, column in enumerate(table.columns):
            prints, sums = self._sums(column)
            labels.append(prints)
            values = np.moveaxis(np.tensordot(sums, values, axes=(1, axis)), 0, axis)
        inner = frozenset(product(*base))
        sheet = Sheet(
            table.name, table.columns, table.count, tuple(labels), values.ravel(), inner, lines
        )
        self._check(sheet)
        return sheet

    def _base(self, column: str) -> Labels:
        """The finest labels given: leaves, and what no given leaves make up."""
        codes = self.codes[column]
        given = self.given[column]
        leaves = frozenset(given) & frozenset(codes.leaves)
        if leaves and column not in self.divided:
            # Codes of the hierarchy or of other tables that are not listed count zero here.
            return codes.leaves
        base = [leaf for leaf in codes.leaves if leaf in leaves]
        coarse = [
            label
            for label in sorted(given, key=lambda g: len(codes.leaves_of(g)))
            if label not in leaves and not codes.leaves_of(label) <= leaves
        ]
        finest = list[str]()
        for label in coarse:
            made = [b for b in finest if codes.leaves_of(b) <= codes.leaves_of(label)]
            covered = frozenset[str]().union(*(codes.leaves_of(b) for b in made))
            if covered != codes.leaves_of(label):
                finest.append(label)
        return tuple(base + finest)

    def _sums(self, column: str) -> tuple[Labels, Floats]:
        """The labels printed in a column, and each as a sum over the base labels."""
        codes = self.codes[column]
        base = self.base[column]
        prints = list(base)
        rows = list(np.eye(len(base)))
        covers = [codes.leaves_of(label) for label in base]
        for label in [*codes.groups, TOTAL]:
            whole = codes.leaves_of(label)
            parts = [cover <= whole for cover in covers]
            covered = frozenset[str]().union(
                *(c for c, part in zip(covers, parts, strict=True) if part)
            )
            disjoint = sum(len(c) for c, part in zip(covers, parts, strict=True) if part)
            # A table of one quarter says nothing about all quarters: a lone code has no total.
            alone = label == TOTAL and len(base) == 1 and label not in self.given[column]
            if label not in base and not alone and covered == whole and disjoint == len(whole):
                prints.append(label)
                rows.append(np.array(parts, dtype=np.float64))
        return tuple(prints), np.array(rows)

    def _check(self, sheet: Sheet) -> None:
        """Every given row must be the sum of what lies under it."""
        values = dict(zip(sheet.cells(), sheet.values, strict=True))
        problems = []
        for row in self.table.rows:
            if row.labels not in values:
                what = "lies above cells that are not all given, and cannot be checked"
                problems.append(Problem(what, row=row.line))
            elif values[row.labels] != row.value:
                what = f"is {row.value:g}, but its parts add up to {values[row.labels]:g}"
                problems.append(Problem(what, row.line, self.table.count))
        if problems:
            raise BadInputError(self.table.name, problems)


def _given(table: Table, column: str) -> tuple[str, ...]:
    at = table.columns.index(column)
    return tuple(dict.fromkeys(row.labels[at] for row in table.rows))


def _divides(column: str, alike: Sequence[Table], codes: Codes) -> bool:
    """Do several tables over the same columns each have codes of their own in this one?"""
    if len(alike) < 2:
        return False
    leaves = [frozenset(_given(table, column)) & frozenset(codes.leaves) for table in alike]
    return all(not (one & other) for one, other in combinations(leaves, 2))
