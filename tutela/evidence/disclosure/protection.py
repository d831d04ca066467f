"""Protect tables, write them, and let nothing out that its own attacker can open.

    protection = protect([table], Policy(threshold=5), out=Path("release"))
    protection.safe, protection.secondary, protection.audit

The written files are read back and attacked before they reach `out`; what fails never gets there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from tutela.evidence.problems import BadInputError, Problem

from .assembly import Assembly, assemble
from .attack import Attack, attack
from .audit import bounds, interval, place
from .earlier import with_earlier
from .emptiness import NotEmpty, known_since_not_empty
from .hierarchies import Hierarchies
from .insiders import learnt_by_insiders
from .linear import Flags
from .policy import Policy, Zeros
from .problem import Pattern
from .revealing import Uniform, uniform_groups
from .rounding import CannotRoundError, Rounding, round_controlled
from .sheets import Labels, Sheet, known_codes, printed
from .suppression import CannotProtectError, suppress
from .tables import Table
from .written import HIDDEN, Release, read_release, write_release

Cell = dict[str, str]


@dataclass(frozen=True)
class Checked:
    """A sensitive cell as its attacker sees it. high is infinite where nothing bounds it."""

    cell: Cell
    low: float
    high: float
    ok: bool


@dataclass(frozen=True)
class Protection:
    """What was hidden or rounded, and what the attack on the written files found.

    safe: nothing sensitive can be worked out. status: optimal or heuristic. cost: over the
    secondary cells; bound: the least that any safe choice costs, as far as proven. reasons: why it
    is not safe, in words. uniform: groups that are all alike in one respect, which no threshold
    on small counts hides; not_empty: cells that are known to whoever uses that no hidden cell is
    empty. People must decide about both.
    """

    primary: list[Cell]
    secondary: list[Cell]
    cost: float
    bound: float
    status: str
    audit: list[Checked]
    safe: bool
    reasons: list[str]
    lost: dict[str, float]
    uniform: list[Uniform]
    not_empty: list[NotEmpty] = field(default_factory=list)
    pattern: Pattern | None = None
    rounding: Rounding | None = None
    changes: dict[str, float] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    texts: list[dict[Labels, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For `--json`: it names the sensitive cells, so it is for the producer alone."""
        return {
            "safe": self.safe,
            "status": self.status,
            "cost": round(self.cost, 6),
            "bound": round(self.bound, 6),
            "primary": self.primary,
            "secondary": self.secondary,
            "audit": [{"cell": c.cell, **interval(c.low, c.high), "ok": c.ok} for c in self.audit],
            "reasons": self.reasons,
            "information_lost": self.lost,
            "rounding": self.changes or None,
            "class_disclosure": [asdict(group) for group in self.uniform],
            "known_since_not_empty": [asdict(cell) for cell in self.not_empty],
            "insider_scenarios": len(self.pattern.scenarios) if self.pattern else 0,
        }

    def in_words(self) -> str:
        """For people."""
        lines = [
            f"{'Safe' if self.safe else 'NOT SAFE, nothing written'}: {len(self.primary)} sensitive"
            f" and {len(self.secondary)} further cells hidden"
            f" ({self.lost['share_of_cells_hidden']:.1%} of the cells that are not zero);"
            f" cost {self.cost:g}, {self.status}."
        ]
        if self.status == "heuristic":
            lines.append(f"Time ran out: the best possible cost lies at {self.bound:g} or above.")
        if self.changes:
            lines[0] = (
                f"{'Safe' if self.safe else 'NOT SAFE, nothing written'}: rounded to base"
                f" {self.changes['base']:g}, no cell by more than {self.changes['largest']:g}."
            )
        lines += [
            f"All {group.children} children of {place(group.group) or group.table} have "
            f"{group.column} {group.label}: no threshold hides that."
            for group in self.uniform
        ]
        lines += [
            f"{place(cell.cell)} is known to whoever uses that hidden cells are not empty: merge "
            "codes, or use --zeros sensitive."
            for cell in self.not_empty
        ]
        return "\n".join(lines)


def protect(
    tables: Sequence[Table],
    policy: Policy,
    *,
    hierarchies: Hierarchies | None = None,
    earlier: Sequence[Path] = (),
    out: Path | None = None,
) -> Protection:
    """Protect `tables` as one release, beside the `earlier` releases (directories, oldest first).

    Raises BadInputError for tables that are wrong. A release that cannot be made safe comes back
    with `safe` false and reasons, and is not written.
    """
    trees = hierarchies or {}
    names = [table.name for table in tables]
    if len(set(names)) != len(names):
        raise BadInputError("tables", [Problem("two tables have the same name")])
    codes = known_codes(tables, trees)
    sheets = printed(tables, codes)
    before = [read_release(path) for path in earlier]
    assembly = assemble(sheets, codes, trees, policy)
    draft = _Draft(assembly, sheets, trees, policy, before)
    if policy.round_to is not None:
        return draft.rounded(out)
    return draft.suppressed(out)


