"""The same workbook for Excel."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, time

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tutela.evidence.sheets.archive import settled
from tutela.evidence.sheets.layout import Grid, Sheet, Workbook

_WRAPPED = Alignment(wrap_text=True, vertical="top")


def to_xlsx(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file: the same workbook always gives the same bytes."""
    book = Book()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title = workbook.title
    properties.description = workbook.description
    properties.language = workbook.language
    properties.creator = "Tutela"
    properties.created = properties.modified = datetime.combine(workbook.dated, time())
    for sheet in workbook.sheets:
        _add(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return settled(_without_clock(out.getvalue(), properties.created), first="[Content_Types].xml")


def _add(page: Worksheet, sheet: Sheet) -> None:
    page.append([sheet.title])
    page["A1"].font = Font(bold=True, size=16)
    for line in sheet.lines:
        page.append([line])
        page.cell(page.max_row, 1).alignment = _WRAPPED
    page.column_dimensions["A"].width = 80 if sheet.grid is None else 30
    if sheet.grid is not None:
        _add_grid(page, sheet.grid, 2 + len(sheet.lines))


def _add_grid(page: Worksheet, grid: Grid, first: int) -> None:
    page.append(list(grid.header))
    for cell in page[first]:
        cell.font = Font(bold=True)
        cell.alignment = _WRAPPED
    for number, values in enumerate(grid.rows):
        page.append(list(values))
        if grid.links:
            page.cell(first + 1 + number, 1).hyperlink = f"#'{grid.links[number]}'!A1"
    for column in range(2, len(grid.header) + 1):
        page.column_dimensions[get_column_letter(column)].width = 22
    last = get_column_letter(len(grid.header))
    table = Table(displayName=grid.name, ref=f"A{first}:{last}{first + len(grid.rows)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)
    table.autoFilter = None


def _without_clock(content: bytes, dated: datetime) -> bytes:
    """openpyxl writes the present moment as the moment of the last change."""
    source = zipfile.ZipFile(io.BytesIO(content))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{dated:%Y-%m-%dT%H:%M:%SZ}".encode()
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            target.writestr(name, part)
    return out.getvalue()
