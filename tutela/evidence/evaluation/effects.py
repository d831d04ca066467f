"""What an analysis gives back: absolute and relative effect, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Interval(NamedTuple):
    """An estimate between its limits. A limit may be infinite: then the data do not bound it."""

    value: float
    low: float
    high: float

    def holds(self, truth: float) -> bool:
        """Whether the interval covers a value."""
        return self.low <= truth <= self.high


@dataclass(frozen=True)
class Group:
    """One arm in one outcome: how many were analysed, how many had it, what is shown of it.

    `level` is on the scale of the absolute effect: a proportion, a rate, a mean.
    """

    arm: str
    analysed: int
    events: int | None
    level: float


@dataclass(frozen=True)
class Effect:
    """An effect, treated against comparison. `absolute` and `relative` say what they measure.

    detectable: the smallest absolute effect (or, where `detectable_relative`, the smallest
    relative one) that the analysed number could have shown with the study's power.
    """

    method: str
    groups: tuple[Group, Group]
    absolute: Interval
    absolute_measure: str
    relative: Interval | None
    relative_measure: str
    p_value: float
    p_method: str
    detectable: str
    confidence: float = 0.95
    remarks: tuple[str, ...] = ()


class CannotEstimateError(Exception):
    """The data do not bear this analysis; the message says why, in words."""
