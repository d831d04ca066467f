"""Do LibreOffice and its filters open our workbooks, with every sheet and number in its place?

    python -m bench.opening             # made-up tables
    python -m bench.opening FILE…       # workbooks of yours (.ods, .xlsx)

Each workbook is opened without a screen and written as CSV, sheet by sheet; what comes out is held
against what went in. Needs `soffice` (Debian: apt-get install --no-install-recommends
libreoffice-calc). Exit status 1 where anything differs.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from odfdo import Document

from tutela.evidence.published.cells import read_cells
from tutela.evidence.tables.build import build
from tutela.evidence.tables.write import NO_CONTROL, files_of, input_of
from tutela.evidence.tests.test_protection import cells_file

# Token 44: comma; 34: quotes; 76: UTF-8; the last -1: every sheet into a file of its own.
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def made_up(folder: Path) -> Iterator[Path]:
    """The workbooks of a few made-up tables, in both formats."""
    from tutela.evidence.bulletin.release import release  # noqa: PLC0415
    from tutela.evidence.tests.made_up import many  # noqa: PLC0415
    from tutela.evidence.tests.test_bulletin_release import DATED, afterwards, order  # noqa: PLC0415

    content = cells_file()
    cells = read_cells(content, "cells.csv")
    files = files_of(build(cells.frame), input_of(cells, content), NO_CONTROL)
    files |= release({"referrals": many(2_000), **afterwards()}, order()).files
    assert DATED
    for name in ("tables.ods", "bulletin.ods", "bulletin.xlsx"):
        (folder / name).write_bytes(files[name])
        yield folder / name


def sheets_of(path: Path) -> dict[str, list[list[str]]]:
    """What the file says, read by a library: sheets, rows, cells as text."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return {
            sheet.title: [
                [_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book
        }
    document = Document(path)
    return {
        table.name: [[_text(value) for value in row] for row in table.get_values()]
        for table in document.body.tables
    }


def opened(path: Path) -> dict[str, list[list[str]]]:
    """What LibreOffice makes of it, sheet by sheet."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [shutil.which("soffice") or "soffice", "--headless",
             f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             _EVERY_SHEET, "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return {
            file.stem.removeprefix(f"{path.stem}-"): list(
                csv.reader(file.read_text("utf-8").splitlines())
            )
            for file in Path(folder).glob("*.csv")
        }


def differences(path: Path) -> list[str]:
    """Where the two readings differ."""
    ours, theirs = sheets_of(path), opened(path)
    found = [
        f"{path.name}: LibreOffice has no sheet {name}" for name in ours.keys() - theirs.keys()
    ]
    for name in ours.keys() & theirs.keys():
        mine, other = _trimmed(ours[name]), _trimmed(theirs[name])
        if mine != other:
            at = next(
                (n for n, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b),
                min(len(mine), len(other)),
            )
            found.append(
                f"{path.name}, {name}, row {at + 1}: "
                f"{mine[at : at + 1]} became {other[at : at + 1]}"
            )
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{float(value):g}"
    # The library writes a link as [words](address); LibreOffice writes its words.
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(str(value).split()))


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    tidy = []
    for row in rows:
        cells = [_number(" ".join(cell.split())) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        tidy.append(cells)
    while tidy and not tidy[-1]:
        tidy.pop()
    return tidy


def _number(text: str) -> str:
    """Numbers are shown with separators of thousands; the value is what counts."""
    try:
        return f"{float(text.replace(',', '')):g}"
    except ValueError:
        return text


def main() -> int:
    """Open all and say what was found."""
    if shutil.which("soffice") is None:
        print("There is no soffice here: nothing was opened.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]] or list(made_up(Path(folder)))
        wrong = []
        for path in paths:
            found = differences(path)
            print(f"{path.name}: {len(sheets_of(path))} sheets, {len(found)} differ", flush=True)
            wrong += found
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
