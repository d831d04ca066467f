"""All hierarchical models ranked by BIC, and the best of them found again on every replicate.

BIC = p log(n) - 2 log L with p counting the parameters at minus infinity and n the number of
people (Silverman, Chan and Vincent 2024). Only models whose estimate exists take part.

The search over replicates is exhaustive in its result, not in its labour: a model is fitted to a
replicate only if an upper bound of its likelihood there leaves it a chance against the best found
so far. The bounds are closed forms (`_Bounds`), so no replicate can lose its best model to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tutela.evidence.prevalence.existence import existence_codes
from tutela.evidence.prevalence.fitting import Fits, fit, log_factorials
from tutela.evidence.prevalence.lattice import (
    Floats,
    Ints,
    Model,
    list_count,
    model_name,
    superset_sums,
)

CHUNK = 1024
MOST_AT_ONCE = 64
SLACK = 1e-9
"""Two BICs closer than this are a tie; the model ranked first on the original data wins it."""


@dataclass(frozen=True)
class Ranking:
    """Models with an estimate, best BIC first, and how many candidates had none.

    All arrays have one entry for each model; `beta` holds the fitted parameters of each (0 for
    those at minus infinity).
    """

    models: tuple[Model, ...]
    beta: tuple[Floats, ...]
    bic: Floats
    aic: Floats
    dark: Floats
    candidates: int

    def best(self, count: int | None) -> Ranking:
        """The first `count` models, or all."""
        if count is None or count >= len(self.models):
            return self
        return Ranking(
            self.models[:count],
            self.beta[:count],
            self.bic[:count],
            self.aic[:count],
            self.dark[:count],
            self.candidates,
        )

    def within(self, units: float) -> int:
        """How many models lie within so many BIC units of the best."""
        return int((self.bic <= self.bic[0] + units + SLACK).sum())

    def weights(self) -> Floats:
        """exp(-BIC / 2), normalised over the models."""
        raw = np.exp(-(self.bic - self.bic[0]) / 2)
        return np.asarray(raw / raw.sum())


def rank(counts: Floats, models: Sequence[Model]) -> Ranking:
    """Fit every model that has an estimate on `counts`, shape (2**t,), and sort by BIC."""
    column = counts[:, None].astype(np.float64)
    margins, positive = superset_sums(column.copy()), column > 0
    people, constant = float(column.sum()), float(log_factorials(column)[0])
    found: list[tuple[Ints, Fits, Floats]] = []
    for size, members in _by_size(models).items():
        for start in range(0, len(members), CHUNK):
            params = np.array([models[k] for k in members[start : start + CHUNK]]).T
            params = np.ascontiguousarray(params[:, existence_codes(positive, params) == 0])
            if params.shape[1]:
                fits = fit(margins, params, counts=column)
                sizes = np.full(params.shape[1], size)
                found.append((sizes, fits, -2 * (fits.score - constant)))
    if not found:
        return Ranking((), (), np.zeros(0), np.zeros(0), np.zeros(0), len(models))
    sizes = np.concatenate([row[0] for row in found])
    fit_term = np.concatenate([row[2] for row in found])
    dark = np.concatenate([row[1].dark() for row in found])
    named = [tuple(column) for row in found for column in row[1].params.T.tolist()]
    beta = [column for row in found for column in row[1].beta.T]
    bic = sizes * np.log(people) + fit_term
    order = _in_order(bic, sizes, named)
    return Ranking(
        models=tuple(named[k] for k in order),
        beta=tuple(beta[k] for k in order),
        bic=bic[order],
        aic=(2 * sizes + fit_term)[order],
        dark=dark[order],
        candidates=len(models),
    )


def _in_order(bic: Floats, sizes: Ints, models: Sequence[Model]) -> list[int]:
    """Best BIC first; ties, which are many on sparse data, by size and then by name.

    This order is the same on every machine. Names are only made where there is a tie.
    """
    rounded = np.round(bic, 8)
    order = np.lexsort((sizes, rounded))
    new = np.diff(rounded[order]).astype(bool) | np.diff(sizes[order]).astype(bool)
    starts = [0, *(np.flatnonzero(new) + 1).tolist(), len(order)]
    settled: list[int] = []
    for start, end in pairwise(starts):
        tied = order[start:end].tolist()
        settled += tied if len(tied) == 1 else sorted(tied, key=lambda k: model_name(models[k]))
    return settled


def _by_size(models: Sequence[Model]) -> dict[int, list[int]]:
    sizes: dict[int, list[int]] = {}
    for number, model in enumerate(models):
        sizes.setdefault(len(model), []).append(number)
    return sizes


@dataclass(frozen=True)
class Winners:
    """The min-BIC model of each column: its dark figure and its place in the ranking (-1: none)."""

    dark: Floats
    place: Ints
    fitted: int
    """How many pairs of model and column had to be fitted."""


def winners(counts: Floats, ranking: Ranking) -> Winners:
    """For each column of `counts`, shape (2**t, batch), the best of the ranked models there."""
    return winners_among(counts, ranking, (len(ranking.models),))[0]


def winners_among(counts: Floats, ranking: Ranking, best: Sequence[int]) -> list[Winners]:
    """The winners among the first so many models, for each (rising) number in `best`.

    One pass serves them all, for models are offered in the order of the ranking.
    """
    search = _Search(counts, ranking)
    return [search.offer_up_to(count) for count in best]


class _Search:
    """One search: the best value, dark figure and place so far, for every column."""

    def __init__(self, counts: Floats, ranking: Ranking) -> None:
        self.ranking = ranking
        self.margins = superset_sums(counts.copy())
        self.positive = counts > 0
        self.log_people = np.log(counts.sum(axis=0))
        self.bounds = _Bounds(counts)
        batch = counts.shape[1]
        self.value = np.full(batch, np.inf)
        self.dark = np.full(batch, np.nan)
        self.place = np.full(batch, -1)
        self.fitted = 0
        self.done = 0

    def offer_up_to(self, count: int) -> Winners:
        """Offer the next models, until so many of the ranking have been offered."""
        total = min(count, len(self.ranking.models))
        while self.done < total:
            # Few models at first, so that a good one soon bars the rest from being fitted.
            block = range(self.done, min(total, self.done + min(MOST_AT_ONCE, max(1, self.done))))
            self._offer(block)
            self.done = block.stop
        return Winners(self.dark.copy(), self.place.copy(), self.fitted)

    def _offer(self, block: range) -> None:
        values = np.full((len(block), len(self.value)), np.inf)
        darks = np.full(values.shape, np.nan)
        hopeful = self._hopeful(block)
        for size, members in _by_size([self.ranking.models[k] for k in block]).items():
            rows, columns = np.nonzero(hopeful[members])
            rows = np.array(members)[rows]
            params = np.array([self.ranking.models[block[k]] for k in members]).T
            beta = np.array([self.ranking.beta[block[k]] for k in members]).T
            where = {k: i for i, k in enumerate(members)}
            slots = np.array([where[k] for k in rows.tolist()], dtype=np.int64)
            for start in range(0, len(rows), CHUNK):
                part = slice(start, start + CHUNK)
                fits = fit(
                    np.ascontiguousarray(self.margins[:, columns[part]]),
                    np.ascontiguousarray(params[:, slots[part]]),
                    start=beta[:, slots[part]],
                )
                bic = size * self.log_people[columns[part]] - 2 * fits.score
                values[rows[part], columns[part]] = np.where(np.isfinite(bic), bic, np.inf)
                darks[rows[part], columns[part]] = fits.dark()
            self.fitted += len(rows)
        self._accept(block, values, darks)

    def _hopeful(self, block: range) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Which models of the block might still beat the best of which column."""
        hopeful = np.empty((len(block), len(self.value)), dtype=bool)
        for row, k in enumerate(block):
            model = self.ranking.models[k]
            floor = len(model) * self.log_people - 2 * self.bounds.highest(model)
            hopeful[row] = floor < self.value + 1e-6
        return hopeful

    def _accept(self, block: range, values: Floats, darks: Floats) -> None:
        """Take the best of the block where it beats the best so far and its estimate exists."""
        while True:
            # Rounding makes the first of tied models win, as argmin takes the first.
            leader = np.round(values, 9).argmin(axis=0)
            lead = np.take_along_axis(values, leader[None], axis=0)[0]
            better = np.flatnonzero(lead < self.value - SLACK)
            if not len(better):
                return
            exists = self._exist(block, leader[better], better)
            won = better[exists]
            self.value[won], self.place[won] = lead[won], leader[won] + block.start
            self.dark[won] = darks[leader[won], won]
            values[leader[better], better] = np.inf

    def _exist(self, block: range, leaders: Ints, columns: Ints) -> Ints:
        exists = np.zeros(len(columns), dtype=bool)
        models = [self.ranking.models[block[k]] for k in leaders]
        for members in _by_size(models).values():
            params = np.array([models[k] for k in members]).T
            codes = existence_codes(self.positive[:, columns[members]], params)
            exists[members] = codes == 0
        return np.asarray(exists)


