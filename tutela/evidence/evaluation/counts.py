"""Every count that a report prints, in one place: exact, or protected together for publishing.

Flow, baseline, outcomes, pairs and harms are one release. A small count that the flow hides must
not follow from the baseline, so all of them go through disclosure control as one set of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from tutela.evidence.disclosure import Policy, Table, protect
from tutela.evidence.disclosure.hierarchies import TOTAL

from .data import StudyData
from .findings import Findings, yes_no
from .protocol import Design, Kind, Outcome

HIDDEN = "[c]"
YES, NO, UNKNOWN, KNOWN = "yes", "no", "unknown", "known"


class CannotHideError(Exception):
    """The counts of this report can't be made safe to publish."""


@dataclass(frozen=True)
class Counts:
    """Counts as they are printed, by table and labels; `TOTAL` sums over a column."""

    threshold: int | None
    shown: Mapping[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def of(self, table: str, *labels: str) -> str:
        """A count as printed: a number, or `HIDDEN`."""
        return self.shown.get((table, labels), "0")

    def is_shown(self, table: str, *labels: str) -> bool:
        """Whether readers may know it."""
        return self.of(table, *labels) != HIDDEN


def counts_of(findings: Findings, data: StudyData, threshold: int | None) -> Counts:
    """All counts, exact where `threshold` is None. Raises CannotHideError."""
    if findings.study.of_areas:
        return Counts(threshold, _exact(list(_harms(findings))) if threshold is None else
                      _protected(list(_harms(findings)), {}, threshold))  # fmt: skip
    tables = list(_tables(findings, data))
    if threshold is None:
        return Counts(None, _exact(tables))
    trees = {
        column: [{KNOWN: [YES, NO], f"only {UNKNOWN}": [UNKNOWN]}]
        for _, columns, _ in tables
        for column in columns
        if column.startswith("outcome ")
    }
    return Counts(threshold, _protected(tables, trees, threshold))


Cells = dict[tuple[str, ...], int]
Counted = tuple[str, tuple[str, ...], Cells]


def _tables(findings: Findings, data: StudyData) -> Iterator[Counted]:
    study = findings.study
    arms = data.column("arm").tolist()
    flow = _counted(arms, data.people["received"], data.people["end"])
    yield "flow", ("arm", "received", "end"), flow
    if findings.flow is not None and findings.flow.assessed is not None:
        # Only those not included: who was allocated is counted in the flow.
        yield "screening", ("step",), {(step,): n for step, n in findings.flow.excluded}
    for one in study.baseline:
        if not one.number:
            levels = [text or "Not known" for text in data.people[one.column]]
            yield f"baseline {one.column}", ("arm", one.column), _counted(arms, levels)
    for outcome in study.outcomes:
        yield from _outcome(findings, data, outcome, arms)
    yield from _harms(findings)


def _outcome(
    findings: Findings, data: StudyData, outcome: Outcome, arms: Sequence[str]
) -> Iterator[Counted]:
    known, happened = yes_no(data, outcome)
    name, finding = f"outcome {outcome.id}", findings.of(outcome)
    if findings.study.design is Design.MATCHED:
        # What all children of an arm had is not printed beside what the matched ones had: the
        # difference would be the few who had nobody alike.
        # Here “yes” is matched and compared, “no” had nobody alike.
        cells = _known(arms, known)
        compared = {g.arm: g.analysed for g in finding.effect.groups} if finding.effect else {}
        for arm in set(arms):
            all_known = cells.get((arm, YES), 0)
            cells[arm, YES] = compared.get(arm, 0)
            cells[arm, NO] = all_known - compared.get(arm, 0)
        yield name, ("arm", name), cells
        if finding.effect is not None:
            cells = {}
            for group in finding.effect.groups:
                cells[group.arm, YES] = int(group.events or 0)
                cells[group.arm, NO] = group.analysed - int(group.events or 0)
            yield f"pairs {outcome.id}", (f"arm of {name}", f"pairs {outcome.id}"), cells
    elif outcome.kind is Kind.ORDINAL:
        yield name, ("arm", name), _known(arms, known)
        said: Cells = {
            (arm, answer): count
            for arm, cannot, reviews in finding.cannot_say
            for answer, count in ((NO, cannot), (YES, reviews - cannot))
        }
        yield f"said {outcome.id}", (f"arm of {name}", f"said {outcome.id}"), said
    else:
        answers = np.where(known, np.where(happened, YES, NO), UNKNOWN).tolist()
        yield name, ("arm", name), _counted(arms, answers)


def analysed(findings: Findings) -> str:
    """The label under which those analysed for an outcome are counted."""
    return YES if findings.study.design is Design.MATCHED else KNOWN


def _known(arms: Sequence[str], known: np.ndarray) -> Cells:
    return _counted(arms, np.where(known, YES, UNKNOWN).tolist())


def _counted(*columns: Sequence[str]) -> Cells:
    counted: Counter[tuple[str, ...]] = Counter(zip(*columns, strict=True))
    return dict(counted)


def _harms(findings: Findings) -> Iterator[Counted]:
    harms: Cells = {(arm, harm): count for arm, harm, count in findings.harms or ()}
    if harms:
        yield "harms", ("arm of harm", "harm"), harms


def _exact(tables: Sequence[Counted]) -> dict[tuple[str, tuple[str, ...]], str]:
    shown: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for name, _, cells in tables:
        for labels, count in cells.items():
            for printed in product(*((label, TOTAL) for label in labels)):
                shown[name, printed] += count
                if name.startswith("outcome ") and printed[-1] in {YES, NO}:
                    shown[name, (*printed[:-1], KNOWN)] += count
    return {key: f"{count:,}" for key, count in shown.items()}


def _answered(sheets: Sequence[Table]) -> set[str]:
    """The outcome columns in which some children had it and some had not, so that both add up."""
    return {
        sheet.columns[-1] for sheet in sheets if {YES, NO} <= {row.labels[-1] for row in sheet.rows}
    }


def _protected(
    tables: Sequence[Counted], trees: Mapping[str, list[dict[str, list[str]]]], threshold: int
) -> dict[tuple[str, tuple[str, ...]], str]:
    """Each population by itself: the children of the study, those not included, reviews, harms."""
    populations: dict[str, list[Counted]] = {}
    for one in tables:
        of_children = one[0].startswith(("flow", "baseline ", "outcome "))
        populations.setdefault("children" if of_children else one[0], []).append(one)
    shown: dict[tuple[str, tuple[str, ...]], str] = {}
    for some in populations.values():
        shown |= _population(some, trees, threshold)
    return shown


def _population(
    tables: Sequence[Counted], trees: Mapping[str, list[dict[str, list[str]]]], threshold: int
) -> dict[tuple[str, tuple[str, ...]], str]:
    sheets, kept = [], []
    for name, columns, cells in tables:
        if any(cells.values()):
            values = {labels: float(count) for labels, count in cells.items()}
            sheets.append(Table.of(f"{name}.csv", list(columns), values))
            kept.append(name)
    if not sheets:
        return {}
    present = {column: tree for column, tree in trees.items() if column in _answered(sheets)}
    result = protect(sheets, Policy(threshold=threshold), hierarchies=present)
    if not result.safe:
        raise CannotHideError("; ".join(result.reasons[:5]))
    shown: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, sheet, texts in zip(kept, sheets, result.texts, strict=True):
        alone = [
            len({row.labels[at] for row in sheet.rows}) == 1 for at in range(len(sheet.columns))
        ]
        for labels, text in texts.items():
            # A column with one code prints no total of its own: its one code is the total.
            ways = product(
                *((x, TOTAL) if one and x != TOTAL else (x,)
                  for x, one in zip(labels, alone, strict=True))
            )  # fmt: skip
            for way in ways:
                shown[name, way] = text
    for name, columns, cells in tables:
        if name.startswith("outcome ") and columns[-1] not in present:
            for arm in {labels[0] for labels in cells}:
                only = YES if (arm, YES) in cells or any(x[1] == YES for x in cells) else NO
                shown[name, (arm, KNOWN)] = shown.get((name, (arm, only)), "0")
    return shown
