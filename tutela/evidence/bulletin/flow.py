"""Journeys as a flow picture: bands from where children set out to where they were taken.

The picture is drawn by ourselves, since Vega-Lite has no such mark: two columns of places, and a
band as thick as the count between them. Beside it stands the matrix, which says the same in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from tutela.evidence.vocabulary import TOTAL

_WIDTH, _COLUMN, _NODE, _GAP, _HEIGHT = 760, 190, 12, 10, 420
_DARK, _BAND = "#12436D", "#7F9BB3"


@dataclass(frozen=True)
class _Node:
    name: str
    y: float
    height: float


def flow_picture(cells: pl.DataFrame, title: str) -> tuple[bytes, str]:
    """The picture as SVG and what it says.

    `cells`: from_place, to_place, count (null where withheld).
    """
    drawn = cells.filter(
        (pl.col("from_place") != TOTAL) & (pl.col("to_place") != TOTAL) & (pl.col("count") > 0)
    )
    withheld = cells["count"].null_count()
    says = _says(drawn, title, withheld)
    left, right = _nodes(drawn, "from_place"), _nodes(drawn, "to_place")
    height = max((node.y + node.height for node in (*left.values(), *right.values())), default=40)
    parts = [_band(*one) for one in _bands(drawn, left, right)]
    parts += [_named(node, _COLUMN, "end") for node in left.values()]
    parts += [_named(node, _WIDTH - _COLUMN - _NODE, "start") for node in right.values()]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(title)} '
        f'viewBox="0 0 {_WIDTH} {height + 10:.0f}" width="{_WIDTH}" height="{height + 10:.0f}" '
        f'font-family="Arial, sans-serif" font-size="13">'
        f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
        '<g aria-hidden="true"><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(parts)}</g></svg>"
    )
    return picture.encode(), says


def _says(drawn: pl.DataFrame, title: str, withheld: int) -> str:
    largest = drawn.sort(["count", "from_place"], descending=[True, False]).head(3).to_dicts()
    listed = "; ".join(
        f"from {row['from_place']} to {row['to_place']}, {row['count']:,}" for row in largest
    )
    text = f"Flow picture. {title}. The most frequent: {listed}." if listed else f"{title}. None."
    return text + (" Some counts are withheld and not drawn." if withheld else "")


def _nodes(drawn: pl.DataFrame, side: str) -> dict[str, _Node]:
    sums = drawn.group_by(side).agg(pl.col("count").sum()).sort(["count", side], descending=True)
    total = max(int(sums["count"].sum()), 1)
    nodes: dict[str, _Node] = {}
    y = 5.0
    for name, count in sums.iter_rows():
        height = max(_HEIGHT * count / total, 2.0)
        nodes[name] = _Node(name, y, height)
        y += max(height, 14.0) + _GAP
    return nodes


def _bands(
    drawn: pl.DataFrame, left: dict[str, _Node], right: dict[str, _Node]
) -> list[tuple[float, float, float, str]]:
    """For each band the height of its two ends, its thickness, and what it says."""
    total = max(int(drawn["count"].sum()), 1)
    out = {name: node.y for name, node in left.items()}
    into = {name: node.y for name, node in right.items()}
    bands = []
    for row in drawn.sort(["count", "from_place", "to_place"], descending=True).to_dicts():
        thick = _HEIGHT * row["count"] / total
        start, end = out[row["from_place"]], into[row["to_place"]]
        says = f"{row['from_place']} to {row['to_place']}: {row['count']:,}"
        bands.append((start + thick / 2, end + thick / 2, max(thick, 1.0), says))
        out[row["from_place"]] += thick
        into[row["to_place"]] += thick
    return bands


def _band(start: float, end: float, thick: float, says: str) -> str:
    x1, x2 = _COLUMN + _NODE, _WIDTH - _COLUMN - _NODE
    middle = (x1 + x2) / 2
    path = f"M{x1},{start:.1f} C{middle},{start:.1f} {middle},{end:.1f} {x2},{end:.1f}"
    return (
        f'<path d="{path}" fill="none" stroke="{_BAND}" stroke-opacity="0.6" '
        f'stroke-width="{thick:.1f}"><title>{escape(says)}</title></path>'
    )


def _named(node: _Node, x: float, anchor: str) -> str:
    text_x = x - 6 if anchor == "end" else x + _NODE + 6
    return (
        f'<rect x="{x}" y="{node.y:.1f}" width="{_NODE}" height="{node.height:.1f}" '
        f'fill="{_DARK}"/><text x="{text_x}" y="{node.y + node.height / 2 + 4:.1f}" '
        f'text-anchor="{anchor}" fill="#1d1d1d">{escape(node.name)}</text>'
    )
