"""The insider's attack on files as written: who knows the one child of a hidden cell.

The attacker of `attack` knows what is printed. This one knows one hidden cell besides, because the
child in it is itself, or in its care, or in its power. Only the producer can run this attack: a
reader cannot tell which hidden cells are those of one child.

What holds when many cells are known holds when one of them is. So all are given away at once first,
and only where that is too much are they tried by halves, down to single ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .attack import Line, System, dated_lines, space_of_releases
from .policy import Insiders, Policy, Rule
from .written import Release

Cell = Mapping[str, str]


@dataclass(frozen=True)
class Learnt:
    """Who knows `known` learns more about `cell` than may be learnt."""

    known: Cell
    cell: Cell
    low: float
    high: float


def learnt_by_insiders(
    releases: Sequence[Release],
    sensitive: Mapping[tuple[str, frozenset[tuple[str, str]]], float],
    single: Sequence[tuple[str, frozenset[tuple[str, str]]]],
    policy: Policy,
) -> list[Learnt]:
    """What insiders learn from the last of `releases`.

    sensitive: (file, cell) → true count. single: (file, cell) of the hidden inner cells of one
    child. A cell that comes to the same as the known one is the insider's own.
    """
    if policy.insiders is Insiders.NONE or not single:
        return []
    rule = Rule.EXACT if policy.insiders is Insiders.EXACT else policy.rule
    space = space_of_releases(releases)
    lines, _, vintages = dated_lines(space, releases)
    own = {
        (line.table.file, frozenset(line.cell.items())): line
        for line in lines
        if line.release is releases[-1]
    }
    known = {own[key].key(): own[key] for key in single}
    system = System(space, lines, vintages, guesses=list(known.values()))
    targets: dict[bytes, tuple[Line, float]] = {}
    for key, count in sensitive.items():
        targets.setdefault(own[key].key(), (own[key], count))
    learnt = []
    for line, count in targets.values():
        low, high = policy.range(count, rule)
        others = [guess for guess in known.values() if not system.same(guess, line)]
        for group in _too_much(system, line, (low, high), others):
            found = system.interval_knowing(line, [group])
            learnt.append(Learnt(group.cell, line.cell, *found))
    return learnt


def _too_much(
    system: System, line: Line, open_: tuple[float, float], known: list[Line]
) -> list[Line]:
    """The known cells, each alone, from which too much is learnt about a cell."""
    if not known:
        return []
    low, high = system.interval_knowing(line, known)
    if low <= open_[0] and high >= open_[1]:
        return []
    if len(known) == 1:
        return known
    middle = len(known) // 2
    left = _too_much(system, line, open_, known[:middle])
    return left + _too_much(system, line, open_, known[middle:])
