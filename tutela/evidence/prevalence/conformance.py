"""Do we get what others get? Every applicable reference value, checked to its tolerance.

`python -m tutela.evidence.prevalence.conformance FILE.md` writes the table into the page between
its two marks. The reference values and their sources are in `data/reference.json`; the resamples
that other programs drew are in `data/draws` and are replayed, never drawn again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tutela.evidence.prevalence import bayes_threshold, latent_classes
from tutela.evidence.prevalence.aic2014 import select
from tutela.evidence.prevalence.anchors import FixedFit, fit_model
from tutela.evidence.prevalence.bic import rank, winners
from tutela.evidence.prevalence.bootstrap import Bootstrap, resample
from tutela.evidence.prevalence.captures import Captures, deletions
from tutela.evidence.prevalence.decomposable import average_graphs, grid
from tutela.evidence.prevalence.existence import existence_code
from tutela.evidence.prevalence.lattice import (
    Floats,
    hierarchical_models,
    main_effects,
    model_name,
    ordered,
    pairs,
    parse_model,
    term_name,
)
from tutela.evidence.prevalence.profile import multinomial_limits, poisson_limits
from tutela.evidence.prevalence.reading import read_captures, read_draws
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.resampling import rank_all, run_bic, run_stepwise
from tutela.evidence.prevalence.stepwise import stepwise

DATA = Path(__file__).parent / "data"
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


def checks(reference: Mapping[str, Any]) -> Iterator[Check]:
    """All checks of one reference; none where no method of ours covers it."""
    family = str(reference["id"]).split(".", maxsplit=1)[0]
    check = _FAMILIES.get(family)
    if check is not None:
        for quantity, off, allowed, *note in check(reference):
            yield Check(str(reference["id"]), quantity, off, allowed, *note)


_Row = tuple[str, float, float] | tuple[str, float, float, str]
_Family = Callable[[Mapping[str, Any]], Iterator[_Row]]


def relative(ours: float, theirs: float) -> float:
    return abs(ours / theirs - 1)


def same(ours: object, theirs: object) -> float:
    return 0.0 if ours == theirs else float("inf")


def _stepwise(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _wald(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _aic2014(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def draws_of(table: Captures, dataset: str) -> Floats | None:
    """The resamples drawn for a data set, or None."""
    for kind in ("boot1000", "bicboot1000"):
        path = DATA / "draws" / f"{dataset}_{kind}_counts.csv"
        if path.exists():
            return read_draws(path, table)
    return None


def _bca_off(ours: Bootstrap, theirs: Value) -> float:
    return max(relative(ours.limit(float(k)), theirs[k]) for k in theirs if k.startswith("0"))


def _stepwise_bootstrap(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _bic(reference: Mapping[str, Any]) -> Iterator[_Row]:
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
    for row in value["BCa_by_ntop"]:
        best = run_bic(table, ranking, row["ntop"], drawn).bootstrap
        yield f"BCa limits, best {row['ntop']}", _bca_off(best, row), 1e-6
        yield f"acceleration, best {row['ntop']}", abs(best.jackknife.value - row["ahat"]), 1e-7
    ranks = {k: int(((run.place >= 0) & (run.place < int(k))).sum()) for k in value["rank_counts"]}
    yield "rank counts", same(ranks, value["rank_counts"]), 0
    yield "replicates without a model", same(int((run.place < 0).sum()), value["n_rep_no_model"]), 0


def _jackknife_all(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _graphs(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _latent_classes(reference: Mapping[str, Any]) -> Iterator[_Row]:
    """Only the pooled rows: single chains of a sampler that sticks have nothing to agree on."""
    if not reference["id"].endswith("pooled"):
        return
    table, value = table_of(reference["dataset"]), reference["value"]
    found = latent_classes.posterior(table, np.random.default_rng(1))
    if value["Rhat"] >= 1.01:
        try:
            found.refuse_unless_converged()
        except Refusal as refusal:
            yield "does not converge", 0.0, 0.0, f"refused: {refusal.name}, R-hat {found.r_hat:.2f}"
        else:
            yield "does not converge", same(found.r_hat > 1.01, True), 0.0, found.diagnosis
        return
    chains = [
        r["value"]
        for r in references()
        if r["id"].startswith(f"lcmcr.{reference['dataset']}.") and "sd" in r["value"]
    ]
    spread = float(np.mean([c["sd"] for c in chains]))
    # Their 4 chains of 1,000 kept draws with this lag-1 autocorrelation, and our effective size.
    lag = float(np.mean([c["lag1"] for c in chains]))
    error = 1.2533 * spread * np.sqrt((1 + lag) / (1 - lag) / 4000 + 1 / found.effective)
    off = abs(found.quantile(0.5) - value["quantiles"]["50%"])
    yield "median, in Monte Carlo standard errors", off / float(error), 3.0, found.diagnosis


def _bayes(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _binette(reference: Mapping[str, Any]) -> Iterator[_Row]:
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


def _published(reference: Mapping[str, Any]) -> Iterator[_Row]:
    if reference["method"] == "existence codes":
        table = table_of(reference["dataset"])
        for pair in str(reference["value"]).split():
            name, code = pair.split(":")
            model = np.array(parse_model(table.list_number, name))
            yield name, same(existence_code(table.counts > 0, model), int(code)), 0
        return
    table = table_of(reference["dataset"])
    drawn = draws_of(table, reference["dataset"])
    for best, low, high, order in _PRINTED.get(str(reference["id"]), ()):
        if drawn is None:
            break
        if order:
            run = run_bic(table, rank_all(table, order), best, drawn).bootstrap
        else:
            run = run_stepwise(table, 0.02, drawn).bootstrap
        ends = relative(run.limit(0.025), low), relative(run.limit(0.975), high)
        yield f"printed limits{f', best {best}' if order else ''}", max(ends), 0.01, "as rounded"


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


_FAMILIES: dict[str, _Family] = {
    "step": _stepwise,
    "stepwald": _wald,
    "main": _wald,
    "all2way": _wald,
    "aic2014": _aic2014,
    "stepboot": _stepwise_bootstrap,
    "bic": _bic,
    "jackall": _jackknife_all,
    "dga": _graphs,
    "lcmcr": _latent_classes,
    "bayesthresh": _bayes,
    "binette": _binette,
    "published": _published,
}


BEGIN = "<!-- conformance: begin -->"
END = "<!-- conformance: end -->"


def as_markdown(found: list[Check]) -> str:
    """The table for the page, one row a check."""
    rows = ["| reference | quantity | off by | allowed | |", "| --- | --- | --- | --- | --- |"]
    for check in found:
        verdict = "holds" if check.holds else "**does not hold**"
        off = "exact" if check.off == 0 else f"{check.off:.1e}"
        allowed = "exact" if check.allowed == 0 else f"{check.allowed:g}"
        note = f"; {check.note}" if check.note else ""
        rows.append(
            f"| `{check.reference}` | {check.quantity} | {off} | {allowed} | {verdict}{note} |"
        )
    return "\n".join(rows)


def main(page: Path) -> None:
    """Write the table into the page between its marks."""
    found = [check for reference in references() for check in checks(reference)]
    covered = {check.reference for check in found}
    summary = (
        f"{sum(c.holds for c in found)} of {len(found)} checks hold, over {len(covered)} of"
        f" {len({r['id'] for r in references()})} references."
    )
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(
        f"{before}{BEGIN}\n{summary}\n\n{as_markdown(found)}\n{END}{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
