"""A study analysed as its protocol says: one way for each kind of outcome, fixed beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import matching, proportions, ratings, rollout, waiting
from .data import CENSORED, EVENT, StudyData
from .effects import CannotEstimateError, Effect
from .flow import BaselineRow, Flow, baseline_of, flow_of
from .missing import Tipping, Unknown, tipping
from .multiplicity import holm
from .protocol import Design, Family, Kind, Outcome, Study


@dataclass(frozen=True)
class Finding:
    """What was found for an outcome: an effect, or why there is none.

    p_adjusted: within the family of secondary outcomes. cannot_say: by arm, for ratings.
    """

    outcome: Outcome
    effect: Effect | None
    why_not: str | None = None
    p_adjusted: float | None = None
    cannot_say: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Findings:
    """All that a report is made of, beside the protocol and the log."""

    study: Study
    findings: tuple[Finding, ...]
    flow: Flow | None
    baseline: tuple[BaselineRow, ...]
    unknown: tuple[Unknown, ...]
    tipping: tuple[Tipping, ...]
    harms: tuple[tuple[str, str, int], ...] | None
    areas: int | None = None
    periods: int | None = None

    def of(self, outcome: Outcome) -> Finding:
        """The finding of an outcome."""
        return next(one for one in self.findings if one.outcome.id == outcome.id)


def analyse(study: Study, data: StudyData) -> Findings:
    """Analyse every outcome of the protocol, in its order, each as allocated."""
    found = _adjusted(study, [_finding(study, data, outcome) for outcome in study.outcomes])
    if study.of_areas:
        assert data.panel is not None
        areas, periods = len(data.panel.areas), data.panel.periods
        return Findings(study, found, None, (), (), (), data.harms, areas, periods)
    unknown = tuple(row for one in study.outcomes for row in _unknown(study, data, one))
    allocated = {
        row.arm: row.allocated - row.unknown for row in unknown if row.outcome == study.primary.id
    }
    tips = tuple(_tipping(study, data, one) for one in study.outcomes)
    return Findings(
        study,
        found,
        flow_of(study, data, allocated),
        tuple(baseline_of(study, data)),
        unknown,
        tips,
        data.harms,
    )


def _finding(study: Study, data: StudyData, outcome: Outcome) -> Finding:
    how = {
        Kind.BINARY: _binary,
        Kind.ORDINAL: _ordinal,
        Kind.TIME: _time,
        Kind.RATE: _rate,
    }[outcome.kind]
    said = _cannot_say(study, data, outcome) if outcome.kind is Kind.ORDINAL else ()
    try:
        return Finding(outcome, how(study, data, outcome), cannot_say=said)
    except CannotEstimateError as error:
        return Finding(outcome, None, str(error), cannot_say=said)


def _adjusted(study: Study, found: list[Finding]) -> tuple[Finding, ...]:
    own = {
        one.outcome.id: one.effect.p_value
        for one in found
        if one.outcome.family is Family.SECONDARY and one.effect is not None
    }
    adjusted = holm(own)
    return tuple(
        Finding(one.outcome, one.effect, one.why_not, adjusted.get(one.outcome.id), one.cannot_say)
        for one in found
    )


def _names(study: Study) -> tuple[str, str]:
    return study.treated.id, study.compared.id


def _binary(study: Study, data: StudyData, outcome: Outcome) -> Effect:
    values = data.column(outcome.column)
    known = values != ""
    event = (values == "yes").astype(float)
    treated = data.column("arm") == study.treated.id
    names, alpha, power = _names(study), study.alpha, study.power
    if study.design is Design.MATCHED:
        pairs = _pairs(study, data, known)
        return matching.by_pairs(event[known], pairs, names, alpha=alpha, power=power)
    by = proportions.by_cluster if study.allocated == "cluster" else proportions.by_child
    blocks = data.column("cluster" if study.allocated == "cluster" else "stratum")[known]
    return by(event[known], treated[known], blocks, names, alpha=alpha, power=power)


def _pairs(study: Study, data: StudyData, known: np.ndarray) -> matching.Pairs:
    columns, names = [], []
    for one in study.baseline:
        values = data.column(one.column)
        if one.number:
            numbers = np.array([float(text) if text else np.nan for text in values])
            lacking = np.isnan(numbers)
            columns += [np.where(lacking, np.nanmean(numbers), numbers)]
            names += [one.title]
            if lacking.any():
                columns, names = (
                    [*columns, lacking.astype(float)],
                    [*names, f"{one.title}: unknown"],
                )
            continue
        for level in sorted(set(values.tolist()))[1:]:
            columns.append((values == level).astype(float))
            names.append(f"{one.title}: {level or 'not known'}")
    covariates = np.column_stack(columns)[known]
    treated = (data.column("arm") == study.treated.id)[known]
    return matching.matched(covariates, tuple(names), treated, data.column("stratum")[known])


def _ordinal(study: Study, data: StudyData, outcome: Outcome) -> Effect:
    rows = [one for one in data.ratings if one.outcome == outcome.column and one.level is not None]
    place = {name: at for at, name in enumerate(data.people["participant"])}
    arms, strata = data.people["arm"], data.people["stratum"]
    return ratings.by_review(
        np.array([one.participant for one in rows], dtype=str),
        np.array([one.review for one in rows], dtype=np.int64),
        np.array([one.level for one in rows], dtype=np.int64),
        np.array([arms[place[one.participant]] == study.treated.id for one in rows], dtype=bool),
        strata=np.array([strata[place[one.participant]] for one in rows], dtype=str),
        names=_names(study),
        reached=outcome.levels.index(outcome.reached_at or ""),
        alpha=study.alpha,
        power=study.power,
    )


def _cannot_say(
    study: Study, data: StudyData, outcome: Outcome
) -> tuple[tuple[str, int, int], ...]:
    arm_of = dict(zip(data.people["participant"], data.people["arm"], strict=True))
    rows = [one for one in data.ratings if one.outcome == outcome.column]
    return tuple(
        (
            arm,
            sum(one.level is None and arm_of[one.participant] == arm for one in rows),
            sum(arm_of[one.participant] == arm for one in rows),
        )
        for arm in _names(study)
    )


def _time(study: Study, data: StudyData, outcome: Outcome) -> Effect:
    days = np.array(
        [float(one) if one else np.nan for one in data.people[f"{outcome.column}_days"]]
    )
    known = ~np.isnan(days)
    events = data.column(f"{outcome.column}_event")
    code = np.where(
        events == EVENT,
        waiting.EVENT,
        np.where(events == CENSORED, waiting.CENSORED, waiting.COMPETING),
    )
    treated = data.column("arm") == study.treated.id
    return waiting.by_day(
        days[known],
        code[known],
        treated[known],
        data.column("cluster")[known],
        _names(study),
        horizon=outcome.horizon_days or 0,
        alpha=study.alpha,
        power=study.power,
    )


def _rate(study: Study, data: StudyData, outcome: Outcome) -> Effect:
    panel = data.panel
    assert panel is not None
    rates = panel.counts[outcome.column] / panel.of[outcome.column]
    if study.design is Design.STEPPED_WEDGE:
        return rollout.stepped_wedge(
            rates, panel.start, _names(study), alpha=study.alpha, power=study.power
        )
    if study.design is Design.DIFFERENCES:
        return rollout.differences(
            rates, panel.start, _names(study), alpha=study.alpha, power=study.power
        )
    starts = set(panel.start.tolist())
    if len(starts) != 1:
        raise CannotEstimateError("before and after needs one start for all areas")
    whole = panel.counts[outcome.column].sum(axis=0) / panel.of[outcome.column].sum(axis=0)
    return rollout.before_after(
        whole, starts.pop(), _names(study), alpha=study.alpha, power=study.power
    )


def yes_no(data: StudyData, outcome: Outcome) -> tuple[np.ndarray, np.ndarray]:
    """For each participant whether the outcome is known, and whether it happened.

    Time to an event: whether it happened within the horizon. A rating: whether the last review
    reached the good level.
    """
    if outcome.kind is Kind.BINARY:
        values = data.column(outcome.column)
        return values != "", values == "yes"
    if outcome.kind is Kind.TIME:
        days = np.array(
            [float(one) if one else np.nan for one in data.people[f"{outcome.column}_days"]]
        )
        events = data.column(f"{outcome.column}_event")
        happened = (events == EVENT) & (days <= (outcome.horizon_days or 0))
        ended = (events != CENSORED) | (days >= (outcome.horizon_days or 0))
        return ~np.isnan(days) & ended, happened
    last: dict[str, tuple[int, int]] = {}
    for one in data.ratings:
        if one.outcome == outcome.column and one.level is not None:
            last[one.participant] = max(last.get(one.participant, (0, 0)), (one.review, one.level))
    good = outcome.levels.index(outcome.reached_at or "")
    names = data.people["participant"]
    return (
        np.array([name in last for name in names]),
        np.array([name in last and last[name][1] >= good for name in names]),
    )


def _unknown(study: Study, data: StudyData, outcome: Outcome) -> list[Unknown]:
    arms = data.column("arm")
    known, _ = yes_no(data, outcome)
    return [
        Unknown(outcome.id, arm, int((arms == arm).sum()), int(((arms == arm) & ~known).sum()))
        for arm in _names(study)
    ]


def _tipping(study: Study, data: StudyData, outcome: Outcome) -> Tipping:
    arms = data.column("arm")
    known, happened = yes_no(data, outcome)
    counted = []
    for what in (known, happened, ~known):
        first, second = (int((what & (arms == arm)).sum()) for arm in _names(study))
        counted.append((first, second))
    return tipping(outcome.id, counted[0], counted[1], counted[2])
