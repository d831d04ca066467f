"""What two records may have in common, as data: one meaning, written as SQL and as Python.

The SQL goes to Splink, on DuckDB or on Spark, in the words that each of them has for an
intersection of arrays. The Python is the reference that both are tested against, scores a child at
intake where no engine runs, and says in words why two records were thought to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Dialect = Literal["duckdb", "spark"]

_SHARED = {
    "duckdb": "array_length(list_intersect({0}_l, {0}_r))",
    "spark": "size(array_intersect({0}_l, {0}_r))",
}

Features = Mapping[str, Any]
"""One record as columns: see `features.COLUMNS`. Arrays are never null; texts and years may be."""


@dataclass(frozen=True)
class Same:
    """Both have the same value in a column. Nothing known is the same as nothing."""

    column: str

    def holds(self, left: Features, right: Features) -> bool:
        return left[self.column] is not None and left[self.column] == right[self.column]

    def sql(self, dialect: Dialect) -> str:
        return f"{self.column}_l = {self.column}_r"


@dataclass(frozen=True)
class Shares:
    """The arrays have at least so many elements in common."""

    column: str
    least: int = 1

    def holds(self, left: Features, right: Features) -> bool:
        return len(frozenset(left[self.column]) & frozenset(right[self.column])) >= self.least

    def sql(self, dialect: Dialect) -> str:
        return f"{_SHARED[dialect].format(self.column)} >= {self.least}"


@dataclass(frozen=True)
class BothAtLeast:
    """Both numbers reach so much."""

    column: str
    least: int

    def holds(self, left: Features, right: Features) -> bool:
        return bool(left[self.column] >= self.least and right[self.column] >= self.least)

    def sql(self, dialect: Dialect) -> str:
        name = self.column
        return f"{name}_l >= {self.least} AND {name}_r >= {self.least}"


@dataclass(frozen=True)
class Within:
    """The two numbers are at most so far apart."""

    column: str
    most: int

    def holds(self, left: Features, right: Features) -> bool:
        a, b = left[self.column], right[self.column]
        return a is not None and b is not None and abs(a - b) <= self.most

    def sql(self, dialect: Dialect) -> str:
        return f"abs({self.column}_l - {self.column}_r) <= {self.most}"


@dataclass(frozen=True)
class All:
    """Every one of these."""

    parts: tuple[Condition, ...]

    def holds(self, left: Features, right: Features) -> bool:
        return all(part.holds(left, right) for part in self.parts)

    def sql(self, dialect: Dialect) -> str:
        return " AND ".join(f"({part.sql(dialect)})" for part in self.parts)


@dataclass(frozen=True)
class Not:
    """Not this. Only for columns that are never null: SQL's third truth value is kept out."""

    part: Condition

    def holds(self, left: Features, right: Features) -> bool:
        return not self.part.holds(left, right)

    def sql(self, dialect: Dialect) -> str:
        return f"NOT ({self.part.sql(dialect)})"


@dataclass(frozen=True)
class Otherwise:
    """What is left when no other level holds."""

    def holds(self, left: Features, right: Features) -> bool:
        return left is not None and right is not None

    def sql(self, dialect: Dialect) -> str:
        return "ELSE"


Condition = Same | Shares | BothAtLeast | Within | All | Not | Otherwise
