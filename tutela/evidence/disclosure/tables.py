"""Tables of counts as people hand them in, and the cells that they will publish.

A table's rows are inner cells, or cells with `Total` or a parent's code, which are checked to add
up. A cell that is not listed is zero. What is published is every inner cell, every parent and
every total.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

from .hierarchies import TOTAL

_WHOLE = re.compile(r"\d+")


@dataclass(frozen=True)
class Row:
    """One cell as given: a label for each column, its count, and its line in the file."""

    labels: tuple[str, ...]
    value: float
    line: int


@dataclass(frozen=True)
class Table:
    """A table of counts. `columns` are its dimensions, in the order of the labels of its rows."""

    name: str
    columns: tuple[str, ...]
    count: str
    rows: tuple[Row, ...]

    @classmethod
    def of(
        cls,
        name: str,
        columns: Sequence[str],
        cells: Mapping[tuple[str, ...], float],
        count: str = "count",
    ) -> Table:
        """A table from counts that are already in memory, labels in the order of `columns`."""
        rows = (Row(labels, value, n) for n, (labels, value) in enumerate(cells.items(), start=2))
        return cls(name, tuple(columns), count, tuple(rows))


def read_table(path: Path, count: str, *, name: str | None = None) -> Table:
    """A CSV file with a header, a column `count`, and nothing else but dimensions.

    Raises BadInputError with row and column for whatever is not a table of counts.
    """
    name = name or path.name
    header, records = read_records(path, name)
    if count not in header:
        hint = f"there is no column “{count}”; there are: " + ", ".join(f"“{c}”" for c in header)
        raise BadInputError(name, [Problem(hint, row=1)])
    if len(header) == 1:
        raise BadInputError(name, [Problem("there is nothing to count by", row=1)])
    where = header.index(count)
    columns = tuple(column for column in header if column != count)
    problems: list[Problem] = []
    rows: list[Row] = []
    for line, record in records:
        labels = tuple(
            unicodedata.normalize("NFC", c) for c in record[:where] + record[where + 1 :]
        )
        problems += _label_problems(columns, labels, line)
        text = record[where]
        if not _WHOLE.fullmatch(text):
            problems.append(Problem(_why_not_a_count(text), row=line, column=count))
            continue
        rows.append(Row(labels, float(int(text)), line))
    problems += repeated(rows) + _spellings(columns, rows)
    if problems:
        raise BadInputError(name, sorted(problems, key=lambda p: p.row or 0))
    if not rows:
        raise BadInputError(name, [Problem("has a header and no rows")])
    return Table(name, columns, count, tuple(rows))


def read_records(path: Path, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and records with their lines, trimmed, every record as long as the header."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(name, [Problem(f"is not text in UTF-8: {error}")]) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        raw = [(reader.line_num, [c.strip() for c in record]) for record in reader if any(record)]
    except csv.Error as error:
        raise BadInputError(name, [Problem(str(error), row=reader.line_num)]) from error
    if not raw:
        raise BadInputError(name, [Problem("is empty")])
    header = raw[0][1]
    problems = []
    if len(header) == 1 and re.search(r"[;\t|]", header[0]):
        problems.append(Problem("columns must be separated by commas", row=1))
    elif "" in header:
        problems.append(Problem("a column has no name", row=1))
    elif len(set(header)) != len(header):
        problems.append(Problem("two columns have the same name", row=1))
    for line, record in raw[1:]:
        if len(record) != len(header):
            what = f"has {len(record)} fields where the header has {len(header)}"
            problems.append(Problem(what, row=line))
    if problems:
        raise BadInputError(name, problems)
    return header, raw[1:]


def _why_not_a_count(text: str) -> str:
    if not text:
        return "is empty; a count is a whole number, and a cell without children is 0"
    if re.fullmatch(r"[-−]\s?\d+([.,]\d+)?", text):
        return f"“{text}” is negative; a count cannot be"
    if re.fullmatch(r"\d{1,3}([,\s]\d{3})+", text):
        return f"“{text}” has a separator of thousands; write the digits alone"
    if re.fullmatch(r"\d*[.,]\d+", text):
        return f"“{text}” is not whole; a count of children is"
    return f"“{text}” is not a number; a count is a whole number"


def _label_problems(columns: tuple[str, ...], labels: tuple[str, ...], line: int) -> list[Problem]:
    problems = []
    for column, label in zip(columns, labels, strict=True):
        if not label:
            problems.append(Problem("has no code; write what is not known as a code", line, column))
        elif label != TOTAL and label.casefold() == TOTAL.casefold():
            problems.append(Problem(f"“{label}” is not a code; a total is “{TOTAL}”", line, column))
    return problems


def repeated(rows: Iterable[Row]) -> list[Problem]:
    """Cells that stand in a table twice."""
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row in rows:
        if row.labels in first:
            problems.append(Problem(f"is the same cell as row {first[row.labels]}", row=row.line))
        first.setdefault(row.labels, row.line)
    return problems


def _spellings(columns: tuple[str, ...], rows: Sequence[Row]) -> list[Problem]:
    """One code in two spellings would be two small cells where there is one."""
    problems = []
    for n, column in enumerate(columns):
        spelled: dict[str, tuple[str, int]] = {}
        for row in rows:
            label = row.labels[n]
            alike = re.sub(r"\s+", " ", label.casefold())
            other, line = spelled.setdefault(alike, (label, row.line))
            if other != label:
                what = f"“{label}” and “{other}” (row {line}) look like one code spelled twice"
                problems.append(Problem(what, row.line, column))
                break
    return problems
