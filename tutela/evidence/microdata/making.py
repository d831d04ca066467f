"""Rows drawn from a fitted population, and what may be said of how far they can be trusted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .children import Codes
from .domain import Domain
from .fitting import fit
from .margins import Margin, Table, count, measure

# A count this many standard deviations of its noise large is known to about a quarter (95 %).
_TRUSTED = 8


@dataclass(frozen=True)
class Synthetic:
    """A synthetic file: rows by number of category, and the noisy tables they were made from."""

    rows: Codes
    margins: tuple[Margin, ...]


def make(children: Codes, domain: Domain, rho: Fraction) -> Synthetic:
    """Rows of nobody. What is known of any one child through them is limited by `rho`."""
    margins = measure(children, domain, rho)
    return Synthetic(draw(fit(margins, domain), domain), margins)


def draw(population: Table, domain: Domain) -> Codes:
    """Rows from expected counts, evenly through the population and then shuffled.

    Every combination comes out its expected number of times, rounded up or down. The randomness
    here protects nobody (the noise did): it may be an ordinary generator.
    """
    chance = np.random.default_rng(secrets.randbits(128))
    order = chance.permutation(population.ndim)
    running = np.cumsum(np.transpose(population, order).ravel())
    if not running.size or running[-1] < 1:
        return np.zeros((0, population.ndim), dtype=np.int64)
    size = round(float(running[-1]))
    points = (np.arange(size) + chance.random()) * (running[-1] / size)
    cells = np.minimum(np.searchsorted(running, points, side="right"), running.size - 1)
    turned = np.unravel_index(cells, tuple(domain.shape[axis] for axis in order))
    rows = np.empty((size, population.ndim), dtype=np.int64)
    for axis, codes in zip(order, turned, strict=True):
        rows[:, axis] = codes
    return rows[chance.permutation(size)]


def stated_errors(made: Synthetic, domain: Domain) -> list[dict[str, str | int | float]]:
    """The error table that goes out with the file: what noise each table bears.

    Nothing in it is worked out from the children themselves but the noisy tables: the true error
    of a file is a fact about them, and is for the producer alone.
    """
    lines: list[dict[str, str | int | float]] = []
    for margin in made.margins:
        deviation = float(margin.variance) ** 0.5
        apart = count(made.rows, domain, margin.axes) - margin.counts
        lines.append(
            {
                "table": " x ".join(domain.names[axis] for axis in margin.axes),
                "cells": margin.counts.size,
                "noise_sd": round(deviation, 2),
                "noise_95": round(1.96 * deviation, 1),
                "mean_difference_from_noisy_count": round(float(np.abs(apart).mean()), 2),
                "do_not_use_counts_below": int(np.ceil(_TRUSTED * deviation)),
            }
        )
    return lines


def true_error(rows: Codes, children: Codes, domain: Domain, axes: Sequence[int]) -> float:
    """Share of children that would have to be moved to turn one table into the other, both ways.

    The sum of absolute differences over the children, as a share of their number: 0 is exact, 2 is
    as far as can be. Of the children themselves: never to be published.
    """
    chosen = tuple(axes)
    apart = count(rows, domain, chosen) - count(children, domain, chosen)
    return float(np.abs(apart).sum()) / max(1, len(children))
