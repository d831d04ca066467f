"""What people decided about pairs of records: an append-only log that the program must obey.

One row per decision: `left,right,decision,by,at,reason`, where left and right are `list:id`. A
decision is `same`, `different`, or `withdrawn`; the last one about a pair holds, and the log keeps
all of them. Clusters are worked out from the log each time, so whatever was merged can be taken
apart: by another row, never by deleting one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

COLUMNS = ("left", "right", "decision", "by", "at", "reason")
SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"
_KINDS = (SAME, DIFFERENT, WITHDRAWN)


@dataclass(frozen=True)
class Decision:
    """Who decided what about two records, when and why. `left` and `right` are keys of records."""

    left: str
    right: str
    decision: str
    by: str
    at: str
    reason: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two records, in alphabetical order: a decision has no direction."""
        return (min(self.left, self.right), max(self.left, self.right))


@dataclass(frozen=True)
class Held:
    """The decisions that hold: pairs of places that must be one child, and that must not."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()


def read_decisions(path: Path) -> list[Decision]:
    """The log. Rows without a decision (a review file not yet filled in) are passed over.

    Raises `BadInputError`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise BadInputError(
                    path.name, [Problem("is missing", 1, column) for column in missing]
                )
            rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as fault:
        raise BadInputError(path.name, [Problem("is not UTF-8; save it as “CSV UTF-8”")]) from fault
    problems: list[Problem] = []
    found = [
        one
        for line, row in rows
        if (row["decision"] or "").strip() and (one := _read(line, row, problems))
    ]
    if problems:
        raise BadInputError(path.name, problems)
    return found


def _read(line: int, row: Mapping[str, str], problems: list[Problem]) -> Decision | None:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    cells["decision"] = cells["decision"].lower()
    before = len(problems)
    if cells["decision"] not in _KINDS:
        problems.append(Problem(f"must be {', '.join(_KINDS)} or empty", line, "decision"))
    for column in ("left", "right", "by", "at"):
        if not cells[column]:
            problems.append(
                Problem("is empty: a decision says who, when and of what", line, column)
            )
    try:
        datetime.fromisoformat(cells["at"] or "2000-01-01")
    except ValueError:
        problems.append(Problem(f"“{cells['at']}” is no date (2026-03-14)", line, "at"))
    if cells["left"] == cells["right"]:
        problems.append(Problem("a record can't be decided against itself", line, "right"))
    return Decision(**cells) if len(problems) == before else None


def append_decision(path: Path, decision: Decision) -> None:
    """Add a row to the log; nothing that stands in it is touched."""
    new = not path.exists() or path.stat().st_size == 0
    with path.open("a", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        if new:
            writer.writerow(COLUMNS)
        writer.writerow([getattr(decision, column) for column in COLUMNS])


def held(decisions: Iterable[Decision], places: Mapping[str, int], source: str) -> Held:
    """The last decision about each pair, as places. Raises `BadInputError` for unknown records."""
    last: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        last.pop(one.pair, None)
        last[one.pair] = one
    unknown = sorted({key for pair in last for key in pair if key not in places})
    if unknown:
        raise BadInputError(
            source,
            [Problem(f"“{key}” is no record of these lists (write list:id)") for key in unknown],
        )
    of = {
        kind: tuple(
            (places[one.left], places[one.right]) for one in last.values() if one.decision == kind
        )
        for kind in (SAME, DIFFERENT)
    }
    return Held(of[SAME], of[DIFFERENT])
