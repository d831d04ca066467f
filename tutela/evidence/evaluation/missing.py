"""Outcomes that nobody knows. Children who are missing are not missing by chance.

The tipping point: what would have to be true of those unknown for the finding to turn. For every
count of events that may hide among the unknown of each arm, the difference is worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unknown:
    """Of one outcome in one arm: how many were allocated, how many of them are unknown."""

    outcome: str
    arm: str
    allocated: int
    unknown: int


@dataclass(frozen=True)
class Tipping:
    """What those unknown could do to a difference in proportions.

    lowest, highest: the difference if all unknown had, or had not, the event, to either side.
    turns: the fewest more events among the unknown of the treated arm than their known share gives
    (or fewer, where negative) at which the sign turns, the comparison arm's unknown staying as its
    known ones; None where none does.
    """

    outcome: str
    lowest: float
    highest: float
    turns: int | None

    def in_words(self) -> str:
        """For the report."""
        range_ = (
            f"Whatever is true of those unknown, the difference lies between "
            f"{self.lowest * 100:+.1f} and {self.highest * 100:+.1f} percentage points."
        )
        if self.turns is None:
            return f"{range_} Nothing that may be true of the treated arm alone turns its sign."
        return (
            f"{range_} It would turn its sign if, among those unknown of the treated arm, "
            f"{abs(self.turns)} {'more' if self.turns > 0 else 'fewer'} had the event than "
            "among as many whose outcome is known."
        )


def tipping(outcome: str, known: tuple[int, int], events: tuple[int, int],
            unknown: tuple[int, int]) -> Tipping:  # fmt: skip
    """The tipping point of a yes or no. All pairs are treated, comparison."""
    whole = (known[0] + unknown[0], known[1] + unknown[1])
    lowest = events[0] / whole[0] - (events[1] + unknown[1]) / whole[1]
    highest = (events[0] + unknown[0]) / whole[0] - events[1] / whole[1]
    share = tuple(e / k if k else 0.0 for e, k in zip(events, known, strict=True))
    sign = share[0] - share[1]
    expected = round(share[0] * unknown[0])
    turned = [
        had - expected
        for had in range(unknown[0] + 1)
        if ((events[0] + had) / whole[0] - share[1]) * sign < 0
    ]
    return Tipping(outcome, lowest, highest, min(turned, key=abs) if turned else None)
