"""The procedure behind the figure of 10,000 to 13,000 (Silverman 2014).

Forward choice of pairs by AIC; stop when AIC no longer falls, or when the new term's Wald p-value
is above the threshold. Limits from the multinomial profile likelihood, taking the chosen model as
given. It is here so that the cited figure can be made again, not because it is advised.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from tutela.evidence.prevalence.anchors import FixedFit, fit_model
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.existence import existence_codes
from tutela.evidence.prevalence.fitting import fit
from tutela.evidence.prevalence.lattice import Model, main_effects, ordered, pairs, superset_sums

WALD_THRESHOLD = 0.05


def select(table: Captures, threshold: float = WALD_THRESHOLD) -> FixedFit:
    """The model that the 2014 procedure ends with. Raises `Refusal` if the base has no estimate."""
    table.needs_two_lists()
    table.needs_overlap()
    best = fit_model(table, main_effects(table.list_number))
    while True:
        wider = _best_addition(table, best.model)
        if wider is None:
            return best
        model, term = wider
        found = fit_model(table, model)
        # A term at minus infinity is what a plain fit calls about -20 with a huge standard error:
        # its Wald p-value is near 1, so the procedure stops before it.
        if found.aic >= best.aic or _wald(found, term) > threshold:
            return best
        best = found


def _best_addition(table: Captures, model: Model) -> tuple[Model, int] | None:
    """The pair that lowers AIC most, first in order on ties; None if no pair can be added."""
    free = [pair for pair in pairs(table.list_number) if pair not in model]
    if not free:
        return None
    column = table.floats[:, None]
    params = np.array([[*model, pair] for pair in free], dtype=np.int64).T
    good = existence_codes(column > 0, params) == 0
    if not good.any():
        return None
    params = np.ascontiguousarray(params[:, good])
    fits = fit(superset_sums(column.copy()), params, counts=column)
    place = int(np.round(fits.score, 9).argmax())
    term = int(params[-1, place])
    return ordered((*model, term)), term


def _wald(found: FixedFit, term: int) -> float:
    place = found.model.index(term)
    if not np.isfinite(found.errors[place]):
        return 1.0
    return 2 * NormalDist().cdf(-abs(float(found.beta[place] / found.errors[place])))
