"""The report of a study: whole, in a fixed order, or not at all.

What a report must hold is refused by name where it lacks. The smallest effect that could have been
seen stands before any p-value; what is exploratory is called so and has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

from tutela.evidence.disclosure.hierarchies import TOTAL

from . import counts as numbers
from .counts import Counts
from .diagram import Diagram, diagram_of
from .effects import Effect, Interval
from .findings import Finding, Findings
from .protocol import Allocation, Design, Family, Kind, Standard
from .register import Registered

WITHHELD = "Withheld to protect children: a count behind it is small."
_ALLOCATED = {
    Allocation.RANDOMISED: "Allocation was at random.",
    Allocation.ALTERNATION: (
        "Allocation took turns. Whoever enrolled could foresee it, so this is not a randomised "
        "study, and those who were enrolled to either arm may differ."
    ),
    Allocation.NOT_RANDOMISED: (
        "Nobody was allocated at random. The groups may differ in ways that were not measured."
    ),
    Allocation.NOT_CONFIRMED: (
        "How children were allocated is not confirmed. This is not called a randomised study, and "
        "the groups may differ in ways that were not measured."
    ),
}


class CannotReportError(Exception):
    """The report would not be whole; `lacking` says what is missing."""

    def __init__(self, lacking: list[str]) -> None:
        self.lacking = tuple(lacking)
        super().__init__("\n".join(lacking))


@dataclass(frozen=True)
class Grid:
    """A table of a report. The first column heads its rows."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """Paragraphs, then tables, then a picture."""

    title: str
    paragraphs: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    diagram: Diagram | None = None


@dataclass(frozen=True)
class Report:
    """A whole report, whatever the format."""

    title: str
    standard: Standard
    demonstration: bool
    published: bool
    sections: tuple[Section, ...]


def lacking(findings: Findings, registered: Registered) -> list[str]:
    """What the report would lack; empty where it is whole."""
    study = findings.study
    found = []
    if registered.unlocked is None:
        found.append("Registration: the data were never unlocked, so nothing shows the order.")
    if not registered.of("deviation") and not registered.of("no deviations"):
        found.append("Deviations: say each (`tutela study deviate`), or that there were none.")
    primary = findings.of(study.primary)
    if primary.effect is None:
        found.append(f"Primary outcome: there is no effect; {primary.why_not}.")
    found += [
        f"{one.outcome.title}: the smallest effect that could be seen is not known."
        for one in findings.findings
        if one.effect is not None and not one.effect.detectable
    ]
    watched = {(arm.id, harm) for arm in study.arms for harm in study.harms}
    written = {(arm, harm) for arm, harm, _ in findings.harms or ()}
    for arm, harm in sorted(watched - written):
        found.append(f"Harms: “{harm}” is not counted for {arm}; 0 is a count.")
    return found + _participants(findings, registered)


def _participants(findings: Findings, registered: Registered) -> list[str]:
    study = findings.study
    if findings.flow is None:
        return []
    found = [f"Flow: {fault}." for fault in findings.flow.faults()]
    if not findings.baseline:
        found.append("Baseline: nothing is said about what the children were like before.")
    if not findings.unknown:
        found.append("Missing data: not counted.")
    drawn = registered.of("allocated")
    if drawn:
        said = {arm.arm: arm.allocated for arm in findings.flow.arms}
        for arm in study.arms:
            logged = sum(event.details["arm"] == arm.id for event in drawn)
            if logged != said[arm.id]:
                found.append(
                    f"Flow: {logged} were allocated to {arm.id} by the log, {said[arm.id]} by the "
                    "data."
                )
    return found


def report(findings: Findings, registered: Registered, counts: Counts) -> Report:
    """The report. Raises CannotReportError where it would not be whole."""
    faults = lacking(findings, registered)
    if faults:
        raise CannotReportError(faults)
    study = findings.study
    sections = [
        _summary(findings, counts),
        _question(findings),
        _registration(registered),
        *_flow(findings, counts),
        *(_outcome(findings, one, counts) for one in findings.findings),
        *_missing(findings, counts),
        _harms(findings, counts),
        _deviations(registered),
        _limits(findings),
    ]
    title = study.title
    return Report(
        title, study.standard, study.demonstration, counts.threshold is not None, tuple(sections)
    )


def _summary(findings: Findings, counts: Counts) -> Section:
    study, primary = findings.study, findings.of(findings.study.primary)
    assert primary.effect is not None
    lines = [study.question, _ALLOCATED[study.allocation]]
    if _may_show(primary, counts, findings):
        lines += [f"{primary.outcome.title}: {line}" for line in effect_lines(primary.effect)[:3]]
    else:
        lines.append(f"{primary.outcome.title}: {WITHHELD}")
    if counts.threshold is None:
        lines.append("Exact counts: keep this report where the records are kept.")
    else:
        lines.append(
            f"Counts from 1 to {counts.threshold - 1}, and others from which they could be worked "
            f"out, are withheld and shown as {numbers.HIDDEN}."
        )
    return Section("In short", tuple(lines))


def _question(findings: Findings) -> Section:
    study = findings.study
    aim = study.estimand
    arms = tuple((arm.title, arm.receives) for arm in (study.treated, study.compared))
    rows = (
        ("Population", aim.population),
        ("What is compared", aim.comparison),
        ("Variable", aim.variable),
        ("Measure", aim.measure),
        *((f"If first: {event}", how) for event, how in aim.other_events.items()),
    )
    planned = ", ".join(f"{count} {arm}" for arm, count in study.sample.arms.items())
    return Section(
        "What was asked, and how",
        (
            f"Design: {study.design.value.replace('-', ' ')}. Held to {study.standard.value}.",
            f"Planned: {planned}. {study.sample.reason}",
            f"Analysis: {study.analysis}",
            f"Several outcomes: {study.multiplicity}",
            f"Missing data: {study.missing_data}",
        ),
        (
            Grid("Groups", ("Group", "Receives"), arms),
            Grid("What is to be estimated", ("Attribute", "Here"), rows),
        ),
    )


def _registration(registered: Registered) -> Section:
    first, unlocked = registered.log[0], registered.unlocked
    assert unlocked is not None
    lines = [
        f"Registered on {_day(first.at)} by {first.by}; digest of the protocol "
        f"{first.details['digest']}.",
        f"Data unlocked on {_day(unlocked.at)} by {unlocked.by}.",
    ]
    if registered.of("allocation prepared"):
        secret = registered.of("allocation prepared")[0].details["commitment"]
        lines.append(
            f"Allocation was concealed and is in the log; it can be worked out again from the "
            f"secret with the digest {secret}."
        )
    return Section("Registration", tuple(lines))


def _flow(findings: Findings, counts: Counts) -> Iterator[Section]:
    if findings.flow is None:
        yield Section(
            "Areas and periods",
            (f"{findings.areas} areas over {findings.periods} periods, all of them analysed.",),
        )
        return
    study = findings.study
    diagram = diagram_of(findings, counts)
    yield Section("Flow of participants", (), (Grid(*diagram.table),), diagram)
    arms = (study.treated, study.compared)
    column_of = {one.title: one.column for one in study.baseline}
    rows = []
    for row in findings.baseline:
        shown = []
        for arm, (count, words) in zip(arms, row.shown, strict=True):
            printed = (
                words if row.level is None
                else counts.of(f"baseline {column_of[row.title]}", arm.id, row.level)
            )  # fmt: skip
            few = counts.threshold is not None and count < counts.threshold
            if row.level is None:
                shown.append(numbers.HIDDEN if few else words)
            else:
                shown.append(printed if printed == numbers.HIDDEN else f"{printed} ({words})")
        hidden = numbers.HIDDEN in shown
        apart = "" if row.apart is None else "withheld" if hidden else f"{row.apart:+.2f}"
        name = row.title if row.level is None else f"{row.title}: {row.level}"
        rows.append((name, *shown, apart))
    header = ("Before", *(arm.title for arm in arms), "Standardised difference")
    yield Section(
        "What the groups were like before",
        ("No test is made of these: differences that matter show in their size.",),
        (Grid("Baseline", header, tuple(rows)),),
    )


def _outcome(findings: Findings, finding: Finding, counts: Counts) -> Section:
    outcome = finding.outcome
    voice = {"child": " In the child’s own voice.", "worker": " As the worker sees it."}
    lines = [outcome.definition + voice.get(outcome.voice or "", "")]
    label = {
        Family.PRIMARY: "The primary outcome.",
        Family.SECONDARY: "A secondary outcome.",
        Family.EXPLORATORY: "Exploratory: no claim is made, and no p-value is given.",
    }[outcome.family]
    lines.append(label)
    grids: tuple[Grid, ...] = ()
    if finding.effect is None:
        lines.append(f"No effect can be given: {finding.why_not}.")
    elif not _may_show(finding, counts, findings):
        lines.append(WITHHELD)
    else:
        effect = finding.effect
        lines += effect_lines(effect)
        if outcome.family is not Family.EXPLORATORY:
            lines.append(f"p = {_p(effect.p_value)} ({effect.p_method}).")
            if finding.p_adjusted is not None:
                lines.append(f"Among all secondary outcomes (Holm): p = {_p(finding.p_adjusted)}.")
        lines += effect.remarks
        grids = (_groups(findings, finding, effect),)
    if finding.cannot_say:
        lines += [_cannot_say(findings, finding, counts)]
    return Section(outcome.title, tuple(lines), grids)


def effect_lines(effect: Effect) -> list[str]:
    """Absolute, relative, detectable: in this order, and before any p-value."""
    level = f"{effect.confidence:.0%} interval"
    relative = "Relative effect: none can be given, since an arm has no events."
    if effect.relative is not None:
        relative = (
            f"Relative effect: {_interval(effect.relative, '{:.2f}', level)}; "
            f"{effect.relative_measure}."
        )
    points = Interval(*(100 * value for value in effect.absolute))
    return [
        f"Absolute effect in percentage points: {_interval(points, '{:+.1f}', level)}; "
        f"{effect.absolute_measure}.",
        relative,
        f"Smallest effect that a study of this size could be expected to see: {effect.detectable}.",
    ]


def _groups(findings: Findings, finding: Finding, effect: Effect) -> Grid:
    titles = {arm.id: arm.title for arm in findings.study.arms}
    rows = []
    for group in effect.groups:
        events = "not counted" if group.events is None else f"{group.events:,}"
        rows.append((titles[group.arm], f"{group.analysed:,}", events, f"{group.level:.1%}"))
    unit = "Area and periods" if findings.study.of_areas else "Children analysed"
    what = "Reviews at the level or above" if finding.outcome.kind is Kind.ORDINAL else "Events"
    return Grid(effect.method, ("Group", unit, what, "Level"), tuple(rows))


def _cannot_say(findings: Findings, finding: Finding, counts: Counts) -> str:
    titles = {arm.id: arm.title for arm in findings.study.arms}
    table = f"said {finding.outcome.id}"
    parts = [
        f"{titles[arm]} {counts.of(table, arm, numbers.NO)} of {counts.of(table, arm, TOTAL)}"
        for arm, _, _ in finding.cannot_say
    ]
    return (
        f"“Cannot say” in so many reviews, which are not turned into a level: {'; '.join(parts)}."
    )


def _may_show(finding: Finding, counts: Counts, findings: Findings) -> bool:
    """Whether the counts behind an effect are in print; where not, neither is the effect."""
    if counts.threshold is None or findings.study.of_areas:
        return True
    outcome, pairs = f"outcome {finding.outcome.id}", f"pairs {finding.outcome.id}"
    behind = [(outcome, numbers.YES), (outcome, numbers.NO), (outcome, numbers.KNOWN)]
    if findings.study.design is Design.MATCHED:
        behind += [(pairs, numbers.YES), (pairs, numbers.NO)]
    elif finding.outcome.kind is Kind.ORDINAL:
        behind = [(outcome, numbers.KNOWN)]
    return all(
        counts.is_shown(table, arm.id, what)
        for arm in findings.study.arms
        for table, what in behind
    )


def _missing(findings: Findings, counts: Counts) -> Iterator[Section]:
    if findings.flow is None:
        yield Section(
            "Missing data", ("Every area has every period; a panel with gaps is not accepted.",)
        )
        return
    study = findings.study
    titles = {arm.id: arm.title for arm in study.arms}
    rows = tuple(
        (
            findings.of(outcome).outcome.title,
            titles[row.arm],
            counts.of("flow", row.arm, TOTAL, TOTAL),
            counts.of(f"outcome {outcome.id}", row.arm, numbers.UNKNOWN),
        )
        for outcome in study.outcomes
        for row in findings.unknown
        if row.outcome == outcome.id
    )
    lines = ["Children who are missing are not missing by chance, so nothing is filled in."]
    for tip in findings.tipping:
        outcome = next(one for one in study.outcomes if one.id == tip.outcome)
        shown = counts.threshold is None or (
            outcome.kind is not Kind.ORDINAL
            and study.design is not Design.MATCHED
            and all(
                counts.is_shown(f"outcome {outcome.id}", arm.id, what)
                for arm in study.arms
                for what in (numbers.YES, numbers.NO, numbers.UNKNOWN)
            )
        )
        lines.append(f"{outcome.title}: {tip.in_words() if shown else WITHHELD}")
    header = ("Outcome", "Group", "Allocated", "Unknown")
    yield Section("Missing data", tuple(lines), (Grid("Unknown outcomes", header, rows),))


def _harms(findings: Findings, counts: Counts) -> Section:
    study = findings.study
    arms = (study.treated, study.compared)
    rows = tuple(
        (harm, *(counts.of("harms", arm.id, harm) for arm in arms)) for harm in study.harms
    )
    return Section(
        "Harms", (), (Grid("Harms", ("Harm", *(arm.title for arm in arms)), rows),)
    )  # fmt: skip


def _deviations(registered: Registered) -> Section:
    told = [
        f"{_day(event.at)}, {event.by}: {event.details['words']}"
        for event in registered.of("deviation")
    ]
    if not told:
        event = registered.of("no deviations")[-1]
        told = [f"None, said {event.by} on {_day(event.at)}."]
    return Section("Deviations from the protocol", tuple(told))


def _limits(findings: Findings) -> Section:
    study = findings.study
    lines = [_ALLOCATED[study.allocation]]
    if study.allocation is not Allocation.RANDOMISED:
        lines.append("What is found goes with the service; that the service did it is not shown.")
    lines.append(
        "An interval that holds no difference does not show that there is none: see the smallest "
        "effect that could be seen."
    )
    return Section("Limitations", tuple(lines))


def _interval(interval: Interval, form: str, level: str) -> str:
    ends = [
        "without limit" if isinf(end) else form.format(end) for end in (interval.low, interval.high)
    ]
    value = "without limit" if isinf(interval.value) else form.format(interval.value)
    return f"{value} ({level} {ends[0]} to {ends[1]})"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _day(at: object) -> str:
    return f"{at:%-d %B %Y}"
