"""Linkage error carried into the estimate: sample linkages, estimate on each, pool.

Two doubts, shown apart and together. *Sampling*: had chance brought other children to the lists,
the estimate would differ (bootstrap, with the model selected anew, on the sampled linkage in the
middle, as if it were known to be true). *Linkage*: had the records been put together otherwise, as
their chances allow, it would differ too (the estimate on each sampled linkage). Together: the
replicates of all sampled linkages, pooled.

The linkage as joined is shown beside them. It joins only what is nearly sure, leaves children in
two pieces more often than it takes two for one, and so its estimate is commonly too high.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from tutela.evidence.linkage.linking import Linked, captures
from tutela.evidence.linkage.sampling import draw as draw_linkages
from tutela.evidence.prevalence.bootstrap import quantile
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.estimate import P_THRESHOLD
from tutela.evidence.prevalence.refusals import BadInput, Refusal
from tutela.evidence.prevalence.resampling import draw as draw_counts
from tutela.evidence.prevalence.resampling import need_base, run_stepwise

LEVEL = 0.95
FEWEST = 5
"""Fewer linkages with an estimate than this say nothing about their spread."""

Ends = tuple[float, float]


@dataclass(frozen=True)
class Doubt:
    """An estimate by forward selection, with the doubt of sampling, of linkage, and of both.

    `population` is the median over sampled linkages; `as_joined` that of the linkage as joined.
    `linkage_share` is the share of the variance (of the logarithm) that is due to linkage: Rubin's
    rules, T = W + (1 + 1/M) B. `without_estimate` counts sampled linkages that have none; they are
    left out, and if they are many, no honest interval is left.
    """

    population: float
    as_joined: float
    known_as_joined: int
    sampling: Ends
    linkage: Ends
    together: Ends
    linkage_share: float
    linkages: int
    without_estimate: int
    points: tuple[float, ...]
    known_in_each: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """What report.json holds."""
        ends = {
            name: {"low": low, "high": high, "level": LEVEL}
            for name, (low, high) in (
                ("sampling_alone", self.sampling),
                ("linkage_alone", self.linkage),
                ("together", self.together),
            )
        }
        return {
            "method": "stepwise",
            "population": self.population,
            "known_to_a_list": float(np.median(self.known_in_each)),
            "as_joined": {"population": self.as_joined, "known_to_a_list": self.known_as_joined},
            **ends,
            "linkage_share_of_variance": self.linkage_share,
            "linkages_sampled": self.linkages,
            "linkages_without_estimate": self.without_estimate,
            "population_by_linkage": list(self.points),
            "known_to_a_list_by_linkage": list(self.known_in_each),
        }


def sampled_captures(linked: Linked, number: int, seed: int) -> list[dict[int, int]]:
    """The table of capture patterns of each sampled linkage."""
    return [captures(linked, groups) for groups in draw_linkages(linked, number, seed)]


def doubt(
    lists: Sequence[str],
    point: Mapping[int, int],
    sampled: Sequence[Mapping[int, int]],
    *,
    replicates: int,
    seed: int,
    tick: Callable[[int], object] = lambda _: None,
) -> Doubt:
    """Estimate on the linkage and on each sampled one. Tables are counts by mask.

    `tick` is told how many sampled linkages have been estimated on.
    Raises `prevalence.Refusal` where the linkage itself has no estimate, or too few samples have.
    """
    rng = np.random.default_rng(seed)
    table = Captures.of(tuple(lists), point)
    table.needs_two_lists()
    found, _ = _estimate(table, replicates, rng)
    points, spreads, pooled, known = [], [], [], []
    for done, counts in enumerate(sampled):
        tick(done)
        try:
            one = Captures.of(tuple(lists), counts)
            estimate, spread = _estimate(one, replicates, rng)
        except (BadInput, Refusal):
            continue
        points.append(estimate)
        known.append(one.people)
        spreads.append(float(np.var(np.log(spread))))
        pooled.append(spread)
    if len(points) < FEWEST:
        raise Refusal(
            "linkage-too-doubtful",
            f"only {len(points)} of {len(sampled)} sampled linkages have an estimate; an interval"
            " from so few would pass over the doubt about who is who",
        )
    between = (1 + 1 / len(points)) * float(np.var([log(one) for one in points], ddof=1))
    within = float(np.mean(spreads))
    least = min(len(one) for one in pooled)
    middle = sorted(range(len(points)), key=points.__getitem__)[len(points) // 2]
    return Doubt(
        population=float(np.median(points)),
        as_joined=found,
        known_as_joined=table.people,
        sampling=_ends(pooled[middle]),
        linkage=_ends(np.array(points)),
        # As many from each linkage: one with many failed replicates must not count for less.
        together=_ends(np.concatenate([one[:least] for one in pooled])),
        linkage_share=between / (between + within) if between + within > 0 else 0.0,
        linkages=len(sampled),
        without_estimate=len(sampled) - len(points),
        points=tuple(points),
        known_in_each=tuple(known),
    )


def _estimate(
    table: Captures, replicates: int, rng: np.random.Generator
) -> tuple[float, np.ndarray[Any, np.dtype[np.float64]]]:
    need_base(table)
    run = run_stepwise(table, P_THRESHOLD, draw_counts(table, replicates, rng, None))
    values = run.bootstrap.replicates
    kept = values[np.isfinite(values)]
    if not len(kept):
        raise Refusal("no-replicate", "no replicate has an estimate, so there is no interval")
    return run.bootstrap.point, kept


def _ends(values: np.ndarray[Any, np.dtype[np.float64]]) -> Ends:
    tail = (1 - LEVEL) / 2
    ordered = np.sort(values)
    return quantile(ordered, tail), quantile(ordered, 1 - tail)
