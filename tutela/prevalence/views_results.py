"""What was found: overlaps, estimates with both doubts, how the answer moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tutela.prevalence import studies as held
from tutela.prevalence.coming_in import for_analysts
from tutela.prevalence.models import Run
from tutela.prevalence.steps import newer_than, run_done
from tutela.web.components import Banner, Column, Component, Empty, Lines, Shown, Table, Text, Warn
from tutela.web.page import Page, show_page

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Chart(Component):
    """A picture of numbers. Its table stands beside it; ``words`` say what it shows."""

    template = "prevalence/chart.html"
    svg: str
    caption: Text
    words: Text

    @property
    def drawing(self) -> SafeString:
        """Our own SVG, whose every label was escaped as it was drawn."""
        return SafeString(self.svg)


def _page(
    request: HttpRequest, study: UUID, run: Run, title: str, parts: Sequence[Component]
) -> HttpResponse:
    head: list[Component] = []
    newer = newer_than(study, run)
    if newer:
        head.append(Banner(_("This is out of date"), [newer]))
    page = Page(heading=title, head=head, parts=parts, back=reverse("study", args=[study]))
    return show_page(request, page)


@require_safe
@for_analysts
def overlaps(request: HttpRequest, study: UUID) -> HttpResponse:
    """How many people are on exactly which lists."""
    from tutela.evidence.prevalence.paper import overlaps_picture  # noqa: PLC0415 - not at start

    run = run_done(study)
    seen = held.part_of(run, "overlaps")
    most = seen["overlaps"][0]
    words = _(
        "%(people)s people are on %(lists)d lists. The most, %(most)s, are on exactly: %(which)s."
    ) % {
        "people": f"{seen['people']:,}",
        "lists": len(seen["lists"]),
        "most": f"{most['people']:,}",
        "which": ", ".join(most["lists"]),
    }
    table = Table(
        _("People on exactly these lists"),
        [Column(_("Lists")), Column(_("People"), numeric=True)],
        [[", ".join(row["lists"]), f"{row['people']:,}"] for row in seen["overlaps"]],
        cards=False,
    )
    parts: list[Component] = [
        Chart(overlaps_picture(seen), _("Who is on which lists"), words),
        table,
        *_linkage(held.part_of(run, "summary")["linkage"]),
    ]
    return _page(request, study, run, _("Overlaps"), parts)


def _linkage(linkage: Data | None) -> list[Component]:
    if linkage is None:
        return []
    lines: list[Text] = [
        _("%(records)s records were put together into %(children)s people.")
        % {"records": f"{linkage['records']:,}", "children": f"{linkage['children']:,}"},
        _("Period: %(words)s.") % {"words": linkage["period"]["words"]},
        *(
            _("%(number)s records of %(list)s were of another time and left out.")
            % {"number": f"{number:,}", "list": name}
            for name, number in linkage["period"]["outside"].items()
            if number
        ),
        *(f"{words[0].upper()}{words[1:]}." for words in linkage["warnings"]),
    ]
    return [Lines(lines)]


@require_safe
@for_analysts
def estimates(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every method's answer, and the doubt of sampling and of linkage apart and together."""
    run = run_done(study)
    parts = [*_both_doubts(run), *_methods(held.part_of(run, "estimate"))]
    return _page(request, study, run, _("Estimates"), parts)


