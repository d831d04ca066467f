"""The bulletin as PDF/UA: tagged, titled, in a language, every picture with its text."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import Any

from tutela.evidence.bulletin.page import Bulletin, Shown
from tutela.evidence.papers import typeset
from tutela.evidence.sheets.layout import Grid, Value
from tutela.evidence.sheets.shorthand import SHORTHAND

_LONGEST_TABLE = 80


def paper(bulletin: Bulletin, dated: date) -> bytes:
    """The bytes of the PDF; the same bulletin always gives the same bytes.

    A table longer than a paper can bear is named there with the file that holds it whole.
    """
    template = files("tutela.evidence.bulletin").joinpath("paper.typ").read_bytes()
    pictures = {
        f"{one.chart.id}.svg": one.chart.svg
        for part in bulletin.parts
        for one in part.tables
        if one.chart is not None
    }
    return typeset(template, "bulletin.json", _data(bulletin, dated), pictures, dated)


def _data(bulletin: Bulletin, dated: date) -> dict[str, Any]:
    words = bulletin.publication
    return {
        "title": words.title,
        "subtitle": words.subtitle,
        "year": dated.year,
        "month": dated.month,
        "day": dated.day,
        "demonstration": words.is_demonstration,
        "help": words.help,
        "status": words.status,
        "dated": bulletin.dated,
        "control": bulletin.control,
        "headline": list(bulletin.headline),
        "limitations": list(words.limitations),
        "parts": [
            {"title": part.title, "tables": [_table(one) for one in part.tables]}
            for part in bulletin.parts
        ],
        "revisions": _grid(bulletin.revisions),
        "missing": list(bulletin.missing),
        "marks": [f"{mark}: {meaning}" for mark, meaning in SHORTHAND.meanings.items()],
        "about": [{"heading": heading, "text": text} for heading, text in words.items()],
        "attribution": bulletin.attribution,
    }


def _table(one: Shown) -> dict[str, Any]:
    long = one.grid is not None and len(one.grid.rows) > _LONGEST_TABLE
    chart = one.chart and {"file": f"{one.chart.id}.svg", "says": one.chart.says,
                           "title": one.chart.title}  # fmt: skip
    return {
        "title": one.title,
        "definition": one.definition,
        "notes": list(one.notes),
        "grid": None if long else _grid(one.grid),
        "elsewhere": f"{one.id}.csv" if long else None,
        "rows": len(one.grid.rows) if one.grid else 0,
        "chart": chart,
    }


def _grid(grid: Grid | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    shown = [
        [f"{one:,}" if isinstance(one, int) else f"{one:g}" if isinstance(one, float) else one
         for one in row]
        for row in grid.rows[:_LONGEST_TABLE]
    ]  # fmt: skip
    texts = max((_leading_texts(row) for row in grid.rows), default=0)
    return {"header": list(grid.header), "rows": shown, "texts": texts}


def _leading_texts(row: tuple[Value, ...]) -> int:
    """How many cells of a row are labels: those before the first number or mark."""
    for place, value in enumerate(row):
        if not isinstance(value, str) or value in SHORTHAND.meanings:
            return place
    return len(row)
