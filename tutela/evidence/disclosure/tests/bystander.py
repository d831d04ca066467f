"""A second attacker, which shares no line of code with the product: small tables, all equations,
scipy's own interface. Slow and plain, to check the fast one by.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

TOTAL = "Total"


class SmallTable:
    """Every printed cell of a table, as a sum over its inner cells."""

    def __init__(self, columns, cells, trees=None):
        self.columns = columns
        leaves = [sorted({labels[n] for labels in cells}) for n in range(len(columns))]
        groups = []
        for column, own in zip(columns, leaves, strict=True):
            labels = {leaf: {leaf} for leaf in own}
            for tree in (trees or {}).get(column, []):
                labels |= {parent: set(children) for parent, children in tree.items()}
            groups.append(labels | {TOTAL: set(own)})
        self.inner = list(product(*leaves))
        place = {labels: n for n, labels in enumerate(self.inner)}
        self.parts = {
            labels: [
                place[leaf]
                for leaf in product(*(sorted(g[x]) for g, x in zip(groups, labels, strict=True)))
            ]
            for labels in product(*groups)
        }
        self.truth = np.array([cells.get(labels, 0) for labels in self.inner], dtype=float)
        self.counts = {labels: int(self.truth[p].sum()) for labels, p in self.parts.items()}

    def interval(self, cell, hidden, known=(), whole=True):
        """The least and the most that `cell` can be when `hidden` cells are not printed."""
        shown = [c for c in self.parts if c not in hidden or c in known]
        rows = np.zeros((len(shown), len(self.inner)))
        for n, labels in enumerate(shown):
            rows[n, self.parts[labels]] = 1
        values = [self.counts[labels] for labels in shown]
        cost = np.zeros(len(self.inner))
        cost[self.parts[cell]] = 1
        ends = []
        for sense in (1, -1):
            found = milp(
                sense * cost,
                constraints=LinearConstraint(rows, values, values) if shown else (),
                integrality=np.full(len(self.inner), int(whole)),
                bounds=Bounds(0, np.inf),
            )
            ends.append(np.inf if found.x is None else round(sense * found.fun, 6))
        return ends[0], ends[1]

    def safe(self, hidden, threshold, rule, *, insiders):
        """Does the choice `hidden` keep the rule, for everyone and for each insider?"""
        small = [c for c, n in self.counts.items() if 1 <= n < threshold]
        if not all(self._open(c, hidden, (), threshold, rule) for c in small):
            return False
        if not insiders:
            return True
        for one in (c for c in small if len(self.parts[c]) == 1 and self.counts[c] == 1):
            child = self._alive(one)
            known = {c for c in hidden if self._alive(c) == child}
            rest = (c for c in small if self._alive(c) != child)
            if not all(self._open(c, hidden, known, threshold, "exact") for c in rest):
                return False
        return True

    def _open(self, cell, hidden, known, threshold, rule):
        low, high = self.interval(cell, hidden, known, whole=False)
        count = self.counts[cell]
        if rule == "exact":
            return low <= count - 1 + 1e-6 and high >= count + 1 - 1e-6
        least, most = max(0, min(count - 1, 1)), max(threshold, count + 1)
        return low <= least + 1e-6 and high >= most - 1e-6

    def _alive(self, cell):
        return [n for n in self.parts[cell] if self.truth[n] > 0]

    def cheaper(self, threshold, rule, cost, below, *, insiders):
        """A safe choice that costs less than `below`, or none.

        Hiding more never gives more away, so only choices that no other one contains are tried.
        """
        small = {c for c, n in self.counts.items() if 1 <= n < threshold}
        others = [c for c, n in self.counts.items() if n >= threshold]
        paid = [cost(self.counts[c]) for c in others]
        masks = [
            mask
            for mask in range(1 << len(others))
            if sum(p for n, p in enumerate(paid) if mask >> n & 1) < below - 1e-6
        ]
        tried = []
        for mask in sorted(masks, key=lambda m: -m.bit_count()):
            if any(mask & other == mask for other in tried):
                continue
            tried.append(mask)
            chosen = {c for n, c in enumerate(others) if mask >> n & 1}
            if self.safe(small | chosen, threshold, rule, insiders=insiders):
                return chosen
        return None