def _both_doubts(run: Run) -> list[Component]:
    from tutela.evidence.prevalence.paper import DOUBTS, doubt_picture  # noqa: PLC0415 - not at start

    if held.part_of(run, "summary")["linkage"] is None:
        return [
            Lines([_(
                "A table of overlaps was given, so nothing is known here of who was "
                "taken for whom. The intervals below take the table as free of error."
            )])
        ]  # fmt: skip
    doubt = held.part_of(run, "doubt")
    if "refusal" in doubt:
        return [Empty(_("The doubt about who is who could not be carried on"), doubt["words"])]
    both = doubt["together"]
    words = _(
        "Counting both doubts, between %(low)s and %(high)s people. %(share)s of "
        "the variance is due to not knowing who is who."
    ) % {
        "low": f"{both['low']:,.0f}",
        "high": f"{both['high']:,.0f}",
        "share": f"{doubt['linkage_share_of_variance']:.0%}",
    }  # fmt: skip
    said = {
        "sampling_alone": _("Sampling alone: had chance brought other children to the lists"),
        "linkage_alone": _("Who is who alone: had the records been put together otherwise"),
        "together": _("Both together"),
    }
    rows: list[list[Shown]] = [
        [said[key], f"{doubt[key]['low']:,.0f}", f"{doubt[key]['high']:,.0f}"] for key, _w in DOUBTS
    ]
    columns = [Column(_("Doubt")), Column(_("From"), numeric=True), Column(_("To"), numeric=True)]
    note = _(
        "Middle of %(number)d linkages that might be true: %(population)s people, "
        "%(known)s of them on a list. With the records as they were put together: "
        "%(joined)s, which is commonly too high, since links are missed more often "
        "than made in error. The range does not cover links that no drawn linkage "
        "makes."
    ) % {
        "number": doubt["linkages_sampled"],
        "population": f"{doubt['population']:,.0f}",
        "known": f"{doubt['known_to_a_list']:,.0f}",
        "joined": f"{doubt['as_joined']['population']:,.0f}",
    }  # fmt: skip
    return [
        Chart(doubt_picture(doubt), _("Both doubts, apart and together"), words),
        Table(_("95 % ranges, by forward selection"), columns, rows, cards=False),
        Lines([note]),
    ]


def _methods(found: Data) -> list[Component]:
    from tutela.evidence.prevalence.paper import estimates_picture  # noqa: PLC0415 - not at start

    if found["refusal"]:
        return [Empty(_("There is no honest estimate from these lists"), f"{found['words']}.")]
    low, high = found["points"]
    least, most = found["limits"]
    words = _(
        "Methods and near-tied models put the total between %(low)s and %(high)s; "
        "their intervals reach from %(least)s to %(most)s. No single one of these "
        "numbers is the answer."
    ) % {
        "low": f"{low:,.0f}",
        "high": f"{high:,.0f}",
        "least": people(least),
        "most": people(most),
    }  # fmt: skip
    return [
        Chart(estimates_picture(found), _("Every method on these lists"), words),
        _answers(found["answers"]),
        _near(found["near"]),
        Warn(_(
            "These are estimates of children nobody has met. Small counts may let "
            "someone recognise a child: protect tables before they leave you."
        )),
        Table(
            _("What critics say"),
            [Column(_("Who")), Column(_("What they say"))],
            [[one["who"], one["what"]] for one in found["critics"]],
        ),
        Lines([_("All of this assumes:"), *found["assumed"]]),
    ]  # fmt: skip


def people(value: float | None) -> str:
    """A number of people; an end that is none is said."""
    return _("no end") if value is None else f"{value:,.0f}"


def _answers(answers: Sequence[Data]) -> Table:
    from tutela.evidence.prevalence.paper import METHOD_WORDS  # noqa: PLC0415 - not at start

    rows: list[list[Shown]] = []
    for one in answers:
        said = Lines([METHOD_WORDS[one["method"]], *(f"{w}." for w in one["warnings"])])
        ends = one["interval"]
        rows.append(
            [
                one["method"],
                people(one["population"]) if one["population"] is not None else _("no estimate"),
                f"{people(ends['low'])} {_('to')} {people(ends['high'])}" if ends else "",
                said if not one["refusal"] else Lines([said, f"{one['words']}."]),
            ]
        )
    columns = [
        Column(_("Method")),
        Column(_("Total"), numeric=True),
        Column(_("95 % interval"), numeric=True),
        Column(_("How, and what to know")),
    ]
    return Table(_("Every method's answer"), columns, rows)


def _near(near: Data) -> Component:
    if near["refusal"]:
        return Lines([_("Models that fit nearly as well were not searched:"), near["words"]])
    rows: list[list[Shown]] = [
        [one["name"], f"{one['population']:,.0f}", f"{one['behind']:.2f}", f"{one['wins']:.0%}"]
        for one in near["models"]
    ]
    columns = [
        Column(_("Model")),
        Column(_("Total"), numeric=True),
        Column(_("BIC behind the best"), numeric=True),
        Column(_("Chosen in replicates"), numeric=True),
    ]
    caption = _("Models that fit nearly as well: %(two)d within 2 BIC units, %(six)d within 6") % {
        "two": near["within_two"],
        "six": near["within_six"],
    }
    return Table(caption, columns, rows)


