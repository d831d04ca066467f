"""The whole of a linkage: records, model, thresholds and decisions in; children and doubt out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from tutela.evidence.linkage.clusters import Clusters, Link, Thresholds, cluster
from tutela.evidence.linkage.decisions import Held
from tutela.evidence.linkage.engine import Candidates, connect, find_candidates, load, score
from tutela.evidence.linkage.model import Model, shipped_model
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.training import (
    chance_levels,
    fit_prior,
    refresh,
    telling_bits,
)

ENOUGH_TO_COUNT = 500
"""With fewer records than this, how often strangers agree is better known to the model."""

FAINT = 0.005
"""Pairs less likely than this are not kept."""

Tick = Callable[[str, int], object]
"""Told the stage and how many records it has come on."""


@dataclass(frozen=True)
class Linked:
    """What a linkage found. `links` holds `left`, `right`, `evidence`, `probability` by place."""

    people: tuple[Person, ...]
    model: Model
    thresholds: Thresholds
    decided: Held
    candidates: Candidates
    links: pl.DataFrame
    clusters: Clusters

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists, in the order in which they were given."""
        return tuple(dict.fromkeys(person.list for person in self.people))


def link(
    people: Sequence[Person],
    *,
    model: Model | None = None,
    thresholds: Thresholds | None = None,
    decided: Held | None = None,
    before: Sequence[int] | None = None,
    seed: int = 1,
    threads: int | None = None,
    memory: str | None = None,
    spill: bool = True,
    tick: Tick = lambda stage, done: None,
) -> Linked:
    """Link records, within lists and between them.

    Without a model the shipped one is used and fitted to these lists: u, the frequencies of names
    and the prior are counted on them. A model that is given is used as it stands, number by number.
    Without `spill` nothing is written to a disk.
    Raises `Refusal`, and `BadInputError` if decisions contradict each other.
    """
    thresholds = thresholds or Thresholds()
    con = connect(threads=threads, memory=memory, spill=spill)
    try:
        fitted = model or _fitted_bits(shipped_model(), people)
        load(con, people, fitted.bits, lambda done: tick("reading names", done))
        if model is None and len(people) >= ENOUGH_TO_COUNT:
            tick("counting chance agreement", 0)
            fitted = refresh(fitted, people, chance_levels(con, people, seed))
        tick("finding candidates", 0)
        candidates = find_candidates(con)
        tick("scoring pairs", 0)
        scored = score(con, fitted, least=_least(fitted, len(people)))
    finally:
        con.close()
    if model is None:
        fitted = fit_prior(fitted, scored["evidence"].to_numpy(), len(people))
    links = with_probability(scored, fitted).filter(pl.col("probability") >= FAINT)
    tick("joining", 0)
    found = cluster(
        len(people),
        as_links(links),
        thresholds,
        decided or Held(),
        before=before,
        names=[person.key for person in people],
    )
    return Linked(tuple(people), fitted, thresholds, decided or Held(), candidates, links, found)


def _fitted_bits(model: Model, people: Sequence[Person]) -> Model:
    """The model with names that are common here no longer taken for rare."""
    here = telling_bits(people)
    both = {part: min(bits, here.get(part, bits)) for part, bits in model.bits.items()}
    return model.changed(
        f"frequencies of {len(here)} parts of names counted on {len(people):,} records",
        bits={**here, **both},
    )


def _least(model: Model, records: int) -> float:
    """Bits below which a pair can't matter, whatever the prior will turn out to be."""
    highest = min(0.1, 2 / max(records - 1, 1))
    return model.changed("", prior=max(highest, model.prior)).evidence_for(FAINT)


def with_probability(scored: pl.DataFrame, model: Model) -> pl.DataFrame:
    """With a column `probability`."""
    bits = (
        model.slope * scored["evidence"].to_numpy()
        + model.offset
        + np.log2(model.prior / (1 - model.prior))
    )
    return scored.with_columns(
        pl.Series("probability", 1 / (1 + np.exp2(-np.clip(bits, -500, 500))))
    )


def as_links(links: pl.DataFrame) -> list[Link]:
    """As tuples of places and a chance."""
    return list(links.select("left", "right", "probability").iter_rows())


def captures(linked: Linked, groups: Sequence[int]) -> dict[int, int]:
    """How many children were known to which lists: counts by mask (bit i: on list i)."""
    at = {name: 1 << place for place, name in enumerate(linked.lists)}
    masks: dict[int, int] = {}
    for person, group in zip(linked.people, groups, strict=True):
        masks[group] = masks.get(group, 0) | at[person.list]
    counts: dict[int, int] = {}
    for mask in masks.values():
        counts[mask] = counts.get(mask, 0) + 1
    return dict(sorted(counts.items()))
