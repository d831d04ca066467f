"""A report as a web page and as PDF/UA, from the same sections."""

from __future__ import annotations

from datetime import date
from html import escape
from importlib.resources import files

from tutela.evidence.papers import typeset

from .report import Grid, Report, Section

DEMONSTRATION = "Demonstration: these numbers are made up."
_STYLE = (
    "body{font:1.1rem/1.5 'Atkinson Hyperlegible Next',Arial,sans-serif;max-width:52rem;"
    "margin:2rem auto;padding:0 1rem;color:#1d1d1d}table{border-collapse:collapse;margin:1rem 0}"
    "th,td{border-bottom:1px solid #b1b4b6;padding:.3rem .8rem .3rem 0;text-align:left;"
    "vertical-align:top}caption{text-align:left;font-weight:bold}"
    ".wide{overflow-x:auto}svg{max-width:100%;height:auto}"
)


def as_html(report: Report) -> bytes:
    """A page that stands alone: no script, nothing fetched."""
    body = [f"<h1>{escape(report.title)}</h1>"]
    if report.demonstration:
        body.append(f"<p><strong>{DEMONSTRATION}</strong></p>")
    body += [_section(section, number) for number, section in enumerate(report.sections)]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>\n{chr(10).join(body)}\n</main></body></html>\n"
    ).encode()


def _section(section: Section, number: int) -> str:
    lines = [
        f'<section aria-labelledby="s{number}"><h2 id="s{number}">{escape(section.title)}</h2>'
    ]
    lines += [f"<p>{escape(words)}</p>" for words in section.paragraphs]
    if section.diagram is not None:
        lines.append(f"<figure>{section.diagram.svg.decode()}</figure>")
    lines += [_table(grid) for grid in section.grids]
    return "\n".join([*lines, "</section>"])


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.header)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(one)}</td>" for one in rest)
        + "</tr>"
        for first, *rest in grid.rows
    )
    caption = escape(grid.caption)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def as_pdf(report: Report, dated: date) -> bytes:
    """Tagged, titled, in a language; the same report always gives the same bytes."""
    template = files("tutela.evidence.evaluation").joinpath("report.typ").read_bytes()
    pictures = {
        f"{number}.svg": section.diagram.svg
        for number, section in enumerate(report.sections)
        if section.diagram is not None
    }
    return typeset(template, "report.json", _data(report, dated), pictures, dated)


def _data(report: Report, dated: date) -> dict[str, object]:
    return {
        "title": report.title,
        "year": dated.year,
        "month": dated.month,
        "day": dated.day,
        "demonstration": DEMONSTRATION if report.demonstration else "",
        "sections": [
            {
                "title": section.title,
                "paragraphs": section.paragraphs,
                "picture": f"{number}.svg" if section.diagram else "",
                "says": section.diagram.says if section.diagram else "",
                "grids": [
                    {"caption": grid.caption, "header": grid.header, "rows": grid.rows}
                    for grid in section.grids
                ],
            }
            for number, section in enumerate(report.sections)
        ],
    }