@require_safe
@for_analysts
def sensitivity(request: HttpRequest, study: UUID) -> HttpResponse:
    """How the answer moves when a choice does."""
    run = run_done(study)
    found = held.part_of(run, "estimate")
    if found["refusal"]:
        parts: list[Component] = [
            Empty(_("There is no honest estimate from these lists"), f"{found['words']}.")
        ]
        return _page(request, study, run, _("How the answer moves"), parts)
    parts = [
        _variants(_("By the threshold of forward selection"), found["thresholds"]),
        _variants(_("Leaving out one list"), found["omitted"]),
        *([_variants(_("Making two lists one"), found["merged"])] if found["merged"] else []),
        *_truths(found["truths"]),
        _influence(found["influence"]),
        Table(
            _("If the interaction of all lists, which no data can show, were not zero"),
            [Column(_("Its size")), Column(_("Total"), numeric=True)],
            [[f"{u['delta']:+.1f}", f"{u['population']:,.0f}"] for u in found["unseen"]],
            cards=False,
        ),
        *_bootstrap(found["bootstrap"]),
    ]
    return _page(request, study, run, _("How the answer moves"), parts)


def _variants(caption: str, variants: Sequence[Data]) -> Table:
    return Table(
        caption,
        [Column(_("Change")), Column(_("Total"), numeric=True), Column(_("Model, or why none"))],
        [
            [
                one["change"],
                people(one["population"]) if one["population"] is not None else "–",
                one["model"] or _no_estimate(one["refused"]),
            ]
            for one in variants
        ],
        cards=False,
    )


def _no_estimate(refused: str | None) -> str:
    """Why there is none, by the name of its refusal."""
    return _("no estimate: %(why)s") % {"why": (refused or "").replace("-", " ")}


def _truths(truths: Sequence[Data]) -> list[Component]:
    if not truths:
        return []
    rows: list[list[Shown]] = [
        [
            one["on"],
            f"{one['truth']:,}",
            _no_estimate(one["refused"]) if one["estimate"] is None else people(one["estimate"]),
            "" if one["error"] is None else f"{one['error']:+.0%}",
        ]
        for one in truths
    ]
    columns = [
        Column(_("People on")),
        Column(_("In truth"), numeric=True),
        Column(_("Estimated from the other lists"), numeric=True),
        Column(_("Off by"), numeric=True),
    ]
    return [Table(_("Known truth: how the method does where the number is known"), columns, rows)]


def _influence(rows: Sequence[Data]) -> Table:
    return Table(
        _("What one person less on exactly these lists does to the total"),
        [Column(_("Lists")), Column(_("People"), numeric=True), Column(_("Change"), numeric=True)],
        [
            [
                row["pattern"],
                f"{row['people']:,}",
                _("no estimate") if row["change"] is None else f"{row['change']:+,.1f}",
            ]
            for row in rows[:10]
        ],
        cards=False,
    )


def _bootstrap(boot: Data) -> list[Component]:
    ends = {
        _("Bias-corrected, accelerated"): boot["bca"],
        _("Percentile"): boot["percentile"],
        _("Percentile, with the chosen model taken as known"): boot["model_held"],
    }
    rows: list[list[Shown]] = [
        [words, people(e["low"]), people(e["high"]), _("yes") if e["saturated"] else _("no")]
        for words, e in ends.items()
        if e is not None
    ]
    columns = [
        Column(_("Interval (forward selection)")),
        Column(_("From"), numeric=True),
        Column(_("To"), numeric=True),
        Column(_("An end at the edge of the replicates")),
    ]
    said = _("%(dropped)s of %(all)s replicates had no estimate and were left out.") % {
        "dropped": f"{boot['dropped']:,}",
        "all": f"{boot['replicates']:,}",
    }
    return [Table(_("Where the interval ends"), columns, rows), Lines([said])]
