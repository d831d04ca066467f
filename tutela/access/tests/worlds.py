"""Every possible question at once: rules and promises laid over arrays with one side to an axis.

An interpreter of the rules of its own: it knows what a rule means ("where every named side has one
of these values") and what the table means, not how `decide` goes about it. One role at a time, so
that the arrays fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from tutela.access.asked import SIDES, Action
from tutela.access.policy import TABLE
from tutela.access.rules import DENY
from tutela.access.tests.promises import PROMISES

CHANGES = {Action.RECORD, Action.CORRECT, Action.WITHDRAW}
AXES = list(SIDES)[1:]
"""All sides but the role, which is taken one at a time."""


@dataclass
class Walk:
    """What was met on the way: how many states, how many allowed; promises broken while all rules
    stand; promises that nothing but a rule keeps; for each rule, promises broken without it, and
    those broken without it were the table mistaken and allowed everything."""

    states: int = 0
    allowed: int = 0
    broken: set[str] = field(default_factory=set)
    kept_by_rules: set[str] = field(default_factory=set)
    broken_without: dict[str, set[str]] = field(default_factory=dict)
    broken_without_table: dict[str, set[str]] = field(default_factory=dict)


@cache
def walk() -> Walk:
    """Through all states, once."""
    found = Walk()
    for role in SIDES["role"]:
        table = _table(role)
        refusing = _bits((rule.when for rule in DENY), role)
        promised = _bits((promise.never for promise in PROMISES), role)
        allowed = table & (refusing == 0)
        found.states += refusing.size
        found.allowed += int(allowed.sum())
        found.broken |= _words(promised[allowed])
        found.kept_by_rules |= _words(promised[table & (refusing != 0)])
        for n, rule in enumerate(DENY):
            alone = refusing == 1 << n
            missed, mistaken = _words(promised[table & alone]), _words(promised[alone])
            found.broken_without.setdefault(rule.id, set()).update(missed)
            found.broken_without_table.setdefault(rule.id, set()).update(mistaken)
    return found


def _bits(conditions: Iterable[Mapping[str, object]], role: object) -> np.ndarray:
    """For each state of one role, which conditions hold: the first is the lowest bit."""
    every = list(conditions)
    here = [n for n, sides in enumerate(every) if role in sides.get("role", [role])]
    bits = np.array(sum(1 << n for n in here), dtype=np.int64)
    for axis, side in enumerate(AXES):
        masks = [
            sum(1 << n for n in here if value in every[n].get(side, [value]))
            for value in SIDES[side]
        ]
        shape = [1] * len(AXES)
        shape[axis] = len(masks)
        bits = bits & np.array(masks, dtype=np.int64).reshape(shape)
    return bits


def _table(role: object) -> np.ndarray:
    """What the table allows to one role, over all axes."""
    shape = [len(SIDES[side]) for side in AXES]
    cells = np.zeros((len(SIDES["category"]), len(SIDES["action"])), bool)
    for c, category in enumerate(SIDES["category"]):
        for a, action in enumerate(SIDES["action"]):
            level = TABLE[role].get(category)
            cells[c, a] = level is not None and (action not in CHANGES or level == "RW")
    thin = [len(SIDES[s]) if s in {"category", "action"} else 1 for s in AXES]
    return np.broadcast_to(cells.reshape(thin), shape)


def _words(bits: np.ndarray) -> set[str]:
    """The promises that any of these states holds against."""
    together = int(np.bitwise_or.reduce(bits, initial=0))
    return {promise.words for n, promise in enumerate(PROMISES) if together >> n & 1}
