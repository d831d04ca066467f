"""How the answer moves when a choice does: threshold, lists, one person, an unseen interaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import exp

import numpy as np

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.lattice import model_name
from tutela.evidence.prevalence.refusals import BadInput, Refusal
from tutela.evidence.prevalence.resampling import StepwiseRun, need_base
from tutela.evidence.prevalence.stepwise import stepwise

THRESHOLDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
SHIFTS = (-1.0, -0.5, 0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Variant:
    """The stepwise estimate after one change. `refused` says why there is none."""

    change: str
    population: float | None
    model: str | None = None
    refused: str | None = None


def _variant(change: str, table: Callable[[], Captures], threshold: float) -> Variant:
    try:
        made = table()
        need_base(made)
        found = stepwise(made.floats[:, None], threshold)
    except (Refusal, BadInput) as reason:
        return Variant(change, None, refused=reason.name)
    return Variant(
        change,
        made.people + float(found.dark[0]),
        model_name(found.model(0, made.list_number)),
    )


def threshold_curve(
    table: Captures, thresholds: tuple[float, ...] = THRESHOLDS
) -> tuple[Variant, ...]:
    """The stepwise estimate for each p-value threshold."""
    return tuple(_variant(f"p < {p:g}", lambda: table, p) for p in thresholds)


def omit_one_list(table: Captures, threshold: float) -> tuple[Variant, ...]:
    """The estimate without each list in turn."""
    return tuple(
        _variant(f"without {name}", partial(table.omit, k), threshold)
        for k, name in enumerate(table.lists)
    )


def merge_two_lists(table: Captures, threshold: float) -> tuple[Variant, ...]:
    """The estimate with each two lists made one."""
    return tuple(
        _variant(
            f"{table.lists[i]} and {table.lists[j]} as one",
            partial(table.merge, i, j),
            threshold,
        )
        for i, j in combinations(range(table.list_number), 2)
    )


@dataclass(frozen=True)
class KnownTruth:
    """The people on one list, estimated from the other lists alone: their number is known."""

    on: str
    truth: int
    estimate: float | None
    refused: str | None = None

    @property
    def error(self) -> float | None:
        """Relative error of the estimate."""
        return None if self.estimate is None else self.estimate / self.truth - 1


def known_truth(table: Captures, threshold: float) -> tuple[KnownTruth, ...]:
    """Condition on each list in turn. Needs three lists; fewer give an empty table."""
    if table.list_number < 3:
        return ()
    found = []
    for k, name in enumerate(table.lists):
        inside = _variant(name, partial(table.within, k), threshold)
        found.append(KnownTruth(name, table.list_sizes[k], inside.population, inside.refused))
    return tuple(found)


@dataclass(frozen=True)
class Influence:
    """What taking one person of a pattern out of the table does to the population estimate."""

    pattern: str
    people: int
    change: float | None


def influences(table: Captures, run: StepwiseRun) -> tuple[Influence, ...]:
    """Every pattern's influence, the strongest first; patterns whose loss leaves no estimate lead.

    The change is that of the estimate beyond the one person gone.
    """
    jackknife = run.bootstrap.jackknife
    found = []
    for mask, count, value in zip(
        table.positive, jackknife.weights, jackknife.estimates, strict=True
    ):
        name = " + ".join(n for i, n in enumerate(table.lists) if mask >> i & 1)
        change = float(value) + 1 - run.bootstrap.point if np.isfinite(value) else None
        found.append(Influence(name, int(count), change))
    return tuple(
        sorted(found, key=lambda row: -abs(row.change) if row.change is not None else -np.inf)
    )


def unseen_interaction(
    people: int, population: float, shifts: tuple[float, ...] = SHIFTS
) -> tuple[tuple[float, float], ...]:
    """The population if the interaction of all lists, which no data can show, were delta.

    The dark count is multiplied by e^delta: the observed table would look exactly the same.
    """
    return tuple((delta, people + (population - people) * exp(delta)) for delta in shifts)
