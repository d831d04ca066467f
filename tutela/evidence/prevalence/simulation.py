"""A simulation study: how each method does when lists depend, people differ, and links are missed.

A population of known size is put on four lists. Three things can be wrong, alone and together:

* dependence: being on list 1 multiplies the odds of being on list 2;
* heterogeneity: each person's log odds of being on any list vary, with a given spread;
* linkage error: a record of a person already on a list fails to be linked and becomes a person of
  its own, with a given chance.

`python -m tutela.evidence.prevalence.simulation FILE.md [TABLES [LATENT]]` writes the table into
the page: so many tables a cell, and so many for the latent classes, which take long.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tutela.evidence.prevalence import latent_classes
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.estimate import METHODS, Estimate, Settings, estimate
from tutela.evidence.prevalence.refusals import BadInput, Refusal

POPULATION = 1500
REACH = (0.25, 0.20, 0.15, 0.10)
"""Share of an average person's chance to be on each list."""
TABLES = 24
LATENT_TABLES = 4
BEGIN, END = "<!-- simulation: begin -->", "<!-- simulation: end -->"


@dataclass(frozen=True)
class World:
    """One way for things to be wrong."""

    dependence: float
    spread: float
    missed: float

    @property
    def words(self) -> str:
        return (
            f"odds x {np.exp(self.dependence):.1f} | spread {self.spread:g} |"
            f" {self.missed:.0%} missed"
        )


GRID = tuple(World(*w) for w in product((0.0, 1.1), (0.0, 1.0), (0.0, 0.1)))


@dataclass(frozen=True)
class Score:
    """How one method did in one world, over its tables. `bias` is of the median estimate."""

    world: World
    method: str
    tables: int
    bias: float
    coverage: float
    refused: float


def draw_table(world: World, rng: np.random.Generator) -> Captures:
    """People on four lists, as linked with errors."""
    on = _captures(world, rng)
    masks = []
    for person in on[on.any(axis=1)]:
        linked = 0
        for k in np.flatnonzero(person):
            if linked and rng.random() < world.missed:
                masks.append(1 << int(k))
            else:
                linked |= 1 << int(k)
        masks.append(linked)
    counts = np.bincount(masks, minlength=1 << len(REACH))
    found = {mask: int(count) for mask, count in enumerate(counts) if count}
    return Captures.of(tuple("ABCD"), found)


def _captures(
    world: World, rng: np.random.Generator
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    base = np.log(np.array(REACH) / (1 - np.array(REACH)))
    odds = base + world.spread * rng.standard_normal((POPULATION, 1))
    on = rng.random(odds.shape) < 1 / (1 + np.exp(-odds))
    pulled = odds[:, 1] + world.dependence * on[:, 0]
    on[:, 1] = rng.random(POPULATION) < 1 / (1 + np.exp(-pulled))
    return np.asarray(on)


def score(world: World, method: str, tables: Sequence[Captures]) -> Score:
    """One method on all tables of one world."""
    answers = [_answer(table, method, seed) for seed, table in enumerate(tables)]
    given = [answer for answer in answers if answer is not None]
    covered = [
        answer.interval is not None
        and answer.interval.low <= POPULATION
        and (not isfinite(answer.interval.high) or answer.interval.high >= POPULATION)
        for answer in given
    ]
    middle = float(np.median([answer.population for answer in given])) if given else np.nan
    return Score(
        world=world,
        method=method,
        tables=len(tables),
        bias=middle / POPULATION - 1,
        coverage=sum(covered) / len(given) if given else np.nan,
        refused=1 - len(given) / len(tables),
    )


def _answer(table: Captures, method: str, seed: int) -> Estimate | None:
    try:
        if method == "lcmcr":
            rng = np.random.default_rng(seed)
            found = latent_classes.posterior(table, rng, burn_in=1000, most_sweeps=3000)
            found.refuse_unless_converged()
            return Estimate("lcmcr", found.quantile(0.5), found.interval())
        return estimate(table, method, Settings(replicates=300, seed=seed))
    except (Refusal, BadInput):
        return None


def study(tables: int = TABLES, latent: int = LATENT_TABLES) -> Iterator[Score]:
    """Every method in every world of the grid."""
    for number, world in enumerate(GRID):
        rng = np.random.default_rng(number)
        drawn = [draw_table(world, rng) for _ in range(tables)]
        for method in METHODS:
            yield score(world, method, drawn[:latent] if method == "lcmcr" else drawn)


def as_markdown(scores: Sequence[Score]) -> str:
    """One row for each world, one column for each method: bias, coverage, refusals."""
    rows = [
        "| lists 1 and 2 | people | links | " + " | ".join(METHODS) + " |",
        "| --- " * (3 + len(METHODS)) + "|",
    ]
    for world in GRID:
        cells = [_cell(s) for s in scores if s.world == world]
        rows.append(f"| {world.words} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(score: Score) -> str:
    if score.refused == 1:
        return "refused"
    told = f"{score.bias:+.0%}, {score.coverage:.0%}"
    return told + (f" ({score.refused:.0%} refused)" if score.refused else "")


def main(page: Path, tables: int = TABLES, latent: int = LATENT_TABLES) -> None:
    """Run the study and write its table into the page between its marks."""
    total = len(GRID) * len(METHODS)
    scores = list(tqdm(study(tables, latent), total=total, unit="method"))
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{as_markdown(scores)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
