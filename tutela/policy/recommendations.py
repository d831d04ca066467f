"""Recommendations as data, each with its source. Pure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Recommendation:
    """One recommendation, word for word; ``code`` names its source and number."""

    code: str
    number: int
    text: str


@dataclass(frozen=True)
class Source:
    """Where recommendations were published, by whom and when ("" where the paper does not say)."""

    id: str
    title: str
    by: str
    year: str
    recommendations: tuple[Recommendation, ...]


@cache
def sources() -> tuple[Source, ...]:
    """All sources, in the order of the file."""
    found = [(row["source"], _one(**row)) for row in _rows("recommendations.csv")]
    return tuple(
        Source(
            row["id"], row["title"], row["by"], row["year"],
            tuple(one for source, one in found if source == row["id"]),
        )
        for row in _rows("recommendation_sources.csv")
    )  # fmt: skip


def _one(source: str, number: str, text: str) -> Recommendation:
    return Recommendation(f"{source}/{number}", int(number), text)


def _rows(name: str) -> list[dict[str, str]]:
    with files("tutela.policy").joinpath("data", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
