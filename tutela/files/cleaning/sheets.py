"""Excel: the values that a reader sees, sheet by sheet. Formulas, hidden parts, comments, names and
links stay behind."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tutela.files.cleaning.archives import Archive
from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why

MOST_CELLS = 60_000
MOST_SHEETS = 50
LONGEST_CELL = 32_000
_MAIN = "xl/workbook.xml"
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_DAMAGED = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, RecursionError, AssertionError, OverflowError,
)  # fmt: skip


def clean_xlsx(data: bytes) -> Cleaned:
    """Its values as JSON: ``{"sheets": [{"name": …, "rows": [[…]]}]}``. Raises Refused."""
    archive = Archive(data, main=_MAIN)
    if archive.count(_CELL, "xl/worksheets/") > MOST_CELLS:
        raise Refused(Why.TOO_LONG)
    left = {Left.DETAILS, Left.FORMULAS}
    if any("drawing" in name or "media" in name for name in archive.names()):
        left.add(Left.PICTURES)
    if any("comment" in name.casefold() for name in archive.names()):
        left.add(Left.HEADERS_AND_NOTES)
    try:
        # Not lazily: which rows and columns are hidden is known only then.
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if len(seen) < len(book.sheetnames):
            left.add(Left.HIDDEN)
        sheets = _sheets(seen, left)
    except _DAMAGED as error:
        raise Refused(Why.DAMAGED) from error
    if not any(sheet["rows"] for sheet in sheets):
        raise Refused(Why.NOTHING_IN_IT)
    kept = json.dumps({"sheets": sheets}).encode()
    return Cleaned(Form.CELLS, kept, (Left.DETAILS, *sorted(left - {Left.DETAILS})), len(sheets))


def _sheets(seen: list[Any], left: set[Left]) -> list[dict[str, Any]]:
    if len(seen) > MOST_SHEETS:
        raise Refused(Why.TOO_LONG)
    sheets, cells = [], 0
    for number, sheet in enumerate(seen, start=1):
        if sheet.max_row * sheet.max_column > MOST_CELLS - cells:
            raise Refused(Why.TOO_LONG)
        cells += sheet.max_row * sheet.max_column
        rows = _rows(sheet, left)
        sheets.append({"name": str(sheet.title)[:31] or f"Sheet {number}", "rows": rows})
    return sheets


def _rows(sheet: Any, left: set[Left]) -> list[list[Any]]:
    hidden = {
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min or 0, (dimension.max or dimension.min or 0) + 1)
    }
    rows = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if sheet.row_dimensions[number].hidden:
            left.add(Left.HIDDEN)
            continue
        rows.append([_value(v) for n, v in enumerate(row, start=1) if n not in hidden])
    if hidden:
        left.add(Left.HIDDEN)
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return rows


def _value(value: Any) -> str | int | float | bool | None:
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if abs(value) < 1e300 else str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)[:LONGEST_CELL]
