"""Averaging over all decomposable graphs (Madigan and York 1997), to six lists.

For each graph and each dark count n0 on a grid the log marginal likelihood is a sum over cliques
less a sum over separators of Dirichlet terms, plus the multinomial coefficient; the prior is
1 / N over the grid and flat over graphs. Written by elimination: a decomposable graph has an order
in which each list's later neighbours form a clique, so the sum is over lists of the term of
{list and its neighbours left} less the term of {neighbours left}: no cliques need finding.

The answer leans on where the grid ends. It is always shown for several ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import lgamma

import numpy as np

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.fitting import log_factorial, log_factorials
from tutela.evidence.prevalence.lattice import Floats, Ints
from tutela.evidence.prevalence.refusals import Refusal

MOST_LISTS = 6
GRID_POINTS = 1000
GRID_ENDS = (10, 20, 30)


@dataclass(frozen=True)
class GraphAverage:
    """The posterior of the population for one grid of dark counts.

    `population` and `density` are the grid and its probabilities, all graphs together; `graphs`
    are edge sets as bit masks over the pairs in order, with `weight` and `mean` for each.
    """

    population: Floats
    density: Floats
    graphs: Ints
    weight: Floats
    mean: Floats

    def quantile(self, probability: float) -> float:
        """The first grid point at which the distribution function reaches the probability."""
        place = int(np.searchsorted(np.cumsum(self.density), probability))
        return float(self.population[min(place, len(self.population) - 1)])

    @property
    def average(self) -> float:
        return float(self.population @ self.density)

    @property
    def mode(self) -> float:
        return float(self.population[int(self.density.argmax())])

    def interval(self, level: float = 0.95) -> Interval:
        low, high = self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)
        edge = float(self.population[-1])
        return Interval(
            level, low, high, "posterior over decomposable graphs", saturated=high >= 0.98 * edge
        )


def grid(people: int, end: int, points: int = GRID_POINTS) -> Floats:
    """Whole dark counts from 1 to `end` times the people seen, evenly spaced."""
    return np.unique(np.round(np.linspace(1, end * people, points)))


def average_graphs(table: Captures, dark: Floats, delta: float | None = None) -> GraphAverage:
    """Average over all decomposable graphs; `dark` is the grid of dark counts.

    `delta` is the pseudo-count of each cell, by default 2**-t. Raises `Refusal` past six lists.
    """
    lists = table.list_number
    table.needs_two_lists()
    if lists > MOST_LISTS:
        raise Refusal(
            "too-many-lists",
            f"{lists} lists have too many decomposable graphs; {MOST_LISTS} are the most",
        )
    graphs, signs = decomposable_graphs(lists)
    total = table.people + dark
    terms = _dirichlet_terms(table, dark, delta if delta is not None else 2.0**-lists)
    common = log_factorial(total) - log_factorial(dark) - np.log(total)
    common = common - float(log_factorials(table.floats[:, None])[0])
    score = signs @ terms
    score += common
    score -= score.max()
    np.exp(score, out=score)
    score /= score.sum()
    weight = score.sum(axis=1)
    mean = np.divide(score @ total, weight, out=np.zeros_like(weight), where=weight > 0)
    return GraphAverage(total, score.sum(axis=0), graphs, weight, mean)


def _dirichlet_terms(table: Captures, dark: Floats, delta: float) -> Floats:
    """The Dirichlet marginal of each set of lists at each dark count, shape (2**t, grid)."""
    lists = table.list_number
    everything = (1 << lists) - 1
    total = table.people + dark
    whole = delta * 2.0**lists
    terms = np.zeros((1 << lists, len(dark)))
    for clique in range(1, 1 << lists):
        pseudo = delta * 2.0 ** (lists - clique.bit_count())
        margin = _margin(table, clique, everything)
        known = sum(lgamma(count + pseudo) - lgamma(pseudo) for count in margin[1:])
        terms[clique] = (
            lgamma(whole)
            - _log_gamma(total + whole)
            + _log_gamma(margin[0] + dark + pseudo)
            - lgamma(pseudo)
            + known
        )
    return terms


def _margin(table: Captures, clique: int, everything: int) -> list[float]:
    """Counts of the people seen, by their pattern on the lists of the clique; the empty first."""
    inside: dict[int, float] = {}
    for mask in range(1, everything + 1):
        key = mask & clique
        inside[key] = inside.get(key, 0.0) + float(table.counts[mask])
    empty = inside.pop(0, 0.0)
    patterns = [inside[key] for key in sorted(inside)]
    return [empty, *patterns]


def _log_gamma(values: Floats) -> Floats:
    return log_factorial(values) - np.log(values)


@lru_cache(maxsize=8)
def decomposable_graphs(lists: int) -> tuple[Ints, Floats]:
    """All decomposable graphs on the lists, and for each the signs of the sets in its likelihood.

    Graphs are bit masks over the pairs in order; signs have shape (graphs, 2**t). There are 2, 8,
    61, 822 and 18,154 for two to six lists. All graphs are eliminated side by side: a list whose
    neighbours left are all joined goes, and a graph in which no list can go isn't decomposable.
    """
    edges = list(combinations(range(lists), 2))
    graphs = np.arange(1 << len(edges), dtype=np.int64)
    beside = np.zeros((lists, len(graphs)), dtype=np.int64)
    for k, (i, j) in enumerate(edges):
        joined = graphs >> k & 1
        beside[i] |= joined << j
        beside[j] |= joined << i
    signs = np.zeros((len(graphs), 1 << lists))
    left = np.full(len(graphs), (1 << lists) - 1)
    whole = np.ones(len(graphs), dtype=bool)
    every = np.arange(len(graphs))
    for _ in range(lists):
        gone = np.zeros(len(graphs), dtype=bool)
        for i in range(lists):
            around = beside[i] & left
            can_go = whole & ~gone & (left >> i & 1 == 1)
            for j in range(lists):
                if j != i:
                    covers = (around & ~(beside[j] | 1 << j)) == 0
                    can_go &= (around >> j & 1 == 0) | covers
            at = every[can_go]
            signs[at, around[at] | 1 << i] += 1
            signs[at, around[at]] -= 1
            left[at] &= ~(1 << i)
            gone[at] = True
        whole &= gone
    signs[:, 0] = 0.0
    return graphs[whole], signs[whole]


def sensitivity(
    table: Captures, ends: tuple[int, ...] = GRID_ENDS
) -> dict[int, tuple[float, Interval]]:
    """Median and interval for several grid ends, in multiples of the people seen."""
    found = {}
    for end in ends:
        posterior = average_graphs(table, grid(table.people, end))
        found[end] = (posterior.quantile(0.5), posterior.interval())
    return found
