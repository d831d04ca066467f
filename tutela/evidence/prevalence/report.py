"""The honest report: every number beside what could make it wrong. It is the default output.

Nothing here decides anything. It gathers the methods' answers, the models that fit as well, and
what happens to the answer when a choice moves, into one `Report` that wording and pages read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.coverage import Coverage, simulated_coverage
from tutela.evidence.prevalence.decomposable import sensitivity
from tutela.evidence.prevalence.estimate import (
    METHODS,
    P_THRESHOLD,
    Estimate,
    Settings,
    estimate,
)
from tutela.evidence.prevalence.latent_classes import posterior
from tutela.evidence.prevalence.lattice import Floats, model_name
from tutela.evidence.prevalence.profile import averaged
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.resampling import (
    StepwiseRun,
    draw,
    need_base,
    rank_all,
    run_bic,
    run_fixed,
    run_stepwise,
)
from tutela.evidence.prevalence.sensitivity import (
    Influence,
    KnownTruth,
    Variant,
    influences,
    known_truth,
    merge_two_lists,
    omit_one_list,
    threshold_curve,
    unseen_interaction,
)

ANCHORS = frozenset({"main", "chao"})
SHORT_RUN = 3_000
SHOWN_MODELS = 12
WIDE_TABLE = 7
"""From this many lists on, the slow parts (coverage, merging) are left out, and it says so."""


@dataclass(frozen=True)
class NearModel:
    """One model near the best BIC."""

    name: str
    population: float
    behind: float
    weight: float
    wins: float


@dataclass(frozen=True)
class NearModels:
    """Models near the best: how many within 2 and 6 units, and their populations.

    `averaged` is the middle 95 % of all models weighted by exp(-BIC / 2); `wins` in each model is
    the share of bootstrap replicates that chose it.
    """

    order: int
    candidates: int
    admissible: int
    within_two: int
    within_six: int
    two: tuple[float, float]
    six: tuple[float, float]
    averaged: Interval
    models: tuple[NearModel, ...]


@dataclass(frozen=True)
class Report:
    """Everything that `tutela estimate` prints. Parts that have no answer are refusals in words."""

    table: Captures
    method: str
    chosen: Estimate
    answers: tuple[Estimate | tuple[str, Refusal], ...]
    near: NearModels | Refusal
    percentile: Interval | None
    bca: Interval | None
    model_held: Interval | None
    dropped: int
    replicates: int
    thresholds: tuple[Variant, ...]
    omitted: tuple[Variant, ...]
    merged: tuple[Variant, ...]
    truths: tuple[KnownTruth, ...]
    influence: tuple[Influence, ...]
    grid_ends: dict[int, tuple[float, Interval]] | Refusal
    unseen: tuple[tuple[float, float], ...]
    coverage: Coverage | None

    @property
    def point_range(self) -> tuple[float, float]:
        """Least and greatest of the methods' answers (anchors apart) and of near-tied models."""
        points = [a.population for a in self.answers if isinstance(a, Estimate) and not _anchor(a)]
        if isinstance(self.near, NearModels):
            points += self.near.two
        return min(points), max(points)

    @property
    def interval_range(self) -> tuple[float, float]:
        """The lowest and the highest end of any method's interval, anchors apart."""
        intervals = [
            a.interval
            for a in self.answers
            if isinstance(a, Estimate) and not _anchor(a) and a.interval is not None
        ]
        low, high = self.point_range
        return (
            min([low, *(i.low for i in intervals)]),
            max([high, *(i.high for i in intervals)]),
        )


def _anchor(answer: Estimate) -> bool:
    return answer.method in ANCHORS


Tick = Callable[[str], object]
"""Told what comes next, in words."""


