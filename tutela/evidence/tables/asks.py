"""What a table tells, as cells of larger tables over whole populations.

Tables are protected together, so each figure must be said in one language: the count of a
*population* (rows that meet some conditions) by *columns*. A table of children is the part
age = child of a table by age; a year is made of quarters; a form of exploitation is made of all
sets that hold it; a percentage tells two counts. Said so, a cell that two tables show is one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.dataset import DataSet
from tutela.evidence.measures.measure import Aggregate, Count, Distinct, Measure, Median

Cell = frozenset[tuple[str, str]]

_QUARTER_OF = {"year": "quarter", "rg_year": "rg_quarter", "cg_year": "cg_quarter"}


@dataclass(frozen=True)
class Population:
    """Rows of a data set that meet conditions; or a count that stands alone, by its name."""

    data_set: str
    where: frozenset[Where]
    alone: str | None = None


@dataclass(frozen=True)
class Ask:
    """One figure column of a table, as cells of its population.

    `columns`: dimension of the table → column of the population. `fixed`: labels that all its
    cells have. `yes`: the figure counts only the rows that meet these further conditions.
    """

    figure: str
    population: Population
    columns: Mapping[str, str]
    fixed: Mapping[str, str]
    parents: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Parents that must be known: column → label → leaves. Empty leaves: worked out from data."""
    yes: frozenset[Where] = frozenset()

    @property
    def pseudo(self) -> str | None:
        """The column that tells who meets the further conditions, if there are any."""
        if not self.yes:
            return None
        return "meets: " + ", ".join(sorted(one.words() for one in self.yes))

    @property
    def all_columns(self) -> frozenset[str]:
        """The columns of the population that the figure is told by."""
        own = {self.pseudo} if self.pseudo else set()
        return frozenset({*self.columns.values(), *self.fixed, *own})

    def cell(self, row: Mapping[str, str]) -> Cell:
        """The cell of the population that a row of the table shows."""
        labels = {
            column: any_of(row[name]) if is_member(name) else row[name]
            for name, column in self.columns.items()
        }
        labels |= self.fixed
        if self.pseudo:
            labels[self.pseudo] = "Yes"
        return frozenset(labels.items())


def is_member(dimension: str) -> bool:
    """Whether a dimension splits sets into members, so that its labels stand for several sets."""
    return dimension in {"form", "each_nationality"}


def any_of(member: str) -> str:
    """The code that stands for all sets that hold a member."""
    return f"Any: {member}"


def asks_of(measure: Measure, data_set: DataSet) -> list[Ask]:
    """The counts that a measure tells. A median tells how many it is of."""
    if isinstance(measure.numerator, Distinct):
        columns = {name: name for name in measure.dimensions}
        alone = Population(data_set.name, frozenset(), measure.name)
        return [Ask("count", alone, columns, {}, {})]
    if isinstance(measure.numerator, Median):
        assert measure.denominator is not None
        return [_ask("count", measure.denominator, measure, data_set)]
    if measure.denominator is None:
        return [_ask("count", measure.numerator, measure, data_set)]
    whole = _ask("out_of", measure.denominator, measure, data_set)
    part = _ask("count", measure.numerator, measure, data_set)
    extra = part.population.where - whole.population.where
    if extra:
        part = Ask("count", whole.population, part.columns, part.fixed, part.parents, extra)
    return [part, whole]


def _ask(figure: str, counted: Aggregate, measure: Measure, data_set: DataSet) -> Ask:
    assert isinstance(counted, Count), "only counts can be said as cells"
    fixed: dict[str, str] = {}
    parents: dict[str, dict[str, tuple[str, ...]]] = {}
    others = set()
    for one in counted.where:
        name = _closed_dimension(one, data_set)
        if name is None or name in fixed:
            others.add(one)
            continue
        values = tuple(map(str, one.values))
        fixed[name] = " or ".join(values)
        if len(values) > 1:
            parents.setdefault(name, {})[fixed[name]] = values
    columns = {name: _column(name) for name in measure.dimensions}
    clash = [name for name in fixed if name in columns.values()]
    for name in clash:
        # The table's own column tells it already: a row that isn't in `fixed` is not in the table.
        del fixed[name]
    return Ask(figure, Population(data_set.name, frozenset(others)), columns, fixed, parents)


def _closed_dimension(where: Where, data_set: DataSet) -> str | None:
    """The dimension with the condition's column, if the condition picks among its categories."""
    if where.test not in {"is", "in"}:
        return None
    dimension = data_set.dimensions.get(where.column)
    return where.column if dimension is not None and dimension.categories else None


def _column(name: str) -> str:
    """The column of the population for a dimension of a table."""
    return {"form": "type", "each_nationality": "nationality"}.get(
        name, _QUARTER_OF.get(name, name)
    )


def years_of(quarters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Years as parents of the quarters that they are made of."""
    years: dict[str, list[str]] = {}
    for quarter in sorted(set(quarters)):
        years.setdefault(quarter[:4] if quarter[:1].isdigit() else quarter, []).append(quarter)
    return {year: tuple(some) for year, some in years.items() if (year,) != tuple(some)}


def settled(asks: Iterable[Ask]) -> list[Ask]:
    """The asks of one population, with years as themselves where nobody asks for their quarters.

    Protecting quarters that no table shows would hide more than is needed.
    """
    listed = list(asks)
    quarterly = {name for ask in listed for name in ask.columns if name in _QUARTER_OF.values()}
    return [
        replace(
            ask,
            columns={
                name: name if name in _QUARTER_OF and column not in quarterly else column
                for name, column in ask.columns.items()
            },
        )
        for ask in listed
    ]


def needs_years(name: str) -> bool:
    """Whether a dimension is a year, told by a column of quarters."""
    return name in _QUARTER_OF
