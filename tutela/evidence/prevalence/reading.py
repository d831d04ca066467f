"""Reading capture tables and replayed draws from CSV, and saying plainly what is wrong with them.

A table has one column of 0 and 1 for each list, and either a last word `count` (one row for each
capture pattern) or no such column (one row for each person). Columns named `id` or `person` are
passed over; other columns are an error unless they are named as strata.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.lattice import Floats
from tutela.evidence.prevalence.refusals import BadInput

COUNT = "count"
PASSED_OVER = frozenset({"id", "person", "person_id"})
LARGEST_COUNT = 10**12
"""Beyond the number of people who ever lived: a slip, and sums would lose whole persons."""


@dataclass(frozen=True)
class _Sheet:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> int:
        return self.header.index(name)


@dataclass(frozen=True)
class Strata:
    """The whole table, and one table for each stratum (or why it can't be one by itself)."""

    whole: Captures
    groups: dict[tuple[str, ...], Captures | BadInput]


def read_captures(path: Path) -> Captures:
    """Read one table. Raises `BadInput` with a stable name and words that say what to mend."""
    return parse_captures(_content(path), path.name)


def parse_captures(content: bytes, source: str) -> Captures:
    """One table in the bytes of a CSV file; `source` is what it is called. Raises `BadInput`."""
    sheet = _sheet(content, source)
    return _captures(sheet, sheet.rows, _list_columns(sheet, ()))


def read_strata(path: Path, by: Sequence[str]) -> Strata:
    """Read one table for each combination of values in the columns `by`, in order of appearance.

    A stratum that can't be a table by itself (an empty list) is kept as its `BadInput`.
    """
    sheet = _sheet(_content(path), path.name)
    missing = [name for name in by if name not in sheet.header]
    if missing:
        raise BadInput("no-such-column", f"the table has no column {', '.join(missing)}")
    names = _list_columns(sheet, tuple(by))
    grouped: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in sheet.rows:
        key = tuple(row[sheet.column(name)].strip() for name in by)
        grouped.setdefault(key, []).append(row)
    whole = _pooled(sheet, names)
    strata: dict[tuple[str, ...], Captures | BadInput] = {}
    for key, rows in grouped.items():
        try:
            strata[key] = _captures(sheet, tuple(rows), names)
        except BadInput as fault:
            if fault.name not in {"empty-list", "nobody"}:
                raise
            strata[key] = fault
    return Strata(whole, strata)


def _pooled(sheet: _Sheet, names: tuple[str, ...]) -> Captures:
    total: dict[int, int] = {}
    for mask, count in (_row(sheet, row, names) for row in sheet.rows):
        total[mask] = total.get(mask, 0) + count
    return Captures.of(names, total)


def read_draws(path: Path, table: Captures) -> Floats:
    """Resampled counts that another program drew: shape (2**t, replicates).

    With a header of patterns (`100,010,...`, first list first) the columns are those patterns;
    without one they are the rows of the table file, in its order.
    """
    lines = _lines(_content(path), path.name)
    patterns = _pattern_header(lines[0], table.list_number)
    columns = patterns if patterns is not None else table.rows
    body = lines if patterns is None else lines[1:]
    if not body:
        raise BadInput("no-draws", f"{path.name} holds no draws")
    if any(len(row) != len(columns) for row in body):
        raise BadInput(
            "draws-do-not-fit",
            f"each row of {path.name} needs {len(columns)} counts, one a pattern",
        )
    drawn = np.zeros((1 << table.list_number, len(body)))
    for number, row in enumerate(body):
        counts = [_whole(cell, f"{path.name}, draw {number + 1}") for cell in row]
        drawn[list(columns), number] = counts
        if sum(counts) != table.people:
            raise BadInput(
                "draws-do-not-fit",
                f"draw {number + 1} of {path.name} has {sum(counts)} people, the table"
                f" {table.people}",
            )
    return drawn


def _pattern_header(first: tuple[str, ...], lists: int) -> tuple[int, ...] | None:
    cells = [cell.strip() for cell in first]
    if not all(len(cell) == lists and set(cell) <= {"0", "1"} for cell in cells):
        return None
    masks = tuple(sum(1 << i for i, bit in enumerate(cell) if bit == "1") for cell in cells)
    if len(set(masks)) != len(masks) or 0 in masks:
        return None
    return masks


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", f"{path.name} can't be read: {fault.strerror}") from fault


def _lines(content: bytes, source: str) -> list[tuple[str, ...]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("not-utf-8", f"{source} is not UTF-8 text") from fault
    if "\x00" in text:
        raise BadInput("not-text", f"{source} is not a CSV text file")
    try:
        lines = [tuple(row) for row in csv.reader(text.splitlines()) if any(c.strip() for c in row)]
    except csv.Error as fault:
        raise BadInput("not-csv", f"{source} is not CSV: {fault}") from fault
    if not lines:
        raise BadInput("empty-file", f"{source} is empty")
    return lines


def _sheet(content: bytes, source: str) -> _Sheet:
    header, *rows = _lines(content, source)
    names = tuple(name.strip() for name in header)
    if len(names) == 1 and ";" in names[0]:
        raise BadInput("wrong-separator", "columns are separated by semicolons; use commas")
    if any(not name for name in names):
        raise BadInput("unnamed-column", "each column needs a name in the first row")
    if len(set(names)) != len(names):
        raise BadInput("duplicate-column", "two columns have the same name")
    if all(name in {"0", "1"} or name.isdigit() for name in names):
        raise BadInput("no-header", "the first row must name the lists")
    if not rows:
        raise BadInput("no-rows", "the table has a header and no rows")
    for number, row in enumerate(rows):
        if len(row) != len(names):
            raise BadInput(
                "ragged-row", f"row {number + 2} has {len(row)} cells, the header {len(names)}"
            )
    return _Sheet(names, tuple(rows))


def _list_columns(sheet: _Sheet, strata: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(
        name
        for name in sheet.header
        if name.lower() != COUNT and name.lower() not in PASSED_OVER and name not in strata
    )
    if not names:
        raise BadInput("no-lists", "the table has no list columns")
    for name in names:
        place = sheet.column(name)
        odd = next((row[place] for row in sheet.rows if row[place].strip() not in {"0", "1"}), None)
        if odd is not None:
            raise BadInput(
                "not-zero-or-one",
                f"column {name} holds {odd.strip()!r}; a list column holds 0 or 1."
                " If the column is a stratum, name it with --strata",
            )
    return names


def _row(sheet: _Sheet, row: tuple[str, ...], names: tuple[str, ...]) -> tuple[int, int]:
    mask = sum(1 << i for i, name in enumerate(names) if row[sheet.column(name)].strip() == "1")
    place = _count_column(sheet)
    count = 1 if place is None else _whole(row[place], f"column {sheet.header[place]}")
    if not mask:
        raise BadInput(
            "no-list-named", "a row names no list; people whom no list knows can't be counted"
        )
    return mask, count


def _count_column(sheet: _Sheet) -> int | None:
    return next((i for i, name in enumerate(sheet.header) if name.lower() == COUNT), None)


def _captures(sheet: _Sheet, rows: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> Captures:
    found: dict[int, int] = {}
    by_person = _count_column(sheet) is None
    for mask, count in (_row(sheet, row, names) for row in rows):
        if mask in found and not by_person:
            pattern = "".join("1" if mask >> i & 1 else "0" for i in range(len(names)))
            raise BadInput("duplicate-pattern", f"pattern {pattern} stands in two rows")
        found[mask] = found.get(mask, 0) + count
    return Captures.of(names, found)


def _whole(cell: str, where: str) -> int:
    try:
        value = float(cell)
    except ValueError as fault:
        raise BadInput("not-a-count", f"{where} holds {cell.strip()!r}, not a count") from fault
    if value < 0:
        raise BadInput("negative-count", f"{where} holds {cell.strip()}, a negative count")
    if not value < LARGEST_COUNT:
        raise BadInput("not-a-count", f"{where} holds {cell.strip()}, no possible count of people")
    if value != int(value):
        raise BadInput("fractional-count", f"{where} holds {cell.strip()}, not a whole number")
    return int(value)
