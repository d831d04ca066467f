"""The methodology page, made from the measures and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from tutela.evidence.bulletin.contents import ALL_TABLES, SECTIONS, data_set_of
from tutela.evidence.exploitation import from_bits, label
from tutela.evidence.measures.conditions import Where
from tutela.evidence.measures.measure import Aggregate, Count, Distinct, Measure, Median, Sum
from tutela.evidence.tables.definitions import Table

_INTRO = """# How each figure is made

Every table below is a *measure*: a value that says what is counted, out of what, and by what. The
program computes the tables from these values, and this page is made from the same values, so the
two can't differ. Each measure is computed by two engines (Polars, and SQL on PostgreSQL), which the
tests compare cell by cell.
"""


def methodology(tables: Iterable[Table] = ALL_TABLES) -> str:
    """The page as Markdown."""
    chosen = {one.id for one in tables}
    parts = [_INTRO]
    for section in SECTIONS:
        listed = [one for one in section.tables if one.id in chosen]
        if listed:
            parts.append(f"## {section.title}\n")
            parts += [_entry(one) for one in listed]
    return "\n".join(parts)


def _entry(table: Table) -> str:
    measure = table.measure
    data_set = data_set_of(measure.data_set)
    lines = [f"### {measure.title}\n", f"{measure.definition}\n"]
    lines.append(f"- Table: `{table.id}`, version {measure.version}")
    lines.append(f"- Counts: {_figure(measure.numerator)}")
    if measure.denominator is not None:
        role = "Number that the median is of" if measure.kind == "median" else "Out of"
        lines.append(f"- {role}: {_figure(measure.denominator)}")
    if measure.dimensions:
        named = ", ".join(data_set.dimension(name).title.lower() for name in measure.dimensions)
        lines.append(f"- By: {named}")
    lines += [f"- Not counted: {one}" for one in measure.exclusions]
    lines += [f"- Note: {one}" for one in table.notes]
    lines += [f"- {_how_read(measure)}"]
    return "\n".join(lines) + "\n"


def _figure(figure: Aggregate) -> str:
    where = " and ".join(_condition(one) for one in figure.where)
    of = f" where {where}" if where else ""
    match figure:
        case Count():
            return f"rows{of}" if of else "all rows"
        case Distinct(column):
            return f"different {column.replace('_', ' ')}s{of}"
        case Sum(column):
            return f"the sum of {column.replace('_', ' ')}{of}"
        case Median(column):
            return f"the median of {column.replace('_', ' ')}{of}"


def _condition(where: Where) -> str:
    if where.test == "has":
        return f"the forms of exploitation include {label(from_bits(int(where.values[0])))}"
    return where.words()


def _how_read(measure: Measure) -> str:
    return {
        "count": "Shown as: a count",
        "ratio": "Shown as: both counts and the percentage to one decimal, half rounded up; where "
        "there is nobody to count it of, no percentage",
        "median": "Shown as: the median and how many it is of",
    }[measure.kind]
