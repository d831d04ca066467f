"""What a paper needs of an estimate: tables as CSV, pictures as SVG, and the methods in words.

Made from plain data (`telling.as_data`, and what `tutela link` reports of doubt), so that a result
that was kept can be written down years later. No file names a person. Counts may be small: they
are to be protected before anything is published.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tutela.evidence.prevalence.drawing import Pattern, Span, intervals, upset

Data = Mapping[str, Any]

METHOD_WORDS = {
    "stepwise": "forward selection of pairs of lists by p-value",
    "bic": "all hierarchical models, best BIC",
    "aic2014": "the 2014 procedure (forward AIC)",
    "main": "independent lists (an anchor, not an answer)",
    "chao": "Chao's lower bound (an anchor, not an answer)",
    "dga": "averaging over decomposable graphs",
    "lcmcr": "latent classes",
    "bayes-threshold": "all pairs, weak ones dropped (Bayesian)",
}
METHOD_SOURCES = {
    "stepwise": "Chan, Silverman and Vincent 2021",
    "bic": "Silverman, Chan and Vincent 2024",
    "aic2014": "Silverman 2014",
    "chao": "Chao 1987, 1989",
    "dga": "Madigan and York 1997",
    "lcmcr": "Manrique-Vallier 2016",
    "bayes-threshold": "Silverman 2020",
}
DOUBTS = (
    ("sampling_alone", "sampling alone"),
    ("linkage_alone", "who is who alone"),
    ("together", "both together"),
)
_UNSAFE_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r")


def files(
    report: Data | None,
    doubt: Data | None,
    linkage: Data | None,
    overlaps: Data | None = None,
) -> dict[str, str]:
    """All files by name. `report` is None where no method has an estimate, `doubt` where records
    were not linked here or have no estimate, `linkage` where a table of counts was given.
    `overlaps` (`telling.overlaps`) is drawn where there is no report."""
    made: dict[str, str] = {}
    seen = report or overlaps
    if seen is not None:
        made |= {"overlaps.csv": _overlaps(seen), "overlaps.svg": overlaps_picture(seen)}
    if report is not None:
        made |= {**_tables(report), "estimates.svg": estimates_picture(report)}
    if doubt is not None and "refusal" not in doubt:
        made |= _doubt_files(doubt)
    made["methods.md"] = methods(report, doubt, linkage)
    return made


def _overlaps(seen: Data) -> str:
    lists = seen["lists"]
    return _csv(
        (*lists, "count"),
        (
            (*(int(name in row["lists"]) for name in lists), row["people"])
            for row in seen["overlaps"]
        ),
    )


def _tables(report: Data) -> dict[str, str]:
    return {
        "estimates.csv": _csv(
            ("method", "population", "low", "high", "interval", "anchor", "refusal", "remarks"),
            (_answer_row(answer) for answer in report["answers"]),
        ),
        "models.csv": _csv(
            ("model", "population", "bic_behind", "weight", "chosen_in_replicates"),
            (
                (m["name"], _count(m["population"]), m["behind"], m["weight"], m["wins"])
                for m in report["near"].get("models", ())
            ),
        ),
        "sensitivity.csv": _csv(
            ("what", "change", "population", "low", "high", "refusal"), sensitivity_rows(report)
        ),
        "known_truth.csv": _csv(
            ("people_on", "truth", "estimate", "relative_error", "refusal"),
            (
                (t["on"], t["truth"], _count(t["estimate"]), t["error"], t["refused"])
                for t in report["truths"]
            ),
        ),
    }


def _answer_row(answer: Data) -> Sequence[object]:
    interval = answer["interval"] or {}
    return (
        answer["method"],
        _count(answer["population"]),
        _count(interval.get("low")),
        _count(interval.get("high")),
        interval.get("kind"),
        "yes" if answer["anchor"] else "",
        answer["refusal"],
        "; ".join(answer["warnings"]),
    )


def sensitivity_rows(report: Data) -> list[Sequence[object]]:
    """What was changed, how, the population then, its interval where there is one, the refusal."""
    rows: list[Sequence[object]] = [
        (what, v["change"], _count(v["population"]), None, None, v["refused"])
        for what, key in (
            ("threshold", "thresholds"),
            ("a list left out", "omitted"),
            ("two lists as one", "merged"),
        )
        for v in report[key]
    ]
    if isinstance(report["grid_ends"], list):
        rows += [
            (
                "end of the grid (dga)",
                f"{one['end']} times the people seen",
                _count(one["population"]),
                _count(one["interval"]["low"]),
                _count(one["interval"]["high"]),
                None,
            )
            for one in report["grid_ends"]
        ]
    rows += [
        ("unseen interaction", f"{u['delta']:+g}", _count(u["population"]), None, None, None)
        for u in report["unseen"]
    ]
    return rows


def overlaps_picture(report: Data) -> str:
    """Who is on which lists."""
    patterns = [Pattern(frozenset(row["lists"]), row["people"]) for row in report["overlaps"]]
    title = f"{report['people']:,} people by the lists that know them"
    return upset(report["lists"], patterns, title)


def estimates_picture(report: Data) -> str:
    """Every method's interval."""
    spans = [
        Span(
            answer["method"] + (" (anchor)" if answer["anchor"] else ""),
            answer["population"],
            *_limits(answer["interval"]),
            note=f"no estimate: {answer['refusal']}",
            quiet=answer["anchor"],
        )
        for answer in report["answers"]
    ]
    return intervals(spans, "Total population by each method, with 95 % intervals")


