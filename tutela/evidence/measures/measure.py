"""A measure is a value: what is counted, out of what, by what, at which intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tutela.evidence.measures.conditions import Where

Interval = Literal["quarter", "year", "rg_quarter", "rg_year", "cg_quarter", "cg_year"]


@dataclass(frozen=True)
class Count:
    """How many rows meet all of `where`; of published cells, how many people."""

    where: tuple[Where, ...] = ()


@dataclass(frozen=True)
class Distinct:
    """How many different values of `column` stand in the rows that meet all of `where`."""

    column: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True)
class Sum:
    """The sum of a whole-number column over the rows that meet all of `where`."""

    column: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True)
class Median:
    """The middle value of a whole-number column; of an even number, midway between two."""

    column: str
    where: tuple[Where, ...] = ()


Aggregate = Count | Distinct | Sum | Median


@dataclass(frozen=True)
class Measure:
    """One statistic, whole: the methodology page is made from it and nothing else.

    `numerator` alone is a count (or sum, or median); with `denominator` the measure is their
    ratio, and where the denominator is 0 there is no ratio (never 0, never infinity). Beside a
    median the denominator says how many it is the middle of, and nothing is divided.
    `group_by` names dimensions of the data set; `interval`, if any, is the first of them.
    """

    name: str
    title: str
    definition: str
    numerator: Aggregate = Count()
    denominator: Aggregate | None = None
    group_by: tuple[str, ...] = ()
    interval: Interval | None = None
    data_set: str = "referrals"
    exclusions: tuple[str, ...] = ()
    version: int = 1

    def __post_init__(self) -> None:
        repeated = {name for name in self.dimensions if self.dimensions.count(name) > 1}
        if repeated:
            raise ValueError(f"{self.name} groups twice by {', '.join(sorted(repeated))}")

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The columns of the result before its figures."""
        return ((self.interval,) if self.interval else ()) + self.group_by

    @property
    def kind(self) -> Literal["count", "ratio", "median"]:
        """How its value is to be read."""
        if isinstance(self.numerator, Median):
            return "median"
        return "count" if self.denominator is None else "ratio"
