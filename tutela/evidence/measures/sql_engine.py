"""Measures as SQL, where the data must stay where they are or outgrow a machine.

The statement is written once, in PostgreSQL's dialect, and transpiled for others (DuckDB, Spark).
It returns the grouped counts; labels, order and ratios are then put on by the same code as for
Polars, so that two engines can only differ in counting, which the tests compare cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlglot import exp

from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.dataset import DAYS_BETWEEN, DataSet, Dimension, sources_of
from tutela.evidence.measures.measure import Aggregate, Count, Distinct, Measure, Median, Sum
from tutela.evidence.measures.polars_engine import (
    check_additive,
    common_conditions,
    labels_of_codes,
)
from tutela.evidence.measures.result import finish

Run = Callable[[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True)
class SqlEngine:
    """Computes measures on a table by running SQL: one row per fact, columns as `facts.SCHEMA`.

    `run` executes a statement and returns its rows. `columns` are those that the table has.
    """

    run: Run
    table: str
    columns: frozenset[str]
    dialect: str = "postgres"
    weight: str | None = None

    def compute(self, measure: Measure, data_set: DataSet) -> pl.DataFrame:
        """The measure, in the same shape as `polars_engine.compute`."""
        statement = self.statement(measure, data_set)
        figures: dict[str, Any] = {"numerator": _figure_type(measure.numerator)}
        if measure.denominator is not None:
            figures["denominator"] = _figure_type(measure.denominator)
        codes = {name: _code_type(data_set.dimension(name)) for name in measure.dimensions}
        rows = [tuple(row) for row in self.run(statement)]
        grouped = pl.DataFrame(rows, schema=codes | figures, orient="row")
        for name in measure.dimensions:
            grouped = labels_of_codes(grouped, name, data_set.dimension(name))
        return finish(grouped, measure, data_set)

    def statement(self, measure: Measure, data_set: DataSet) -> str:
        """The SQL of a measure in this engine's dialect."""
        dimensions = [data_set.dimension(name) for name in measure.dimensions]
        if any(one.is_each for one in dimensions):
            check_additive(measure)
        figures = [f"{self._aggregate(measure.numerator)} AS numerator"]
        if measure.denominator is not None:
            figures.append(f"{self._aggregate(measure.denominator)} AS denominator")
        keys, joins = [], []
        for number, dimension in enumerate(dimensions):
            key, join = _key(dimension, number)
            keys.append(key)
            joins += join
        names = [f'{key} AS "{name}"' for key, name in zip(keys, measure.dimensions, strict=True)]
        query = exp.select(*names, *figures, dialect="postgres").from_("prepared")
        for one in joins:
            query = query.join(one, dialect="postgres")
        if common := _all(common_conditions(measure)):
            query = query.where(common, dialect="postgres")
        if keys:
            query = query.group_by(*keys, dialect="postgres")
        query = query.with_("prepared", as_=self._prepared(measure, data_set))
        return query.transform(self._days_between).sql(self.dialect)

    def _days_between(self, node: exp.Expr) -> exp.Expr:
        """A date less a date is a number of days, except where a dialect makes it an interval."""
        if not (isinstance(node, exp.Anonymous) and node.name == DAYS_BETWEEN):
            return node
        end, start = node.expressions
        if self.dialect in {"postgres", "duckdb"}:
            return exp.paren(exp.Sub(this=end, expression=start))
        return exp.DateDiff(this=end, expression=start, unit=exp.var("DAY"))

    def _prepared(self, measure: Measure, data_set: DataSet) -> exp.Select:
        needed = _columns_of(measure, data_set)
        derived = [
            f'{_sql(how.sql())} AS "{name}"'
            for name, how in data_set.derived.items()
            if name in needed and name not in self.columns and sources_of(how) <= self.columns
        ]
        table = exp.table_(self.table, quoted=True)
        return exp.select("*", *derived, dialect="postgres").from_(table)

    def _aggregate(self, figure: Aggregate) -> str:
        met = _all(figure.where)
        kept = f" FILTER (WHERE {met})" if met else ""
        match figure:
            case Count() if self.weight is None:
                return f"COUNT(*){kept}"
            case Count():
                return f'CAST(COALESCE(SUM("{self.weight}"){kept}, 0) AS BIGINT)'
            case Distinct(column):
                return f'COUNT(DISTINCT "{column}"){kept}'
            case Sum(column):
                weighted = f'"{column}" * "{self.weight}"' if self.weight else f'"{column}"'
                return f"CAST(COALESCE(SUM({weighted}){kept}, 0) AS BIGINT)"
            case Median(column):
                return f'PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY "{column}"){kept}'


def _columns_of(measure: Measure, data_set: DataSet) -> set[str]:
    """The columns that the measure reads, derived ones among them."""
    columns = {data_set.dimension(name).column for name in measure.dimensions}
    for figure in (measure.numerator, measure.denominator):
        if figure is not None:
            columns |= {one.column for one in figure.where}
            columns |= set() if isinstance(figure, Count) else {figure.column}
    return columns


def _key(dimension: Dimension, number: int) -> tuple[str, list[str]]:
    """The expression to group by, and what must be joined for it."""
    if dimension.each:
        pairs = ", ".join(
            f"({_sql(exp.convert(name))}, {bit})" for name, bit in dimension.each.items()
        )
        mask = f'prepared."{dimension.column}"'
        holds = f"({mask} & m{number}.bit) > 0 OR ({mask} = 0 AND m{number}.bit = 0)"
        join = f"INNER JOIN (VALUES {pairs}) AS m{number}(member, bit) ON {holds}"
        return f"m{number}.member", [join]
    if dimension.list_column:
        join = f'CROSS JOIN UNNEST("{dimension.list_column}") AS m{number}(member)'
        return f"m{number}.member", [join]
    return f'prepared."{dimension.column}"', []


def _all(conditions: tuple[Where, ...]) -> str:
    return " AND ".join(f"({_sql(one.sql())})" for one in conditions)


def _sql(expression: exp.Expr) -> str:
    return expression.sql("postgres")


def _figure_type(figure: Aggregate) -> type[pl.DataType]:
    return pl.Float64 if isinstance(figure, Median) else pl.Int64


def _code_type(dimension: Dimension) -> type[pl.DataType]:
    return pl.UInt8 if dimension.labels else pl.String
