"""One stream of facts of several kinds, sorted into frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from tutela.evidence.bulletin.fact_tables import BY_NAME
from tutela.evidence.facts import frame_of
from tutela.evidence.problems import BadInputError, Problem

KIND = "fact"
REFERRALS = "referrals"


def frames_of(rows: Iterable[Mapping[str, Any]], source: str) -> dict[str, pl.DataFrame]:
    """Frames by the name of their fact table; "referrals" is always there.

    A row says what it is a fact of in `fact`; without it, it is a referral. Frames are sorted, so
    that the same facts give the same bytes in whatever order they come. Raises BadInputError.
    """
    further: dict[str, list[Mapping[str, Any]]] = {}
    frames = {REFERRALS: frame_of(_referrals(rows, further), source).sort("referral_key")}
    for name, collected in further.items():
        frame = BY_NAME[name].frame_of(collected)
        frames[name] = frame.sort(frame.columns)
    return frames


def _referrals(
    rows: Iterable[Mapping[str, Any]], further: dict[str, list[Mapping[str, Any]]]
) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        kind = row.get(KIND, REFERRALS)
        if kind != REFERRALS and kind not in BY_NAME:
            known = ", ".join((REFERRALS, *BY_NAME))
            raise BadInputError(
                "the facts", [Problem(f"“{kind}” is no kind of fact; they are {known}")]
            )
        fact = {name: value for name, value in row.items() if name != KIND}
        if kind == REFERRALS:
            yield fact
        else:
            further.setdefault(kind, []).append(fact)
