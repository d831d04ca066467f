"""Checks of the methods that fit models: stepwise, BIC, 2014, Wald limits, bootstrap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tutela.evidence.prevalence.aic2014 import select
from tutela.evidence.prevalence.anchors import FixedFit, fit_model
from tutela.evidence.prevalence.bic import rank, winners
from tutela.evidence.prevalence.bootstrap import Bootstrap, resample
from tutela.evidence.prevalence.captures import Captures, deletions
from tutela.evidence.prevalence.conformance.references import (
    Row,
    Value,
    draws_of,
    relative,
    same,
    table_of,
)
from tutela.evidence.prevalence.lattice import (
    Floats,
    hierarchical_models,
    main_effects,
    model_name,
    ordered,
    pairs,
)
from tutela.evidence.prevalence.profile import multinomial_limits
from tutela.evidence.prevalence.resampling import rank_all, run_bic, run_bic_among, run_stepwise
from tutela.evidence.prevalence.stepwise import stepwise


def check_stepwise(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    found = stepwise(table.floats[:, None], reference["params"]["pthresh"])
    model = found.model(0, table.list_number)
    fitted = fit_model(table, model)
    yield "population", relative(table.people + float(found.dark[0]), value["N"]), 1e-6
    yield "model", same(model_name(model), value["model"]), 0
    yield "BIC", abs(fitted.bic - value["BIC"]), 1e-6
    yield "AIC", abs(fitted.aic - value["AIC"]), 1e-6


EARLY_STOP = (
    "R takes its standard error one step before its end; with its own stopping rule ours is the"
    " same to the tolerance"
)


def check_wald(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    lists, family = table.list_number, reference["id"].split(".")[0]
    model = main_effects(lists)
    if family == "all2way":
        model = ordered((*model, *pairs(lists)))
    elif family == "stepwald":
        model = stepwise(table.floats[:, None], 0.02).model(0, lists)
    fitted = fit_model(table, model)
    sparse = fitted.population > 2000 and table.people < 500
    allowed = 1e-5 if sparse and "1e-5" in reference["tolerance"] else 1e-6
    yield "population", relative(fitted.population, value["N"]), allowed
    off = _wald_off(fitted, value)
    if off > allowed:
        early = early_stopped(table, fitted)
        yield "limits", _wald_off(early, value), allowed, f"{EARLY_STOP} (ours exact: {off:.1e})"
    else:
        yield "limits", off, allowed


def _wald_off(fitted: FixedFit, value: Value) -> float:
    ends = {"2.5%": fitted.wald().low, "97.5%": fitted.wald().high}
    ends |= {"10%": fitted.wald(0.8).low, "90%": fitted.wald(0.8).high}
    return max(relative(ours, value[name]) for name, ours in ends.items())


def early_stopped(table: Captures, fitted: FixedFit) -> FixedFit:
    """The same fit by reweighted least squares as R's glm runs it: from counts + 0.1, until the
    deviance moves by less than 1e-8 of itself, with the standard error of the step before."""
    cells = np.arange(1, len(table.counts))
    for lost in fitted.minus_infinity:
        cells = cells[cells & lost != lost]
    finite = np.array([a for a in fitted.model if a not in fitted.minus_infinity])
    design = ((cells[:, None] & finite) == finite).astype(float)
    counts = table.counts[cells].astype(float)
    mu = counts + 0.1
    deviance = _deviance(counts, mu)
    for _ in range(50):
        weighted = np.sqrt(mu)[:, None] * design
        working = np.sqrt(mu) * (np.log(mu) + (counts - mu) / mu)
        beta = np.linalg.lstsq(weighted, working, rcond=None)[0]
        errors = np.sqrt(np.diag(np.linalg.inv(weighted.T @ weighted)))
        mu = np.exp(design @ beta)
        before, deviance = deviance, _deviance(counts, mu)
        if abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            break
    dark = float(np.exp(beta[0]))
    return FixedFit(
        fitted.model,
        table.people + dark,
        dark,
        fitted.bic,
        fitted.aic,
        fitted.minus_infinity,
        beta,
        errors,
    )


def _deviance(counts: Floats, mu: Floats) -> float:
    ratio = np.where(counts > 0, counts / mu, 1.0)
    return float(2 * (counts * np.log(ratio) - (counts - mu)).sum())


def check_aic2014(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    if reference["id"].endswith("main"):
        fitted = fit_model(table, main_effects(table.list_number))
    else:
        fitted = select(table, float(reference["id"].split("p=")[1]))
    limits = multinomial_limits(table.floats, fitted.model, fitted.dark, (0.95, 0.8))
    theirs = value["ci_multinomial"]
    ours = {"point estimate": limits.population}
    ours |= dict(zip(("2.5%", "97.5%"), limits.limits[0.95], strict=True))
    ours |= dict(zip(("10%", "90%"), limits.limits[0.8], strict=True))
    yield "Poisson population", relative(fitted.population, value["N_poisson"]), 1e-6
    yield "AIC", abs(fitted.aic - value["AIC"]), 1e-6
    yield "standard error", relative(fitted.population_error, value["se_poisson"]), 1e-5
    yield "profile limits", max(relative(ours[k], theirs[k]) for k in theirs), 1e-3


def _bca_off(ours: Bootstrap, theirs: Value) -> float:
    return max(relative(ours.limit(float(k)), theirs[k]) for k in theirs if k.startswith("0"))


def check_stepwise_bootstrap(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    given = draws_of(table, reference["dataset"])
    drawn = resample(table.floats, 1000, np.random.default_rng(1)) if given is None else given
    run = run_stepwise(table, 0.02, drawn).bootstrap
    theirs = np.array(value["jackknife_estimates_in_row_order"])
    yield "population", relative(run.point, value["N"]), 1e-6
    yield "jackknife", float(np.abs(run.jackknife.estimates / theirs - 1).max()), 1e-6
    yield "acceleration", abs(run.jackknife.value - value["ahat"]), 1e-7
    if given is None:
        ends = [relative(run.limit(float(k)), value["BCa"][k]) for k in ("0.9", "0.95", "0.975")]
        yield "BCa limits, fresh seed", max(ends), 0.05, "no draws were given to replay"
        return
    first = np.array(value["bootreps_first10"])
    yield "first ten replicates", float(np.abs(run.replicates[:10] / first - 1).max()), 1e-6
    quantiles = value["boot_quantiles_type7"]
    yield (
        "quantiles of replicates",
        max(
            relative(float(np.quantile(run.replicates, float(k.rstrip("%")) / 100)), v)
            for k, v in quantiles.items()
        ),
        1e-6,
    )
    yield "BCa limits", _bca_off(run, value["BCa"]), 1e-6


def check_bic(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    ranking = rank_all(table, reference["params"]["maxorder"])
    yield "candidates", same(ranking.candidates, value["n_candidates"]), 0
    yield "admissible", same(len(ranking.models), value["n_admissible"]), 0
    yield "population", relative(table.people + float(ranking.dark[0]), value["popest"]), 1e-6
    yield "BIC", abs(float(ranking.bic[0]) - value["BIC"]), 1e-6
    ties = [model_name(m) for m in ranking.models[: ranking.within(1e-8)]]
    yield "model", same(value["best"] in ties, True), 0
    if not reference["params"]["nboot"]:
        return
    given = draws_of(table, reference["dataset"])
    drawn = resample(table.floats, 1000, np.random.default_rng(1)) if given is None else given
    run = run_bic(table, ranking, value["ntop"], drawn)
    yield "acceleration", abs(run.bootstrap.jackknife.value - value["ahat"]), 1e-7
    if given is None:
        ends = [
            relative(run.bootstrap.limit(float(k)), value["BCa"][k])
            for k in ("0.5", "0.84", "0.9", "0.95", "0.975")
        ]
        yield "BCa limits, fresh seed", max(ends), 0.05, "no draws were given to replay"
        return
    numbers = [row["ntop"] for row in value["BCa_by_ntop"]]
    runs = run_bic_among(table, ranking, numbers, drawn)
    for row, found in zip(value["BCa_by_ntop"], runs, strict=True):
        best = found.bootstrap
        yield f"BCa limits, best {row['ntop']}", _bca_off(best, row), 1e-6
        yield f"acceleration, best {row['ntop']}", abs(best.jackknife.value - row["ahat"]), 1e-7
    ranks = {k: int(((run.place >= 0) & (run.place < int(k))).sum()) for k in value["rank_counts"]}
    yield "rank counts", same(ranks, value["rank_counts"]), 0
    yield "replicates without a model", same(int((run.place < 0).sum()), value["n_rep_no_model"]), 0


def check_jackknife_all(reference: Mapping[str, Any]) -> Iterator[Row]:
    table, value = table_of(reference["dataset"]), reference["value"]
    ranking = rank(table.floats, hierarchical_models(table.list_number, 2))
    run = run_bic(table, ranking, None, np.zeros((len(table.counts), 0)))
    yield "acceleration", abs(run.bootstrap.jackknife.value - value["ahat_all"]), 1e-7
    without, _ = deletions(table)
    dark = winners(without, ranking).dark
    theirs = sorted(v for v in value["estimates"] if v is not None)
    ours = sorted((table.people - 1 + dark).tolist())
    yield "estimates", max(min(relative(mine, other) for other in theirs) for mine in ours), 1e-7
    yield "patterns", same(len(ours), len(theirs)), 0
