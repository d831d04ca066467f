"""Charts: Vega-Lite through altair, rendered to SVG without a browser.

Each chart stands beside its table, with a sentence that says what it shows. Lines differ in dash
and shape as well as in colour, and carry their label at their end; the colours are told apart by
colour-blind readers and in grey. What is withheld is written as withheld, never drawn as zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from tutela.evidence.bulletin.flow import flow_picture
from tutela.evidence.tables.build import BuiltTable
from tutela.evidence.vocabulary import CHILD, TOTAL, UNKNOWN

# The Analysis Function's categorical palette, darkest first: distinct in grey and for
# colour-blind readers (Data visualisation: colours, 2022).
PALETTE = ("#12436D", "#801650", "#28A197", "#F46A25", "#3D3D3D", "#A285D1")
_FONT = "Atkinson Hyperlegible Next, Arial, sans-serif"
_WIDTH = 620
_MANY = 12


@dataclass(frozen=True)
class Chart:
    """A rendered chart: an SVG with title and description inside, and the sentence beside it."""

    id: str
    table_id: str
    title: str
    says: str
    svg: bytes


@dataclass(frozen=True)
class _Plan:
    table: str
    kind: str
    title: str
    x: str
    series: str | None = None
    only: tuple[tuple[str, str], ...] = ()


_PLANS = (
    _Plan("referrals_by_quarter_age", "line", "Referrals by quarter and age at exploitation",
          "quarter", "age"),
    _Plan("child_referrals_by_year_location", "line",
          "Referrals of children by year and location of exploitation", "year", "location"),
    _Plan("referrals_by_quarter_form_age", "line",
          "Forms of exploitation reported for children, by quarter", "quarter", "form",
          (("age", CHILD),)),
    _Plan("child_referrals_by_nationality", "bar", "Referrals of children by nationality",
          "nationality"),
    _Plan("reasonable_grounds_by_quarter_age_outcome", "line",
          "Reasonable grounds decisions about children, by quarter", "rg_quarter",
          "reasonable_grounds", (("age", CHILD),)),
    _Plan("conclusive_grounds_by_quarter_age_outcome", "line",
          "Conclusive grounds decisions about children, by quarter", "cg_quarter",
          "conclusive_grounds", (("age", CHILD),)),
    _Plan("guardian_requests_by_year_state", "line", "Requests for a guardian, by year",
          "year", "state"),
    _Plan("missing_episodes_by_quarter_return", "line",
          "Times when a child was missing, by quarter", "quarter", "now"),
    _Plan("duties_by_quarter_state", "line", "Duties by quarter and state", "quarter", "state"),
)  # fmt: skip


def charts(tables: Mapping[str, BuiltTable], cells: Mapping[str, pl.DataFrame]) -> Iterator[Chart]:
    """The charts that these tables give; `cells` as released, a null count where withheld."""
    for plan in _PLANS:
        if plan.table in tables:
            data = _data(plan, cells[plan.table])
            if data.height:
                says = describe(plan.title, data, plan.x, plan.series)
                spec = _line(plan, data) if plan.kind == "line" else _bar(plan, data)
                yield Chart(plan.table, plan.table, plan.title, says, _svg(spec, plan.title, says))
    journeys = "journeys_by_place"
    if journeys in tables and cells[journeys].height:
        title = tables[journeys].table.title
        picture, says = flow_picture(cells[journeys], title)
        yield Chart(journeys, journeys, title, says, picture)


def _data(plan: _Plan, cells: pl.DataFrame) -> pl.DataFrame:
    """What is drawn: without totals, unknown periods and, where there are many, the smallest."""
    for name, label in plan.only:
        cells = cells.filter(pl.col(name) == label)
    names = [plan.x] + ([plan.series] if plan.series else [])
    for name in names:
        cells = cells.filter(pl.col(name) != TOTAL)
    cells = cells.filter(pl.col(plan.x) != UNKNOWN).select([*names, "count"])
    if plan.kind == "bar":
        return cells.sort(["count", plan.x], descending=[True, False], nulls_last=True).head(_MANY)
    if plan.series:
        some = pl.col("count").sum().over(plan.series) > 0
        cells = cells.filter(some | pl.col("count").is_null().any().over(plan.series))
    return cells


def describe(title: str, data: pl.DataFrame, x: str, series: str | None) -> str:
    """A text alternative: what is drawn, and where each line or the longest bars begin and end."""
    if series is None:
        first = data.drop_nulls("count").head(3)
        listed = ", ".join(f"{row[x]} ({row['count']:,})" for row in first.to_dicts())
        return f"Bar chart. {title}, the {data.height} largest. The largest are {listed}."
    periods = data[x].unique(maintain_order=True)
    parts = []
    for label in data[series].unique(maintain_order=True):
        line = data.filter(pl.col(series) == label)
        ends = [_end(line, x, period) for period in (periods[0], periods[-1])]
        parts.append(f"{label}: from {ends[0]} to {ends[1]}")
    return f"Line chart. {title}, {periods[0]} to {periods[-1]}. {'; '.join(parts)}." + (
        " Some counts are withheld and not drawn." if data["count"].null_count() else ""
    )


def _end(line: pl.DataFrame, x: str, period: str) -> str:
    count = line.filter(pl.col(x) == period)["count"]
    if not len(count):
        return "none"
    return "withheld" if count[0] is None else f"{count[0]:,}"


def _line(plan: _Plan, data: pl.DataFrame) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - seconds to import, and only charts need it

    assert plan.series is not None
    labels = data[plan.series].unique(maintain_order=True).to_list()
    periods = data[plan.x].unique(maintain_order=True).to_list()
    step = max(1, len(periods) // 12)
    shown = data.drop_nulls("count")
    x = alt.X(
        f"{plan.x}:O", sort=periods, title=None,
        axis=alt.Axis(labelAngle=-45, values=periods[::-1][::step][::-1]),
    )  # fmt: skip
    y = alt.Y("count:Q", title="Count", scale=alt.Scale(zero=True), axis=alt.Axis(format=",.0f"))
    scale = alt.Scale(domain=labels, range=[PALETTE[i % len(PALETTE)] for i in range(len(labels))])
    colour = alt.Color(f"{plan.series}:N", scale=scale, legend=None)
    base = alt.Chart(shown).encode(x=x, y=y)
    dash = alt.StrokeDash(f"{plan.series}:N", sort=labels, legend=None)
    ends = pl.DataFrame(_spread(shown, plan.x, plan.series))
    named = (
        alt.Chart(ends)
        .mark_text(align="left", dx=8, fontSize=13, color="#1d1d1d")
        .encode(x=x, y=alt.Y("at:Q"), text=f"{plan.series}:N")
    )
    chart = alt.layer(base.mark_line(strokeWidth=2.5).encode(strokeDash=dash, color=colour), named)
    return _finished(chart, 300)


def _spread(shown: pl.DataFrame, x: str, series: str) -> list[dict[str, Any]]:
    """The labels at the lines' ends, moved apart so that none covers another."""
    last = shown.group_by(series, maintain_order=True).last().sort("count")
    gap = max((int(count) for count in shown["count"]), default=1) * 0.06
    at = -gap
    placed = []
    for row in last.to_dicts():
        at = max(float(row["count"]), at + gap)
        placed.append({**row, "at": at})
    return placed


