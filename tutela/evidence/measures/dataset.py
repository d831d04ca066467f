"""What a measure may be computed on: columns, those derived from them, and dimensions.

A derived column is written once for both engines. A dimension groups by a code and is shown by
its label, so that sets of forms of exploitation are grouped as numbers and printed as words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl
from sqlglot import exp

from tutela.evidence import vocabulary as words
from tutela.evidence.exploitation import Exploitation, bit, labels_of_all_sets


@dataclass(frozen=True)
class QuarterOf:
    """The quarter of a date, "2022 Q2"; unknown if the date is."""

    date: str

    def polars(self) -> pl.Expr:
        """As a Polars expression."""
        day = pl.col(self.date)
        return pl.format("{} Q{}", day.dt.year(), day.dt.quarter())

    def sql(self) -> exp.Expression:
        """As an SQL expression."""
        return exp.DPipe(
            this=exp.DPipe(this=_part("YEAR", self.date), expression=exp.convert(" Q")),
            expression=_part("QUARTER", self.date),
        )


@dataclass(frozen=True)
class YearOf:
    """The calendar year of a date as text, "2022"; unknown if the date is."""

    date: str

    def polars(self) -> pl.Expr:
        """As a Polars expression."""
        return pl.col(self.date).dt.year().cast(pl.String)

    def sql(self) -> exp.Expression:
        """As an SQL expression."""
        return _part("YEAR", self.date)


@dataclass(frozen=True)
class DaysBetween:
    """Whole days from one date to another; unknown if either is."""

    start: str
    end: str

    def polars(self) -> pl.Expr:
        """As a Polars expression."""
        return (pl.col(self.end) - pl.col(self.start)).dt.total_days()

    def sql(self) -> exp.Expr:
        """As an SQL expression."""
        return exp.func(
            DAYS_BETWEEN,
            exp.column(self.end, quoted=True),
            exp.column(self.start, quoted=True),
        )


# A function of our own, which each dialect's engine writes in its way.
DAYS_BETWEEN = "TUTELA_DAYS_BETWEEN"

Derivation = QuarterOf | YearOf | DaysBetween


def _part(unit: str, column: str) -> exp.Expression:
    part = exp.Extract(this=exp.var(unit), expression=exp.column(column, quoted=True))
    return exp.cast(exp.cast(part, "int"), "text")


@dataclass(frozen=True)
class Dimension:
    """A way of grouping.

    `categories` in printed order, if the dimension is closed. `labels` gives the text of each
    code; `each` gives, for a column of sets, the bit of each member: a row then counts once
    under each member of its set (such groups don't add up to the whole, and say so).
    """

    column: str
    title: str
    categories: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    each: Mapping[str, int] = field(default_factory=dict, hash=False)
    list_column: str | None = None
    """The column with the list of members where `column` is the label of a list."""

    @property
    def is_each(self) -> bool:
        """Whether one row may count in several groups."""
        return bool(self.each) or self.list_column is not None


@dataclass(frozen=True)
class DataSet:
    """A frame (or database table) of facts and what may be asked of it."""

    name: str
    derived: Mapping[str, Derivation] = field(hash=False)
    dimensions: Mapping[str, Dimension] = field(hash=False)

    def dimension(self, name: str) -> Dimension:
        """The dimension of that name. Raises KeyError saying which there are."""
        try:
            return self.dimensions[name]
        except KeyError:
            known = ", ".join(self.dimensions)
            raise KeyError(f"{self.name} has no dimension “{name}”; it has {known}") from None

    def prepare(self, frame: pl.DataFrame) -> pl.DataFrame:
        """`frame` with those derived columns whose sources it holds and it lacks itself."""
        names = set(frame.columns)
        return frame.with_columns(
            how.polars().alias(name)
            for name, how in self.derived.items()
            if name not in names and sources_of(how) <= names
        )


def sources_of(how: Derivation) -> set[str]:
    """The columns that a derivation reads."""
    return {how.start, how.end} if isinstance(how, DaysBetween) else {how.date}


_FORM_BITS = MappingProxyType({form.value: bit(form) for form in Exploitation} | {words.UNKNOWN: 0})

REFERRALS = DataSet(
    "referrals",
    derived=MappingProxyType(
        {
            "quarter": QuarterOf("referred_on"),
            "year": YearOf("referred_on"),
            "rg_quarter": QuarterOf("reasonable_grounds_on"),
            "rg_year": YearOf("reasonable_grounds_on"),
            "cg_quarter": QuarterOf("conclusive_grounds_on"),
            "cg_year": YearOf("conclusive_grounds_on"),
            "days_to_reasonable_grounds": DaysBetween("referred_on", "reasonable_grounds_on"),
            "days_to_conclusive_grounds": DaysBetween("referred_on", "conclusive_grounds_on"),
        }
    ),
    dimensions=MappingProxyType(
        {
            "quarter": Dimension("quarter", "Quarter"),
            "year": Dimension("year", "Year"),
            "rg_quarter": Dimension("rg_quarter", "Quarter of reasonable grounds decision"),
            "rg_year": Dimension("rg_year", "Year of reasonable grounds decision"),
            "cg_quarter": Dimension("cg_quarter", "Quarter of conclusive grounds decision"),
            "cg_year": Dimension("cg_year", "Year of conclusive grounds decision"),
            "age": Dimension("age", "Age at exploitation", words.AGES),
            "gender": Dimension("gender", "Gender", words.GENDERS),
            "location": Dimension("location", "Location of exploitation", words.LOCATIONS),
            "county_lines": Dimension("county_lines", "County lines", words.YES_NO),
            "nationality": Dimension("nationality", "Nationality"),
            "each_nationality": Dimension(
                "nationality", "Each nationality held", list_column="nationalities"
            ),
            "type": Dimension("exploitation", "Exploitation type", labels=labels_of_all_sets()),
            "form": Dimension(
                "exploitation",
                "Each form of exploitation",
                tuple(_FORM_BITS),
                each=_FORM_BITS,
            ),
            "responder": Dimension("responder", "First responder"),
            "responder_type": Dimension(
                "responder_type", "First responder type", words.RESPONDER_TYPES
            ),
            "force": Dimension("force", "Responsible police force"),
            "country": Dimension("country", "Country of responsible police force", words.COUNTRIES),
            "area": Dimension("area", "Local authority"),
            "authority": Dimension("authority", "Competent authority", words.COMPETENT_AUTHORITIES),
            "reasonable_grounds": Dimension(
                "reasonable_grounds", "Reasonable grounds decision", words.OUTCOMES
            ),
            "conclusive_grounds": Dimension(
                "conclusive_grounds", "Conclusive grounds decision", words.OUTCOMES
            ),
        }
    ),
)
