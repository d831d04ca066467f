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

from .attack import System
from .policy import Insiders, Policy, Rule
from .vintages import Line, dated_lines, space_of_releases
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
    everyone = list(known.values())
    learnt = []
    for line, level, sense, others in _suspects(
        system, list(targets.values()), everyone, policy, rule
    ):
        for guess in _too_much(system, line, level, sense, others):
            system.hold([guess])
            learnt.append(Learnt(guess.cell, line.cell, *system.interval_held(line)))
            system.hold([guess], firm=False)
    return learnt


def _suspects(
    system: System,
    targets: list[tuple[Line, float]],
    known: list[Line],
    policy: Policy,
    rule: Rule,
) -> list[tuple[Line, float, int, list[Line]]]:
    """The ends of cells that would be too near for who knew all others of one child at once.

    Each as the cell, the level that must stay possible, its side, and those others.
    """
    suspects = []
    system.hold(known)
    alike: dict[bytes, list[Line]] = {}
    for guess in known:
        alike.setdefault(system.signature(guess), []).append(guess)
    for line, count in targets:
        own = alike.get(system.signature(line), [])
        system.hold(own, firm=False)
        for level, sense in zip(policy.range(count, rule), (-1, 1), strict=True):
            if sense * (system.end_held(line, sense) - level) < 0:
                others = [guess for guess in known if guess not in own]
                suspects.append((line, level, sense, _nearest_first(line, others)))
        system.hold(own)
    system.hold(known, firm=False)
    return suspects


def _nearest_first(line: Line, known: list[Line]) -> list[Line]:
    """Cells that share most codes with `line` matter most: halves without them end soon."""
    here = set(line.cell.items())
    return sorted(known, key=lambda guess: -len(here & set(guess.cell.items())))


def _too_much(
    system: System, line: Line, level: float, sense: int, known: list[Line]
) -> list[Line]:
    """The known cells, each alone, from which too much is learnt about one end of a cell."""
    if not known:
        return []
    system.hold(known)
    end = system.end_held(line, sense)
    system.hold(known, firm=False)
    if sense * (end - level) >= 0:
        return []
    if len(known) == 1:
        return known
    middle = len(known) // 2
    left = _too_much(system, line, level, sense, known[:middle])
    return left + _too_much(system, line, level, sense, known[middle:])
