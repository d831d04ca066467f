"""Forward selection of pairs by p-value (Chan, Silverman and Vincent 2021), for whole batches.

From the main effects: each pair not yet in the model is tested by the Poisson tail of its observed
N*_ij against its fitted mean. The pair with the smallest p-value below the threshold joins, if the
wider model has an estimate at all, and the model is fitted again.

All columns of a batch take their n-th step together, each with its own model: the bit-mask fit
doesn't mind. Exact tails are worked out only where bounds leave a pair in the race, and existence
is asked of the best pair only, then of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tutela.evidence.prevalence.existence import existence_codes
from tutela.evidence.prevalence.fitting import Fits, Flags, fit
from tutela.evidence.prevalence.lattice import (
    Floats,
    Ints,
    Model,
    list_count,
    main_effects,
    ordered,
    pairs,
    superset_sums,
)
from tutela.evidence.prevalence.tails import half_deviance, log_correction, smaller_tail

CHUNK = 1024
"""Columns worked on together: enough to drown Python's overhead, few enough for the cache."""


@dataclass(frozen=True)
class Stepwise:
    """The end of each column's selection.

    `dark` is the fitted dark figure, nan where even the main effects have no estimate (`base` is
    then their existence code); `chosen` has shape (pairs, batch); `score` is the log likelihood
    without its constant.
    """

    dark: Floats
    base: Ints
    chosen: Flags
    score: Floats
    minus_infinity: Flags

    def model(self, column: int, lists: int) -> Model:
        """The model that one column ended with."""
        found = [p for p, c in zip(pairs(lists), self.chosen[:, column], strict=True) if c]
        return ordered((*main_effects(lists), *found))


def stepwise(counts: Floats, threshold: float) -> Stepwise:
    """Select and fit each column of `counts`, shape (2**t, batch)."""
    chunk = max(16, CHUNK * 32 // counts.shape[0])
    starts = range(0, counts.shape[1], chunk)
    return joined([_stepwise(counts[:, k : k + chunk], threshold) for k in starts])


def joined(parts: Sequence[Stepwise]) -> Stepwise:
    """Pieces of a batch put together again."""
    return Stepwise(
        dark=np.concatenate([part.dark for part in parts]),
        base=np.concatenate([part.base for part in parts]),
        chosen=np.concatenate([part.chosen for part in parts], axis=1),
        score=np.concatenate([part.score for part in parts]),
        minus_infinity=np.concatenate([part.minus_infinity for part in parts], axis=1),
    )


@dataclass
class _Race:
    """Columns whose selection is still going, all at the same step."""

    columns: Ints
    counts: Floats
    margins: Floats
    positive: Flags
    correction: Floats
    params: Ints
    fits: Fits
    chosen: Flags


def _stepwise(counts: Floats, threshold: float) -> Stepwise:
    lists, batch = list_count(counts.shape[0]), counts.shape[1]
    both = np.array(pairs(lists), dtype=np.int64)
    dark, score = np.full(batch, np.nan), np.full(batch, np.nan)
    all_chosen = np.zeros((len(both), batch), dtype=bool)
    base_params = np.array(main_effects(lists), dtype=np.int64)
    base = existence_codes(counts > 0, base_params)
    # A column with nobody in it has parameters at minus infinity only: no estimate.
    base[counts.sum(axis=0) == 0] = 1
    columns = np.flatnonzero(base == 0)
    if len(columns):
        own = np.ascontiguousarray(counts[:, columns])
        margins = superset_sums(own.copy())
        race = _Race(
            columns=columns,
            counts=own,
            margins=margins,
            positive=own > 0,
            correction=np.exp(log_correction(margins[both])),
            params=np.repeat(base_params[:, None], len(columns), axis=1),
            fits=fit(margins, base_params, counts=own),
            chosen=np.zeros((len(both), len(columns)), dtype=bool),
        )
        while True:
            joining, first = _best_pair(race, both, threshold)
            ended = joining < 0
            at = race.columns[ended]
            dark[at], score[at] = race.fits.dark()[ended], race.fits.score[ended]
            all_chosen[:, at] = race.chosen[:, ended]
            if ended.all():
                break
            race = _joined(race, both, joining, first, ~ended)
    minus = all_chosen & (superset_sums(counts.copy())[both] == 0)
    return Stepwise(dark, base, all_chosen, score, minus)


def _best_pair(race: _Race, both: Ints, threshold: float) -> tuple[Ints, Floats]:
    """For each column the number of the pair to add, or -1, and where its parameter may start."""
    batch = len(race.columns)
    observed = race.margins[both]
    fitted = superset_sums(race.fits.mu.copy())[both]
    safe = np.maximum(fitted, 1e-300)
    with np.errstate(over="ignore"):
        deviance = half_deviance(observed, safe)
    highest = np.where(fitted > 0, np.exp(-deviance), np.where(observed > 0, 0.0, 1.0))
    lowest = np.where(fitted > 0, highest * race.correction, highest)
    open_pairs = ~race.chosen
    exact = np.full(observed.shape, np.inf)
    tested = np.zeros(observed.shape, dtype=bool)
    best = np.full(batch, -1)
    waiting = np.ones(batch, dtype=bool)
    while waiting.any():
        bar = np.minimum(np.where(open_pairs, highest, np.inf).min(axis=0), threshold)
        near = open_pairs & ~tested & waiting & (lowest * (1 - 1e-9) <= bar)
        if near.any():
            exact[near] = smaller_tail(observed[near], fitted[near])
            tested |= near
        ranked = np.where(open_pairs, exact, np.inf)
        leader = ranked.argmin(axis=0)
        below = waiting & (np.take_along_axis(ranked, leader[None], axis=0)[0] < threshold)
        waiting &= below
        trial = np.flatnonzero(below)
        if not len(trial):
            break
        wider = np.concatenate([race.params[:, trial], both[leader[trial]][None]])
        good = existence_codes(race.positive[:, trial], wider) == 0
        best[trial[good]] = leader[trial[good]]
        waiting[trial[good]] = False
        open_pairs[leader[trial[~good]], trial[~good]] = False
    at = np.maximum(best, 0)
    ratio = np.take_along_axis(np.maximum(observed, 1e-9) / safe, at[None], axis=0)[0]
    return best, np.log(np.minimum(ratio, 1e12))


def _joined(race: _Race, both: Ints, joining: Ints, first: Floats, going: Flags) -> _Race:
    """The columns still going, each with its new pair and fitted again from where it was."""
    chosen = race.chosen[:, going]
    chosen[joining[going], np.arange(chosen.shape[1])] = True
    params = np.concatenate([race.params[:, going], both[joining[going]][None]])
    margins = np.ascontiguousarray(race.margins[:, going])
    start = np.concatenate([race.fits.beta[:, going], first[going][None]])
    return _Race(
        columns=race.columns[going],
        counts=race.counts[:, going],
        margins=margins,
        positive=race.positive[:, going],
        correction=race.correction[:, going],
        params=params,
        fits=fit(margins, params, start=start),
        chosen=chosen,
    )
