"""Releases as files: written, and read back as an outsider finds them.

A release is a directory: one CSV file for each table, every printed cell a row, a hidden cell `[c]`
(the Government Statistical Service's shorthand for confidential), and `release.json`, which says
what any careful reader could know: columns, hierarchies, threshold and rule, and the digest of each
file. It never says which hidden cells are the small ones; that alone would narrow them down.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutela.evidence.problems import BadInputError, Problem

from .hierarchies import Hierarchies, read_hierarchies
from .policy import Policy
from .sheets import Labels, Sheet
from .tables import Row, read_records, repeated

HIDDEN = "[c]"
MANIFEST = "release.json"
_MARKS = frozenset(("[c]", "c", "[x]", "x", "[s]", "s", "[k]", "[low]", "*", "..", "...", "-", ""))
_USUAL = ("count", "n", "value", "obs_value", "freq", "frequency", "number", "children")


@dataclass(frozen=True)
class ReleasedTable:
    """A table as it stands in a file; a row's value is NaN where it is hidden."""

    file: str
    columns: tuple[str, ...]
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Release:
    """A directory as written. changed: files that are not the ones which were checked."""

    name: str
    tables: tuple[ReleasedTable, ...]
    hierarchies: Hierarchies
    rule: str | None = None
    zeros: str | None = None
    rounded_within: int | None = None
    changed: tuple[str, ...] = ()
    unread: tuple[str, ...] = field(default=())


def write_release(
    directory: Path,
    sheets: Sequence[Sheet],
    texts: Sequence[Mapping[Labels, str]],
    hierarchies: Hierarchies,
    policy: Policy,
    *,
    within: int | None = None,
) -> None:
    """Write the sheets, each cell as its text. A release that stood there before is replaced.

    within: where cells are rounded, how far at most.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _clear(directory)
    tables = []
    for sheet, text in zip(sheets, texts, strict=True):
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*sheet.columns, sheet.count])
        writer.writerows([*labels, text[labels]] for labels in sheet.cells())
        content = out.getvalue().encode()
        (directory / sheet.name).write_bytes(content)
        tables.append(
            {
                "file": sheet.name,
                "columns": list(sheet.columns),
                "count": sheet.count,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    manifest = {
        "format": "tutela release 1",
        "threshold": policy.threshold,
        "rule": policy.rule.value,
        "zeros": policy.zeros.value,
        "rounded_to": policy.round_to,
        "rounded_within": within,
        "hidden_as": HIDDEN,
        "hierarchies": {c: [dict(tree) for tree in trees] for c, trees in hierarchies.items()},
        "tables": tables,
    }
    text_of_manifest = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
    (directory / MANIFEST).write_text(text_of_manifest + "\n", encoding="utf-8")


def _clear(directory: Path) -> None:
    """Take away the files of the release that stood here, and nothing else."""
    manifest = directory / MANIFEST
    if not manifest.exists():
        return
    for table in _manifest(manifest).get("tables", []):
        (directory / Path(table["file"]).name).unlink(missing_ok=True)
    manifest.unlink()


def read_release(directory: Path, extra: Hierarchies | None = None) -> Release:
    """A release as written, whoever wrote it. Raises BadInputError for files that say nothing."""
    manifest: dict[str, Any] = {}
    if (directory / MANIFEST).exists():
        manifest = _manifest(directory / MANIFEST)
    hierarchies: dict[str, list[Any]] = {
        c: list(t) for c, t in manifest.get("hierarchies", {}).items()
    }
    found = [extra] if extra else []
    if (directory / "hierarchy.json").exists():
        found.append(read_hierarchies(directory / "hierarchy.json"))
    for more in found:
        for column, trees in more.items():
            known = hierarchies.setdefault(column, [])
            known += [dict(tree) for tree in trees if dict(tree) not in known]
    files = sorted(directory.glob("*.csv"))
    if not files:
        raise BadInputError(str(directory.name), [Problem("holds no table (no .csv file)")])
    described = {table["file"]: table for table in manifest.get("tables", [])}
    missing = sorted(set(described) - {path.name for path in files})
    if missing:
        what = f"{', '.join(missing)} belongs to this release and is not there"
        raise BadInputError(directory.name, [Problem(what)])
    changed = [
        path.name
        for path in files
        if path.name in described
        and hashlib.sha256(path.read_bytes()).hexdigest() != described[path.name]["sha256"]
    ]
    common = {table["count"] for table in described.values()}
    sheets = {".ods", ".xlsx", ".xls", ".pdf", ".html"}
    return Release(
        name=directory.name,
        tables=tuple(_read(path, described.get(path.name), common) for path in files),
        hierarchies=hierarchies,
        rule=manifest.get("rule"),
        zeros=manifest.get("zeros"),
        rounded_within=manifest.get("rounded_within"),
        changed=tuple(changed),
        unread=tuple(sorted(p.name for p in directory.iterdir() if p.suffix.lower() in sheets)),
    )


def _manifest(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(path.name, [Problem(f"is not JSON in UTF-8: {error}")]) from error
    if not isinstance(content, dict):
        raise BadInputError(path.name, [Problem("must be an object")])
    return content


def _read(path: Path, described: Mapping[str, Any] | None, common: set[str]) -> ReleasedTable:
    header, records = read_records(path, path.name)
    if described is not None:
        count = str(described["count"])
        if count not in header:
            raise BadInputError(path.name, [Problem(f"there is no column “{count}”", row=1)])
    else:
        count = _count_column(path.name, header, [record for _, record in records], common)
    at = header.index(count)
    problems = []
    rows = []
    for line, record in records:
        text = record[at]
        if text.casefold() in _MARKS:
            value = float("nan")
        elif re.fullmatch(r"\d+(\.0+)?", text):
            value = float(text)
        else:
            problems.append(Problem(f"“{text}” is neither a count nor hidden", line, count))
            continue
        rows.append(Row(tuple(record[:at] + record[at + 1 :]), value, line))
    problems += repeated(rows)
    if problems:
        raise BadInputError(path.name, problems)
    return ReleasedTable(path.name, tuple(c for c in header if c != count), count, tuple(rows))


def _count_column(name: str, header: list[str], records: list[list[str]], common: set[str]) -> str:
    """The column of counts of a file that nobody described: the one that holds nothing else."""
    for column in header:
        if column in common:
            return column
    able = [
        column
        for n, column in enumerate(header)
        if all(r[n].casefold() in _MARKS or re.fullmatch(r"\d+(\.0+)?", r[n]) for r in records)
    ]
    usual = [column for column in able if column.casefold() in _USUAL]
    if not able:
        raise BadInputError(name, [Problem("no column holds only counts and hidden cells")])
    return usual[-1] if usual else able[-1]
