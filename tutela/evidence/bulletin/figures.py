"""Figures in sentences: each says which cells it is made of, so that it can be checked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

import polars as pl

from tutela.evidence.vocabulary import TOTAL, UNKNOWN

Tables = Mapping[str, pl.DataFrame]


class NotShownError(Exception):
    """A figure needs a cell that is withheld, or a table that is not there."""


@dataclass(frozen=True)
class Cells:
    """The sum of one figure column over the cells of a table that have these labels."""

    table: str
    where: tuple[tuple[str, str], ...] = ()
    column: str = "count"

    def value(self, tables: Tables) -> int:
        """The sum; 0 where no cell has the labels. Raises NotShownError."""
        return int(self._kept(tables).sum())

    def _kept(self, tables: Tables) -> pl.Series:
        if self.table not in tables:
            raise NotShownError(f"there is no table {self.table}")
        cells = without_double(tables[self.table], dict(self.where))
        if cells[self.column].null_count():
            raise NotShownError(f"a cell of {self.table} is withheld")
        return cells[self.column]

    def labelled(self, **labels: str) -> Cells:
        """The same with further labels."""
        return Cells(self.table, (*self.where, *labels.items()), self.column)


@dataclass(frozen=True)
class Number:
    """A count, written with commas."""

    of: Cells

    def text(self, tables: Tables) -> str:
        """As it is printed."""
        return f"{self.of.value(tables):,}"


@dataclass(frozen=True)
class Percent:
    """A whole percentage; the denominator is everybody, those of unknown category among them."""

    of: Cells
    out_of: Cells

    def text(self, tables: Tables) -> str:
        """As it is printed. Raises NotShownError where there is nobody to count it of."""
        return f"{whole_percent(self.of.value(tables), self.out_of.value(tables))}%"


@dataclass(frozen=True)
class Change:
    """A change in words: "9% more than", "5% fewer than", "as many as"."""

    now: Cells
    before: Cells

    def text(self, tables: Tables) -> str:
        """As it is printed. Raises NotShownError if there was nobody before."""
        now, before = self.now.value(tables), self.before.value(tables)
        if now == before:
            return "as many as"
        percent = whole_percent(abs(now - before), before)
        how = "more than" if now > before else "fewer than"
        return f"{percent}% {how}" if percent else f"less than 1% {how}"


@dataclass(frozen=True)
class Largest:
    """The label with the largest count along one dimension; unknown is not among them."""

    of: Cells
    dimension: str

    def text(self, tables: Tables) -> str:
        """The label as it is printed. Raises NotShownError if two are equally large."""
        return self.label(tables)

    def label(self, tables: Tables) -> str:
        """The label."""
        if self.of.table not in tables:
            raise NotShownError(f"there is no table {self.of.table}")
        named = pl.col(self.dimension)
        cells = without_double(
            tables[self.of.table].filter((named != UNKNOWN) & (named != TOTAL)), dict(self.of.where)
        )
        if cells["count"].null_count():
            raise NotShownError(f"a cell of {self.of.table} is withheld")
        sums = cells.group_by(self.dimension).agg(pl.col("count").sum()).sort("count")
        if not sums.height or not sums["count"][-1]:
            raise NotShownError("there is nobody")
        if sums.height > 1 and sums["count"][-1] == sums["count"][-2]:
            raise NotShownError("two are equally many")
        return str(sums[self.dimension][-1])


def without_double(cells: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    """The cells with these labels, each person once: a total is taken in place of its parts."""
    for name, label in labels.items():
        cells = cells.filter(pl.col(name) == label)
    for name, kind in cells.schema.items():
        if kind == pl.String and name not in labels and (cells[name] == TOTAL).any():
            cells = cells.filter(pl.col(name) == TOTAL)
    return cells


Figure = Number | Percent | Change | Largest


def whole_percent(part: int, whole: int) -> int:
    """`part` of `whole` in whole percent, half rounded up, on whole numbers without floats.

    >>> whole_percent(4524 - 4134, 4134)
    9
    """
    if whole == 0:
        raise NotShownError("there is nobody to count it of")
    return (200 * part + whole) // (2 * whole)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its figures in order; `template` has a {} for each."""

    template: str
    figures: tuple[Figure, ...]

    def __post_init__(self) -> None:
        places = sum(field is not None for _, field, _, _ in Formatter().parse(self.template))
        if places != len(self.figures):
            raise ValueError(f"“{self.template}” has not {len(self.figures)} places for figures")

    def text(self, tables: Tables) -> str:
        """The sentence, worked out from these tables. Raises NotShownError."""
        return self.template.format(*(one.text(tables) for one in self.figures))
