"""Known truths: tables drawn from a population whose size is known, and how the methods fare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutela.evidence.prevalence.bootstrap import Bootstrap, acceleration
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.fitting import fit
from tutela.evidence.prevalence.lattice import Floats, Ints, superset_sums
from tutela.evidence.prevalence.resampling import side_by_side
from tutela.evidence.prevalence.stepwise import joined, stepwise

TABLES = 100
REPLICATES = 200


@dataclass(frozen=True)
class Coverage:
    """How often the 95 % intervals hold the truth, and the bias, over simulated tables.

    `failed` tables had no estimate or no interval; they count as not covered.
    """

    tables: int
    replicates: int
    truth: float
    bca: float
    percentile: float
    median_ratio: float
    failed: int


def simulated_coverage(
    table: Captures,
    model: Ints,
    population: float,
    rng: np.random.Generator,
    *,
    threshold: float,
    tables: int = TABLES,
    replicates: int = REPLICATES,
) -> Coverage:
    """Draw tables from the fitted model as if it were true, and run the whole procedure on each.

    Friendly to the method, for its own model is the truth here: the real coverage is lower.
    """
    counts = table.floats[:, None]
    mu = fit(superset_sums(counts.copy()), model, counts=counts).mu[:, 0]
    mu[0] = population - table.people
    drawn = rng.multinomial(round(population), mu / mu.sum(), size=tables).astype(np.float64)
    drawn[:, 0] = 0.0
    return coverage_of(drawn, round(population), threshold, rng, replicates)


def coverage_of(
    drawn: Floats, truth: float, threshold: float, rng: np.random.Generator, replicates: int
) -> Coverage:
    """Stepwise and its intervals on each table of `drawn`, shape (tables, 2**t)."""
    blocks = [_block(row, replicates, rng) for row in drawn]
    columns = np.concatenate([block for block, _ in blocks], axis=1)
    found = joined(side_by_side(lambda piece: stepwise(piece, threshold), columns))
    population = columns.sum(axis=0) + found.dark
    covered, plain, failed, ratios = 0, 0, 0, []
    start = 0
    for block, weights in blocks:
        part = population[start : start + block.shape[1]]
        start += block.shape[1]
        ways = len(weights)
        bootstrap = Bootstrap(
            float(part[0]), part[1 + ways :], acceleration(part[1:][:ways], weights)
        )
        if not np.isfinite(part[0]) or not len(bootstrap.kept):
            failed += 1
            continue
        ratios.append(part[0] / truth)
        bca, percentile = bootstrap.bca(), bootstrap.percentile()
        covered += bca.low <= truth <= bca.high
        plain += percentile.low <= truth <= percentile.high
    return Coverage(
        tables=len(drawn),
        replicates=replicates,
        truth=truth,
        bca=covered / len(drawn),
        percentile=plain / len(drawn),
        median_ratio=float(np.median(ratios)) if ratios else float("nan"),
        failed=failed,
    )


def _block(row: Floats, replicates: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """One table, the table without each person, and its resamples, as columns; and weights."""
    positive = np.flatnonzero(row)
    without = np.repeat(row[:, None], len(positive), axis=1)
    without[positive, np.arange(len(positive))] -= 1
    people = row.sum()
    if not people:
        return np.repeat(row[:, None], 1 + replicates, axis=1), np.zeros(0)
    resampled = rng.multinomial(int(people), row / people, size=replicates).T.astype(np.float64)
    return np.concatenate([row[:, None], without, resampled], axis=1), row[positive]
