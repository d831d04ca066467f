"""What is sensitive and how uncertain it must stay, as a value that people agree on.

A threshold of 5 or 10, zeros shown or not: bodies differ (ONS and its Secure Research Service use
10, others 5), so nothing of it is in the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .linear import Floats
from .problem import Target


class Rule(StrEnum):
    """How uncertain a sensitive cell must stay."""

    EXACT = "exact"  # not known exactly: one less and one more stay possible
    INTERVAL = "interval"  # nor known to be below the threshold


class Cost(StrEnum):
    """What hiding one cell costs."""

    COUNT = "count"
    FREQUENCY = "frequency"
    LOG = "log"


class Insiders(StrEnum):
    """What must stay uncertain for somebody who knows the one child of a hidden cell."""

    NONE = "none"
    EXACT = "exact"
    RULE = "rule"


class Zeros(StrEnum):
    """Whether an empty cell may be seen to be empty."""

    PUBLISHED = "published"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Policy:
    """Counts from 1 to `threshold` - 1 are sensitive.

    seconds: how long to look for the proven best before a heuristic finishes the work.
    """

    threshold: int
    rule: Rule = Rule.INTERVAL
    cost: Cost = Cost.COUNT
    insiders: Insiders = Insiders.EXACT
    zeros: Zeros = Zeros.PUBLISHED
    round_to: int | None = None
    seconds: float = 50.0

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise ValueError("a threshold is at least 1")
        if self.round_to is not None and self.round_to < 2:
            raise ValueError("a base for rounding is at least 2")

    def sensitive(self, count: float) -> bool:
        """Must a cell with this count be hidden?"""
        low = 0 if self.zeros is Zeros.SENSITIVE else 1
        return low <= count < self.threshold

    def targets(self, cell: int, count: float) -> tuple[Target, Target]:
        """The most and the least that an attacker must still think possible for a cell."""
        low, high = self.range(count, self.rule)
        return Target(cell, 1, high), Target(cell, -1, low)

    def insider_targets(self, cell: int, count: float) -> tuple[Target, ...]:
        """The same for an insider; what cannot be lower than it is needs no lower bound."""
        if self.insiders is Insiders.NONE:
            return ()
        rule = Rule.EXACT if self.insiders is Insiders.EXACT else self.rule
        low, high = self.range(count, rule)
        return Target(cell, 1, high), Target(cell, -1, low)

    def range(self, count: float, rule: Rule) -> tuple[float, float]:
        """The interval that an attacker must not narrow, for a cell with this count.

        With `interval` the attacker may prove neither that the cell is small nor what it is.
        """
        if rule is Rule.EXACT:
            return max(0.0, count - 1), count + 1
        return max(0.0, min(count - 1, 1.0)), max(float(self.threshold), count + 1)

    def costs(self, counts: Floats) -> Floats:
        """What hiding each cell costs."""
        if self.cost is Cost.COUNT:
            return np.ones_like(counts)
        if self.cost is Cost.FREQUENCY:
            return counts.astype(np.float64)
        return np.log1p(counts) + 0.1

    def holds(self, count: float, low: float, high: float) -> bool:
        """Does an attacker's interval leave this sensitive count open enough?"""
        if self.round_to is not None:
            return low < high and not (low >= 1 and high < self.threshold)
        least, most = self.range(count, self.rule)
        return low <= least and high >= most

    def proven_small(self, low: float, high: float) -> bool:
        """Does an interval, seen from outside, give a child away whatever the true count is?

        Without the truth only this can be said: no count that the interval leaves possible would
        be protected by it. Zeros are published, so a hidden cell is not empty.
        """
        if high >= self.threshold:
            return False
        if self.round_to is not None:
            return low >= 1
        start = int(low) if self.zeros is Zeros.SENSITIVE else max(1, int(low))
        return not any(self.holds(count, low, high) for count in range(start, int(high) + 1))
