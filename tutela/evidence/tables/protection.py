"""The tables of one build, protected together: they are one release.

Each population of facts is protected as one system of cells (see `tutela.evidence.disclosure`); a
smaller population within a larger one is bounded by it only from above, by counts that are
themselves at or above the threshold. Percentages and medians are shown only where every count that
they tell is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import polars as pl

from tutela.evidence.disclosure.assembly import space_of
from tutela.evidence.disclosure.policy import Policy
from tutela.evidence.disclosure.protection import Protection, protect
from tutela.evidence.disclosure.sheets import known_codes, printed
from tutela.evidence.disclosure.tables import Table as Sheet
from tutela.evidence.exploitation import parse_exploitation
from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.measure import Count, Measure
from tutela.evidence.nationality import read_nationality
from tutela.evidence.tables.asks import (
    Ask,
    Cell,
    Population,
    any_of,
    asks_of,
    is_member,
    needs_years,
    settled,
    years_of,
)
from tutela.evidence.tables.build import Built, BuiltTable, SkippedTable, with_percent
from tutela.evidence.tables.write import Control
from tutela.evidence.vocabulary import TOTAL, UNKNOWN

_SHOWN = 5
_SECONDS = 30.0
# Inner or printed counts of one system: a few minutes on one core.
_LARGEST = 4_000


class NotSafeError(Exception):
    """The tables can't be made safe, so they are not written."""


@dataclass
class _Group:
    """A population with everything that is asked of it, and the cells as they may be shown."""

    population: Population
    asks: list[tuple[BuiltTable, Ask]] = field(default_factory=list)
    shown: dict[Cell, int | None] = field(default_factory=dict)


def protected(built: Built, threshold: int, seconds: float = _SECONDS) -> Control:
    """Protect all tables: a count from 1 to `threshold` − 1 can't be worked out from them.

    Raises NotSafeError, saying why, where that can't be done. Nothing unprotected is returned.
    """
    groups = _groups(built.tables, built)
    policy = Policy(threshold, seconds=seconds)
    tried = [_protect(group, built, policy) for group in groups.values()]
    results = [one for one in tried if one is not None]
    withheld = {one.table.id: _released(one, groups, built) for one in built.tables}
    hidden = sum(len(one.primary) + len(one.secondary) for one in results)
    statement = (
        f"Counts from 1 to {threshold - 1} are withheld, and as many others as are needed so that "
        "they can't be worked out from all tables of this release together. Zeros are shown."
    )
    details = {
        "threshold": threshold,
        "rule": policy.rule.value,
        "populations": len(results),
        "cells_withheld": hidden,
        "proven_optimal": all(one.status == "optimal" for one in results),
        "attacked": "as written, by linear programming, and by insiders who know one person",
    }
    return Control(exact=False, statement=statement, withheld=withheld, details=details)


def fitted(built: Built, largest: int = _LARGEST) -> Built:
    """The build with as many of its tables, in order, as can be protected as one system.

    Tables that run in rings over many columns make a system that no solver answers in time. Such a
    table is left out, and the reason stands beside those that the input can't give.
    """
    kept: list[BuiltTable] = []
    left_out: list[SkippedTable] = []
    for one in built.tables:
        if all(_size(group, built) <= largest for group in _groups([*kept, one], built).values()):
            kept.append(one)
        else:
            reason = "left out so that the others can be protected together"
            left_out.append(SkippedTable(one.table, reason))
    return replace(built, tables=tuple(kept), skipped=(*built.skipped, *left_out))


def _groups(tables: Iterable[BuiltTable], built: Built) -> dict[Population, _Group]:
    groups: dict[Population, _Group] = {}
    for one in tables:
        for ask in asks_of(one.table.measure, built.data_set(one.table.measure.data_set)):
            group = groups.setdefault(ask.population, _Group(ask.population))
            group.asks.append((one, ask))
    for group in groups.values():
        settled_asks = settled(ask for _, ask in group.asks)
        own = [one for one, _ in group.asks]
        group.asks = list(zip(own, settled_asks, strict=True))
    return groups


