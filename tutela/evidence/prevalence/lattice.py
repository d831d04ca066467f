"""Subsets of lists as bit masks, sums over them, and hierarchical models as sets of subsets.

List number i (counted from 0) is bit i. A cell is the set of lists that know a person; a parameter
of a log-linear model is a set of lists too. With t lists there are 2**t masks, and every array
over cells has length 2**t along its first axis, indexed by mask; entry 0 is the dark cell, the
people whom no list knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Model = tuple[int, ...]
"""A hierarchical model: its parameters as masks, the empty set first, sorted by size then mask."""


def list_count(cells: int) -> int:
    """The number of lists behind an array of `cells` = 2**t cells."""
    return cells.bit_length() - 1


def superset_sums(values: Floats) -> Floats:
    """Replace, in place, each entry w by the sum over all cells that contain w. First axis 2**t."""
    for bit in range(list_count(values.shape[0])):
        halves = values.reshape((-1, 2, 1 << bit, *values.shape[1:]))
        halves[:, 0] += halves[:, 1]
    return values


def subset_sums(values: Floats) -> Floats:
    """Replace, in place, each entry w by the sum over all cells within w. First axis 2**t."""
    for bit in range(list_count(values.shape[0])):
        halves = values.reshape((-1, 2, 1 << bit, *values.shape[1:]))
        halves[:, 1] += halves[:, 0]
    return values


def size(mask: int) -> int:
    """How many lists the mask holds."""
    return mask.bit_count()


@lru_cache(maxsize=32)
def pairs(lists: int) -> tuple[int, ...]:
    """The masks of all pairs in the order 12, 13, ..., 23, ..."""
    return tuple(1 << i | 1 << j for i, j in combinations(range(lists), 2))


def main_effects(lists: int) -> Model:
    """The model of independent lists: the intercept and one parameter for each list."""
    return (0, *(1 << i for i in range(lists)))


def ordered(masks: Iterable[int]) -> Model:
    """The masks as a model: by size, then by the lists they hold, first list first."""
    return tuple(sorted(masks, key=_reading_order))


def _reading_order(mask: int) -> tuple[int, tuple[int, ...]]:
    return size(mask), members(mask)


def members(mask: int) -> tuple[int, ...]:
    """The list numbers (from 0) that the mask holds."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def closure(lists: int, terms: Iterable[int]) -> Model:
    """The smallest hierarchical model that holds all main effects and the terms."""
    found = set(main_effects(lists))
    for term in terms:
        within = term
        while within:
            found.add(within)
            within = (within - 1) & term
    return ordered(found)


def maximal_terms(model: Iterable[int]) -> tuple[int, ...]:
    """The terms that no other term of the model contains: large first, then in reading order."""
    terms = [a for a in model if a]
    tops = [a for a in terms if not any(a != b and a & b == a for b in terms)]
    return tuple(sorted(tops, key=lambda a: (-size(a), members(a))))


def model_name(model: Iterable[int]) -> str:
    """The model as its maximal terms, `[12,13,25,35,4]`; lists past the ninth as `[1.10,2]`."""
    tops = maximal_terms(model)
    joint = "" if all(top < 1 << 9 for top in tops) else "."
    return "[" + ",".join(joint.join(str(i + 1) for i in members(top)) for top in tops) + "]"


def parse_model(lists: int, name: str) -> Model:
    """Read a name that `model_name` wrote."""
    terms = []
    for term in name.strip("[] ").split(","):
        numbers = term.split(".") if "." in term or int(term) == 10 else list(term)
        terms.append(sum(1 << (int(i) - 1) for i in numbers))
    return closure(lists, terms)


def term_name(mask: int, names: tuple[str, ...]) -> str:
    """A term by the names of its lists: `LA:NG`."""
    return ":".join(names[i] for i in members(mask))


@lru_cache(maxsize=16)
def hierarchical_models(lists: int, max_order: int) -> tuple[Model, ...]:
    """All hierarchical models with every main effect and no term above `max_order` lists.

    The saturated model is left out: it is never identifiable without the dark cell. Counts: 1, 8,
    113, 6,893 for two to five lists at full order; 32,768 for six lists at order 2.
    """
    top = (1 << lists) - 1
    grown: list[tuple[int, ...]] = [main_effects(lists)]
    for order in range(2, min(max_order, lists) + 1):
        of_order = tuple(sum(1 << i for i in c) for c in combinations(range(lists), order))
        grown = [wider for model in grown for wider in _with_order(model, of_order)]
    return tuple(model for model in grown if top not in model or lists == 1)


def _with_order(model: Model, of_order: tuple[int, ...]) -> list[Model]:
    """The model with every choice of those terms of one order whose parts it already holds."""
    held = set(model)
    free = [a for a in of_order if all(a & ~(1 << i) in held for i in members(a))]
    return [
        (*model, *(a for k, a in enumerate(free) if choice >> k & 1))
        for choice in range(1 << len(free))
    ]