class _Bounds:
    """Upper bounds of a model's likelihood on each column, in closed form.

    If list i has no pair with any list of a set A, the model says that i is independent of A given
    the rest. The widest model that says so is fitted by hand: for each pattern of the rest, rows
    times columns over the total. Where the rest is empty the dark cell is unknown, so the column
    of patterns without A is left free. No model inside can have a higher likelihood.
    """

    def __init__(self, counts: Floats) -> None:
        self.counts = counts
        self.lists = list_count(counts.shape[0])
        self.free = (_x_log_x(counts) - counts).sum(axis=0)
        self.known: dict[tuple[int, int], Floats] = {}

    def highest(self, model: Model) -> Floats:
        """The least of the bounds that apply to the model, shape (batch,)."""
        held = set(model)
        best = self.free
        for i in range(self.lists):
            apart = sum(
                1 << j for j in range(self.lists) if j != i and (1 << i | 1 << j) not in held
            )
            if apart:
                best = np.minimum(best, self._apart(i, apart))
        return np.asarray(best)

    def _apart(self, i: int, apart: int) -> Floats:
        bound = self.known.get((i, apart))
        if bound is None:
            bound = self.known[i, apart] = self._independent(i, apart)
        return bound

    def _independent(self, i: int, apart: int) -> Floats:
        """The likelihood of the best fit with list i independent of `apart` given the rest."""
        total = -self.counts.sum(axis=0)
        rest = ((1 << self.lists) - 1) & ~(apart | 1 << i)
        for given in _subsets(rest):
            inside = [a for a in _subsets(apart) if a or given]
            without = self.counts[[given | a for a in inside]]
            with_i = self.counts[[given | a | 1 << i for a in inside]]
            total = total + (
                _x_log_x(without.sum(axis=0))
                + _x_log_x(with_i.sum(axis=0))
                + _x_log_x(without + with_i).sum(axis=0)
                - _x_log_x(without.sum(axis=0) + with_i.sum(axis=0))
            )
        return np.asarray(total + _x_log_x(self.counts[1 << i]))


def _subsets(mask: int) -> list[int]:
    found, part = [0], mask
    while part:
        found.append(part)
        part = (part - 1) & mask
    return found


def _x_log_x(values: Floats) -> Floats:
    return np.asarray(values * np.log(np.maximum(values, 1.0)))
