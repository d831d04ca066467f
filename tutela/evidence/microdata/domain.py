"""What a synthetic file may hold, fixed before anybody looks at the children.

A domain inferred from data gives away who is in them (that there is one child from a country), so
attributes and their categories are declared in a file, and a budget is opened for that file.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutela.evidence.problems import BadInputError, Problem

MOST_CELLS = 2_000_000
_KEYS = {"attributes", "pairs", "otherwise"}


@dataclass(frozen=True)
class Domain:
    """Attributes with their categories, the pairs that are counted, and where the rest goes."""

    attributes: Mapping[str, tuple[str, ...]]
    pairs: tuple[tuple[str, str], ...]
    """Which attributes are counted together: what the file keeps of how they hang together."""
    otherwise: Mapping[str, str]
    """For an attribute: the category that any value not listed falls under."""

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes in order: the columns of the file."""
        return tuple(self.attributes)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many categories each attribute has."""
        return tuple(len(categories) for categories in self.attributes.values())

    def canonical(self) -> dict[str, Any]:
        """The domain as JSON, always the same for the same domain."""
        return {
            "attributes": {name: list(each) for name, each in self.attributes.items()},
            "pairs": [list(pair) for pair in self.pairs],
            "otherwise": dict(sorted(self.otherwise.items())),
        }

    def digest(self) -> str:
        """What a ledger knows it by."""
        text = json.dumps(self.canonical(), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def read_domain(path: Path) -> Domain:
    """The domain in a file. Raises BadInputError."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise BadInputError(path.name, [Problem(f"can't be read: {fault}")]) from fault
    return domain_of(said, path.name)


def domain_of(said: Any, source: str) -> Domain:
    """The domain that JSON says. Raises BadInputError naming what is wrong."""
    problems = _faults(said)
    if problems:
        raise BadInputError(source, [Problem(one) for one in problems])
    attributes = {name: tuple(each) for name, each in said["attributes"].items()}
    pairs = said.get("pairs")
    chosen = (
        tuple((one, other) for one, other in pairs)
        if pairs is not None
        else tuple(itertools.combinations(attributes, 2))
    )
    return Domain(attributes, chosen, dict(said.get("otherwise", {})))


def _faults(said: Any) -> list[str]:
    if not isinstance(said, dict) or not isinstance(said.get("attributes"), dict):
        return ['a domain is {"attributes": {"name": ["category", …], …}}']
    problems = [f"“{key}” is no part of a domain" for key in sorted(set(said) - _KEYS)]
    attributes = said["attributes"]
    if len(attributes) < 2:
        problems.append("a domain has two attributes or more")
    for name, categories in attributes.items():
        problems += _faults_of_attribute(name, categories)
    if problems:
        return problems
    cells = math.prod(len(categories) for categories in attributes.values())
    if cells > MOST_CELLS:
        problems.append(f"{cells:,} combinations are too many; at most {MOST_CELLS:,}")
    for name, category in dict(said.get("otherwise", {})).items():
        if category not in attributes.get(name, ()):
            problems.append(f"“otherwise” of “{name}” is none of its categories")
    return problems + _faults_of_pairs(said.get("pairs"), attributes)


def _faults_of_attribute(name: str, categories: Any) -> list[str]:
    if not isinstance(categories, list) or len(categories) < 2:
        return [f"“{name}” needs a list of two categories or more"]
    if not all(isinstance(one, str) and one.strip() == one != "" for one in categories):
        return [f"“{name}”: each category is a text without spaces around it"]
    if len(set(categories)) != len(categories):
        return [f"“{name}” names a category twice"]
    if any(one[0] in "=+-@" for one in (name, *categories)):
        return [f"“{name}”: a text that begins with = + - or @ is a formula to a spreadsheet"]
    return []


def _faults_of_pairs(pairs: Any, attributes: Mapping[str, Any]) -> list[str]:
    if pairs is None:
        return []
    if not isinstance(pairs, list):
        return ["“pairs” is a list of two attributes each"]
    problems, seen = [], set()
    for pair in pairs:
        known = isinstance(pair, list) and len(pair) == 2 and all(one in attributes for one in pair)
        if not known or pair[0] == pair[1]:
            problems.append(f"{pair} is not a pair of two attributes")
        elif frozenset(pair) in seen:
            problems.append(f"{pair} stands twice")
        else:
            seen.add(frozenset(pair))
    return problems
