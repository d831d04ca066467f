"""The bulletin as files: every format from the same cells, and checked before it is handed over."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import polars as pl

from tutela.evidence.bulletin.charts import Chart, charts
from tutela.evidence.bulletin.contents import SECTIONS, build_bulletin, data_set_of
from tutela.evidence.bulletin.methodology import methodology
from tutela.evidence.bulletin.page import Bulletin, Part, Shown, page
from tutela.evidence.bulletin.paper import paper
from tutela.evidence.bulletin.publication import Publication
from tutela.evidence.bulletin.sentences import Said, headline, wrong
from tutela.evidence.outputs.csvw import csvw
from tutela.evidence.outputs.jsonstat import jsonstat
from tutela.evidence.sheets.layout import Grid, Sheet, Workbook, workbook
from tutela.evidence.sheets.ods import to_ods
from tutela.evidence.sheets.pivot import grid_of
from tutela.evidence.sheets.shorthand import SHORTHAND
from tutela.evidence.sheets.xlsx import to_xlsx
from tutela.evidence.tables.build import Built, BuiltTable
from tutela.evidence.tables.definitions import Table
from tutela.evidence.tables.write import ATTRIBUTION, MANIFEST_NAME, Control, Input, digest, to_csv
from tutela.evidence.vintages.frozen import code_digest, versions
from tutela.evidence.vintages.revisions import Release, extended, grid, revisions

_FIGURES = {"count": pl.Int64, "out_of": pl.Int64, "percent": pl.Float64, "median": pl.Float64}
_REVISED = "referrals_by_quarter_age"
_FORMATS = (("csv", "CSV"), ("csv-metadata.json", "CSV-W metadata"), ("json", "JSON-stat"))
_WORKBOOKS = (("bulletin.ods", "All tables, OpenDocument"), ("bulletin.xlsx", "All tables, Excel"))


class ReleaseError(Exception):
    """The files contradict each other; nothing is released."""


@dataclass(frozen=True)
class Order:
    """What is to be released, beside the facts themselves."""

    label: str
    source: Input
    publication: Publication
    protect: Callable[[Built], Control]
    choose: Callable[[Built], Built] = lambda built: built
    """Picks the tables that can be protected together."""
    history: pl.DataFrame | None = None
    """Counts as first published by earlier releases; see `vintages.revisions.history`."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = "not stated"


@dataclass(frozen=True)
class Released:
    """The files of a release, and the history that the next one needs."""

    files: dict[str, bytes]
    history: pl.DataFrame
    built: Built
    control: Control


def release(
    frames: Mapping[str, pl.DataFrame],
    order: Order,
    progress: Callable[[Iterable[Table]], Iterable[Table]] = iter,
) -> Released:
    """Build, protect, write and check. Raises ReleaseError or what `protect` raises."""
    built = order.choose(build_bulletin(frames, progress=progress))
    control = order.protect(built)
    cells = released_cells(built, control)
    said = headline(cells, order.source.dated)
    files = {f"tables/{name}.csv": to_csv(frame) for name, frame in cells.items()}
    check_said(said, files, built)

    now = Release(order.label, cells)
    tables = [one.table for one in built.tables]
    before = order.history
    changes = revisions(before, now, tables, order.reasons, order.reason) if before is not None \
        else None  # fmt: skip
    pictures = {one.id: one for one in charts({one.table.id: one for one in built.tables}, cells)}
    bulletin = _bulletin(built, cells, order, control, said, changes, pictures)

    files |= {f"charts/{one.id}.svg": one.svg for one in pictures.values()}
    files |= _described(built, cells, order)
    book = _workbook(built, cells, order, control)
    files |= {"bulletin.ods": to_ods(book), "bulletin.xlsx": to_xlsx(book)}
    files["bulletin.html"] = page(bulletin).encode()
    files["bulletin.pdf"] = paper(bulletin, order.source.dated)
    files["methodology.md"] = methodology(tables).encode()
    if changes is not None:
        files["revisions.csv"] = changes.write_csv().encode()
    files[MANIFEST_NAME] = _manifest(built, order, control, said, files)
    known = extended(before if before is not None else _nothing(), now, tables)
    return Released(files, known, built, control)


def released_cells(built: Built, control: Control) -> dict[str, pl.DataFrame]:
    """The cells of each table as they go out."""
    if control.exact:
        return {one.table.id: one.cells for one in built.tables}
    if control.withheld is None:
        raise ReleaseError("the tables were not protected")
    return {one.table.id: control.withheld[one.table.id] for one in built.tables}


def read_back(content: bytes) -> pl.DataFrame:
    """The cells of a table from its CSV as written; a mark is a null."""
    frame = pl.read_csv(io.BytesIO(content), infer_schema=False)
    marks = list(SHORTHAND.meanings)
    return frame.with_columns(
        pl.when(pl.col(name).is_in(marks)).then(None).otherwise(pl.col(name)).cast(kind).alias(name)
        for name, kind in _FIGURES.items()
        if name in frame.columns
    )


def check_said(said: list[Said], files: Mapping[str, bytes], built: Built) -> None:
    """Every sentence must follow from the CSV files as written. Raises ReleaseError."""
    names = [one.table.id for one in built.tables]
    faults = wrong(said, {name: read_back(files[f"tables/{name}.csv"]) for name in names})
    if faults:
        raise ReleaseError("\n".join(faults))


