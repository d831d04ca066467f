"""Reference values, their tables and their resamples, and what it means to agree with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.lattice import (
    Floats,
)
from tutela.evidence.prevalence.reading import read_captures, read_draws

DATA = Path(__file__).parent.parent / "data"
Value = Mapping[str, Any]
"""Values of `reference.json`, which came from many programs and share no shape."""


@dataclass(frozen=True)
class Check:
    """One quantity of one reference: how far off we are, and how far off is allowed."""

    reference: str
    quantity: str
    off: float
    allowed: float
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.off <= self.allowed


@lru_cache(maxsize=1)
def references() -> tuple[Mapping[str, Any], ...]:
    """All reference values, as stored."""
    return tuple(json.loads((DATA / "reference.json").read_text(encoding="utf-8"))["references"])


@lru_cache(maxsize=16)
def table_of(dataset: str) -> Captures:
    return read_captures(DATA / f"{dataset}.csv")


Row = tuple[str, float, float] | tuple[str, float, float, str]
Family = Callable[[Mapping[str, Any]], Iterator[Row]]


def relative(ours: float, theirs: float) -> float:
    return abs(ours / theirs - 1)


def same(ours: object, theirs: object) -> float:
    return 0.0 if ours == theirs else float("inf")


def draws_of(table: Captures, dataset: str) -> Floats | None:
    """The resamples drawn for a data set, or None."""
    for kind in ("boot1000", "bicboot1000"):
        path = DATA / "draws" / f"{dataset}_{kind}_counts.csv"
        if path.exists():
            return read_draws(path, table)
    return None
