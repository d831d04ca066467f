"""The audit of releases as they lie on disk, by someone who knows nothing but what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from .attack import Exposed, attack
from .emptiness import NotEmpty, known_since_not_empty
from .hierarchies import Hierarchies
from .policy import Policy, Rule, Zeros
from .vintages import Revision
from .written import read_release


@dataclass(frozen=True)
class Audited:
    """One hidden or rounded cell, and whether what is known of it gives a child away."""

    found: Exposed
    ok: bool


@dataclass(frozen=True)
class Audit:
    """What the attack found. reasons: in words, why the releases are not safe together."""

    threshold: int
    rules: tuple[str, ...]
    cells: tuple[Audited, ...]
    revisions: tuple[Revision, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    not_empty: tuple[NotEmpty, ...] = ()

    @property
    def safe(self) -> bool:
        """May these releases stand beside each other?"""
        return not self.reasons

    def as_json(self) -> dict[str, Any]:
        """For `--json`. `high` is null where nothing bounds a cell."""
        return {
            "safe": self.safe,
            "threshold": self.threshold,
            "rules": list(self.rules),
            "audit": [
                {
                    "release": cell.found.release,
                    "table": cell.found.file,
                    "cell": dict(cell.found.cell),
                    **interval(cell.found.low, cell.found.high),
                    "ok": cell.ok,
                }
                for cell in self.cells
            ],
            "disclosed": sum(not cell.ok for cell in self.cells),
            "revisions": [
                {"cell": dict(r.cell), "before": r.before, "after": r.after} for r in self.revisions
            ],
            "reasons": list(self.reasons),
            "notes": list(self.notes),
            "known_since_not_empty": [asdict(cell) for cell in self.not_empty],
        }

    def in_words(self) -> str:
        """For people."""
        verdict = "Nothing is given away." if self.safe else "NOT SAFE."
        lines = [f"{verdict} {len(self.cells)} hidden cells attacked, threshold {self.threshold}."]
        return "\n".join([*lines, *self.notes])


def interval(low: float, high: float) -> dict[str, int | None]:
    """Whole numbers for JSON, which knows no infinity."""
    return {"low": int(low), "high": int(high) if isfinite(high) else None}


def place(cell: Mapping[str, str]) -> str:
    """A cell in words."""
    return ", ".join(f"{column} {label}" for column, label in cell.items())


def bounds(low: float, high: float) -> str:
    """An interval in words."""
    if low == high:
        return f"exactly {low:.0f}"
    return f"{low:.0f} to {high:.0f}" if isfinite(high) else f"{low:.0f} or more"


def audit_releases(
    directories: Sequence[Path],
    *,
    threshold: int,
    rule: str | None = None,
    hierarchies: Hierarchies | None = None,
) -> Audit:
    """Attack directories as one release set, oldest first. Raises BadInputError."""
    releases = [read_release(path, hierarchies) for path in directories]
    found = attack(releases)
    policies = {
        release.name: Policy(
            threshold=threshold,
            rule=Rule(rule or release.rule or Rule.INTERVAL),
            zeros=Zeros(release.zeros or Zeros.PUBLISHED),
            round_to=release.rounded_within,
        )
        for release in releases
    }
    cells = tuple(
        Audited(cell, not policies[cell.release].proven_small(cell.low, cell.high))
        for cell in found.exposed
    )
    reasons = [
        f"{cell.found.release}/{cell.found.file}: {place(cell.found.cell)} is "
        f"{bounds(cell.found.low, cell.found.high)}"
        for cell in cells
        if not cell.ok
    ]
    for release in releases:
        reasons += [
            f"{release.name}/{file} is not the file that was checked when it was protected"
            for file in release.changed
        ]
        reasons += [f"{release.name}/{file} cannot be attacked here" for file in release.unread]
        reasons += [
            f"{release.name}/{table.file}, row {row.line}: {row.value:.0f} is printed, below the "
            f"threshold"
            for table in release.tables
            for row in table.rows
            if release.rounded_within is None and policies[release.name].sensitive(row.value)
        ]
    notes = []
    if found.vintages > 1:
        notes.append(f"{len(found.revisions)} published cells were revised between releases.")
    if found.loose:
        notes.append("Tables run in a ring too large to attack as one; each pair was attacked.")
    not_empty: list[NotEmpty] = []
    if all(policy.zeros is Zeros.PUBLISHED for policy in policies.values()):
        not_empty = known_since_not_empty(releases, threshold)
    if not_empty:
        notes.append(
            f"{len(not_empty)} small cells are known to whoever uses that hidden cells are not "
            f"empty, {place(not_empty[0].cell)} among them: merge codes, or hide zeros too."
        )
    return Audit(
        not_empty=tuple(not_empty),
        threshold=threshold,
        rules=tuple(sorted({policy.rule.value for policy in policies.values()})),
        cells=cells,
        revisions=found.revisions,
        reasons=tuple(reasons),
        notes=tuple(notes),
    )
