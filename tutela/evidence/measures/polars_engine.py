"""Measures computed by Polars, in process."""

from __future__ import annotations

from functools import reduce

import polars as pl

from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.dataset import DataSet, Dimension
from tutela.evidence.measures.measure import Aggregate, Count, Distinct, Measure, Median, Sum
from tutela.evidence.measures.result import finish

WEIGHT = "people"


def compute(measure: Measure, frame: pl.DataFrame, data_set: DataSet) -> pl.DataFrame:
    """The measure on a prepared frame (see `DataSet.prepare`).

    One row per group that exists, columns: the dimensions (String, sorted), then `value`, and
    for a ratio `numerator` and `denominator` before it. If the frame has a `people` column, a
    row counts for so many people. Raises ValueError where a group can't be computed so.
    """
    dimensions = [data_set.dimension(name) for name in measure.dimensions]
    if any(one.is_each for one in dimensions):
        check_additive(measure)
    weighted = WEIGHT in frame.columns
    figures = [_aggregate(measure.numerator, weighted).alias("numerator")]
    if measure.denominator is not None:
        figures.append(_aggregate(measure.denominator, weighted).alias("denominator"))
    common = [one.polars() for one in common_conditions(measure)]
    if common:
        frame = frame.filter(*common)
    figures += [
        pl.col(one.list_column).first() for one in dimensions if one.list_column is not None
    ]
    columns = list(dict.fromkeys(one.column for one in dimensions))
    grouped = frame.group_by(columns).agg(figures) if columns else frame.select(figures)
    return finish(_named(grouped, measure, dimensions), measure, data_set)


def common_conditions(measure: Measure) -> tuple[Where, ...]:
    """The conditions that every figure of the measure makes.

    Rows that don't meet them are left out before grouping: a group in which nothing is counted
    is no row of the result.
    """
    if measure.denominator is None:
        return measure.numerator.where
    return tuple(one for one in measure.numerator.where if one in measure.denominator.where)


def check_additive(measure: Measure) -> None:
    """Raise ValueError if the measure can't be split by the members of sets."""
    for figure in (measure.numerator, measure.denominator):
        if isinstance(figure, Median | Distinct):
            raise ValueError(f"{measure.name}: only counts and sums can be split by set members")


def _aggregate(figure: Aggregate, weighted: bool) -> pl.Expr:
    where = [one.polars() for one in figure.where]
    met = reduce(lambda a, b: a & b, where) if where else None
    match figure:
        case Count():
            if weighted:
                people = pl.col(WEIGHT)
                return (people if met is None else people.filter(met)).sum().cast(pl.Int64)
            return pl.len().cast(pl.Int64) if met is None else met.sum().cast(pl.Int64)
        case Distinct(column):
            kept = pl.col(column) if met is None else pl.col(column).filter(met)
            return kept.drop_nulls().n_unique().cast(pl.Int64)
        case Sum(column):
            kept = pl.col(column) if met is None else pl.col(column).filter(met)
            return (kept * pl.col(WEIGHT) if weighted else kept).sum().cast(pl.Int64)
        case Median(column):
            kept = pl.col(column) if met is None else pl.col(column).filter(met)
            return kept.median()


def _named(grouped: pl.DataFrame, measure: Measure, dimensions: list[Dimension]) -> pl.DataFrame:
    """Codes to labels and sets to members, on the small grouped frame."""
    for name, dimension in zip(measure.dimensions, dimensions, strict=True):
        grouped = grouped.with_columns(pl.col(dimension.column).alias(f"={name}"))
        if dimension.each:
            grouped = _split_sets(grouped, f"={name}", dimension)
        elif dimension.list_column:
            grouped = grouped.with_columns(pl.col(dimension.list_column).alias(f"={name}"))
            grouped = grouped.explode(f"={name}")
        else:
            grouped = labels_of_codes(grouped, f"={name}", dimension)
    named = {f"={name}": name for name in measure.dimensions}
    figures = [one for one in ("numerator", "denominator") if one in grouped.columns]
    return grouped.select([*named, *figures]).rename(named)


def labels_of_codes(grouped: pl.DataFrame, column: str, dimension: Dimension) -> pl.DataFrame:
    """The labels of a dimension that is grouped by a code; others stay as they are."""
    if not dimension.labels:
        return grouped
    code = pl.int_range(len(dimension.labels), dtype=pl.UInt8, eager=True)
    labels = pl.Series(dimension.labels)
    return grouped.with_columns(pl.col(column).replace_strict(code, labels, return_dtype=pl.String))


def _split_sets(grouped: pl.DataFrame, column: str, dimension: Dimension) -> pl.DataFrame:
    """Each row once per member of its set; the empty set is the member whose bit is 0."""
    members = {
        code: [
            name for name, one in dimension.each.items() if (code & one) or (code == 0 and one == 0)
        ]
        for code in grouped[column].unique().drop_nulls()
    }
    split = pl.col(column).replace_strict(members, return_dtype=pl.List(pl.String))
    return grouped.with_columns(split).explode(column)
