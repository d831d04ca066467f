"""The table of capture patterns: how many people were known to which lists, and to no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tutela.evidence.prevalence.lattice import Floats, Ints, list_count, superset_sums
from tutela.evidence.prevalence.refusals import BadInput, Refusal

_Remap = Callable[[int], int]

MOST_LISTS = 14
"""Past this the 2**t cells no longer fit an honest analysis, nor a small machine."""


@dataclass(frozen=True)
class Captures:
    """Counts of people by capture pattern, closed, matched and without names.

    `counts` has length 2**t, indexed by mask (bit i: on list i); `counts[0]` is 0, for nobody can
    count those whom no list knows. `rows` are the patterns in the order of the file.
    """

    lists: tuple[str, ...]
    counts: Ints
    rows: tuple[int, ...]

    @classmethod
    def of(cls, lists: tuple[str, ...], by_pattern: Mapping[int, int]) -> Captures:
        """Check and build. Raises `BadInput` on tables that no method may work on."""
        if len(lists) > MOST_LISTS:
            raise Refusal(
                "too-many-lists",
                f"{len(lists)} lists make {2 ** len(lists):,} patterns; {MOST_LISTS} lists are the"
                " most that can be estimated. Merge lists that work alike.",
            )
        counts = np.zeros(1 << len(lists), dtype=np.int64)
        for mask, count in by_pattern.items():
            counts[mask] = count
        if counts[0]:
            raise BadInput("no-list-named", "a pattern names no list, yet has people in it")
        if not counts.any():
            raise BadInput("nobody", "the table holds no people")
        table = cls(lists, counts, tuple(by_pattern))
        empty = [name for name, size in zip(lists, table.list_sizes, strict=True) if not size]
        if empty:
            raise BadInput(
                "empty-list",
                f"nobody is on {', '.join(empty)}; leave the list out of the table",
                table.people,
            )
        return table

    @cached_property
    def people(self) -> int:
        """n: the people known to at least one list."""
        return int(self.counts.sum())

    @property
    def list_number(self) -> int:
        """t: how many lists."""
        return len(self.lists)

    @cached_property
    def floats(self) -> Floats:
        """The counts as floating point numbers, which is what fitting works on."""
        return self.counts.astype(np.float64)

    @cached_property
    def margins(self) -> Floats:
        """N*_a for each mask a: people known to every list of a, whatever else knows them."""
        return superset_sums(self.floats.copy())

    @cached_property
    def list_sizes(self) -> tuple[int, ...]:
        """People on each list."""
        return tuple(int(self.margins[1 << i]) for i in range(self.list_number))

    @cached_property
    def positive(self) -> tuple[int, ...]:
        """The patterns with somebody in them, in the order of the file."""
        return tuple(mask for mask in self.rows if self.counts[mask])

    def needs_two_lists(self) -> None:
        """Refuse a table of a single list: nothing overlaps, so nothing tells of the unseen."""
        if self.list_number < 2:
            raise Refusal("one-list", "one list alone says nothing about the people it misses")

    def needs_overlap(self) -> None:
        """Refuse lists that share nobody."""
        if not any(self.counts[w] for w in range(len(self.counts)) if w & (w - 1)):
            raise Refusal("no-overlap", "no person is on two lists, so no method can be calibrated")

    def omit(self, which: int) -> Captures:
        """Without one list. People whom only that list knew become unseen."""
        low = (1 << which) - 1
        return self._remapped(
            self.lists[:which] + self.lists[which + 1 :],
            lambda w: (w & low) | (w >> which + 1 << which),
        )

    def merge(self, first: int, second: int) -> Captures:
        """With two lists made into one, in the place of the first."""
        name = f"{self.lists[first]}+{self.lists[second]}"
        low = (1 << second) - 1
        named = (*self.lists[:first], name, *self.lists[first + 1 :])
        return self._remapped(
            named[:second] + named[second + 1 :],
            lambda w: ((w & low) | (w >> second + 1 << second)) | ((w >> second & 1) << first),
        )

    def within(self, which: int) -> Captures:
        """Only the people on one list, as the other lists see them: a population of known size.

        The people whom no other list knows fall into the dark cell and are dropped from the table,
        and so are lists that know none of them; the true total is `list_sizes[which]`.
        """
        low = (1 << which) - 1
        found: dict[int, int] = {}
        for mask in self.rows:
            rest = (mask & low) | (mask >> which + 1 << which)
            if mask >> which & 1 and rest:
                found[rest] = found.get(rest, 0) + int(self.counts[mask])
        names = self.lists[:which] + self.lists[which + 1 :]
        met = [i for i in range(len(names)) if any(c and w >> i & 1 for w, c in found.items())]
        kept: dict[int, int] = {}
        for mask, count in found.items():
            part = sum(1 << k for k, i in enumerate(met) if mask >> i & 1)
            if part:
                kept[part] = kept.get(part, 0) + count
        return Captures.of(tuple(names[i] for i in met), kept)

    def _remapped(self, lists: tuple[str, ...], onto: _Remap) -> Captures:
        found: dict[int, int] = {}
        for mask in self.rows:
            new = onto(mask)
            if new:
                found[new] = found.get(new, 0) + int(self.counts[mask])
        return Captures.of(lists, found)

    def contained(self) -> tuple[tuple[str, str], ...]:
        """Pairs (inner, outer) of lists where everybody on the inner one is on the outer one."""
        return tuple(
            (self.lists[i], self.lists[j])
            for i in range(self.list_number)
            for j in range(self.list_number)
            if i != j and self.margins[1 << i | 1 << j] == self.margins[1 << i]
        )

    def disjoint(self) -> tuple[tuple[str, str], ...]:
        """Pairs of lists that share nobody."""
        return tuple(
            (self.lists[i], self.lists[j])
            for i in range(self.list_number)
            for j in range(i + 1, self.list_number)
            if not self.margins[1 << i | 1 << j]
        )


def deletions(table: Captures) -> tuple[Floats, Floats]:
    """Each way to take one person out of the table, as columns, and how many people it stands for.

    Returns counts of shape (2**t, positive patterns) and weights of shape (positive patterns,).
    """
    columns = np.repeat(table.counts[:, None].astype(np.float64), len(table.positive), axis=1)
    for k, mask in enumerate(table.positive):
        columns[mask, k] -= 1
    return columns, table.counts[list(table.positive)].astype(np.float64)


def lists_of(counts: Floats) -> int:
    """t, from an array over cells."""
    return list_count(counts.shape[0])