def doubt_picture(doubt: Data) -> str:
    """Doubt of sampling, of linkage, and of both, on one scale."""
    spans = [
        Span(words, doubt["population"], doubt[key]["low"], doubt[key]["high"])
        for key, words in DOUBTS
    ]
    spans.append(Span("records as joined", doubt["as_joined"]["population"], quiet=True))
    return intervals(spans, "The estimate with the doubt of sampling, of linkage, and of both")


def _limits(interval: Data | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval["low"], interval["high"])


def _doubt_files(doubt: Data) -> dict[str, str]:
    each = zip(doubt["population_by_linkage"], doubt["known_to_a_list_by_linkage"], strict=True)
    return {
        "doubt.csv": _csv(
            ("doubt", "population", "low", "high", "level"),
            (
                (
                    words,
                    _count(doubt["population"]),
                    _count(d["low"]),
                    _count(d["high"]),
                    d["level"],
                )
                for key, words in DOUBTS
                for d in (doubt[key],)
            ),
        ),
        "linkages.csv": _csv(
            ("linkage", "population", "known_to_a_list"),
            ((k, _count(population), known) for k, (population, known) in enumerate(each, 1)),
        ),
        "doubt.svg": doubt_picture(doubt),
    }


def methods(report: Data | None, doubt: Data | None, linkage: Data | None) -> str:
    """The methods section: what was done, with which numbers, and what is assumed."""
    parts = ["# Methods"]
    if linkage is not None:
        parts.append(_linkage_words(linkage))
    if report is None:
        parts.append("No estimate of people unseen is given: no method had an honest answer.")
    else:
        parts.append(_estimate_words(report))
    if doubt is not None and "refusal" in doubt:
        parts.append(f"Doubt of linkage was not carried on: {doubt['words']}")
    elif doubt is not None:
        parts.append(_doubt_words(doubt))
    if report is not None:
        parts.append("## What is assumed\n\n" + "\n".join(f"* {one}" for one in report["assumed"]))
        parts.append(
            "## What critics say\n\n"
            + "\n".join(f"* {one['who']}: {one['what']}" for one in report["critics"])
        )
    parts.append(
        "Small counts may let someone recognise a child. Protect the tables before they leave the"
        " analysts."
    )
    return "\n\n".join(parts) + "\n"


def _linkage_words(linkage: Data) -> str:
    limits, model = linkage["thresholds"], linkage["model"]
    period = linkage.get("period", {}).get("words", "all times")
    return (
        "## Who is who\n\n"
        f"{linkage['records']:,} records of {len(linkage['lists'])} lists"
        f" ({', '.join(f'{name}: {n:,}' for name, n in linkage['lists'].items())}; {period}) were"
        f" put together into {linkage['children']:,} people with the weights of Fellegi and Sunter"
        f" (1969), scored by Splink, model “{model['name']}” version {model['version']}, trained on"
        f" {model['trained_on']}. Records were joined from a chance of {limits['join']:g}, if the"
        f" groups' links on average reached {limits['break']:g}; pairs from {limits['review']:g}"
        f" on were shown to people, whose {linkage['decisions']['same']} decisions “same” and"
        f" {linkage['decisions']['different']} decisions “different” were obeyed."
    )


def _estimate_words(report: Data) -> str:
    low, high = report["points"]
    used = [
        f"{METHOD_WORDS[a['method']]}"
        + (f" ({METHOD_SOURCES[a['method']]})" if a["method"] in METHOD_SOURCES else "")
        for a in report["answers"]
    ]
    refused = [f"{a['method']} ({a['refusal']})" for a in report["answers"] if a["refusal"]]
    boot = report["bootstrap"]
    return (
        "## How many are on no list\n\n"
        f"{report['people']:,} people are on {len(report['lists'])} lists. The total was estimated"
        f" by: {'; '.join(used)}. Methods and near-tied models put it between {low:,.0f} and"
        f" {high:,.0f}; no single one of these numbers is the answer. Existence of the estimate was"
        " decided before fitting (Fienberg and Rinaldo 2012). Intervals of forward selection are"
        f" bias-corrected and accelerated (Efron 1987), from {boot['replicates']:,} replicates,"
        f" each with its own selection; {boot['dropped']:,} replicates had no estimate."
        + (f" Without an estimate: {', '.join(refused)}." if refused else "")
    )


def _doubt_words(doubt: Data) -> str:
    ends = "; ".join(
        f"{words} {doubt[key]['low']:,.0f} to {doubt[key]['high']:,.0f}" for key, words in DOUBTS
    )
    return (
        "## Both doubts\n\n"
        f"{doubt['linkages_sampled']} linkages that might be true were sampled, and the estimate by"
        " forward selection, with its bootstrap, was made anew on each"
        f" ({doubt['linkages_without_estimate']} had none). Median {doubt['population']:,.0f}; 95 %"
        f" ranges: {ends}. {doubt['linkage_share_of_variance']:.0%} of the variance of its"
        " logarithm is due to linkage (Rubin's rules). The range of doubt of linkage does not cover"
        " links that no sampled linkage makes: where many are missed, the estimate is too high."
    )


def _count(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_safe(cell) for cell in header])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: object) -> object:
    """A word that a spreadsheet would run as a formula is given an apostrophe; numbers aren't."""
    if not isinstance(cell, str) or not cell.startswith(_UNSAFE_IN_A_SHEET):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell
