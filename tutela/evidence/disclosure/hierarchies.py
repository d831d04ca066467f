"""Hierarchies: which codes a code is made of, column by column.

A column may have several hierarchies side by side (authorities into regions, and the same
authorities into police forces). All end in the same leaves; only the leaves are counted, every
other code is a set of leaves. `Total` is the set of them all and needs no hierarchy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem

TOTAL = "Total"

Tree = Mapping[str, Sequence[str]]
Hierarchies = Mapping[str, Sequence[Tree]]


@dataclass(frozen=True)
class Codes:
    """The codes of one column. leaves: in order. groups: every parent as the set of its leaves."""

    column: str
    leaves: tuple[str, ...]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def leaves_of(self, label: str) -> frozenset[str]:
        """The leaves that a label stands for. Raises KeyError for a code that is not known."""
        if label == TOTAL:
            return frozenset(self.leaves)
        if label in self.groups:
            return self.groups[label]
        if label in self.leaves:
            return frozenset((label,))
        raise KeyError(label)


def read_hierarchies(path: Path) -> dict[str, list[dict[str, list[str]]]]:
    """`{"column": [{"parent": ["child", …], …}, …]}`. Raises BadInputError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(path.name, [Problem(f"is not JSON in UTF-8: {error}")]) from error
    problems = _shape_problems(content)
    if problems:
        raise BadInputError(path.name, problems)
    return {
        column: [{p: list(c) for p, c in tree.items()} for tree in trees]
        for column, trees in content.items()
    }


def _shape_problems(content: object) -> list[Problem]:
    if not isinstance(content, dict):
        return [Problem("must be an object: a list of hierarchies for each column")]
    problems = []
    for column, trees in content.items():
        if not isinstance(trees, list) or not all(isinstance(tree, dict) for tree in trees):
            problems.append(Problem("must be a list of objects", column=column))
            continue
        for parent, children in ((p, c) for tree in trees for p, c in tree.items()):
            if (
                not isinstance(children, list)
                or not children
                or not all(isinstance(child, str) and child.strip() for child in children)
            ):
                what = f"the children of “{parent}” must be a list of codes, and not empty"
                problems.append(Problem(what, column=column))
            elif len(set(children)) != len(children):
                problems.append(Problem(f"“{parent}” names a child twice", column=column))
            elif TOTAL in children:
                what = f"“{parent}” cannot contain “{TOTAL}”"
                problems.append(Problem(what, column=column))
    return problems


def codes_of(column: str, trees: Sequence[Tree], seen: Sequence[str] = ()) -> Codes:
    """The codes of a column from its hierarchies and the labels `seen` in the data.

    Raises BadInputError where a hierarchy runs in a circle, or one parent means two things.
    """
    made_of: dict[str, list[Sequence[str]]] = {}
    for tree in trees:
        for parent, children in tree.items():
            made_of.setdefault(parent, []).append(children)
    known: dict[str, frozenset[str]] = {}
    order: dict[str, None] = {}

    def resolve(label: str, path: tuple[str, ...]) -> frozenset[str]:
        if label in path:
            raise BadInputError("hierarchy", [Problem(f"“{label}” contains itself", column=column)])
        if label in known:
            return known[label]
        if label not in made_of:
            order[label] = None
            return frozenset((label,))
        parts = [
            frozenset().union(*(resolve(child, (*path, label)) for child in children))
            for children in made_of[label]
        ]
        if any(part != parts[0] for part in parts):
            what = f"“{label}” is made of different codes in two hierarchies"
            raise BadInputError("hierarchy", [Problem(what, column=column)])
        known[label] = parts[0]
        return parts[0]

    for parent in made_of:
        resolve(parent, ())
    for label in seen:
        if label != TOTAL and label not in known:
            order[label] = None
    declared = known.pop(TOTAL, None)
    if declared is not None and declared != frozenset(order):
        missing = ", ".join(sorted(frozenset(order) - declared))
        what = f"“{TOTAL}” leaves out {missing}"
        raise BadInputError("hierarchy", [Problem(what, column=column)])
    return Codes(column, tuple(order), known)
