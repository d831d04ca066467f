"""The report as plain text: short lines, plain words, no number without its doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from textwrap import fill

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.critics import ASSUMED, CRITICS
from tutela.evidence.prevalence.estimate import Estimate
from tutela.evidence.prevalence.refusals import Refusal
from tutela.evidence.prevalence.report import ANCHORS, Report
from tutela.evidence.prevalence.sensitivity import Variant
from tutela.evidence.prevalence.strata import PooledStrata

WIDTH = 96
STRONGEST = 8


def people(value: float) -> str:
    """A number of people, for reading."""
    return f"{value:,.0f}" if isfinite(value) else "no limit"


def span(low: float, high: float) -> str:
    return f"{people(low)} to {people(high)}"


def render(report: Report) -> str:
    """The whole report."""
    parts = [
        _headline(report),
        _methods(report),
        _near(report),
        _intervals(report),
        _variants("How the answer moves with the p-value threshold (stepwise)", report.thresholds),
        _variants("Leaving out one list", report.omitted),
        _merged(report),
        _known_truth(report),
        _influence(report),
        _grid(report),
        _unseen(report),
        _coverage(report),
        _critics(),
    ]
    return "\n\n".join(part for part in parts if part)


def _title(text: str) -> str:
    return f"{text}\n{'-' * len(text)}"


def _paragraph(text: str) -> str:
    return fill(text, WIDTH)


def _lines(title: str, lines: Iterable[str]) -> str:
    return "\n".join([_title(title), *lines])


def _headline(report: Report) -> str:
    low, high = report.point_range
    lowest, highest = report.interval_range
    table = report.table
    lines = [
        _title("How many people does no list know?"),
        _paragraph(
            f"{table.people:,} people are on {table.list_number} lists. Methods and near-tied"
            f" models put the total between {span(low, high).replace(' to ', ' and ')}; their 95 %"
            f" intervals reach from {span(lowest, highest)}. No single one of these numbers is the"
            " answer."
        ),
        _paragraph(
            f"The method asked for ({report.method}) gives {people(report.chosen.population)}"
            f"{_with_interval(report.chosen.interval)}."
        ),
    ]
    if report.chosen.model:
        lines.append(f"Model: {report.chosen.model}, with {_list_key(table)}.")
    if report.chosen.minus_infinity:
        lost = ", ".join(report.chosen.minus_infinity)
        lines.append(
            _paragraph(
                f"Parameters at minus infinity ({len(report.chosen.minus_infinity)}): {lost}. The"
                " model takes it as impossible, not just unseen, to be on these lists together."
            )
        )
    lines.append(f"Existence of the estimate: {report.chosen.existence.words}")
    lines += [_paragraph(f"Note: {warning}.") for warning in report.chosen.warnings]
    return "\n".join(lines)


def _with_interval(interval: Interval | None) -> str:
    if interval is None:
        return ", with no interval"
    return f" ({interval.level:.0%} {interval.kind}: {span(interval.low, interval.high)})"


def _list_key(table: Captures) -> str:
    return ", ".join(f"{i + 1} = {name}" for i, name in enumerate(table.lists))


def _methods(report: Report) -> str:
    lines = []
    for answer in report.answers:
        if isinstance(answer, Estimate):
            kind = f"  {answer.interval.kind}" if answer.interval else ""
            limits = span(answer.interval.low, answer.interval.high) if answer.interval else "-"
            anchor = " (anchor)" if answer.method in ANCHORS else ""
            lines.append(
                f"{answer.method + anchor:<18}{people(answer.population):>12}   {limits:<24}{kind}"
            )
        else:
            method, refusal = answer
            lines.append(f"{method:<18}{'no estimate':>12}   {refusal.name}")
    return _lines("Every method on this table", lines)


def _near(report: Report) -> str:
    near = report.near
    title = "Models that fit nearly as well"
    if isinstance(near, Refusal):
        return _lines(title, [_paragraph(f"Not searched: {near.words}.")])
    lines = [
        _paragraph(
            f"{near.admissible:,} of {near.candidates:,} models to order {near.order} have an"
            f" estimate. Within 2 BIC units of the best: {near.within_two}"
            f" ({span(*near.two)}). Within 6: {near.within_six} ({span(*near.six)}). All models"
            f" weighted by BIC: {span(near.averaged.low, near.averaged.high)}."
        ),
        f"{'model':<34}{'total':>10}{'BIC behind':>12}{'weight':>9}{'chosen in':>11}",
        *(
            f"{m.name:<34}{people(m.population):>10}{m.behind:>12.2f}{m.weight:>9.1%}"
            f"{m.wins:>11.1%}"
            for m in near.models
        ),
    ]
    return _lines(title, lines)


def _intervals(report: Report) -> str:
    if report.bca is None or report.percentile is None:
        return _lines("Bootstrap intervals (stepwise)", ["No replicate has an estimate."])
    lines = [
        f"BCa:        {span(report.bca.low, report.bca.high)}",
        f"percentile: {span(report.percentile.low, report.percentile.high)}",
        _paragraph(
            f"The BCa ends sit at the {report.bca.low_place:.1%} and {report.bca.high_place:.1%}"
            f" points of {report.replicates:,} replicates."
            + (
                " An end is the most extreme replicate: it is saturated, and more replicates would"
                " move it."
                if report.bca.saturated
                else " Neither end is saturated."
            )
        ),
        f"Replicates without an estimate, left out: {report.dropped} of {report.replicates:,}",
    ]
    if report.model_held is not None:
        lines.append(
            _paragraph(
                "Holding the chosen model fixed would have given"
                f" {span(report.model_held.low, report.model_held.high)} (percentile): the rest of"
                " the width is the doubt of choosing."
            )
        )
    return _lines("Bootstrap intervals (stepwise, selection repeated on every replicate)", lines)


def _variants(title: str, variants: Sequence[Variant]) -> str:
    if not variants:
        return ""
    lines = [
        f"{v.change:<34}"
        + (
            f"{people(v.population):>10}   {v.model}"
            if v.population is not None
            else f"{'-':>10}   no estimate: {v.refused}"
        )
        for v in variants
    ]
    return _lines(title, lines)


def _merged(report: Report) -> str:
    title = "Making two lists one"
    if not report.merged:
        return _lines(title, [f"Left out for {report.table.list_number} lists: too many pairs."])
    return _variants(title, report.merged)


def _known_truth(report: Report) -> str:
    title = "Known truth: the people on one list, estimated from the other lists"
    if not report.truths:
        return _lines(title, ["Needs three lists."])
    lines = []
    for row in report.truths:
        if row.estimate is None or row.error is None:
            lines.append(f"{row.on:<20}{row.truth:>10,} in truth   no estimate: {row.refused}")
        else:
            lines.append(
                f"{row.on:<20}{row.truth:>10,} in truth   {people(row.estimate):>10} estimated"
                f"   {row.error:+.0%}"
            )
    return _lines(title, lines)


def _influence(report: Report) -> str:
    lines = []
    for row in report.influence[:STRONGEST]:
        change = "no estimate without" if row.change is None else f"{row.change:+,.1f}"
        lines.append(f"{row.pattern:<40}{row.people:>8,} people   {change}")
    return _lines("Influence: what one person less in a pattern does to the total", lines)


def _grid(report: Report) -> str:
    title = "Graph averaging: how the answer leans on the end of its grid"
    if isinstance(report.grid_ends, Refusal):
        return _lines(title, [_paragraph(report.grid_ends.words)])
    return _lines(
        title,
        [
            f"to {end} times the people seen: {people(median):>10}   {span(inner.low, inner.high)}"
            for end, (median, inner) in report.grid_ends.items()
        ],
    )


def _unseen(report: Report) -> str:
    lines = [
        _paragraph(
            "If the interaction of all lists, which no data can show, were delta instead of 0, the"
            " table would look the same and the total would be:"
        ),
        *(f"delta {delta:+.1f}: {people(total):>10}" for delta, total in report.unseen),
    ]
    return _lines("What can't be known from these lists", lines)


def _coverage(report: Report) -> str:
    title = "Simulated coverage"
    found = report.coverage
    if found is None:
        return _lines(title, [f"Left out for {report.table.list_number} lists: it takes long."])
    return _lines(
        title,
        [
            _paragraph(
                f"Were the chosen model true, with {people(found.truth)} people, then over"
                f" {found.tables} tables (and {found.replicates} replicates each) the 95 % BCa"
                f" interval would hold the truth {found.bca:.0%} of the time, the percentile"
                f" interval {found.percentile:.0%}; the middle estimate would be"
                f" {found.median_ratio:.0%} of the truth; {found.failed} tables would give none."
                " The model is not true, so expect less."
            )
        ],
    )


def _critics() -> str:
    lines = [_paragraph("All of the above assumes:"), *(_paragraph(f"* {a}") for a in ASSUMED), ""]
    lines += [_paragraph(f"{who}: {what}") for who, what in CRITICS]
    return _lines("What is assumed, and what critics say", lines)


def render_strata(pooled: PooledStrata, by: Sequence[str]) -> str:
    """The strata as a table, each with its own estimate beside the one drawn towards the rest."""
    lines = [
        f"{'stratum':<30}{'people':>8}{'alone':>12}{'pooled':>12}   interval (pooled)",
        *(
            f"{', '.join(s.stratum):<30}{s.people:>8,}"
            f"{people(s.alone) if s.alone is not None else 'none':>12}"
            f"{people(s.population):>12}   {span(s.low, s.high)}"
            + (f"   alone: {s.refused}" if s.refused else "")
            for s in pooled.strata
        ),
        f"{'sum of strata':<30}{pooled.people:>8,}{'':>12}{people(pooled.total):>12}   "
        f"{span(pooled.low, pooled.high)}",
        _paragraph(pooled.words),
    ]
    return "\n\n" + _lines(f"Strata by {', '.join(by)}", lines)