def _size(group: _Group, built: Built) -> int:
    """How many inner and printed counts the system of a population has, the more of both."""
    sheets, hierarchies = _sheets(group, built)
    if not any(sheet.rows for sheet in sheets):
        return 0
    codes = known_codes(sheets, hierarchies)
    laid_out = printed(sheets, codes)
    return max(space_of(laid_out, codes).size, sum(len(one.values) for one in laid_out))


def _protect(group: _Group, built: Built, policy: Policy) -> Protection | None:
    sheets, hierarchies = _sheets(group, built)
    if not any(row.value for sheet in sheets for row in sheet.rows):
        return None  # nobody: every cell is a zero, and zeros are shown
    result = protect(sheets, policy, hierarchies=hierarchies)
    if not result.safe:
        listed = "; ".join(result.reasons[:_SHOWN])
        tables = ", ".join(dict.fromkeys(one.table.id for one, _ in group.asks))
        raise NotSafeError(f"These tables can't be made safe together: {tables}. {listed}.")
    for sheet, texts in zip(sheets, result.texts, strict=True):
        lone = _columns_with_one_code(sheet)
        for labels, text in texts.items():
            count = int(text) if text.isdigit() else None
            for cell in _names_of(sheet, labels, lone):
                group.shown[cell] = count
    return result


def _columns_with_one_code(sheet: Sheet) -> frozenset[str]:
    """Columns that print no total of their own, since one code is all that they have."""
    codes = {
        column: {row.labels[at] for row in sheet.rows} for at, column in enumerate(sheet.columns)
    }
    return frozenset(column for column, some in codes.items() if len(some) == 1)


def _names_of(sheet: Sheet, labels: tuple[str, ...], lone: frozenset[str]) -> Iterator[Cell]:
    """The cell without its totals, and all other ways to say it: with or without a lone code."""
    named = [pair for pair in zip(sheet.columns, labels, strict=True) if pair[1] != TOTAL]
    may_go = [pair for pair in named if pair[0] in lone]
    for size in range(len(may_go) + 1):
        for dropped in combinations(may_go, size):
            yield frozenset(pair for pair in named if pair not in dropped)


def _sheets(
    group: _Group, built: Built
) -> tuple[list[Sheet], dict[str, list[dict[str, list[str]]]]]:
    """The largest tables that hold every cell asked for, and their hierarchies."""
    if group.population.alone is not None:
        [(one, ask)] = group.asks
        columns = tuple(ask.columns)
        return [_sheet(0, columns, one.cells)], {}
    wanted = {ask.all_columns: ask for _, ask in group.asks}
    largest = [columns for columns in wanted if not any(columns < other for other in wanted)]
    sheets = []
    for number, chosen in enumerate(sorted(largest, key=sorted)):
        cells = _recounted(wanted[chosen], tuple(sorted(chosen)), group.population, built)
        sheets.append(_sheet(number, tuple(sorted(chosen)), cells))
    return sheets, _hierarchies(group, sheets)


def _sheet(number: int, columns: tuple[str, ...], cells: pl.DataFrame) -> Sheet:
    # A table without dimensions is a grand total: one column with one label holds it.
    if not columns:
        columns, cells = ("all",), cells.with_columns(pl.lit("All").alias("all"))
    rows = cells.select([*columns, "count"]).iter_rows()
    return Sheet.of(f"table_{number}.csv", columns, {tuple(row[:-1]): row[-1] for row in rows})


def _recounted(
    ask: Ask, columns: tuple[str, ...], population: Population, built: Built
) -> pl.DataFrame:
    """The population by all these columns: labels and `count`."""
    plain = tuple(name for name in columns if name != ask.pseudo)
    whole = _counted(population, plain, tuple(population.where), built)
    if ask.pseudo is None:
        return whole
    part = _counted(population, plain, (*population.where, *ask.yes), built)
    joined = whole.join(part, on=list(plain), how="left", suffix="_yes") if plain else whole.join(
        part, how="cross", suffix="_yes"
    )  # fmt: skip
    yes = pl.col("count_yes").fill_null(0)
    return pl.concat(
        [
            joined.select(*plain, pl.lit(label).alias(ask.pseudo), count.alias("count"))
            for label, count in (("Yes", yes), ("No", pl.col("count") - yes))
        ]
    )


