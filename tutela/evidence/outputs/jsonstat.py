"""JSON-stat 2.0, the format of statistical cubes that table tools read.

Source: json-stat.org/full, version 2.0. Values are sparse: a combination that is not in the table
has no value, and one that is withheld has the status of its mark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from tutela.evidence.sheets.shorthand import SHORTHAND, Shorthand

_FIGURES = {"count": "Count", "out_of": "Out of", "percent": "Percent", "median": "Median days"}
_TIME = frozenset({"quarter", "year", "rg_quarter", "rg_year", "cg_quarter", "cg_year"})


def jsonstat(
    cells: pl.DataFrame,
    titles: Mapping[str, str],
    *,
    title: str,
    source: str,
    updated: str,
    notes: tuple[str, ...] = (),
    shorthand: Shorthand = SHORTHAND,
) -> bytes:
    """One table as a dataset. `cells` as in `BuiltTable.cells`; `updated` is an ISO date."""
    names = list(titles)
    figures = [name for name in cells.columns if name not in titles]
    categories = {name: cells[name].unique(maintain_order=True).to_list() for name in names}
    size = [len(categories[name]) for name in names] + [len(figures)]
    values, status = _placed(cells, categories, figures, shorthand)
    dimension = {
        name: {
            "label": titles[name],
            "category": {
                "index": categories[name],
                "label": {label: label for label in categories[name]},
            },
        }
        for name in names
    }
    dimension["figure"] = {
        "label": "Figure",
        "category": {"index": figures, "label": {name: _FIGURES[name] for name in figures}},
    }
    cube: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": title,
        "source": source,
        "updated": updated,
        "note": list(notes),
        "id": [*names, "figure"],
        "size": size,
        "role": {"time": [name for name in names if name in _TIME], "metric": ["figure"]},
        "dimension": dimension,
        "value": values,
    }
    if status:
        cube["status"] = status
        used = sorted(set(status.values()))
        cube["extension"] = {"status": {"label": {one: shorthand.meanings[one] for one in used}}}
    return (json.dumps(cube, indent=1, ensure_ascii=False) + "\n").encode()


def _placed(
    cells: pl.DataFrame,
    categories: Mapping[str, list[str]],
    figures: list[str],
    shorthand: Shorthand,
) -> tuple[dict[str, float], dict[str, str]]:
    """Each value and each mark at its place in the cube (row-major order)."""
    places = {
        name: {label: at for at, label in enumerate(all_)} for name, all_ in categories.items()
    }
    values: dict[str, float] = {}
    status: dict[str, str] = {}
    for row in cells.iter_rows(named=True):
        at = 0
        for name, index in places.items():
            at = at * len(index) + index[row[name]]
        nobody = row.get("out_of") == 0 or ("median" in row and row["count"] == 0)
        for number, figure in enumerate(figures):
            key = str(at * len(figures) + number)
            if row[figure] is None:
                status[key] = shorthand.not_applicable if nobody else shorthand.withheld
            else:
                values[key] = row[figure]
    return values, status
