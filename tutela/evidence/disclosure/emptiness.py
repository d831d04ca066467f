"""The attacker who uses that a hidden cell is not empty, since empty cells are printed.

The rules of a policy, as the literature states them, let an attacker suppose that a hidden cell may
be zero. This one does not. What it learns is reported, not mended: it happens where many cells of
one child stand in a line, and people must decide (merge codes, or treat zeros as sensitive).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from .attack import System
from .vintages import dated_lines, space_of_releases
from .written import Release


@dataclass(frozen=True)
class NotEmpty:
    """A small cell that is known exactly by who knows that no hidden cell is empty."""

    release: str
    file: str
    cell: Mapping[str, str]
    count: int


def known_since_not_empty(releases: Sequence[Release], threshold: int) -> list[NotEmpty]:
    """The hidden cells below `threshold` that this attacker knows; none where cells are rounded."""
    if any(release.rounded_within is not None for release in releases):
        return []
    space = space_of_releases(releases)
    lines, _, vintages = dated_lines(space, releases)
    hidden = {line.key(): line for line in lines if isnan(line.row.value)}
    system = System(space, lines, vintages, guesses=list(hidden.values()))
    return [
        NotEmpty(line.release.name, line.table.file, line.cell, int(count))
        for line, count in system.pinned(list(hidden.values()))
        if 1 <= count < threshold
    ]
