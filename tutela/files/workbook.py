"""Spreadsheets made from nothing: values alone, nothing hidden, nobody's name but the reader's.

A cell never begins as a formula would, in any program that opens it: text is typed as text, and
what could be read as a formula after copying begins with an apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

Value = str | int | float | bool | None
_FORMULA = frozenset("=+-@|%＝＋－＠")
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_NO_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_000


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows. ``heads``: the first row names the columns."""

    name: str
    rows: Sequence[Sequence[Value]] = field(repr=False)
    heads: bool = False
    widths: tuple[int, ...] = ()


def workbook(sheets: Sequence[Sheet], *, mark: str, at: datetime) -> bytes:
    """An Excel file of these sheets. ``mark`` stands above each and at the foot of what is printed;
    ``at`` is the only date in it."""
    from openpyxl import Workbook  # noqa: PLC0415 - a page that makes no spreadsheet need not wait

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = ""
    book.properties.title = ""
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    taken: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(_name(sheet.name, taken))
        _write(page, sheet, mark)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def safe(value: Value) -> Value:
    """The value as it may stand in a cell: text that could be read as a formula is marked."""
    if not isinstance(value, str):
        return value
    text = _NO_CELL.sub(" ", value)[:LONGEST_CELL]
    first = next((c for c in text if not _is_passed_over(c)), "")
    return f"'{text}" if first in _FORMULA or text[:1] in {"\t", "\r", "\n"} else text


def _is_passed_over(character: str) -> bool:
    """Blank or not seen: programs look for a formula behind it."""
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs"}


def _write(page: Any, sheet: Sheet, mark: str) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(([mark], *sheet.rows), start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place, safe(value))
            if isinstance(value, str):
                # Whatever it looks like: openpyxl would make a formula or a date of some texts.
                cell.data_type = "s"
                cell.alignment = wrapped
            if number == 2 and sheet.heads:
                cell.font = bold
    page["A1"].alignment = Alignment(wrap_text=False)
    for place, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    if sheet.heads:
        page.freeze_panes = "A3"
    page.oddFooter.left.text = mark.replace("&", "&&")


def _name(wanted: str, taken: set[str]) -> str:
    base = _NO_NAME.sub(" ", wanted).strip()[:28] or "Sheet"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base[:25]} {number}", number + 1
    taken.add(name.casefold())
    return name
