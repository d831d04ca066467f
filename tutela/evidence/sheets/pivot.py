"""A tidy table laid out for people: one dimension across, totals where they mean something."""

from __future__ import annotations

import polars as pl

from tutela.evidence.sheets.layout import Grid, Value
from tutela.evidence.vocabulary import TOTAL

WITHHELD = "[c]"


def grid_of(
    name: str, cells: pl.DataFrame, headings: dict[str, str], across: str | None, totals: bool
) -> Grid:
    """Rows for people to read.

    `cells` has the dimensions of `headings` (name → heading) as text and `count`, where a count
    that is withheld is null. `across` is laid out as columns. `totals` adds a total column (if
    laid out across) or none; it must be false where groups overlap or counts are withheld.
    """
    names = list(headings)
    if across is None:
        rows = [_values(row) for row in cells.select([*names, "count"]).iter_rows()]
        return Grid(name, (*headings.values(), "Count"), tuple(rows))
    down = [one for one in names if one != across]
    columns = cells[across].unique(maintain_order=True).to_list()
    if TOTAL in columns:
        columns = [*(one for one in columns if one != TOTAL), TOTAL]
    counts: dict[tuple[str, ...], dict[str, Value]] = {}
    for row in cells.select([*down, across, "count"]).iter_rows():
        key, column, count = tuple(row[:-2]), row[-2], row[-1]
        counts.setdefault(key, {})[column] = WITHHELD if count is None else count
    rows = []
    for place, by_column in counts.items():
        values: list[Value] = [by_column.get(column, 0) for column in columns]
        if totals:
            values.append(sum(value for value in values if isinstance(value, int)))
        rows.append((*place, *values))
    header = (*(headings[one] for one in down), *columns, *([TOTAL] if totals else []))
    return Grid(name, header, tuple(rows))


def _values(row: tuple[str | int | None, ...]) -> tuple[Value, ...]:
    return tuple(WITHHELD if value is None else value for value in row)