def _counted(
    population: Population, columns: tuple[str, ...], where: tuple[Where, ...], built: Built
) -> pl.DataFrame:
    measure = Measure(
        "population",
        "Population",
        "The rows of a population, for disclosure control.",
        Count(where),
        group_by=columns,
        data_set=population.data_set,
    )
    return built.recount(measure).rename({"value": "count"})


def _hierarchies(group: _Group, sheets: list[Sheet]) -> dict[str, list[dict[str, list[str]]]]:
    leaves: dict[str, set[str]] = {}
    for sheet in sheets:
        for at, column in enumerate(sheet.columns):
            leaves.setdefault(column, set()).update(row.labels[at] for row in sheet.rows)
    trees: dict[str, list[dict[str, list[str]]]] = {}
    for _, ask in group.asks:
        for name, column in ask.columns.items():
            if needs_years(name) and column != name:
                parents = {year: list(some) for year, some in years_of(leaves[column]).items()}
                _add(trees, column, parents)
            elif is_member(name):
                for parent, some in _members(name, leaves[column]).items():
                    _add(trees, column, {parent: some})
        for column, wanted in ask.parents.items():
            for parent, values in wanted.items():
                there = [one for one in values if one in leaves[column]]
                if there:
                    _add(trees, column, {parent: there})
    for column, known in trees.items():
        inside = {leaf for tree in known for children in tree.values() for leaf in children}
        known += [{f"Only: {leaf}": [leaf]} for leaf in sorted(leaves[column] - inside)]
    return trees


def _add(
    trees: dict[str, list[dict[str, list[str]]]], column: str, tree: dict[str, list[str]]
) -> None:
    known = trees.setdefault(column, [])
    if tree and tree not in known:
        known.append(tree)


def _members(dimension: str, labels: set[str]) -> dict[str, list[str]]:
    """For each member the labels of the sets that hold it."""
    found: dict[str, list[str]] = {}
    for label in sorted(labels):
        if dimension == "form":
            members = [str(one) for one in parse_exploitation(label)] or [UNKNOWN]
        else:
            members = list(read_nationality(label).each)
        for member in members:
            found.setdefault(any_of(member), []).append(label)
    return found


def _released(one: BuiltTable, groups: Mapping[Population, _Group], built: Built) -> pl.DataFrame:
    """The cells of a table with every count that is hidden left out, and the totals of its rows."""
    asks = [ask for group in groups.values() for table, ask in group.asks if table is one]
    cells = one.cells
    if one.table.measure.kind == "count" and one.adds_up and asks[0].population.alone is None:
        cells = _with_totals(cells, one)
    for ask in asks:
        shown = groups[ask.population].shown
        counts = [_shown(shown, ask, row) for row in cells.iter_rows(named=True)]
        cells = cells.with_columns(pl.Series(ask.figure, counts, dtype=pl.Int64))
    if "percent" in cells.columns:
        return with_percent(cells)
    if "median" in cells.columns:
        there = pl.col("count").is_not_null()
        return cells.with_columns(pl.when(there).then(pl.col("median")).alias("median"))
    return cells


def _shown(shown: Mapping[Cell, int | None], ask: Ask, row: Mapping[str, Any]) -> int | None:
    """A count as it may be shown. A cell that no sheet prints must hold nobody."""
    cell = frozenset(pair for pair in ask.cell(row) if pair[1] != TOTAL)
    if not cell and cell not in shown:
        cell = frozenset({("all", "All")})
    count = shown.get(cell, 0)
    if count is not None and count != row[ask.figure]:
        raise NotSafeError(f"{dict(cell)} does not say in the protected tables what it should")
    return count


def _with_totals(cells: pl.DataFrame, one: BuiltTable) -> pl.DataFrame:
    """A row with the total over the last dimension after each run of it: hidden cells don't add."""
    *kept, last = one.table.dimensions or ("",)
    if not kept or cells.is_empty():
        return cells
    groups = cells.group_by(kept, maintain_order=True).agg(pl.col("count").sum())
    totals = groups.with_columns(pl.lit(TOTAL).alias(last)).select(cells.columns)
    order = groups.select(kept).with_row_index("=place")
    return (
        pl.concat([cells, totals])
        .join(order, on=kept, how="left", maintain_order="left")
        .sort("=place", maintain_order=True)
        .drop("=place")
    )
