"""Selection, jackknife and bootstrap in one go, for the methods that choose a model.

The table itself, the table without each person, and every resample are columns of one batch, cut
into pieces that the machine's cores work on side by side (NumPy lets go of the interpreter inside
its loops).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from tutela.evidence.prevalence.bic import Ranking, rank, winners_among
from tutela.evidence.prevalence.bootstrap import Bootstrap, acceleration, resample
from tutela.evidence.prevalence.captures import Captures, deletions
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.fitting import fit
from tutela.evidence.prevalence.lattice import (
    Floats,
    Ints,
    Model,
    hierarchical_models,
    main_effects,
    superset_sums,
)
from tutela.evidence.prevalence.refusals import Existence, Refusal
from tutela.evidence.prevalence.stepwise import Stepwise, joined, stepwise

Part = TypeVar("Part")

SMALLEST_PIECE = 128
MOST_LISTS_BY_ORDER = {2: 6, 3: 5, 4: 5}
"""How many lists an all-models search may have: 32,768 models at order 2, 6,893 at order 4."""


def side_by_side(work: Callable[[Floats], Part], columns: Floats) -> list[Part]:
    """Apply `work` to pieces of the columns on all cores, and return the parts in order."""
    cores = os.cpu_count() or 1
    pieces = max(1, min(cores, columns.shape[1] // SMALLEST_PIECE))
    if pieces == 1:
        return [work(columns)]
    cuts = np.array_split(columns, pieces, axis=1)
    with ThreadPoolExecutor(pieces) as pool:
        return list(pool.map(work, [np.ascontiguousarray(cut) for cut in cuts]))


def draw(
    table: Captures, replicates: int, rng: np.random.Generator, draws: Floats | None
) -> Floats:
    """The resamples to use: those given, or fresh ones."""
    if draws is not None:
        return draws
    return resample(table.floats, replicates, rng)


@dataclass(frozen=True)
class StepwiseRun:
    """Stepwise on the table and everywhere else. Columns of `all`: table, deletions, replicates."""

    model: Model
    bootstrap: Bootstrap
    all: Stepwise


def need_base(table: Captures) -> None:
    """Refuse where even the model of independent lists has no estimate.

    The R packages don't ask, and print estimates near a million million for disjoint lists.
    """
    table.needs_two_lists()
    table.needs_overlap()
    base = np.array(main_effects(table.list_number), dtype=np.int64)
    code = existence_code(table.counts > 0, base)
    if code:
        existence = Existence(code)
        raise Refusal(
            "no-finite-estimate" if code & 1 else "not-identifiable",
            f"even independent lists, the simplest model, have no estimate. {existence.words}"
            f"{_disjoint_words(table)}",
            existence,
        )


def _disjoint_words(table: Captures) -> str:
    apart = table.disjoint()
    if not apart:
        return ""
    named = "; ".join(f"{a} and {b}" for a, b in apart)
    return f" Lists that share nobody: {named}."


def run_stepwise(table: Captures, threshold: float, drawn: Floats) -> StepwiseRun:
    """Select, fit, leave one out and resample, with the selection repeated each time."""
    need_base(table)
    without, weights = deletions(table)
    columns = np.concatenate([table.floats[:, None], without, drawn], axis=1)
    parts = side_by_side(lambda piece: stepwise(piece, threshold), columns)
    found = joined(parts)
    seen = columns.sum(axis=0)
    population = seen + found.dark
    ways = without.shape[1]
    return StepwiseRun(
        model=found.model(0, table.list_number),
        bootstrap=Bootstrap(
            point=float(population[0]),
            replicates=population[1 + ways :],
            jackknife=acceleration(population[1 : 1 + ways], weights),
        ),
        all=found,
    )


@dataclass(frozen=True)
class BicRun:
    """BIC selection on the table and everywhere else.

    `ranking` holds all models with an estimate; `place` is each replicate's winner in it (-1:
    none), so that the counts of `place` are the distribution of the chosen model.
    """

    ranking: Ranking
    bootstrap: Bootstrap
    place: Ints


def rank_all(table: Captures, max_order: int) -> Ranking:
    """All hierarchical models to `max_order`, ranked. Raises `Refusal` where there are too many."""
    need_base(table)
    lists = table.list_number
    most = MOST_LISTS_BY_ORDER.get(min(max_order, lists - 1), 6 if lists <= 2 else 5)
    if lists > most:
        raise Refusal(
            "too-many-models",
            f"{lists} lists have too many models to order {max_order}; the most are {most} lists",
        )
    ranking = rank(table.floats, hierarchical_models(lists, max_order))
    if not ranking.models:
        raise Refusal("no-admissible-model", "no model has an estimate on this table")
    return ranking


def run_bic(table: Captures, ranking: Ranking, best: int | None, drawn: Floats) -> BicRun:
    """Bootstrap over the `best` models of the ranking (None: all of them)."""
    return run_bic_among(table, ranking, (best or len(ranking.models),), drawn)[0]


def run_bic_among(
    table: Captures, ranking: Ranking, best: Sequence[int], drawn: Floats
) -> list[BicRun]:
    """One bootstrap for each (rising) number of best models, in a single pass."""
    without, weights = deletions(table)
    columns = np.concatenate([without, drawn], axis=1)
    parts = side_by_side(lambda piece: winners_among(piece, ranking, best), columns)
    seen, ways = columns.sum(axis=0), without.shape[1]
    runs = []
    for pieces in zip(*parts, strict=True):
        population = seen + np.concatenate([piece.dark for piece in pieces])
        place = np.concatenate([piece.place for piece in pieces])
        bootstrap = Bootstrap(
            point=table.people + float(ranking.dark[0]),
            replicates=population[ways:],
            jackknife=acceleration(population[:ways], weights),
        )
        runs.append(BicRun(ranking, bootstrap, place[ways:]))
    return runs


def run_fixed(table: Captures, model: Model, drawn: Floats) -> Bootstrap:
    """Bootstrap of one model held fixed, for comparison: it leaves out the doubt of choosing."""
    without, weights = deletions(table)
    columns = np.concatenate([table.floats[:, None], without, drawn], axis=1)
    params = np.array(model, dtype=np.int64)
    dark = fit(superset_sums(columns.copy()), params, counts=columns).dark()
    population = columns.sum(axis=0) + np.where(dark < 1e12, dark, np.nan)
    ways = without.shape[1]
    return Bootstrap(
        float(population[0]),
        population[1 + ways :],
        acceleration(population[1 : 1 + ways], weights),
    )
