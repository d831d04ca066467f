"""What is to be protected, in numbers: cells over inner counts, and what must stay uncertain.

Tables, hierarchies, linked tables and earlier releases have all become rows here; nothing below
this file knows a label.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .linear import Flags, Floats


class State(IntEnum):
    """What may happen to a cell."""

    FIXED = 0  # stands in print, or will: zeros, forced cells, cells of earlier releases
    OPEN = 1  # may be hidden at its cost
    HIDDEN = 2  # must be hidden
    UNKNOWN = 3  # was hidden by an earlier release; its value is not known here


@dataclass(frozen=True)
class Target:
    """One thing that an attacker must be unable to rule out.

    `sense` 1: cell `cell` may be at least `level`; -1: it may be at most `level`. `known` is a
    hidden cell whose value this attacker knows (the child itself, a carer, a trafficker), or -1.
    """

    cell: int
    sense: int
    level: float
    known: int = -1


@dataclass(frozen=True)
class Problem:
    """Cells as rows of `matrix` over the unknown inner counts, with what each is worth.

    matrix: cells × inner, 0 or 1. truth: one value per cell, anything where `state` is UNKNOWN.
    links: further equations over the inner counts, `links` y between `link_lower` and
    `link_upper` (tables that share a margin, vintages). cost: per cell. state: per cell, a `State`.
    insiders: hidden cells of one child, whose value somebody knows. insider_targets: what must stay
    uncertain even for whoever knows one of them. lines: parents with their children.
    slack: two costs that differ by less are the same (where only whole costs count).
    """

    matrix: sparse.csr_array
    truth: Floats
    cost: Floats
    state: NDArray[np.int64]
    targets: tuple[Target, ...]
    links: sparse.csr_array
    link_lower: Floats
    link_upper: Floats
    insiders: tuple[int, ...] = ()
    insider_targets: tuple[Target, ...] = ()
    lines: tuple[NDArray[np.int64], ...] = ()
    slack: float = 1e-7

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.matrix.shape[0])


@dataclass(frozen=True)
class Pattern:
    """A choice of hidden cells.

    hidden: per cell. cost: summed over the cells hidden beyond those that had to be. bound: what
    any safe pattern costs at least, as far as that is proven. scenarios: the questions of insiders
    that had to become part of the model.
    """

    hidden: Flags
    cost: float
    bound: float
    optimal: bool
    rounds: int
    cuts: int
    questions: int
    seconds: float
    scenarios: tuple[Target, ...] = field(default=())
