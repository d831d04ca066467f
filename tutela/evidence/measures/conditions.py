"""Conditions on the rows that a measure counts, the same for every engine.

A condition on an unknown value is not met, in both engines (SQL's three-valued logic and Polars'
nulls agree: only what is true is kept).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl
from sqlglot import exp

Scalar = str | int | bool


@dataclass(frozen=True)
class Where:
    """A test of one column.

    `is`, `is not`: equal or not to the one value; `in`: equal to one of several; `has`: the
    set in this column (a whole number of bits) has that bit; `known`, `unknown`: is not null, is
    null; `at most`: a number no greater.
    """

    column: str
    test: Literal["is", "is not", "in", "has", "known", "unknown", "at most"]
    values: tuple[Scalar, ...] = ()

    def __post_init__(self) -> None:
        alone = self.test in {"known", "unknown"}
        if alone != (not self.values) or (self.test != "in" and len(self.values) > 1):
            raise ValueError(f"“{self.column} {self.test}” does not fit {self.values!r}")

    def polars(self) -> pl.Expr:
        """As a Polars expression."""
        return _POLARS[self.test](pl.col(self.column), self.values)

    def sql(self) -> exp.Expression:
        """As an SQL expression."""
        literals = [exp.convert(value) for value in self.values]
        return _SQL[self.test](exp.column(self.column, quoted=True), literals)

    def words(self) -> str:
        """As a phrase for the methodology page."""
        name = self.column.replace("_", " ")
        listed = " or ".join(f"“{value}”" for value in self.values)
        match self.test:
            case "known":
                return f"{name} is recorded"
            case "unknown":
                return f"{name} is not recorded"
            case "in":
                return f"{name} is {listed}"
            case "has":
                return f"{name} includes the form numbered {self.values[0]}"
            case _:
                return f"{name} {self.test} {listed}"


_POLARS: dict[str, Callable[[pl.Expr, tuple[Scalar, ...]], pl.Expr]] = {
    "is": lambda column, values: column == pl.lit(values[0]),
    "is not": lambda column, values: column != pl.lit(values[0]),
    "in": lambda column, values: column.is_in(list(values)),
    "has": lambda column, values: (column & pl.lit(values[0], dtype=pl.UInt8)) > 0,
    "at most": lambda column, values: column <= pl.lit(values[0]),
    "known": lambda column, _: column.is_not_null(),
    "unknown": lambda column, _: column.is_null(),
}


def _has_bit(column: exp.Column, bit: exp.Expr) -> exp.Expression:
    both = exp.BitwiseAnd(this=column, expression=bit)
    return exp.GT(this=exp.paren(both), expression=exp.convert(0))


_SQL: dict[str, Callable[[exp.Column, list[exp.Expr]], exp.Expression]] = {
    "is": lambda column, literals: column.eq(literals[0]),
    "is not": lambda column, literals: column.neq(literals[0]),
    "in": lambda column, literals: column.isin(*literals),
    "has": lambda column, literals: _has_bit(column, literals[0]),
    "at most": lambda column, literals: column <= literals[0],
    "known": lambda column, _: exp.not_(column.is_(exp.null())),
    "unknown": lambda column, _: column.is_(exp.null()),
}
