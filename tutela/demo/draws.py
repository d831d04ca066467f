"""Who is in the caseload: one drawing for each child, in blocks, the same whoever draws the block.

The combination of forms, gender, nationality and responder, and the location, walk evenly through
the published shares (a Kronecker sequence), so that even a small caseload has their proportions.
Everything else is drawn at random. What the child with a number draws hangs on the number and the
seed alone, never on how many children there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tutela.demo.margins import LOCATIONS, Cell, Margins, Reals, Truths, Wholes, published

BLOCK = 1_000
"""Children drawn at once."""
YEARS_BACK = 3
"""Referrals were sent during so many years."""

_GOLDEN = (np.sqrt(5.0) - 1) / 2
_SILVER = np.sqrt(2.0) - 1
_AGES = np.arange(10, 18)
_AGE_SHARES = np.array([1, 1.5, 3, 6, 12, 20, 27, 29.5]) / 100
"""Ages in years at the referral. The published tables don't say: this is our assumption."""
_RECENT, _RECENT_DAYS = 0.15, 60
"""So many of the referrals were sent in so many days past, that there is work to be done."""
_NOT_YET = 0.03
"""Share of children for whom a concern has been raised and no referral been sent yet."""
_SOON, _SOON_DAYS = 0.4, (1.0, 7.0)
"""Share of reasonable grounds decisions made within a week; the others take an exponential time
so that the mean is the published one."""
_LEAST_RECOVERY = 31
"""Days after a positive decision before the final one. Source: NABA 2022 s.61."""


@dataclass(frozen=True)
class Drawn:
    """What is drawn for one child. Times are in days; waits run from the event before."""

    number: int
    cell: Cell
    location: str
    referred: bool
    days_ago: float
    age_days: int
    reasonable_wait: float
    reasonable_positive: bool
    conclusive_wait: float
    conclusive_positive: bool


def drawn(first: int, until: int, *, seed: int) -> Iterator[Drawn]:
    """The children with numbers from ``first`` up to ``until``."""
    for block in range(first // BLOCK, -(-until // BLOCK)):
        for child in _block(block, seed):
            if first <= child.number < until:
                yield child


def _block(block: int, seed: int) -> Iterator[Drawn]:
    margins = published()
    numbers = np.arange(block * BLOCK, (block + 1) * BLOCK)
    chance = np.random.default_rng([seed, block])
    cells = _cells(margins, numbers, seed)
    uk = np.array([margins.cells[c].is_uk_national for c in cells])
    columns = (
        numbers,
        cells,
        _locations(margins, numbers, uk, seed),
        chance.random(BLOCK) >= _NOT_YET,
        _days_ago(chance),
        _age_days(chance),
        _waits_for_reasonable(chance, margins.wait_days),
        chance.random(BLOCK) < margins.positive_reasonable,
        _waits_for_conclusive(chance, margins.decided_a_quarter),
        chance.random(BLOCK) < margins.positive_conclusive,
    )
    for row in zip(*(column.tolist() for column in columns), strict=True):
        number, cell, place, *others = row
        yield Drawn(number, margins.cells[cell], LOCATIONS[place], *others)


def _start(seed: int, which: int) -> float:
    return float(np.random.default_rng([seed, which, 1]).random())


def _cells(margins: Margins, numbers: Wholes, seed: int) -> Wholes:
    along = (_start(seed, 1) + numbers * _GOLDEN) % 1.0
    found = np.searchsorted(margins.cumulative, along, side="right")
    cells: Wholes = np.minimum(found, len(margins.cells) - 1)
    return cells


def _locations(margins: Margins, numbers: Wholes, uk: Truths, seed: int) -> Wholes:
    along = (_start(seed, 2) + numbers * _SILVER) % 1.0
    cumulative = np.cumsum(margins.locations, axis=1)[np.where(uk, 0, 1)]
    found = (along[:, None] >= cumulative).sum(axis=1)
    places: Wholes = np.minimum(found, len(LOCATIONS) - 1)
    return places


def _days_ago(chance: np.random.Generator) -> Reals:
    recent = chance.uniform(0.5, _RECENT_DAYS, BLOCK)
    earlier = chance.uniform(_RECENT_DAYS, YEARS_BACK * 365, BLOCK)
    return np.where(chance.random(BLOCK) < _RECENT, recent, earlier)


def _age_days(chance: np.random.Generator) -> Wholes:
    years = chance.choice(_AGES, size=BLOCK, p=_AGE_SHARES) + chance.random(BLOCK) * 0.99
    return (years * 365.25).astype(np.int64)


def _waits_for_reasonable(chance: np.random.Generator, mean: float) -> Reals:
    soon = chance.uniform(*_SOON_DAYS, BLOCK)
    later = (mean - _SOON * sum(_SOON_DAYS) / 2) / (1 - _SOON)
    return np.where(chance.random(BLOCK) < _SOON, soon, chance.exponential(later, BLOCK))


def _waits_for_conclusive(chance: np.random.Generator, decided_a_quarter: float) -> Reals:
    mean = -(365.25 / 4) / np.log1p(-decided_a_quarter)
    waits: Reals = _LEAST_RECOVERY + chance.exponential(mean, BLOCK)
    return waits
