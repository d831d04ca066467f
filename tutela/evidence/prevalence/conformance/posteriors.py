"""Checks of the averaging methods, of cached results and of printed figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from tutela.evidence.prevalence import bayes_threshold, latent_classes
from tutela.evidence.prevalence.aic2014 import select
from tutela.evidence.prevalence.anchors import fit_model
from tutela.evidence.prevalence.bootstrap import resample
from tutela.evidence.prevalence.conformance.references import (
    Row,
    draws_of,
    references,
    relative,
    same,
    table_of,
)
from tutela.evidence.prevalence.decomposable import average_graphs, grid
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.lattice import (
    main_effects,
    parse_model,
    term_name,
)
from tutela.evidence.prevalence.profile import multinomial_limits, poisson_limits
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.resampling import rank_all, run_bic, run_stepwise


def check_graphs(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value, params = table_of(reference["dataset"]), reference["value"], reference["params"]
    even = params["grid"].startswith("unique")
    most = params["max_mult"] * table.people
    dark = grid(table.people, params["max_mult"]) if even else np.arange(1.0, most + 1)
    found = average_graphs(table, dark, params["delta"])
    quantiles = {k: found.quantile(float(k.rstrip("%")) / 100) for k in value["quantiles"]}
    yield "quantiles", same(quantiles, {k: float(v) for k, v in value["quantiles"].items()}), 0
    yield "mean", relative(found.average, value["mean"]), 1e-9
    yield "mode", same(found.mode, float(value["mode"])), 0
    first = np.argsort(-found.weight)[:3]
    theirs = np.array(value["top_graph_prob"])
    yield "graph probabilities", float(np.abs(found.weight[first] / theirs - 1).max()), 1e-9
    if "n_graphs" in value:
        yield "graphs", same(len(found.graphs), value["n_graphs"]), 0
        means = np.array(value["top_graph_mean"])
        yield "means by graph", float(np.abs(found.mean[first] / means - 1).max()), 1e-9


@lru_cache(maxsize=16)
def _latent_classes(dataset: str) -> latent_classes.LatentClasses:
    return latent_classes.posterior(table_of(dataset), np.random.default_rng(1))


def check_latent_classes(reference: Mapping[str, Any]) -> Iterator[Row]:
    """Only the pooled rows: single chains of a sampler that sticks have nothing to agree on."""
    if not reference["id"].endswith("pooled"):
        return
    dataset, value = reference["dataset"], reference["value"]
    if value["Rhat"] >= 1.01:
        yield _unmet(dataset)
        return
    chains = [
        r["value"]
        for r in references()
        if r["id"].startswith(f"lcmcr.{dataset}.") and "sd" in r["value"]
    ]
    spread = float(np.mean([c["sd"] for c in chains]))
    # Their 4 chains of 1,000 kept draws with this lag-1 autocorrelation.
    lag = float(np.mean([c["lag1"] for c in chains]))
    theirs = spread * float(np.sqrt((1 + lag) / (1 - lag) / 4000))
    yield _median_in_errors(dataset, value["quantiles"]["50%"], theirs)


def _unmet(dataset: str) -> Row:
    """Where their chains don't meet, ours must say that they haven't either."""
    found = _latent_classes(dataset)
    try:
        found.refuse_unless_converged()
    except Refusal as refusal:
        note = f"refused: {refusal.name}, R-hat {found.r_hat:.2f}"
        return "does not converge", 0.0, 0.0, note
    return "does not converge", same(found.r_hat > 1.01, True), 0.0, found.diagnosis


def _median_in_errors(dataset: str, median: float, their_error: float) -> Row:
    """How many Monte Carlo standard errors lie between the medians; 1.2533 is a median's price."""
    found = _latent_classes(dataset)
    own = float(found.draws.std()) / float(np.sqrt(found.effective))
    error = 1.2533 * float(np.hypot(their_error, own))
    off = abs(found.quantile(0.5) - median) / error
    return "median, in Monte Carlo standard errors", off, 3.0, found.diagnosis