def _bar(plan: _Plan, data: pl.DataFrame) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415

    rows = [
        {**row, "shown": "withheld" if row["count"] is None else f"{row['count']:,}",
         "count": row["count"] or 0}
        for row in data.to_dicts()
    ]  # fmt: skip
    order = data[plan.x].to_list()
    base = alt.Chart(pl.DataFrame(rows)).encode(
        y=alt.Y(f"{plan.x}:N", sort=order, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("count:Q", title="Count", axis=alt.Axis(format=",.0f")),
    )
    text = base.mark_text(align="left", dx=5, fontSize=13).encode(text="shown:N")
    return _finished(alt.layer(base.mark_bar(color=PALETTE[0]), text), 26 * len(order))


def _finished(chart: Any, height: int) -> dict[str, Any]:
    styled = (
        chart.properties(width=_WIDTH, height=height, padding={"right": 190, "left": 5,
                                                               "top": 10, "bottom": 5},
                         autosize={"type": "pad"})
        .configure(font=_FONT, background="white")
        .configure_axis(labelFontSize=13, titleFontSize=13, gridColor="#e3e3e3", domainColor="#555")
        .configure_view(stroke=None)
    )  # fmt: skip
    # The tests render every chart; checking each against the schema again would take seconds.
    spec: dict[str, Any] = styled.to_dict(validate=False)
    return spec


def _svg(spec: dict[str, Any], title: str, says: str) -> bytes:
    import vl_convert  # noqa: PLC0415 - only charts need it

    return with_text(vl_convert.vegalite_to_svg(spec), title, says)


def with_text(svg: str, title: str, says: str) -> bytes:
    """The picture as one image for a screen reader: a name, a description, nothing inside."""
    opening = re.match(r"<svg[^>]*>", svg)
    assert opening is not None
    tag = opening[0].replace("<svg", f'<svg role="img" aria-label={quoteattr(title)}', 1)
    inner = svg[opening.end() :]
    inner = re.sub(r' (?:role|aria-[a-z]+|tabindex)="[^"]*"', "", inner)
    named = f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
    hidden = inner.replace("</svg>", "</g></svg>")
    return f'{tag}{named}<g aria-hidden="true">{hidden}'.encode()