def make_report(
    table: Captures,
    method: str,
    settings: Settings,
    tick: Tick = lambda _: None,
    sweeps: int = SHORT_RUN,
) -> Report:
    """Run everything. Raises `Refusal` where the chosen method has no honest answer.

    `sweeps`: how long the latent class sampler runs, where it isn't the chosen method.
    """
    need_base(table)
    tick(method)
    chosen = estimate(table, method, settings)
    threshold = settings.p_threshold if settings.p_threshold is not None else P_THRESHOLD
    if method == "aic2014":
        threshold = P_THRESHOLD
    rng = np.random.default_rng(settings.seed)
    drawn = draw(table, max(settings.replicates, 1), rng, settings.draws)
    run = run_stepwise(table, threshold, drawn)
    some = len(run.bootstrap.kept) > 0
    held = run_fixed(table, run.model, drawn)
    answers = _answers(table, chosen, settings, tick, sweeps)
    tick("models that fit nearly as well")
    near = _near(table, settings, drawn)
    tick("how the answer moves")
    return Report(
        table=table,
        method=method,
        chosen=chosen,
        answers=answers,
        near=near,
        bca=run.bootstrap.bca(settings.level) if some else None,
        percentile=run.bootstrap.percentile(settings.level) if some else None,
        model_held=held.percentile(settings.level) if len(held.kept) else None,
        dropped=run.bootstrap.dropped,
        replicates=len(run.bootstrap.replicates),
        thresholds=threshold_curve(table),
        omitted=omit_one_list(table, threshold),
        merged=merge_two_lists(table, threshold) if table.list_number < WIDE_TABLE else (),
        truths=known_truth(table, threshold),
        influence=influences(table, run),
        grid_ends=_grid_ends(table),
        unseen=unseen_interaction(table.people, chosen.population),
        coverage=_coverage(table, run, threshold, rng),
    )


def _answers(
    table: Captures, chosen: Estimate, settings: Settings, tick: Tick, sweeps: int
) -> tuple[Estimate | tuple[str, Refusal], ...]:
    """Every method's answer or refusal; the other methods run at their own defaults."""
    others = replace(settings, p_threshold=None)
    found: list[Estimate | tuple[str, Refusal]] = []
    for method in METHODS:
        if method == chosen.method:
            found.append(chosen)
            continue
        tick(method)
        try:
            answer = (
                _short_latent_classes(table, settings, sweeps)
                if method == "lcmcr"
                else estimate(table, method, others)
            )
        except Refusal as refusal:
            found.append((method, refusal))
        else:
            found.append(answer)
    return tuple(found)


def _short_latent_classes(table: Captures, settings: Settings, sweeps: int) -> Estimate:
    """A short run, so that the report doesn't wait half a minute for one method of eight."""
    rng = np.random.default_rng(settings.seed)
    found = posterior(table, rng, burn_in=sweeps // 2, most_sweeps=sweeps)
    found.refuse_unless_converged()
    return Estimate(
        "lcmcr",
        found.quantile(0.5),
        found.interval(settings.level),
        warnings=("a short run; --method lcmcr runs longer", found.diagnosis),
    )


def _near(table: Captures, settings: Settings, drawn: Floats) -> NearModels | Refusal:
    try:
        ranking = rank_all(table, settings.max_order)
    except Refusal as refusal:
        return refusal
    run = run_bic(table, ranking, settings.best, drawn)
    weights = ranking.weights()
    population = table.people + ranking.dark
    two, six = ranking.within(2.0), ranking.within(6.0)
    return NearModels(
        order=settings.max_order,
        candidates=ranking.candidates,
        admissible=len(ranking.models),
        within_two=two,
        within_six=six,
        two=(float(population[:two].min()), float(population[:two].max())),
        six=(float(population[:six].min()), float(population[:six].max())),
        averaged=averaged(ranking, table.people).interval(settings.level),
        models=tuple(
            NearModel(
                model_name(ranking.models[k]),
                float(population[k]),
                float(ranking.bic[k] - ranking.bic[0]),
                float(weights[k]),
                float((run.place == k).mean()),
            )
            for k in range(min(SHOWN_MODELS, six))
        ),
    )


def _grid_ends(table: Captures) -> dict[int, tuple[float, Interval]] | Refusal:
    try:
        return sensitivity(table)
    except Refusal as refusal:
        return refusal


def _coverage(
    table: Captures, run: StepwiseRun, threshold: float, rng: np.random.Generator
) -> Coverage | None:
    if table.list_number >= WIDE_TABLE:
        return None
    return simulated_coverage(
        table, np.array(run.model, dtype=np.int64), run.bootstrap.point, rng, threshold=threshold
    )