def check_bayes(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value, params = table_of(reference["dataset"]), reference["value"], reference["params"]
    try:
        found = bayes_threshold.posterior(
            table,
            np.random.default_rng(1),
            threshold=params.get("threshold", 2.0),
            max_order=params.get("maxorder", 2),
            proper=params.get("prior", "proper") == "proper",
        )
    except Refusal as refusal:
        yield "refused", same("error" in value, True), 0, refusal.name
        return
    kept = {
        term_name(a, table.lists)
        for a in found.model
        if a.bit_count() > 1 and a not in found.minus_infinity
    }
    theirs = {*value["retained"], *value["retained_triples"]}
    hair = [r for r in found.ratios.values() if abs(r / found.threshold - 1) < 0.05]
    draws, note = found.draws, ""
    if kept == theirs or not hair:
        yield "terms kept", same(kept, theirs), 0
    else:
        # In or out by a hair is a matter of seeds: compare given the terms that they kept.
        note = f"given their terms: a ratio of {hair[0]:.2f} stands at the threshold"
        masks = {term_name(a, table.lists): a for a in found.ratios}
        draws = bayes_threshold.given_terms(
            table, [masks[name] for name in theirs], found.minus_infinity, np.random.default_rng(1)
        )
    quantiles = {k: float(np.quantile(draws, float(k[:-1]) / 100)) for k in value["quantiles"]}
    yield "median", relative(quantiles["50%"], value["quantiles"]["50%"]), 0.01, note
    ends = ("2.5%", "97.5%")
    yield "limits", max(relative(quantiles[k], value["quantiles"][k]) for k in ends), 0.03, note
    lost = {term_name(a, table.lists) for a in found.minus_infinity}
    yield "terms at minus infinity", same(lost, set(value["minus_inf"])), 0


def check_binette(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value, method = table_of(reference["dataset"]), reference["value"], reference["method"]
    if method.startswith("Independence"):
        fitted = fit_model(table, main_effects(table.list_number))
        low, high = poisson_limits(table.floats, fitted.model, fitted.dark).limits[0.95]
        yield "population", relative(fitted.population, value["N"]), 1e-4
        yield "limits", max(relative(low, value["lo"]), relative(high, value["hi"])), 1e-4
    elif method.startswith("SparseMSE"):
        drawn = resample(table.floats, 2000, np.random.default_rng(1))
        run = run_stepwise(table, 0.02, drawn).bootstrap
        yield "population", relative(run.point, value["N"]), 1e-6
        interval = run.bca()
        ends = relative(interval.low, value["lo"]), relative(interval.high, value["hi"])
        # The lower ends are among the very least replicates of small tables: a matter of seeds.
        note = "saturated: the low end is the least replicate" if interval.saturated else ""
        yield "upper limit, fresh seed", ends[1], 0.1
        if not interval.saturated:
            yield "lower limit, fresh seed", ends[0], 0.1, note
    elif method.startswith("dga"):
        found = average_graphs(table, grid(table.people, 30))
        ours = tuple(found.quantile(p) for p in (0.5, 0.025, 0.975))
        yield "quantiles", same(ours, tuple(float(value[k]) for k in ("N", "lo", "hi"))), 0
    elif reference["dataset"] == "UKdat_5":
        yield _unmet("UKdat_5")
    else:
        # Their median is of 200 chains; its own error is small beside ours.
        yield _median_in_errors(reference["dataset"], value["N"], 0.0)


def check_published(reference: Mapping[str, Any]) -> Iterator[Row]:
    if reference["method"] == "existence codes":
        table = table_of(reference["dataset"])
        for pair in str(reference["value"]).split():
            name, code = pair.split(":")
            model = np.array(parse_model(table.list_number, name))
            yield name, same(existence_code(table.counts > 0, model), int(code)), 0
        return
    table = table_of(reference["dataset"])
    drawn = draws_of(table, reference["dataset"])
    if reference["method"].startswith("AIC"):
        fitted = select(table)
        low, high = multinomial_limits(table.floats, fitted.model, fitted.dark).limits[0.95]
        rounded = round(low / 1000), round(high / 1000)
        yield "limits in thousands", same(rounded, (10, 13)), 0
    for best, low, high, order in _PRINTED.get(str(reference["id"]), ()):
        if drawn is None:
            break
        if order:
            run = run_bic(table, rank_all(table, order), best, drawn).bootstrap
        else:
            run = run_stepwise(table, 0.02, drawn).bootstrap
        ends = relative(run.limit(0.025), low), relative(run.limit(0.975), high)
        allowed = 0.05 if reference["id"] in _OTHER_DRAWS else 0.01
        yield f"printed limits, best {best or 'of all'}", max(ends), allowed, "as rounded"


_OTHER_DRAWS = {"published.Kosovo.BIC order 2"}
_PRINTED: dict[str, tuple[tuple[int | None, float, float, int], ...]] = {
    "published.NewOrl_5_v2019.stepwise 0.02": ((None, 589, 1703, 0),),
    "published.Western.stepwise 0.02": ((None, 1293, 3670, 0),),
    "published.Kosovo.BIC order 3": (
        (1, 9100, 12000, 3),
        (5, 8500, 17000, 3),
        (10, 6900, 18000, 3),
        (None, 6947, 18010, 3),
    ),
    "published.Korea.BIC order 2": ((1, 131, 248, 2), (2, 130, 348, 2), (6, 128, 349, 2)),
    "published.Kosovo.BIC order 2": ((None, 12451, 16273, 2),),
}
"""Printed limits: (how many of the best models, low, high, order; 0 is stepwise)."""
