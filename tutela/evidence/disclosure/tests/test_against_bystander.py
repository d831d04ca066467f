"""Small random tables: the cost is the least there is, and the attack finds what a second finds."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from tutela.evidence.disclosure import Cost, Insiders, Policy, Rule, Table, protect

from .bystander import SmallTable

COSTS = {
    Cost.COUNT: lambda n: 1.0,
    Cost.FREQUENCY: float,
    Cost.LOG: lambda n: float(np.log1p(n) + 0.1),
}
OVERLAPPING = {
    "a": [{"North": ["a0", "a1"], "South": ["a2", "a3"]}, {"X": ["a0", "a2"], "Y": ["a1", "a3"]}]
}


def drawn(seed):
    """A table, its hierarchies and a policy, small enough to try every choice of cells."""
    dice = random.Random(seed)
    shape = dice.choice([(2, 2), (3, 2), (3, 3), (4, 2), (2, 2, 2)])
    columns = ["a", "b", "c"][: len(shape)]
    cells = {
        tuple(f"{c}{n}" for c, n in zip(columns, place, strict=True)): float(
            dice.choice([0, 1, 1, 2, 3, 5, 7, 9])
        )
        for place in product(*map(range, shape))
    }
    trees = OVERLAPPING if shape[0] == 4 else {}
    insiders = dice.choice([Insiders.NONE, Insiders.EXACT])
    policy = Policy(
        dice.choice([2, 3, 4]), dice.choice(list(Rule)), dice.choice(list(Cost)), insiders
    )
    return columns, cells, trees, policy


def triable(seed):
    """Few enough cells that may be hidden, and something to protect."""
    columns, cells, trees, policy = drawn(seed)
    counts = SmallTable(columns, cells, trees).counts.values()
    return sum(n >= policy.threshold for n in counts) <= 12 and any(
        1 <= n < policy.threshold for n in counts
    )


@pytest.mark.parametrize("seed", [seed for seed in range(60) if triable(seed)][:14])
def test_the_cost_is_the_least_of_all_safe_choices(seed):
    columns, cells, trees, policy = drawn(seed)
    result = protect([Table.of("t.csv", columns, cells)], policy, hierarchies=trees)
    small = SmallTable(columns, cells, trees)
    insiders = policy.insiders is Insiders.EXACT
    rule, cost = policy.rule.value, COSTS[policy.cost]
    hidden = {tuple(c[x] for x in columns) for c in [*result.primary, *result.secondary]}
    assert result.safe
    assert result.status == "optimal"
    assert small.safe(hidden, policy.threshold, rule, insiders=insiders)
    assert small.cheaper(policy.threshold, rule, cost, result.cost, insiders=insiders) is None


@pytest.mark.parametrize("seed", range(12, 24))
def test_the_attack_finds_the_interval_that_a_second_attacker_finds(seed):
    columns, cells, trees, policy = drawn(seed)
    result = protect([Table.of("t.csv", columns, cells)], policy, hierarchies=trees)
    small = SmallTable(columns, cells, trees)
    hidden = {tuple(c[x] for x in columns) for c in [*result.primary, *result.secondary]}
    assert {c for c, n in small.counts.items() if policy.sensitive(n)} <= hidden
    for checked in result.audit:
        labels = tuple(checked.cell[column] for column in columns)
        assert small.interval(labels, hidden) == (checked.low, checked.high)
