"""Looking into a released table: a choice of rows, columns and fixed values, by cells as released.

Nothing is ever added up. Every number shown stands in the release as it is shown, so no question,
and no two questions, can give more than the release gave.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

FIGURES = ("count", "out_of", "percent", "median")
TOTAL = "Total"
MOST_ROWS = 500


@dataclass(frozen=True)
class Released:
    """A released table: its dimensions with their labels in order, its figures, its cells."""

    dimensions: Mapping[str, tuple[str, ...]]
    figures: tuple[str, ...]
    cells: Mapping[tuple[str, ...], Mapping[str, str]]


@dataclass(frozen=True)
class Question:
    """What is asked: a dimension down, perhaps one across, one label of every other, a figure."""

    rows: str
    columns: str
    fixed: Mapping[str, str]
    figure: str


@dataclass(frozen=True)
class Answer:
    """What the release says: row labels, column labels, cells as released."""

    question: Question
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def as_csv(self, title: str) -> bytes:
        """The same as a file: what is fixed stands in columns of its own."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        asked = self.question
        writer.writerow(["table", *asked.fixed, asked.rows, *filter(None, [asked.columns]),
                         asked.figure])  # fmt: skip
        for label, cells in zip(self.row_labels, self.cells, strict=True):
            for across, cell in zip(self.column_labels, cells, strict=True):
                named = [across] if asked.columns else []
                writer.writerow([title, *asked.fixed.values(), label, *named, cell])
        return out.getvalue().encode()


def read_released(content: bytes) -> Released:
    """A table of a release, from its CSV file."""
    head, *rows = csv.reader(io.StringIO(content.decode()))
    figures = tuple(name for name in head if name in FIGURES)
    places = [at for at, name in enumerate(head) if name not in FIGURES]
    labels: dict[str, dict[str, None]] = {head[at]: {} for at in places}
    cells: dict[tuple[str, ...], Mapping[str, str]] = {}
    for row in rows:
        for at in places:
            labels[head[at]].setdefault(row[at])
        values = {name: row[head.index(name)] for name in figures}
        cells[tuple(row[at] for at in places)] = values
    return Released({name: tuple(some) for name, some in labels.items()}, figures, cells)


def asked(released: Released, given: Mapping[str, str]) -> Question:
    """The question in an address, each part that makes no sense replaced by the first that does."""
    names = list(released.dimensions)
    rows = given.get("rows", "")
    rows = rows if rows in names else names[0]
    columns = given.get("columns", "")
    if columns not in names or columns == rows:
        columns = "" if columns == "-" else next((name for name in names if name != rows), "")
    fixed = {}
    for name in names:
        if name not in {rows, columns}:
            labels = released.dimensions[name]
            wanted = given.get(f"at-{name}", "")
            fixed[name] = wanted if wanted in labels else _first(labels)
    figure = given.get("figure", "")
    return Question(rows, columns, fixed, figure if figure in released.figures
                    else released.figures[0])  # fmt: skip


def answered(released: Released, question: Question) -> Answer:
    """The cells of the question, as released; a dash where the release has no such cell."""
    names = list(released.dimensions)
    across = released.dimensions[question.columns] if question.columns else ("",)
    rows = released.dimensions[question.rows][:MOST_ROWS]

    def cell(label: str, other: str) -> str:
        at = {**question.fixed, question.rows: label}
        if question.columns:
            at[question.columns] = other
        found = released.cells.get(tuple(at[name] for name in names))
        return found[question.figure] if found is not None else "–"

    table = tuple(tuple(cell(label, other) for other in across) for label in rows)
    return Answer(question, rows, across, table)


def _first(labels: tuple[str, ...]) -> str:
    return TOTAL if TOTAL in labels else labels[0]
