"""Tables built from facts or from published cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from tutela.evidence.measures.dataset import REFERRALS, DataSet, Dimension
from tutela.evidence.measures.measure import Count, Measure
from tutela.evidence.measures.polars_engine import compute
from tutela.evidence.periods import Quarter
from tutela.evidence.tables.definitions import TABLES, Table

Engine = Callable[[Measure, pl.DataFrame, DataSet], pl.DataFrame]


@dataclass(frozen=True)
class BuiltTable:
    """A table with its cells.

    `cells` has the dimensions as text, then for a count `count` (Int64); for a ratio `count`,
    `out_of` and `percent` (to one decimal; null where `out_of` is 0); for a median `count` (how
    many it is the middle of) and `median`.
    """

    table: Table
    cells: pl.DataFrame
    adds_up: bool
    """Whether each person is counted once, so that the counts add up to `total`."""

    @property
    def total(self) -> int:
        """The sum of all counts."""
        return int(self.cells["count"].sum())


@dataclass(frozen=True)
class SkippedTable:
    """A table that the input can't give, and why."""

    table: Table
    reason: str


@dataclass(frozen=True)
class Built:
    """All tables that an input gives, and those that it can't."""

    tables: tuple[BuiltTable, ...]
    skipped: tuple[SkippedTable, ...]
    recount: Callable[[Measure], pl.DataFrame]
    """Computes a further measure on the same facts: disclosure control asks for margins."""
    data_set: Callable[[str], DataSet]
    """The data set of a name."""


def build(
    frame: pl.DataFrame,
    definitions: Sequence[Table] = TABLES,
    *,
    data_set: DataSet = REFERRALS,
    engine: Engine = compute,
    progress: Callable[[Iterable[Table]], Iterable[Table]] = iter,
) -> Built:
    """Build what can be built. `frame`: facts, or cells with `people`; see `facts.SCHEMA`.

    `progress` wraps the definitions as they are worked through.
    """
    prepared = data_set.prepare(frame)
    tables: list[BuiltTable] = []
    skipped: list[SkippedTable] = []
    for table in progress(definitions):
        lacking = _lacking(table.measure, prepared, data_set)
        if lacking:
            reason = f"the input does not say the {' or the '.join(lacking)}"
            skipped.append(SkippedTable(table, reason))
            continue
        cells = with_figures(engine(table.measure, prepared, data_set), table.measure)
        if table.complete:
            cells = _completed(cells, table, prepared, data_set)
        each = any(data_set.dimension(name).is_each for name in table.dimensions)
        tables.append(BuiltTable(table, cells, adds_up=not each))
    return Built(
        tuple(tables),
        tuple(skipped),
        recount=lambda measure: engine(measure, prepared, data_set),
        data_set=lambda _: data_set,
    )


def with_figures(result: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """The result of an engine with its figures named as in `BuiltTable.cells`.

    A percentage is rounded half away from zero on the exact fraction, not on a float.
    """
    if measure.kind == "count":
        return result.rename({"value": "count"})
    if measure.kind == "median":
        dimensions = list(measure.dimensions)
        return result.select(
            *dimensions, pl.col("denominator").alias("count"), pl.col("value").alias("median")
        )
    return with_percent(
        result.drop("value").rename({"numerator": "count", "denominator": "out_of"})
    )


def with_percent(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` with `percent`, worked out from `count` and `out_of`; null where it can't be."""
    count, out_of = pl.col("count"), pl.col("out_of")
    tenths = (count * 2000 + out_of) // (out_of * 2)
    return cells.with_columns(pl.when(out_of != 0).then(tenths / 10).alias("percent"))


def columns_asked(measure: Measure) -> set[str]:
    """The columns that a measure reads beside its dimensions."""
    columns: set[str] = set()
    for figure in (measure.numerator, measure.denominator):
        if figure is not None:
            columns |= {one.column for one in figure.where}
            columns |= set() if isinstance(figure, Count) else {figure.column}
    return columns


def _lacking(measure: Measure, frame: pl.DataFrame, data_set: DataSet) -> list[str]:
    """What the frame would have to say for the measure, in words."""
    dimensions = {name: data_set.dimension(name) for name in measure.dimensions}
    lacking = [one.title for one in dimensions.values() if not _holds(frame, one)]
    asked = columns_asked(measure)
    lacking += [name.replace("_", " ") for name in sorted(asked) if name not in frame.columns]
    return [name[0].lower() + name[1:] for name in dict.fromkeys(lacking)]


def _holds(frame: pl.DataFrame, dimension: Dimension) -> bool:
    names = frame.columns
    return dimension.column in names and (dimension.list_column or dimension.column) in names


def _completed(
    cells: pl.DataFrame, table: Table, prepared: pl.DataFrame, data_set: DataSet
) -> pl.DataFrame:
    """All combinations, in printed order; those with nobody have the count 0."""
    combinations: pl.DataFrame | None = None
    for name in table.dimensions:
        values = pl.DataFrame({name: _values(name, prepared, data_set)}, schema={name: pl.String})
        combinations = values if combinations is None else combinations.join(values, how="cross")
    assert combinations is not None
    joined = combinations.join(cells, on=list(table.dimensions), how="left", maintain_order="left")
    return joined.with_columns(
        pl.col(name).fill_null(0) for name in ("count", "out_of") if name in joined.columns
    )


def _values(name: str, prepared: pl.DataFrame, data_set: DataSet) -> list[str]:
    """The categories of a closed dimension; the periods from the first to the last seen."""
    dimension = data_set.dimension(name)
    if dimension.categories:
        return list(dimension.categories)
    seen = sorted(prepared[dimension.column].drop_nulls().cast(pl.String).unique())
    if name == "quarter" and seen:
        first, last = Quarter.parse(seen[0]).index, Quarter.parse(seen[-1]).index
        gaps = set(prepared["quarter"].unique()) if "people" in prepared.columns else None
        quarters = [str(Quarter.at(index)) for index in range(first, last + 1)]
        return [one for one in quarters if gaps is None or one in gaps]
    return seen
