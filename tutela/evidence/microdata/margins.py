"""Counts of the domain's attributes and pairs, with the noise that the budget pays for."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .children import Codes
from .domain import Domain
from .noise import Below, discrete_gaussian

# The part of the budget that goes to single attributes: they are few, and all else leans on them.
SINGLES = Fraction(1, 4)

Axes = tuple[int, ...]
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Margin:
    """A noisy table: over which attributes, its counts, and the variance of its noise."""

    axes: Axes
    counts: Table
    variance: Fraction


def measure(
    children: Codes, domain: Domain, rho: Fraction, below: Below = secrets.randbelow
) -> tuple[Margin, ...]:
    """Every attribute and pair of the domain, counted with noise. Costs exactly `rho`."""
    return tuple(
        Margin(axes, _noisy(count(children, domain, axes), variance, below), variance)
        for axes, variance in costs(domain, rho)
    )


def costs(domain: Domain, rho: Fraction) -> Iterator[tuple[Axes, Fraction]]:
    """Which tables are counted, and with what variance: known before any child is looked at."""
    place = {name: axis for axis, name in enumerate(domain.names)}
    singles = [(axis,) for axis in range(len(place))]
    pairs = [(place[one], place[other]) for one, other in domain.pairs]
    part = SINGLES if pairs else Fraction(1)
    for axes in singles:
        yield axes, len(singles) / (2 * part * rho)
    for pair in pairs:
        yield tuple(sorted(pair)), len(pairs) / (2 * (1 - part) * rho)


def count(children: Codes, domain: Domain, axes: Axes) -> Table:
    """The exact table over some attributes: how many children fall into each cell."""
    shape = tuple(domain.shape[axis] for axis in axes)
    cells = np.ravel_multi_index(tuple(children[:, axis] for axis in axes), shape)
    counted = np.bincount(cells, minlength=int(np.prod(shape)))
    return counted.reshape(shape).astype(np.float64)


def _noisy(exact: Table, variance: Fraction, below: Below) -> Table:
    noise = [discrete_gaussian(variance, below) for _ in range(exact.size)]
    return exact + np.array(noise, dtype=np.float64).reshape(exact.shape)
