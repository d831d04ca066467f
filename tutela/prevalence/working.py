"""The long work on a study: link its lists, sample linkages, estimate, and say how sure it all is.

Plain data in, plain data out: lists as text, decisions, settings; the parts of a result. No model
of Django. Evidence is imported here when a run begins, never when the web starts.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutela.evidence.linkage.linking import Linked
    from tutela.evidence.linkage.people import Person
    from tutela.evidence.prevalence.captures import Captures

Part = dict[str, Any]
Tick = Callable[[str, int], object]
"""Told the stage, and how much of a hundred is done."""

MOST_PAIRS = 1000
MOST_GROUPS = 1000
LIBRARIES = ("splink", "duckdb", "numpy", "scipy", "polars")


class NoResult(Exception):
    """There is no honest result, or the input must be mended; ``words`` say what."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Given:
    """What a run works on. `lists` are names and CSV texts; `decisions` are left, right, decision,
    by, at, reason, the earliest first."""

    kind: str
    lists: Sequence[tuple[str, str]]
    decisions: Sequence[tuple[str, str, str, str, str, str]] = ()
    start: date | None = None
    end: date | None = None
    join: float = 0.9
    break_: float = 0.4
    review: float = 0.1
    linkages: int = 30
    replicates: int = 1000
    sweeps: int = 3000
    seed: int = 1


def read_people(text: str, *, name: str, file: str) -> tuple[int, int]:
    """How many records a list holds, and how many say when they were met. Raises NoResult."""
    from tutela.evidence.linkage.reading import parse_list  # noqa: PLC0415 - see above
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415

    try:
        people = parse_list(text.encode(), file, name)
    except BadInputError as fault:
        raise NoResult(str(fault)) from fault
    return len(people), sum(person.seen is not None for person in people)


def read_counts(text: str, *, file: str) -> int:
    """How many people a table of overlaps holds. Raises NoResult."""
    return _captures(text, file).people


def work(given: Given, tick: Tick) -> dict[str, Part]:
    """Everything, in order. Raises NoResult."""
    if given.kind == "counts":
        ((_, text),) = given.lists
        table = _captures(text, "the table")
        return {"summary": _made_with(given), **_estimated(given, table, tick)}
    linked, warnings, period = _linked(given, tick)
    parts = {"summary": _summary(given, linked, warnings, period), **_for_people(linked)}
    return {**parts, **_doubt(given, linked, tick), **_estimated(given, _joined(linked), tick)}


def _captures(text: str, file: str) -> Captures:
    from tutela.evidence.prevalence.reading import parse_captures  # noqa: PLC0415 - see above
    from tutela.evidence.prevalence.refusals import BadInput  # noqa: PLC0415

    try:
        return parse_captures(text.encode(), file)
    except BadInput as fault:
        raise NoResult(f"{fault.words}.") from fault


def _linked(given: Given, tick: Tick) -> tuple[Linked, list[str], Part]:
    from tutela.evidence.linkage.clusters import Thresholds  # noqa: PLC0415 - see above
    from tutela.evidence.linkage.decisions import Decision, held  # noqa: PLC0415
    from tutela.evidence.linkage.linking import link  # noqa: PLC0415
    from tutela.evidence.linkage.period import Period, within  # noqa: PLC0415
    from tutela.evidence.linkage.reading import refuse_unless_comparable  # noqa: PLC0415
    from tutela.evidence.linkage.refusals import Refusal  # noqa: PLC0415
    from tutela.evidence.problems import BadInputError  # noqa: PLC0415

    period = Period(given.start, given.end)
    stages = {
        "reading names": 5,
        "counting chance agreement": 10,
        "finding candidates": 15,
        "scoring pairs": 20,
        "joining": 35,
    }
    try:
        kept = within(_people(given), period)
        refuse_unless_comparable(kept.people)
        places = {person.key: place for place, person in enumerate(kept.people)}
        # What was decided about a record that is no longer here waits until it is here again.
        about = [Decision(*one) for one in given.decisions if one[0] in places and one[1] in places]
        linked = link(
            kept.people,
            thresholds=Thresholds(given.join, given.break_, given.review),
            decided=held(about, places, "decisions"),
            seed=given.seed,
            spill=False,
            tick=lambda stage, _: tick(stage, stages[stage]),
        )
    except BadInputError as fault:
        raise NoResult(str(fault)) from fault
    except Refusal as refusal:
        raise NoResult(refusal.words) from refusal
    said = {
        "words": period.words,
        "outside": dict(kept.outside),
        "undated": dict(kept.undated),
    }
    return linked, kept.warnings, said


def _people(given: Given) -> list[Person]:
    from tutela.evidence.linkage.reading import parse_list  # noqa: PLC0415 - see above

    return [
        person for name, text in given.lists for person in parse_list(text.encode(), name, name)
    ]


