"""A CSV file as columns of text, with the line on which each row stands."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MAX_CELL = 500


@dataclass(frozen=True)
class TextTable:
    """The cells of a CSV file as trimmed text: `columns[heading][i]` stands on `lines[i]`."""

    source: str
    columns: dict[str, list[str]]
    lines: list[int]

    def problem(self, message: str, at: int, column: str) -> Problem:
        """A problem in row number `at` (0 is the first below the header)."""
        return Problem(message, row=self.lines[at], column=column)


def read_text_table(content: bytes, source: str) -> TextTable:
    """Read a CSV with a header row. Raises BadInputError with row and column."""
    rows, lines = _rows(_decoded(content, source), source)
    if not rows:
        raise BadInputError(source, [Problem("the file is empty")])
    header = [" ".join(heading.split()) for heading in rows[0]]
    _check_header(header, source)
    problems = _faults(header, rows[1:], lines[1:])
    if problems:
        raise BadInputError(source, problems)
    if len(rows) == 1:
        raise BadInputError(source, [Problem("there is a header but no row below it")])
    columns = {
        heading: [" ".join(row[i].split()) for row in rows[1:]] for i, heading in enumerate(header)
    }
    return TextTable(source, columns, lines[1:])


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises BadInputError if it is not there or can't be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        message = fault.strerror or "can't be read"
        raise BadInputError(str(path), [Problem(message)]) from fault


def _decoded(content: bytes, source: str) -> str:
    if content.startswith(_UTF16):
        raise BadInputError(
            source, [Problem("the file is UTF-16; save it as “CSV UTF-8 (comma delimited)”")]
        )
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise BadInputError(source, [Problem("holds a NUL byte; this is no text file", row=line)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        start = content.rfind(b"\n", 0, fault.start) + 1
        column = content.count(b",", start, fault.start) + 1
        byte = content[fault.start]
        raise BadInputError(
            source,
            [
                Problem(
                    f"byte 0x{byte:02X} is not UTF-8 (cell {column} of the row); the file seems "
                    "to be in another encoding, save it as “CSV UTF-8 (comma delimited)”",
                    row=line,
                )
            ],
        ) from fault


def _rows(text: str, source: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, lines = [], []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as fault:
        raise BadInputError(source, [Problem(f"not a CSV row: {fault}", row=line)]) from fault
    return rows, lines


def _check_header(header: list[str], source: str) -> None:
    if len(header) == 1:
        mark = next((mark for mark in (";", "\t", "|") if mark in header[0]), None)
        if mark is not None:
            name = {";": "semicolons", "\t": "tabs", "|": "bars"}[mark]
            raise BadInputError(
                source, [Problem(f"columns are separated by {name}; commas are needed", row=1)]
            )
    repeated = sorted({heading for heading in header if header.count(heading) > 1})
    problems = [Problem("this heading stands more than once", 1, heading) for heading in repeated]
    problems += [
        Problem(f"column number {i} has no heading", row=1)
        for i, heading in enumerate(header, start=1)
        if not heading
    ]
    if problems:
        raise BadInputError(source, problems)


def _faults(header: list[str], rows: list[list[str]], lines: list[int]) -> list[Problem]:
    problems = []
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(header):
            problems.append(
                Problem(f"has {len(row)} cells where the header has {len(header)}", line)
            )
            continue
        for heading, cell in zip(header, row, strict=True):
            if fault := _cell_fault(cell):
                problems.append(Problem(fault, line, heading))
    return problems


def _cell_fault(cell: str) -> str | None:
    if not cell.isprintable() and any(ord(mark) < 32 and mark not in "\t\r\n" for mark in cell):
        return "holds a control character"
    if cell[:1] in {"=", "@", "+"}:
        return f"begins with “{cell[0]}”, which a spreadsheet would run as a formula"
    if len(cell) > _MAX_CELL:
        return f"is longer than {_MAX_CELL} characters"
    return None