def _nothing() -> pl.DataFrame:
    from tutela.evidence.vintages.revisions import SCHEMA  # noqa: PLC0415

    return pl.DataFrame(schema=SCHEMA)


def _titles(table: Table) -> dict[str, str]:
    data_set = data_set_of(table.measure.data_set)
    return {name: data_set.dimension(name).title for name in table.dimensions}


def _grid(one: BuiltTable, cells: pl.DataFrame, control: Control) -> Grid | None:
    if cells.is_empty():
        return None
    totals = control.exact and one.adds_up and one.table.across is not None
    return grid_of(one.table.id, cells, _titles(one.table), across=one.table.across, totals=totals)


def _bulletin(  # noqa: PLR0917 - what a reader is shown comes from all of these
    built: Built,
    cells: Mapping[str, pl.DataFrame],
    order: Order,
    control: Control,
    said: list[Said],
    changes: pl.DataFrame | None,
    pictures: Mapping[str, Chart],
) -> Bulletin:
    by_id = {one.table.id: one for one in built.tables}
    parts = []
    for section in SECTIONS:
        shown = [
            Shown(
                table.id,
                table.title,
                table.measure.definition,
                _grid(by_id[table.id], cells[table.id], control),
                table.notes,
                tuple((f"{table.id}.{suffix}", words) for suffix, words in _FORMATS),
                pictures.get(table.id),
            )
            for table in section.tables
            if table.id in by_id
        ]
        if shown:
            parts.append(Part(section.id, section.title, tuple(shown)))
    return Bulletin(
        publication=order.publication,
        dated=f"{order.source.dated.day} {order.source.dated:%B %Y}",
        control=control.statement,
        headline=tuple(one.text for one in said),
        parts=tuple(parts),
        missing=tuple(f"{one.table.title}: {one.reason}." for one in built.skipped),
        revisions=None if changes is None else grid(changes, _REVISED),
        attribution=ATTRIBUTION,
    )


def _described(built: Built, cells: Mapping[str, pl.DataFrame], order: Order) -> dict[str, bytes]:
    """CSV-W metadata and JSON-stat of each table."""
    files = {}
    for one in built.tables:
        table, frame, titles = one.table, cells[one.table.id], _titles(one.table)
        files[f"tables/{table.id}.csv-metadata.json"] = csvw(
            f"{table.id}.csv",
            frame.columns,
            titles,
            title=table.title,
            description=table.measure.definition,
            notes=table.notes,
        )
        files[f"tables/{table.id}.json"] = jsonstat(
            frame,
            titles,
            title=table.title,
            source=order.publication.producer,
            updated=order.source.dated.isoformat(),
            notes=table.notes,
        )
    return files


def _workbook(
    built: Built, cells: Mapping[str, pl.DataFrame], order: Order, control: Control
) -> Workbook:
    words = order.publication
    notes = list(dict.fromkeys(note for one in built.tables for note in one.table.notes))
    about = [
        *(["Demonstration: these numbers are made up."] if words.is_demonstration else []),
        words.subtitle,
        words.help,
        f"Source of the counts: {order.source.name}.",
        f"Disclosure control: {control.statement}",
        *words.limitations,
        *(f"{heading}: {text}" for heading, text in words.items()),
        *(f"{mark}: {meaning}." for mark, meaning in SHORTHAND.meanings.items()),
        *(f"Not in this workbook: {one.table.title}; {one.reason}." for one in built.skipped),
        ATTRIBUTION,
    ]
    sheets = []
    for number, one in enumerate(built.tables, start=1):
        marks = " ".join(f"[note {notes.index(note) + 1}]" for note in one.table.notes)
        lines = [one.table.measure.definition, "This sheet has one table."]
        lines += [f"Notes that apply: {marks}, in the sheet “Notes”."] if marks else []
        table = _grid(one, cells[one.table.id], control)
        lines += [] if table else ["Nobody is counted in this table."]
        sheets.append(Sheet(f"Table_{number}", one.table.title, tuple(lines), table))
    return workbook(
        words.title, words.subtitle, order.source.dated, about=about, notes=notes, tables=sheets
    )


def _manifest(
    built: Built,
    order: Order,
    control: Control,
    said: list[Said],
    files: Mapping[str, bytes],
) -> bytes:
    source = order.source
    manifest: dict[str, Any] = {
        "title": order.publication.title,
        "label": order.label,
        "version": version("tutela"),
        "code_sha256": code_digest(),
        "libraries": dict(versions()),
        "input": {
            "name": source.name,
            "kind": source.kind,
            "sha256": source.sha256,
            "people": source.people,
            "dated": source.dated.isoformat(),
            "remarks": list(source.remarks),
        },
        "exact": control.exact,
        "disclosure_control": control.statement,
        **({"disclosure_details": control.details} if control.details else {}),
        "headline": [one.text for one in said],
        "tables": [
            {
                "id": one.table.id,
                "title": one.table.title,
                "file": f"tables/{one.table.id}.csv",
                "definition": one.table.measure.definition,
                "measure_version": one.table.measure.version,
            }
            for one in built.tables
        ],
        "skipped": [
            {"id": one.table.id, "title": one.table.title, "reason": one.reason}
            for one in built.skipped
        ],
        "files": [
            {"file": name, "sha256": digest(content), "bytes": len(content)}
            for name, content in sorted(files.items())
        ],
        "attribution": ATTRIBUTION,
    }
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
