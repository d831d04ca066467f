"""A workbook as OpenDocument Spreadsheet, the format that government publishes in."""

from __future__ import annotations

import io
from datetime import datetime, time
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element, Style

from tutela.evidence.sheets.archive import settled
from tutela.evidence.sheets.layout import Grid, Sheet, Value, Workbook

_MIN_WIDTH, _MAX_WIDTH = 8, 60


def to_ods(workbook: Workbook) -> bytes:
    """The bytes of an .ods file: the same workbook always gives the same bytes."""
    document = Document("spreadsheet")
    document.body.clear()
    document.set_language(workbook.language)
    meta = document.meta
    meta.set_title(workbook.title)
    meta.set_description(workbook.description)
    meta.set_creation_date(datetime.combine(workbook.dated, time()))
    _insert_styles(document)
    for width in sorted({width for sheet in workbook.sheets for width in _widths(sheet)}):
        style = Style("table-column", name=f"width{width}")
        style.set_properties({"style:column-width": f"{width * 0.21:.2f}cm"}, area="table-column")
        document.insert_style(style, automatic=True)
    ranges = Element.from_tag("table:database-ranges")
    for sheet in workbook.sheets:
        document.body.append(_table(sheet))
        if sheet.grid is not None:
            ranges.append(_range(sheet, sheet.grid))
    document.body.append(ranges)
    _drop_thumbnail(document)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), first="mimetype")


def _insert_styles(document: Document) -> None:
    for name, area_text in (
        ("title", {"fo:font-weight": "bold", "fo:font-size": "16pt"}),
        ("header", {"fo:font-weight": "bold"}),
        ("body", {}),
    ):
        style = Style("table-cell", name=name)
        style.set_properties(
            {
                "fo:wrap-option": "wrap" if name != "title" else "no-wrap",
                "style:vertical-align": "top",
            },
            area="table-cell",
        )
        if area_text:
            style.set_properties(dict(area_text), area="text")
        document.insert_style(style, automatic=True)


def _table(sheet: Sheet) -> Element:
    """The sheet as one element. It is written as text and parsed at once: odfdo's own cells cost
    a millisecond each, and a bulletin has tens of thousands.
    """
    columns = [f'<table:table-column table:style-name="width{width}"/>' for width in _widths(sheet)]
    rows = [_row([_cell(sheet.title, "title")])]
    rows += [_row([_cell(line, "body")]) for line in sheet.lines]
    if sheet.grid is not None:
        rows += _grid_rows(sheet.grid)
    name = quoteattr(sheet.name)
    return Element.from_tag(
        f"<table:table table:name={name}>{''.join(columns)}{''.join(rows)}</table:table>"
    )


def _grid_rows(grid: Grid) -> list[str]:
    header = _row([_cell(heading, "header") for heading in grid.header])
    rows = [f"<table:table-header-rows>{header}</table:table-header-rows>"]
    for number, values in enumerate(grid.rows):
        cells = [_cell(value, "body") for value in values]
        if grid.links:
            cells[0] = _link(str(values[0]), grid.links[number])
        rows.append(_row(cells))
    return rows


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Value, style: str) -> str:
    if isinstance(value, str):
        kind = 'office:value-type="string" calcext:value-type="string"'
    else:
        kind = f'office:value-type="float" calcext:value-type="float" office:value="{value}"'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell table:style-name="{style}" {kind}>{text}</table:table-cell>'


def _link(text: str, sheet: str) -> str:
    target = quoteattr(f"#'{sheet}'.A1")
    link = f'<text:a xlink:type="simple" xlink:href={target}>{escape(text)}</text:a>'
    return (
        '<table:table-cell table:style-name="body" office:value-type="string" '
        f'calcext:value-type="string"><text:p>{link}</text:p></table:table-cell>'
    )


def _range(sheet: Sheet, grid: Grid) -> Element:
    """The mark that says: these cells are one table, and its first row is a header."""
    first = 2 + len(sheet.lines)
    last_column = _letters(len(grid.header))
    name = sheet.name.replace("'", "''")
    target = f"'{name}'.A{first}:'{name}'.{last_column}{first + len(grid.rows)}"
    element = Element.from_tag("table:database-range")
    element.set_attribute("table:name", grid.name)
    element.set_attribute("table:target-range-address", target)
    element.set_attribute("table:contains-header", "true")
    return element


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _widths(sheet: Sheet) -> list[int]:
    """The width of each column in characters. Lines of text wrap in a wide first column."""
    if sheet.grid is None:
        return [_MAX_WIDTH + 20]
    columns = zip(sheet.grid.header, *sheet.grid.rows, strict=True)
    widths = [
        min(_MAX_WIDTH, max(_MIN_WIDTH, *(len(str(value)) for value in column)) + 2)
        for column in columns
    ]
    widths[0] = max(widths[0], 24)
    return widths


def _drop_thumbnail(document: Document) -> None:
    """The template's picture of an empty page says nothing about this workbook."""
    document.del_part("Thumbnails/thumbnail.png")
