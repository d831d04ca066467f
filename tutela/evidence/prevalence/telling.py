"""The honest report as plain data: what a page shows, a file holds and a program reads.

Numbers that have no end (an infinite limit) or no meaning are null, as JSON has no word for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.critics import ASSUMED, CRITICS
from tutela.evidence.prevalence.estimate import Estimate
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.report import ANCHORS, NearModels, Report
from tutela.evidence.prevalence.sensitivity import Variant

Told = dict[str, Any]


def as_data(report: Report) -> Told:
    """Everything in the report, as dictionaries, lists, texts and finite numbers."""
    return {
        **overlaps(report.table),
        "method": report.method,
        "points": list(report.point_range),
        "limits": [finite(end) for end in report.interval_range],
        "chosen": report.chosen.as_json(),
        "answers": [_answer(answer) for answer in report.answers],
        "near": _near(report.near),
        "bootstrap": {
            "bca": _ends(report.bca),
            "percentile": _ends(report.percentile),
            "model_held": _ends(report.model_held),
            "dropped": report.dropped,
            "replicates": report.replicates,
        },
        "thresholds": _variants(report.thresholds),
        "omitted": _variants(report.omitted),
        "merged": _variants(report.merged),
        "truths": [{**asdict(truth), "error": truth.error} for truth in report.truths],
        "influence": [asdict(row) for row in report.influence],
        "grid_ends": _grid_ends(report),
        "unseen": [{"delta": delta, "population": total} for delta, total in report.unseen],
        "coverage": None if report.coverage is None else asdict(report.coverage),
        "assumed": list(ASSUMED),
        "critics": [{"who": who, "what": what} for who, what in CRITICS],
    }


def overlaps(table: Captures) -> Told:
    """The lists, and how many people are known to exactly which, the most frequent pattern first.

    There is such a table where there is no estimate, too.
    """
    rows = [
        {
            "lists": [name for i, name in enumerate(table.lists) if mask >> i & 1],
            "people": int(table.counts[mask]),
        }
        for mask in table.positive
    ]
    return {
        "lists": list(table.lists),
        "people": table.people,
        "overlaps": sorted(rows, key=lambda row: -row["people"]),
    }


def finite(value: float | None) -> float | None:
    """The number, or None where it has no end or no meaning."""
    return None if value is None or not isfinite(value) else float(value)


def _ends(interval: Interval | None) -> Told | None:
    if interval is None:
        return None
    told = asdict(interval)
    return {key: finite(one) if isinstance(one, float) else one for key, one in told.items()}


def _answer(answer: Estimate | tuple[str, Refusal]) -> Told:
    if isinstance(answer, Estimate):
        return {**answer.as_json(), "anchor": answer.method in ANCHORS, "refusal": None}
    method, refusal = answer
    return {
        "method": method,
        "population": None,
        "interval": None,
        "anchor": method in ANCHORS,
        "refusal": refusal.name,
        "words": refusal.words,
        "warnings": [],
    }


def _near(near: NearModels | Refusal) -> Told:
    if isinstance(near, Refusal):
        return {"refusal": near.name, "words": near.words}
    return {**asdict(near), "averaged": _ends(near.averaged), "refusal": None}


def _variants(variants: Sequence[Variant]) -> list[Told]:
    return [asdict(variant) for variant in variants]


def _grid_ends(report: Report) -> list[Told] | Told:
    found = report.grid_ends
    if isinstance(found, Refusal):
        return {"refusal": found.name, "words": found.words}
    return [
        {"end": end, "population": median, "interval": _ends(inner)}
        for end, (median, inner) in found.items()
    ]
