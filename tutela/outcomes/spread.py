"""How answers about one outcome are spread over many children. Pure.

Protected: an outcome about which fewer than ten children chose a step is withheld whole, and counts
are rounded to the nearest five, so that nobody is told apart by a difference. Nothing is added up
over outcomes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

FEWEST = 10
"""Children. Our own setting; a release of statistics goes through full disclosure control."""
BASE = 5
GOOD = 4
_Z = 1.959964
"""The normal quantile of a 95 per cent interval."""


@dataclass(frozen=True)
class Spread:
    """Counts of children by step, of the other answers, and of those who were not asked; each
    rounded. ``share`` chose one of the two upper steps, with its interval; percentages."""

    steps: tuple[int, ...]
    without: int
    not_asked: int
    share: int
    low: int
    high: int


def spread(steps: Iterable[int | None], children: int) -> Spread | None:
    """Of ``children`` in all, those who answered so (None: an answer that is no step). None where
    too few chose a step."""
    given = list(steps)
    chosen = [step for step in given if step is not None]
    if len(chosen) < FEWEST:
        return None
    counted = Counter(chosen)
    low, high = wilson(sum(step >= GOOD for step in chosen), len(chosen))
    return Spread(
        steps=tuple(rounded(counted[step]) for step in range(1, 6)),
        without=rounded(len(given) - len(chosen)),
        not_asked=rounded(max(0, children - len(given))),
        share=rounded(round(100 * sum(step >= GOOD for step in chosen) / len(chosen))),
        low=_outward(100 * low, up=False),
        high=_outward(100 * high, up=True),
    )


def rounded(count: int) -> int:
    """To the nearest five; half goes up."""
    return BASE * ((count + BASE // 2) // BASE)


def wilson(number: int, of: int) -> tuple[float, float]:
    """The 95 per cent interval of a proportion. Source: Wilson (1927), score interval."""
    share, z2 = number / of, _Z**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _outward(percent: float, *, up: bool) -> int:
    """To the next five away from the middle: a finer end would give the count away."""
    return BASE * (-int(-percent // BASE) if up else int(percent // BASE))
