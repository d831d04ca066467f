"""The best plan for all waiting children together, as an integer programme (HiGHS, by scipy).

Let x(g, a) be 1 where the group g (a child, or brothers and sisters who stay together) goes to the
authority a. Then

    maximise    sum over g, a of  x(g, a) * (size(g) * PLACED + weight(g, a))
    subject to  sum over a of x(g, a) <= 1                     each group goes to one authority
                sum over g of x(g, a) * size(g) <= places(a)   no more than it has declared
                x(g, a) = 0 wherever something forbids it      danger, or brothers parted

PLACED is larger than what all weights together can make up, so that as many children as possible
are placed, and among such plans the one that fits best is taken. Nobody is placed where a danger
is, even if they are placed nowhere: then a person looks further.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .fit import Authority, Child, Fit, fit


class NoPlan(RuntimeError):
    """The solver found no plan. There always is one (to place nobody), so this is a fault."""


@dataclass(frozen=True)
class Plan:
    """Who would go where, by the keys of children; None where nothing is possible."""

    where: dict[str, Fit | None]

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Children for whom nothing is possible."""
        return tuple(key for key, found in self.where.items() if found is None)


def groups_of(children: Iterable[Child]) -> tuple[tuple[Child, ...], ...]:
    """Children with the brothers and sisters from whom they must not be parted, each once.

    One who names another is enough. Names of children who are not waiting are left aside.
    """
    waiting = {child.key: child for child in children}
    told: dict[str, set[str]] = {key: {key} for key in waiting}
    for child in waiting.values():
        for other in child.together & waiting.keys():
            joined = told[child.key] | told[other]
            for key in joined:
                told[key] = joined
    seen: dict[str, None] = {}
    found = []
    for key in waiting:
        if key not in seen:
            members = [k for k in waiting if k in told[key]]
            seen.update(dict.fromkeys(members))
            found.append(tuple(waiting[k] for k in members))
    return tuple(found)


def plan(children: Iterable[Child], authorities: Sequence[Authority]) -> Plan:
    """The best plan. Raises NoPlan when the solver gives up, which it has no reason to."""
    groups = groups_of(children)
    fits = [[fit(group, authority) for authority in authorities] for group in groups]
    pairs = [(g, a) for g, row in enumerate(fits) for a, one in enumerate(row) if one.is_possible]
    where: dict[str, Fit | None] = {child.key: None for group in groups for child in group}
    if not pairs:
        return Plan(where)
    chosen = _solved(groups, authorities, fits, pairs)
    for g, a in chosen:
        for child in groups[g]:
            where[child.key] = fits[g][a]
    return Plan(where)


def _solved(
    groups: Sequence[Sequence[Child]],
    authorities: Sequence[Authority],
    fits: Sequence[Sequence[Fit]],
    pairs: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    sizes = np.array([len(groups[g]) for g, _ in pairs], dtype=float)
    weights = np.array([fits[g][a].weight for g, a in pairs], dtype=float)
    most = np.zeros(len(groups))
    np.maximum.at(most, [g for g, _ in pairs], np.abs(weights))
    placed = 1.0 + 2.0 * float(most.sum())
    gains = sizes * placed + weights
    columns = np.arange(len(pairs))
    once = csr_array(
        (np.ones(len(pairs)), ([g for g, _ in pairs], columns)), shape=(len(groups), len(pairs))
    )
    filled = csr_array(
        (sizes, ([a for _, a in pairs], columns)), shape=(len(authorities), len(pairs))
    )
    places = np.array([max(0, authority.places) for authority in authorities], dtype=float)
    found = milp(
        -gains,
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(once, ub=1.0), LinearConstraint(filled, ub=places)],
        # To the best plan, not to one that is nearly as good.
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise NoPlan(found.message)
    return [pair for pair, taken in zip(pairs, found.x, strict=True) if taken > 0.5]