def _summary(given: Given, linked: Linked, warnings: list[str], period: Part) -> Part:
    from tutela.evidence.linkage.review import REASONS, queue  # noqa: PLC0415 - see above
    from tutela.evidence.linkage.writing import make_report  # noqa: PLC0415

    counts = dict.fromkeys(REASONS, 0)
    for review in queue(linked):
        counts[review.why] += 1
    linkage = make_report(linked, counts)
    linkage["warnings"] += warnings
    linkage["period"] = period
    return {**_made_with(given), "linkage": linkage}


def _made_with(given: Given) -> Part:
    return {
        "linkage": None,
        "settings": {
            "join": given.join,
            "break": given.break_,
            "review": given.review,
            "linkages": given.linkages,
            "replicates": given.replicates,
            "sweeps": given.sweeps,
            "seed": given.seed,
        },
        "decisions": len(given.decisions),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _for_people(linked: Linked) -> dict[str, Part]:
    """What people look at: pairs to decide on, and records that were put together."""
    from tutela.evidence.linkage.review import REASONS, queue  # noqa: PLC0415 - see above

    pairs = []
    for number, one in enumerate(queue(linked)):
        if number >= MOST_PAIRS:
            break
        pairs.append(
            {
                "left": one.left.key,
                "right": one.right.key,
                "probability": one.probability,
                "why": REASONS[one.why],
                "sides": [asdict(side) for side in one.sides],
            }
        )
    return {"review": {"pairs": pairs}, "joined": {"groups": list(_groups(linked))}}


def _groups(linked: Linked) -> Iterator[list[Part]]:
    from tutela.evidence.linkage.comparisons import COMPARISONS  # noqa: PLC0415 - see above
    from tutela.evidence.linkage.review import as_written  # noqa: PLC0415

    several = [own for own in linked.clusters.members().values() if len(own) > 1]
    for own in sorted(several, key=len, reverse=True)[:MOST_GROUPS]:
        yield [
            {
                "key": linked.people[place].key,
                "says": [[c.words, as_written(linked.people[place], c.name)] for c in COMPARISONS],
            }
            for place in own
        ]


def _joined(linked: Linked) -> Captures:
    from tutela.evidence.linkage.linking import captures  # noqa: PLC0415 - see above
    from tutela.evidence.prevalence.captures import Captures  # noqa: PLC0415
    from tutela.evidence.prevalence.refusals import BadInput  # noqa: PLC0415

    try:
        return Captures.of(linked.lists, captures(linked, linked.clusters.of))
    except BadInput as fault:
        raise NoResult(f"{fault.words}.") from fault


def _doubt(given: Given, linked: Linked, tick: Tick) -> dict[str, Part]:
    """Linkages that might be true, and the estimate on each."""
    from tutela.evidence.linkage.doubt import doubt, sampled_captures  # noqa: PLC0415 - see above
    from tutela.evidence.linkage.linking import captures  # noqa: PLC0415
    from tutela.evidence.prevalence.refusals import BadInput, Refusal  # noqa: PLC0415

    tick("sampling linkages", 45)
    sampled = sampled_captures(linked, given.linkages, given.seed)
    try:
        found = doubt(
            linked.lists,
            captures(linked, linked.clusters.of),
            sampled,
            replicates=max(100, given.replicates // 5),
            seed=given.seed,
            tick=lambda k: tick("estimating on sampled linkages", 55 + 10 * k // given.linkages),
        ).as_json()
    except (BadInput, Refusal) as refusal:
        found = {"refusal": refusal.name, "words": refusal.words}
    return {"doubt": found}


def _estimated(given: Given, table: Captures, tick: Tick) -> dict[str, Part]:
    from tutela.evidence.prevalence.estimate import METHODS, Settings  # noqa: PLC0415 - see above
    from tutela.evidence.prevalence.refusals import BadInput, Refusal  # noqa: PLC0415
    from tutela.evidence.prevalence.report import make_report  # noqa: PLC0415
    from tutela.evidence.prevalence.telling import as_data, overlaps  # noqa: PLC0415
    from tutela.evidence.prevalence.wording import render  # noqa: PLC0415

    place = {method: 65 + 3 * k for k, method in enumerate(METHODS)}
    settings = Settings(replicates=given.replicates, seed=given.seed)
    try:
        report = make_report(
            table,
            "stepwise",
            settings,
            lambda stage: tick(stage, place.get(stage, 92)),
            given.sweeps,
        )
    except (BadInput, Refusal) as refusal:
        found: Part = {"refusal": refusal.name, "words": refusal.words}
    else:
        found = {**as_data(report), "refusal": None, "text": render(report)}
    return {"overlaps": overlaps(table), "estimate": found}
