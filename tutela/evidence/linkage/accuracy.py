"""How right a linkage was, where the truth is known: per tradition of naming, and the gap between.

Recall is the share of true pairs that were found, precision the share of found pairs that are true.
A pair belongs to the tradition of its first record's child. The gap is the best tradition's recall
less the worst's: what is missed more often in one group bends every figure about that group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Accuracy:
    """Counts of pairs: true ones, found ones, and found ones that are true."""

    true: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else float("nan")

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float("nan")


ALL = "all"


def true_pairs(children: Sequence[int]) -> set[tuple[int, int]]:
    """All pairs of places with the same child."""
    records: dict[int, list[int]] = {}
    for place, child in enumerate(children):
        records.setdefault(child, []).append(place)
    return {(a, b) for own in records.values() for k, b in enumerate(own) for a in own[:k]}


def accuracy(
    found: Iterable[tuple[int, int]], children: Sequence[int], traditions: Sequence[str]
) -> dict[str, Accuracy]:
    """By tradition, and for all. `children` and `traditions` hold one value for each record."""
    truth = true_pairs(children)
    counts: dict[str, list[int]] = {}
    for a, _ in truth:
        for name in (traditions[a], ALL):
            counts.setdefault(name, [0, 0, 0])[0] += 1
    for a, b in {(min(pair), max(pair)) for pair in found}:
        for name in (traditions[a], ALL):
            row = counts.setdefault(name, [0, 0, 0])
            row[1] += 1
            row[2] += (a, b) in truth
    return {name: Accuracy(*row) for name, row in sorted(counts.items())}


def gap(by_tradition: Mapping[str, Accuracy]) -> float:
    """Best recall less worst, over traditions that have true pairs."""
    recalls = [one.recall for name, one in by_tradition.items() if name != ALL and one.true]
    return max(recalls) - min(recalls) if recalls else 0.0
