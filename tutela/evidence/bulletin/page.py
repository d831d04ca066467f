"""The bulletin as a fragment of a web page: headings, sentences, charts, tables, and no style.

It is the inside of a `<main>`, so that a site puts its own head, navigation and styles around it.
There is no script and no inline style, for the strictest content security policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tutela.evidence.bulletin.charts import Chart
from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.sheets.layout import Grid
from tutela.evidence.sheets.shorthand import SHORTHAND


@dataclass(frozen=True)
class Shown:
    """A table as readers see it, with the files it can be had in (name, words)."""

    id: str
    title: str
    definition: str
    grid: Grid | None
    notes: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Part:
    """A section as readers see it."""

    id: str
    title: str
    tables: tuple[Shown, ...]


@dataclass(frozen=True)
class Bulletin:
    """Everything that a reader is shown, whatever the format."""

    publication: Publication
    dated: str
    control: str
    headline: tuple[str, ...]
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    revisions: Grid | None
    attribution: str


def page(bulletin: Bulletin) -> str:
    """The fragment."""
    words = bulletin.publication
    lines = [f"<h1>{escape(words.title)}</h1>", f"<p>{escape(words.subtitle)}</p>"]
    if words.is_demonstration:
        lines.append("<p><strong>Demonstration: these numbers are made up.</strong></p>")
    lines += [
        f"<p>{escape(words.help)}</p>",
        f"<p>Data as at {escape(bulletin.dated)}. Status: {escape(words.status)}</p>",
        '<h2 id="main-points">Main points</h2>',
        _list(bulletin.headline) if bulletin.headline else "<p>No headline could be given.</p>",
        '<h2 id="limitations">Strengths and limitations</h2>',
        _list(words.limitations),
        f"<p>Disclosure control: {escape(bulletin.control)}</p>",
        '<nav aria-label="Contents"><h2>Contents</h2>',
        _list_of_links((f"#{part.id}", part.title) for part in bulletin.parts),
        "</nav>",
    ]
    for part in bulletin.parts:
        lines.append(f'<section aria-labelledby="{part.id}"><h2 id="{part.id}">')
        lines.append(f"{escape(part.title)}</h2>")
        lines += [_shown(one) for one in part.tables]
        lines.append("</section>")
    lines += _ending(bulletin)
    return "\n".join(lines) + "\n"


def _ending(bulletin: Bulletin) -> list[str]:
    lines = ['<h2 id="revisions">Revisions</h2>']
    if bulletin.revisions is None:
        lines.append("<p>There is no earlier release to compare with.</p>")
    else:
        lines.append(html_table(bulletin.revisions, "Revisions since the earlier release"))
    if bulletin.missing:
        lines += ['<h2 id="not-shown">Not in this bulletin</h2>', _list(bulletin.missing)]
    marks = [f"{mark}: {meaning}" for mark, meaning in SHORTHAND.meanings.items()]
    lines += ['<h2 id="marks">Marks in place of numbers</h2>', _list(marks)]
    lines += ['<h2 id="about">About these statistics</h2>', "<dl>"]
    for heading, text in bulletin.publication.items():
        lines.append(f"<dt>{escape(heading)}</dt><dd>{escape(text)}</dd>")
    lines += [
        "</dl>",
        '<p><a href="methodology.md">How each figure is made</a></p>',
        f"<p>{escape(bulletin.attribution)}</p>",
    ]
    return lines


def _shown(one: Shown) -> str:
    lines = [f'<h3 id="{one.id}">{escape(one.title)}</h3>', f"<p>{escape(one.definition)}</p>"]
    if one.chart is not None:
        lines.append(
            f'<figure><img src="charts/{one.chart.id}.svg" alt="{escape(one.chart.says)}">'
            f"<figcaption>{escape(one.chart.title)}. The table below has the numbers.</figcaption>"
            "</figure>"
        )
    if one.grid is None:
        lines.append("<p>Nobody is counted in this table.</p>")
    else:
        lines.append(html_table(one.grid, one.title))
    lines += [f"<p>Note: {escape(note)}</p>" for note in one.notes]
    lines.append("<p>Download this table:</p>")
    lines.append(_list_of_links((f"tables/{name}", words) for name, words in one.files))
    return "\n".join(lines)


def html_table(grid: Grid, caption: str) -> str:
    """A table with a caption, a header row, and its first column as row headers."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.header)
    rows = []
    for values in grid.rows:
        first, *rest = values
        cells = "".join(_cell(value) for value in rest)
        rows.append(f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>')
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(value: str | int | float) -> str:
    if isinstance(value, int):
        return f'<td class="number">{value:,}</td>'
    if isinstance(value, float):
        return f'<td class="number">{value:g}</td>'
    return f"<td>{escape(value)}</td>"


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in items) + "</ul>"


def _list_of_links(links: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{escape(to)}">{escape(words)}</a></li>' for to, words in links)
    return f"<ul>{items}</ul>"
