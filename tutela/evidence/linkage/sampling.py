"""Linkages that might be true: draws of who is who, as likely as the pairs make them.

Each pair has a chance, but pairs alone are no linkage: if A is B and B is C, A is C. So whole
groupings are drawn (Gibbs sampling, one record at a time). The weight of a group is the product of
the odds along its best tree of links: each record is brought in by one link, as each was brought
in by one agency, and evidence that says the same thing twice isn't counted twice. For each pair in
a group that was no candidate the weight falls by `MISSED`, the share of true pairs that candidates
miss. A record in a single uncertain pair is then joined with exactly that pair's chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log
from operator import itemgetter
from random import Random

from tutela.evidence.linkage.linking import FAINT, Linked, as_links

BURN_IN = 10
BETWEEN = 3
MISSED = 0.2
"""What a missing link within a group costs. (Of 0.05, 0.2 and 0.5 the one whose draws came nearest
to the true number of children on a synthetic population; all were within two in a hundred.)"""
_NEVER_COMPARED = log(FAINT / 5)
_SURE = 12.0
_REMEMBERED = 2_000_000


def draw(linked: Linked, number: int, seed: int) -> Iterator[list[int]]:
    """`number` groupings, each as the group of every record. Decisions hold in all of them."""
    rng = Random(seed)  # noqa: S311 - a simulation, not a secret
    state = _State(linked, rng)
    for _ in range(BURN_IN):
        state.sweep()
    for _ in range(number):
        for _ in range(BETWEEN):
            state.sweep()
        yield state.groups()


class _State:
    """Blocks (records that people decided are one) in groups, and the odds between blocks."""

    def __init__(self, linked: Linked, rng: Random) -> None:
        self.rng = rng
        self.block = _blocks(len(linked.people), linked.decided.same)
        self.odds: dict[int, dict[int, float]] = {}
        for a, b, chance in as_links(linked.links):
            self._link(self.block[a], self.block[b], log_odds(chance))
        self.apart: dict[int, set[int]] = {}
        for a, b in linked.decided.different:
            one, other = self.block[a], self.block[b]
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)
        self.moving = sorted(self.odds)
        self.of = {block: linked.clusters.of[block] for block in set(self.block)}
        self.within: dict[int, frozenset[int]] = {}
        for block, group in self.of.items():
            self.within[group] = self.within.get(group, frozenset()) | {block}
        self.fresh = len(linked.people)
        self.weights: dict[frozenset[int], float] = {}

    def _link(self, a: int, b: int, odds: float) -> None:
        """Between two blocks the best link counts."""
        if a != b:
            for one, other in ((a, b), (b, a)):
                row = self.odds.setdefault(one, {})
                row[other] = max(row.get(other, -_SURE), odds)

    def sweep(self) -> None:
        """Ask each block anew which group it belongs to, given all others."""
        for block in self.moving:
            left = self.within[self.of[block]] - {block}
            if left:
                self.within[self.of[block]] = left
            else:
                del self.within[self.of[block]]
            forbidden: set[int] = self.apart.get(block, set())
            near = [
                group
                for group in sorted({self.of[other] for other in self.odds[block]})
                if group in self.within and not self.within[group] & forbidden
            ]
            logs = [self._gain(block, self.within[group]) for group in near]
            chosen = self._choose([0.0, *logs])
            if chosen == 0:
                group = self.fresh
                self.fresh += 1
            else:
                group = near[chosen - 1]
            self.of[block] = group
            self.within[group] = self.within.get(group, frozenset()) | {block}

    def _gain(self, block: int, group: frozenset[int]) -> float:
        return self.weight(group | {block}) - self.weight(group)

    def weight(self, group: frozenset[int]) -> float:
        """Log weight of a group: its best tree of links, less what its missing links cost."""
        if len(group) == 1:
            return 0.0
        known = self.weights.get(group)
        if known is None:
            known = self._weighed(sorted(group))
            if len(self.weights) < _REMEMBERED:
                self.weights[group] = known
        return known

    def _weighed(self, members: list[int]) -> float:
        total = 0.0
        first = self.odds.get(members[0], {})
        best = {other: first.get(other, _NEVER_COMPARED) for other in members[1:]}
        while best:
            joining = max(best.items(), key=itemgetter(1, 0))[0]
            total += best.pop(joining)
            row = self.odds.get(joining, {})
            best = {
                other: max(odds, row.get(other, _NEVER_COMPARED)) for other, odds in best.items()
            }
        missing = sum(
            b not in self.odds.get(a, {}) for k, b in enumerate(members) for a in members[:k]
        )
        return total + missing * log(MISSED)

    def _choose(self, logs: list[float]) -> int:
        top = max(logs)
        return self.rng.choices(range(len(logs)), [exp(one - top) for one in logs])[0]

    def groups(self) -> list[int]:
        """The group of every record."""
        return [self.of[block] for block in self.block]


def log_odds(chance: float) -> float:
    """Natural log odds, kept finite: no pair that only a program scored is beyond doubt."""
    odds = log(chance / (1 - chance)) if 0 < chance < 1 else _SURE * (1 if chance else -1)
    return min(max(odds, -_SURE), _SURE)


def _blocks(records: int, same: tuple[tuple[int, int], ...]) -> list[int]:
    block = list(range(records))

    def root(place: int) -> int:
        while block[place] != place:
            place = block[place]
        return place

    for a, b in same:
        left, right = sorted((root(a), root(b)))
        block[right] = left
    return [root(place) for place in range(records)]
