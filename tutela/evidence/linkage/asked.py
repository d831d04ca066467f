"""What `tutela link` is asked, and its answer: the files, the words, the exit status."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tutela.evidence.linkage import writing
from tutela.evidence.linkage.clusters import Thresholds
from tutela.evidence.linkage.decisions import Held, held, read_decisions
from tutela.evidence.linkage.doubt import doubt, sampled_captures
from tutela.evidence.linkage.linking import Linked, captures, link
from tutela.evidence.linkage.model import Model, read_model, shipped_model
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.period import Period, within
from tutela.evidence.linkage.reading import read_lists
from tutela.evidence.linkage.refusals import Refusal
from tutela.evidence.linkage.training import Labels, train
from tutela.evidence.prevalence.refusals import BadInput
from tutela.evidence.prevalence.refusals import Refusal as NoEstimate
from tutela.evidence.problems import BadInputError, Problem

DONE = 0
BAD_INPUT = 2
REFUSED = 3


@dataclass(frozen=True)
class Asked:
    """The options of the command, by their names."""

    files: tuple[Path, ...]
    out: Path
    model_file: Path | None
    labels: Path | None
    join: float
    break_: float
    review: float
    decisions: Path | None
    previous: Path | None
    linkages: int
    replicates: int
    seed: int
    as_json: bool
    start: datetime | None = None
    end: datetime | None = None

    @property
    def period(self) -> Period:
        """The days between which people must have been met."""
        return Period(self.start and self.start.date(), self.end and self.end.date())


def answer(asked: Asked) -> int:
    """Link, write and tell; the exit status."""
    try:
        kept = within(read_lists(asked.files), asked.period)
        people = kept.people
        linked = link(
            people,
            model=_model(asked, people),
            thresholds=Thresholds(asked.join, asked.break_, asked.review),
            decided=_decided(asked.decisions, people),
            before=_previous(asked.previous, people),
            seed=asked.seed,
            tick=_Progress(len(people)),
        )
    except BadInputError as fault:
        click.echo(f"Bad input:\n{fault}", err=True)
        return BAD_INPUT
    except Refusal as refusal:
        if asked.as_json:
            click.echo(json.dumps({"refusal": refusal.name, "words": refusal.words}))
        click.echo(f"No linkage ({refusal.name}): {refusal.words}", err=True)
        return REFUSED
    report = _write(asked, linked)
    report["period"] = {
        "words": asked.period.words,
        "outside": dict(kept.outside),
        "undated": dict(kept.undated),
    }
    report["warnings"] += kept.warnings
    writing.write_report(asked.out / "report.json", report)
    as_text = json.dumps(report, ensure_ascii=False)
    click.echo(as_text if asked.as_json else _in_words(report, asked.out))
    return DONE


class _Progress:
    """Says on standard error, for a person at a terminal, what takes longer than a second."""

    def __init__(self, records: int) -> None:
        self.records, self.done = records, 0

    def __call__(self, stage: str, done: int) -> None:
        self.done += done
        if sys.stderr.isatty():
            much = f" {self.done:,} of {self.records:,}" if done else ""
            click.echo(f"\r\x1b[K{stage}{much} …", nl=False, err=True)
            if stage == "joining":
                click.echo("\r\x1b[K", nl=False, err=True)


def _model(asked: Asked, people: Sequence[Person]) -> Model | None:
    base = read_model(asked.model_file) if asked.model_file is not None else None
    labels = asked.labels
    if labels is None:
        return base
    places = {person.key: place for place, person in enumerate(people)}
    judged = held(read_decisions(labels), places, labels.name)
    return train(
        people,
        Labels(judged.same, judged.different),
        base or shipped_model(),
        name=f"trained on {labels.name}",
        trained_on=f"{len(judged.same)} pairs judged the same and {len(judged.different)} judged"
        " different, by people",
        seed=asked.seed,
    )


def _decided(path: Path | None, people: Sequence[Person]) -> Held | None:
    if path is None:
        return None
    places = {person.key: place for place, person in enumerate(people)}
    return held(read_decisions(path), places, path.name)


def _previous(path: Path | None, people: Sequence[Person]) -> list[int] | None:
    """The group of each record in an earlier run; -1 where it wasn't there."""
    if path is None:
        return None
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if not {"cluster", "list", "id"} <= set(reader.fieldnames or ()):
            raise BadInputError(
                path.name, [Problem("is not a clusters.csv (cluster, list, id)", 1)]
            )
        groups: dict[str, int] = {}
        of = {
            f"{row['list']}:{row['id']}": groups.setdefault(row["cluster"], len(groups))
            for row in reader
        }
    return [of.get(person.key, -1) for person in people]


def _write(asked: Asked, linked: Linked) -> dict[str, Any]:
    out = asked.out

    out.mkdir(parents=True, exist_ok=True)
    writing.write_clusters(out / "clusters.csv", linked)
    writing.write_captures(out / "captures.csv", linked)
    linked.model.write(out / "model.json")
    report = writing.make_report(linked, writing.write_reviews(out / "pairs_to_review.csv", linked))
    report["doubt"] = _doubt(asked, linked)
    writing.write_report(out / "report.json", report)
    return report


def _doubt(asked: Asked, linked: Linked) -> Mapping[str, Any] | None:
    """The estimate with both doubts, or by what name it is refused; None if it wasn't asked for."""

    if len(linked.lists) < 2 or not asked.linkages:
        return None
    sampled = sampled_captures(linked, asked.linkages, asked.seed)
    writing.write_sampled(asked.out / "captures_sampled.csv", linked.lists, sampled)
    try:
        return doubt(
            linked.lists,
            captures(linked, linked.clusters.of),
            sampled,
            replicates=asked.replicates,
            seed=asked.seed,
        ).as_json()
    except (BadInput, NoEstimate) as refusal:
        # The linkage stands; only the number of unseen children has no honest answer.
        return {"refusal": refusal.name, "words": refusal.words}


def _in_words(report: Mapping[str, Any], out: Path) -> str:
    lines = [
        f"{report['records']:,} records of {len(report['lists'])} lists were put together into"
        f" {report['children']:,} children.",
        f"{report['to_review']['pairs']:,} pairs wait for people to decide"
        f" ({out / 'pairs_to_review.csv'}).",
    ]
    doubt = report["doubt"]
    if doubt and "refusal" in doubt:
        lines.append(f"No estimate of children unseen ({doubt['refusal']}): {doubt['words']}")
    elif doubt:
        lines += [
            f"Estimate by forward selection, over {doubt['linkages_sampled']} linkages that might"
            f" be true: {doubt['population']:,.0f}, of whom {doubt['known_to_a_list']:,.0f} are"
            " known to a list (records as joined:"
            f" {doubt['as_joined']['population']:,.0f} and"
            f" {doubt['as_joined']['known_to_a_list']:,}). 95% ranges:",
            *(
                f"  {words}: {doubt[name]['low']:,.0f} to {doubt[name]['high']:,.0f}"
                for name, words in (
                    ("sampling_alone", "doubt of sampling alone, one linkage taken as true"),
                    ("linkage_alone", "doubt of linkage alone, over sampled linkages"),
                    ("together", "both together"),
                )
            ),
            f"  {doubt['linkage_share_of_variance']:.0%} of the variance is due to linkage."
            " One method among several: see `tutela estimate` on captures.csv.",
        ]
    return "\n".join([*lines, *(f"Note: {words}." for words in report["warnings"])])
