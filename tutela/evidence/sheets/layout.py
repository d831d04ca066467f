"""One layout for a workbook, whatever format it is written in.

Follows the Analysis Function's guidance on releasing statistics in spreadsheets, as gptables does:
a cover, a list of sheets, notes; one table to a sheet, at the left edge, with one header row, no
merged cells, no empty cells and nothing below it; text that explains stands above the table in
column A; a unique name for each sheet and table; title and language of the document are set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Value = str | int | float
_SHEET_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Grid:
    """A table: unique headings and rows of as many values. `name` is unique in the workbook."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    links: tuple[str, ...] = ()
    """For a list of sheets: the sheet that each row's first cell leads to."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.name):
            raise ValueError(f"“{self.name}” can't be the name of a table in a workbook")
        if len(set(self.header)) != len(self.header) or not all(self.header):
            raise ValueError(f"{self.name}: headings must be unique and not empty")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.header):
                raise ValueError(f"{self.name}: row {number} does not fit the header")
            if any(value == "" or value is None for value in row):
                raise ValueError(f"{self.name}: row {number} has an empty cell")


@dataclass(frozen=True)
class Sheet:
    """A sheet: a title, lines of text, and at most one table below them."""

    name: str
    title: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= _SHEET_NAME or _FORBIDDEN.search(self.name):
            raise ValueError(f"“{self.name}” can't be the name of a sheet")
        if self.grid is not None and not self.grid.rows:
            raise ValueError(f"{self.name}: a table without rows; say so in a line instead")


@dataclass(frozen=True)
class Workbook:
    """A whole workbook. `dated` goes into the document's information: never the clock."""

    title: str
    description: str
    dated: date
    sheets: tuple[Sheet, ...]
    language: str = "en-GB"

    def __post_init__(self) -> None:
        names = [sheet.name.casefold() for sheet in self.sheets]
        grids = [sheet.grid.name.casefold() for sheet in self.sheets if sheet.grid]
        if len(set(names)) != len(names) or len(set(grids)) != len(grids):
            raise ValueError("two sheets or two tables share a name")


def workbook(
    title: str,
    description: str,
    dated: date,
    *,
    about: Sequence[str],
    notes: Sequence[str],
    tables: Sequence[Sheet],
    language: str = "en-GB",
) -> Workbook:
    """A workbook with cover, contents and notes before its tables."""
    cover = Sheet("Cover", title, tuple(about))
    listed = [("Notes", "Notes that the tables refer to")] if notes else []
    listed += [(sheet.name, sheet.title) for sheet in tables]
    contents = Sheet(
        "Contents",
        "Contents",
        ("This sheet has one table: each row names a sheet, and leads to it.",),
        Grid(
            "contents",
            ("Sheet", "Title"),
            tuple(listed),
            links=tuple(name for name, _ in listed),
        ),
    )
    numbered = tuple((f"Note {number}", text) for number, text in enumerate(notes, start=1))
    grid = Grid("notes", ("Note", "Text"), numbered)
    note_sheets = [Sheet("Notes", "Notes", ("This sheet has one table.",), grid)] if notes else []
    return Workbook(title, description, dated, (cover, contents, *note_sheets, *tables), language)