class _Draft:
    """A release in the making."""

    def __init__(
        self,
        assembly: Assembly,
        sheets: list[Sheet],
        trees: Hierarchies,
        policy: Policy,
        before: list[Release],
    ) -> None:
        self.assembly = assembly
        self.sheets = sheets
        self.trees = trees
        self.policy = policy
        self.before = before

    def suppressed(self, out: Path | None) -> Protection:
        """Hide cells."""
        problem = self.assembly.problem
        if self.before:
            problem = with_earlier(self.assembly, self.sheets, self.trees, self.before, self.policy)
        try:
            pattern = suppress(problem, seconds=self.policy.seconds)
        except CannotProtectError as error:
            return self._failed(self._why({target.cell for target in error.targets}))
        hidden = pattern.hidden[: self.assembly.problem.cells]
        texts = self._texts(lambda n, value: HIDDEN if hidden[n] else f"{value:.0f}")
        release, attacked = self._write(texts, out=None)
        audit, reasons = self._checked(release, attacked)
        if not reasons and out is not None:
            self._write(texts, out=out)
        status = "optimal" if pattern.optimal else "heuristic"
        result = self._protection(
            hidden, pattern, status, audit=audit, reasons=reasons, texts=texts
        )
        if self.policy.zeros is Zeros.SENSITIVE:
            return result
        known = known_since_not_empty([*self.before, release], self.policy.threshold)
        return replace(result, not_empty=known)

    def rounded(self, out: Path | None) -> Protection:
        """Round cells."""
        base = self.policy.round_to
        assert base is not None
        if self.before:
            what = "rounding beside earlier releases is not offered; publish one or the other"
            raise BadInputError("policy", [Problem(what)])
        problem = self.assembly.problem
        copies = np.bincount(self.assembly.of[self.assembly.of >= 0], minlength=problem.cells)
        try:
            found = round_controlled(
                problem, base, copies.astype(np.float64), seconds=self.policy.seconds
            )
        except CannotRoundError as error:
            return self._failed([str(error)])
        texts = self._texts(lambda n, _: f"{found.values[n]:.0f}")
        release, attacked = self._write(texts, out=None, within=found.within)
        audit, reasons = self._checked(release, attacked)
        if reasons:
            reasons.append(f"a larger base than {base} hides more")
        elif out is not None:
            self._write(texts, out=out, within=found.within)
        moved = (found.values - problem.truth)[self.assembly.of[self.assembly.of >= 0]]
        changes = {
            "base": float(base),
            "sum_absolute": float(np.abs(moved).sum()),
            "sum_squares": float((moved**2).sum()),
            "largest": float(np.abs(moved).max(initial=0.0)),
        }
        status = "optimal" if found.optimal else "heuristic"
        none = np.zeros(problem.cells, dtype=bool)
        result = self._protection(none, None, status, audit=audit, reasons=reasons, texts=texts)
        return replace(result, rounding=found, changes=changes)

    def _texts(self, text: Callable[[int, float], str]) -> list[dict[Labels, str]]:
        texts: list[dict[Labels, str]] = [{} for _ in self.sheets]
        for cell, n in zip(self.assembly.printed, self.assembly.of, strict=True):
            texts[cell.sheet][cell.labels] = "0" if n < 0 else text(int(n), cell.value)
        return texts

    def _write(
        self, texts: Sequence[Mapping[Labels, str]], *, out: Path | None, within: int | None = None
    ) -> tuple[Release, Attack]:
        """Write, read back and attack together with what is already out."""
        with tempfile.TemporaryDirectory(prefix="tutela-draft-") as draft:
            where = Path(draft) if out is None else out
            write_release(where, self.sheets, texts, self.trees, self.policy, within=within)
            release = read_release(where)
            if out is not None:
                return release, Attack((), (), 0, False)
            return release, attack([*self.before, release])

    def _checked(self, release: Release, attacked: Attack) -> tuple[list[Checked], list[str]]:
        """The attack's intervals beside the truth, and what is wrong with them."""
        mine = {
            (found.file, tuple(sorted(found.cell.items()))): found
            for found in attacked.exposed
            if found.release == release.name
        }
        audit: list[Checked] = []
        reasons: list[str] = []
        for cell, n in zip(self.assembly.printed, self.assembly.of, strict=True):
            if n < 0 or not self.assembly.sensitive[n]:
                continue
            sheet = self.sheets[cell.sheet]
            here = sheet.cell(cell.labels)
            found = mine.get((sheet.name, tuple(sorted(here.items()))))
            low, high = (cell.value, cell.value) if found is None else (found.low, found.high)
            checked = Checked(here, low, high, self.policy.holds(cell.value, low, high))
            if checked not in audit[-1:]:
                audit.append(checked)
            if not checked.ok:
                reasons.append(f"{place(here)}: can be narrowed to {bounds(low, high)}")
        reasons += [
            f"{place(found.cell)} of the earlier release {found.release}: can be narrowed to "
            f"{bounds(found.low, found.high)}"
            for found in attacked.exposed
            if found.release != release.name and self.policy.proven_small(found.low, found.high)
        ]
        if self.policy.round_to is None:
            reasons += self._insiders(release)
        return audit, reasons

    def _insiders(self, release: Release) -> list[str]:
        """The insider's attack, in words where it succeeds."""
        sensitive, single = {}, []
        insiders = set(self.assembly.problem.insiders)
        for cell, n in zip(self.assembly.printed, self.assembly.of, strict=True):
            if n < 0 or not self.assembly.sensitive[n]:
                continue
            sheet = self.sheets[cell.sheet]
            key = (sheet.name, frozenset(sheet.cell(cell.labels).items()))
            sensitive[key] = cell.value
            if int(n) in insiders and cell.labels in sheet.inner:
                single.append(key)
        return [
            f"{place(found.cell)}: whoever knows the child in {place(found.known)} can narrow it "
            f"to {bounds(found.low, found.high)}"
            for found in learnt_by_insiders([*self.before, release], sensitive, single, self.policy)
        ]

    def _why(self, cells: set[int]) -> list[str]:
        """In words: which cells stay open to an attacker whatever is hidden."""
        reasons = [
            f"{place(self.sheets[p.sheet].cell(p.labels))}: stays open whatever else is hidden"
            for p, n in zip(self.assembly.printed, self.assembly.of, strict=True)
            if int(n) in cells
        ]
        if cells - set(self.assembly.of.tolist()):
            reasons.append("a cell that an earlier release hid would be given away")
        return reasons or ["no choice of hidden cells meets the policy"]

    def _failed(self, reasons: list[str]) -> Protection:
        none = np.zeros(self.assembly.problem.cells, dtype=bool)
        return self._protection(none, None, "infeasible", audit=[], reasons=reasons, texts=[])

    def _protection(
        self,
        hidden: Flags,
        pattern: Pattern | None,
        status: str,
        *,
        audit: list[Checked],
        reasons: list[str],
        texts: list[dict[Labels, str]],
    ) -> Protection:
        primary, secondary, paid = [], [], 0.0
        for n, cell in self.assembly.distinct():
            here = self.sheets[cell.sheet].cell(cell.labels)
            if n >= 0 and self.assembly.sensitive[n]:
                primary.append(here)
            elif n >= 0 and hidden[n]:
                secondary.append(here)
                paid += float(self.policy.costs(np.array([cell.value]))[0])
        return Protection(
            primary=primary,
            secondary=secondary,
            cost=paid,
            bound=min(pattern.bound, paid) if pattern and not pattern.optimal else paid,
            status=status,
            audit=audit,
            safe=not reasons,
            reasons=reasons,
            lost=self._lost(hidden),
            uniform=uniform_groups(self.sheets),
            pattern=pattern,
            sheets=self.sheets,
            texts=texts,
        )

    def _lost(self, hidden: Flags) -> dict[str, float]:
        """How much of what could have been read is hidden."""
        distinct = [(n, cell) for n, cell in self.assembly.distinct() if n >= 0]
        gone = [cell.value for n, cell in distinct if hidden[n]]
        inner = [
            (hidden[n], cell.value)
            for n, cell in distinct
            if cell.labels in self.sheets[cell.sheet].inner
        ]
        children = sum(value for _, value in inner)
        return {
            "cells_not_zero": float(len(distinct)),
            "cells_hidden": float(len(gone)),
            "share_of_cells_hidden": len(gone) / len(distinct) if distinct else 0.0,
            "share_of_children_in_hidden_inner_cells": (
                sum(value for gone_, value in inner if gone_) / children if children else 0.0
            ),
        }
