"""Tables for a page: from an uploaded file of published counts, or from one's own children.

Evidence is imported when somebody asks for tables, never when the web starts.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

OWN = (
    "These are exact counts of the children within your reach. Small counts may let someone "
    "recognise a child. Keep them where you keep the record, and publish nothing of them."
)
"""What is said beside tables of one's own children, on the page and in the files."""
SHOWN = 40
"""Rows of a table that a page shows; the files hold all."""


class CannotBuild(ValueError):
    """No table can be made of this; ``reasons`` in plain words."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


@dataclass(frozen=True)
class Shown:
    """A table as a page shows it: its first rows, and how many there are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    length: int


@dataclass(frozen=True)
class Tables:
    """What was built, what could not be and why, how it was protected, and all files."""

    tables: tuple[Shown, ...]
    skipped: tuple[tuple[str, str], ...]
    control: str
    remarks: tuple[str, ...]
    files: Mapping[str, bytes]

    @property
    def archive(self) -> bytes:
        """All files as one ZIP, the same bytes for the same tables."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), self.files[name])
        return out.getvalue()


def from_published(content: bytes, name: str, *, on: date) -> Tables:
    """Tables from a file of published counts, exact as they are. Raises CannotBuild.

    Protecting them again takes minutes, and is done at the command line.
    """
    from tutela.evidence.periods import Quarter  # noqa: PLC0415 - see above
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415
    from tutela.evidence.published.cells import read_cells  # noqa: PLC0415
    from tutela.evidence.tables.write import NO_CONTROL, input_of  # noqa: PLC0415

    try:
        cells = read_cells(content, name, not_after=Quarter.of(on))
    except BadInputError as fault:
        raise CannotBuild(str(fault).splitlines()) from fault
    return _built(cells.frame, input_of(cells, content), NO_CONTROL)


def from_facts(facts: Iterable[Mapping[str, Any]], *, on: date) -> Tables:
    """Tables of one's own children, exact: whoever sees them may open each record.

    Raises CannotBuild.
    """
    from tutela.evidence.bulletin.feed import frames_of  # noqa: PLC0415 - see above
    from tutela.evidence.tables.write import Control, Input, digest  # noqa: PLC0415
    from tutela.evidence.vintages.frozen import freeze_frame  # noqa: PLC0415

    frame = frames_of(facts, "the record")["referrals"]
    if frame.is_empty():
        raise CannotBuild(["No child within your reach has been referred yet."])
    seal = digest(freeze_frame(frame))
    source = Input("the record", "database", seal, frame.height, on)
    return _built(frame, source, Control(exact=True, statement=OWN))


def _built(frame: Any, source: Any, control: Any) -> Tables:
    from tutela.evidence.tables.build import build  # noqa: PLC0415 - see above
    from tutela.evidence.tables.write import files_of  # noqa: PLC0415

    built = build(frame)
    files = files_of(built, source, control)
    return Tables(
        tables=tuple(_shown(one.table.title, files[f"{one.table.id}.csv"]) for one in built.tables),
        skipped=tuple((skipped.table.title, skipped.reason) for skipped in built.skipped),
        control=control.statement,
        remarks=tuple(source.remarks),
        files=files,
    )


def _shown(title: str, content: bytes) -> Shown:
    head, *rows = csv.reader(io.StringIO(content.decode()))
    columns = tuple(name.replace("_", " ").capitalize() for name in head)
    return Shown(title, columns, tuple(tuple(row) for row in rows[:SHOWN]), len(rows))
