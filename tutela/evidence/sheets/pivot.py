"""A tidy table laid out for people: one dimension across, totals where they mean something."""

from __future__ import annotations

import polars as pl

from tutela.evidence.sheets.layout import Grid, Value
from tutela.evidence.sheets.shorthand import SHORTHAND, Shorthand
from tutela.evidence.vocabulary import TOTAL

FIGURES = {"count": "Count", "out_of": "Out of", "percent": "Percent", "median": "Median days"}


def marked(cells: pl.DataFrame, shorthand: Shorthand = SHORTHAND) -> list[tuple[Value, ...]]:
    """The rows of a tidy table, with a mark in place of each number that is not there.

    A null `percent` where `out_of` is 0, or a null `median` of 0, is not applicable; any other
    null is withheld.
    """
    rows = []
    for row in cells.iter_rows(named=True):
        nobody = row.get("out_of") == 0 or ("median" in row and row["count"] == 0)
        mark = shorthand.not_applicable if nobody else shorthand.withheld
        rows.append(tuple(mark if value is None else value for value in row.values()))
    return rows


def grid_of(
    name: str,
    cells: pl.DataFrame,
    headings: dict[str, str],
    *,
    across: str | None,
    totals: bool,
    shorthand: Shorthand = SHORTHAND,
) -> Grid:
    """Rows for people to read.

    `cells` has the dimensions of `headings` (name → heading) as text and the figures of
    `BuiltTable.cells`, null where withheld. A table of counts is laid out with `across` as
    columns. `totals` adds a total of each row; it must be false where groups overlap or counts
    are withheld.
    """
    figures = [one for one in cells.columns if one not in headings]
    if across is None or figures != ["count"]:
        header = (*headings.values(), *(FIGURES[one] for one in figures))
        return Grid(name, header, tuple(marked(cells, shorthand)))
    down = [one for one in headings if one != across]
    columns = cells[across].unique(maintain_order=True).to_list()
    if TOTAL in columns:
        columns = [*(one for one in columns if one != TOTAL), TOTAL]
    counts: dict[tuple[str, ...], dict[str, Value]] = {}
    for *place, column, count in cells.select([*down, across, "count"]).iter_rows():
        value = shorthand.withheld if count is None else count
        counts.setdefault(tuple(place), {})[column] = value
    rows = []
    for key, by_column in counts.items():
        values: list[Value] = [by_column.get(column, 0) for column in columns]
        if totals:
            values.append(sum(value for value in values if isinstance(value, int)))
        rows.append((*key, *values))
    header = (*(headings[one] for one in down), *columns, *([TOTAL] if totals else []))
    return Grid(name, header, tuple(rows))
