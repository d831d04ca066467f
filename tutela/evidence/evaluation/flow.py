"""Who was there at each step, by arm, and what they were like before: numbers that must add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .data import FOLLOWED, StudyData
from .protocol import Baseline, Study


@dataclass(frozen=True)
class ArmFlow:
    """One arm. left: why children were not followed to the end, with how many."""

    arm: str
    allocated: int
    received: int
    left: tuple[tuple[str, int], ...]
    followed: int
    analysed: int


@dataclass(frozen=True)
class Flow:
    """assessed and excluded are empty where nobody wrote them down."""

    assessed: int | None
    excluded: tuple[tuple[str, int], ...]
    arms: tuple[ArmFlow, ArmFlow]

    def faults(self) -> list[str]:
        """Where it does not add up."""
        found = []
        allocated = sum(arm.allocated for arm in self.arms)
        if self.assessed is None:
            found.append("how many were assessed, and why some were not included, is not known")
        elif self.assessed - sum(count for _, count in self.excluded) != allocated:
            found.append(
                f"{self.assessed} were assessed and {sum(n for _, n in self.excluded)} not "
                f"included, which does not leave the {allocated} who were allocated"
            )
        found += [
            f"{arm.arm}: more were analysed than allocated"
            for arm in self.arms
            if arm.analysed > arm.allocated
        ]
        return found


@dataclass(frozen=True)
class BaselineRow:
    """A characteristic: for a category how many of each arm, for a number mean and spread.

    apart: standardised difference of the arms; None for the rows of a category after its first.
    """

    title: str
    level: str | None
    shown: tuple[tuple[int, str], tuple[int, str]]
    apart: float | None


def flow_of(study: Study, data: StudyData, analysed: dict[str, int]) -> Flow:
    """The flow. analysed: by arm, in the primary outcome."""
    assessed = next((count for step, count in data.screening if step == "assessed"), None)
    excluded = tuple((step, count) for step, count in data.screening if step != "assessed")
    arms = (study.treated.id, study.compared.id)
    first, second = (_arm(study, data, arm, analysed.get(arm, 0)) for arm in arms)
    return Flow(assessed, excluded, (first, second))


def _arm(study: Study, data: StudyData, arm: str, analysed: int) -> ArmFlow:
    inside = data.column("arm") == arm
    ends = data.column("end")[inside]
    left = tuple((why, int((ends == why).sum())) for why in study.leaving)
    return ArmFlow(
        arm,
        int(inside.sum()),
        int((data.column("received")[inside] == "yes").sum()),
        left,
        int((ends == FOLLOWED).sum()),
        analysed,
    )


def baseline_of(study: Study, data: StudyData) -> list[BaselineRow]:
    """The table of what both arms were like before."""
    arms = data.column("arm")
    both = (arms == study.treated.id, arms == study.compared.id)
    rows: list[BaselineRow] = []
    for one in study.baseline:
        rows += _number(one, data, both) if one.number else _category(one, data, both)
    return rows


def _number(
    one: Baseline, data: StudyData, both: tuple[np.ndarray, np.ndarray]
) -> list[BaselineRow]:
    values = np.array([float(text) if text else np.nan for text in data.people[one.column]])
    groups = [values[inside & ~np.isnan(values)] for inside in both]
    shown = [
        (len(group), f"mean {group.mean():.1f} (SD {group.std(ddof=1):.1f})")
        if len(group) > 1
        else (len(group), "not known")
        for group in groups
    ]
    apart = None
    if min(map(len, groups)) > 1:
        spread = np.sqrt((groups[0].var(ddof=1) + groups[1].var(ddof=1)) / 2)
        apart = float((groups[0].mean() - groups[1].mean()) / spread) if spread else 0.0
    return [BaselineRow(one.title, None, (shown[0], shown[1]), apart)]


def _category(
    one: Baseline, data: StudyData, both: tuple[np.ndarray, np.ndarray]
) -> list[BaselineRow]:
    values = np.array([text or "Not known" for text in data.people[one.column]], dtype=str)
    rows = []
    for level in sorted(set(values.tolist())):
        counts = [int((values[inside] == level).sum()) for inside in both]
        whole = [max(int(inside.sum()), 1) for inside in both]
        shares = [count / all_ for count, all_ in zip(counts, whole, strict=True)]
        spread = np.sqrt(sum(share * (1 - share) for share in shares) / 2)
        apart = float((shares[0] - shares[1]) / spread) if spread else 0.0
        shown = [(count, f"{share:.0%}") for count, share in zip(counts, shares, strict=True)]
        rows.append(BaselineRow(one.title, level, (shown[0], shown[1]), apart))
    return rows
