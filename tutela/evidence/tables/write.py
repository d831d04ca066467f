"""A folder of tables: one tidy CSV each, one workbook of all, and a manifest that seals them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from tutela.evidence.measures.dataset import REFERRALS, DataSet
from tutela.evidence.periods import Quarter
from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.cells import PublishedCells
from tutela.evidence.sheets.layout import Sheet, Workbook, workbook
from tutela.evidence.sheets.ods import to_ods
from tutela.evidence.sheets.pivot import grid_of, marked
from tutela.evidence.sheets.shorthand import SHORTHAND
from tutela.evidence.tables.build import Built, BuiltTable

ODS_NAME = "tables.ods"
MANIFEST_NAME = "manifest.json"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
TITLE = "Referrals to the National Referral Mechanism"


@dataclass(frozen=True)
class Input:
    """What the tables were made from."""

    name: str
    kind: str
    """"leaf cells" or "database"."""
    sha256: str
    people: int
    dated: date
    """The last day that the input speaks of, or the moment as at which it was read."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Control:
    """What was done so that nobody can be found in the tables."""

    exact: bool
    statement: str
    withheld: dict[str, pl.DataFrame] | None = None
    """For each table id, its cells as released, with a null count where it is withheld."""
    details: dict[str, Any] | None = None


NO_CONTROL = Control(
    exact=True,
    statement="None: these are exact counts, asked for with --exact. Small counts may let someone "
    "recognise a person. Do not publish them as they are.",
)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def input_of(cells: PublishedCells, content: bytes) -> Input:
    """What is to be said of published counts as an input."""
    remarks = list(cells.remarks)
    if cells.totals_checked:
        remarks.append(f"{cells.totals_checked} rows of totals were checked and left out.")
    period = str(cells.frame["quarter" if "quarter" in cells.frame.columns else "year"].max())
    dated = date(int(period), 12, 31) if len(period) == 4 else Quarter.parse(period).last_day
    return Input(cells.source, "leaf cells", digest(content), cells.total, dated, tuple(remarks))


def files_of(built: Built, source: Input, control: Control) -> dict[str, bytes]:
    """All files of the folder by name, the manifest among them."""
    cells = {one.table.id: _released(one, control) for one in built.tables}
    files = {f"{name}.csv": to_csv(frame) for name, frame in cells.items()}
    files[ODS_NAME] = to_ods(_workbook(built, cells, source, control))
    files[MANIFEST_NAME] = _manifest(built, cells, source, control, files)
    return files


def write(
    files: dict[str, bytes], folder: Path, progress: Callable[[Iterable[str]], Iterable[str]] = iter
) -> None:
    """Write the files, each whole or not at all; the manifest last.

    Raises BadInputError where the folder can't be written to.
    """
    names = sorted(files, key=lambda name: (name in {MANIFEST_NAME, "snapshot.json"}, name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in _listed(folder / MANIFEST_NAME):
            (folder / stale).unlink(missing_ok=True)
        for name in progress(names):
            _replace(folder / name, files[name])
    except OSError as fault:
        message = f"can't be written to: {fault.strerror}"
        raise BadInputError(str(folder), [Problem(message)]) from fault


def _listed(manifest: Path) -> list[str]:
    """The files of an earlier build in the folder, its manifest first."""
    try:
        files = json.loads(manifest.read_bytes())["files"]
        return [MANIFEST_NAME, *(name for one in files if "/" not in (name := str(one["file"])))]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def to_csv(cells: pl.DataFrame) -> bytes:
    """Tidy CSV: UTF-8, a header row, one row per cell; a withheld count is `[c]`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(cells.columns)
    writer.writerows(marked(cells))
    return out.getvalue().encode()


def _released(one: BuiltTable, control: Control) -> pl.DataFrame:
    if control.exact:
        return one.cells
    if control.withheld is None:
        raise ValueError("tables that are not exact need cells that were protected")
    return control.withheld[one.table.id]


def _workbook(
    built: Built, cells: dict[str, pl.DataFrame], source: Input, control: Control
) -> Workbook:
    notes = list(dict.fromkeys(note for one in built.tables for note in one.table.notes))
    about = [
        f"Source of the counts: {source.name}, {source.people:,} people.",
        f"Disclosure control: {control.statement}",
        f"Made with Tutela {version('tutela')}. " + ATTRIBUTION,
        *source.remarks,
        *(f"Not in this workbook: {one.table.title}; {one.reason}." for one in built.skipped),
    ]
    sheets = [
        _sheet(f"Table_{number}", one, cells[one.table.id], notes, control)
        for number, one in enumerate(built.tables, start=1)
    ]
    description = "; ".join(one.table.title for one in built.tables)
    return workbook(TITLE, description, source.dated, about=about, notes=notes, tables=sheets)


def _sheet(
    name: str, one: BuiltTable, cells: pl.DataFrame, notes: Sequence[str], control: Control
) -> Sheet:
    numbers = [f"[note {notes.index(note) + 1}]" for note in one.table.notes]
    lines = [one.table.measure.definition, "This sheet has one table."]
    if numbers:
        lines.append(f"Notes that apply: {' '.join(numbers)}, in the sheet “Notes”.")
    if cells["count"].null_count():
        mark = SHORTHAND.withheld
        lines.append(f"{mark}: {SHORTHAND.meanings[mark]}.")
    if cells.is_empty():
        return Sheet(name, one.table.title, (*lines, "Nobody is counted in this table."))
    grid = grid_of(
        one.table.id,
        cells,
        headings(one, REFERRALS),
        across=one.table.across,
        totals=control.exact and one.adds_up and one.table.across is not None,
    )
    return Sheet(name, one.table.title, tuple(lines), grid)


def headings(one: BuiltTable, data_set: DataSet) -> dict[str, str]:
    """The heading of each dimension of a table, as people read it."""
    return {name: data_set.dimension(name).title for name in one.table.dimensions}


def _manifest(
    built: Built,
    cells: dict[str, pl.DataFrame],
    source: Input,
    control: Control,
    files: dict[str, bytes],
) -> bytes:
    manifest: dict[str, Any] = {
        "title": TITLE,
        "version": version("tutela"),
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
        "tables": [
            {
                "id": one.table.id,
                "title": one.table.title,
                "file": f"{one.table.id}.csv",
                "sha256": digest(files[f"{one.table.id}.csv"]),
                "columns": cells[one.table.id].columns,
                "rows": cells[one.table.id].height,
                **({"people": one.total} if control.exact and one.adds_up else {}),
                "definition": one.table.measure.definition,
                "measure_version": one.table.measure.version,
                "notes": list(one.table.notes),
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
