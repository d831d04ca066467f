"""A question from the command line, and its answer with an exit status.

Status 0 with an estimate, 3 with a named statistical refusal, 2 for bad input.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.estimate import Settings, estimate
from tutela.evidence.prevalence.reading import read_captures, read_draws, read_strata
from tutela.evidence.prevalence.refusals import BadInput, Refusal

if TYPE_CHECKING:
    from tutela.evidence.prevalence.report import Report

ANSWERED, BAD_INPUT, REFUSED = 0, 2, 3


@dataclass(frozen=True)
class Question:
    """What was asked on the command line; `best` None means all models."""

    file: Path
    method: str
    p_threshold: float | None
    max_order: int
    best: int | None
    replicates: int
    seed: int
    draws: Path | None
    strata: tuple[str, ...]
    paper: Path | None = None


@dataclass(frozen=True)
class Answer:
    """What goes to standard output and standard error, and the exit status."""

    output: str
    trouble: str
    status: int


def as_json(question: Question) -> Answer:
    """One object with the estimate of one method."""
    try:
        table, settings = _prepared(question)
        found = estimate(table, question.method, settings).as_json()
    except BadInput as fault:
        return _bad(fault)
    except Refusal as refusal:
        return _refused(refusal, json.dumps(_empty(question.method, refusal), ensure_ascii=False))
    return Answer(json.dumps(found, ensure_ascii=False), "", ANSWERED)


def as_text(question: Question) -> Answer:
    """The whole report, and the strata below it if any were named."""
    from tutela.evidence.prevalence.report import make_report  # noqa: PLC0415 - JSON needn't wait
    from tutela.evidence.prevalence.strata import pool_strata  # noqa: PLC0415 - the same
    from tutela.evidence.prevalence.wording import render, render_strata  # noqa: PLC0415 - the same

    try:
        table, settings = _prepared(question)
        report = make_report(table, question.method, settings)
        text = render(report)
        if question.paper is not None:
            _write_paper(question.paper, report)
        if question.strata:
            pooled = pool_strata(
                read_strata(question.file, question.strata).groups, seed=question.seed
            )
            text += render_strata(pooled, question.strata)
    except BadInput as fault:
        return _bad(fault)
    except Refusal as refusal:
        return _refused(refusal, "")
    return Answer(text, "", ANSWERED)


def _write_paper(folder: Path, report: Report) -> None:
    from tutela.evidence.prevalence.paper import files  # noqa: PLC0415 - the same
    from tutela.evidence.prevalence.telling import as_data  # noqa: PLC0415 - the same

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(as_data(report), None, None).items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.write(content)


def _prepared(question: Question) -> tuple[Captures, Settings]:
    if question.strata:
        table = read_strata(question.file, question.strata).whole
    else:
        table = read_captures(question.file)
    settings = Settings(
        p_threshold=question.p_threshold,
        max_order=question.max_order,
        best=question.best,
        replicates=question.replicates,
        seed=question.seed,
        draws=None if question.draws is None else read_draws(question.draws, table),
    )
    return table, settings


def _bad(fault: BadInput) -> Answer:
    return Answer("", f"Bad input ({fault.name}): {fault.words}.", BAD_INPUT)


def _refused(refusal: Refusal, output: str) -> Answer:
    return Answer(output, f"No estimate ({refusal.name}): {refusal.words}.", REFUSED)


def _empty(method: str, refusal: Refusal) -> dict[str, object]:
    """The JSON object of a refusal: the same keys, and why."""
    existence = refusal.existence
    return {
        "method": method,
        "population": None,
        "interval": None,
        "model": None,
        "minus_infinity": [],
        "bic": None,
        "aic": None,
        "existence": (
            None if existence is None else {"code": existence.code, "words": existence.words}
        ),
        "acceleration": None,
        "replicates": None,
        "dropped": None,
        "warnings": [refusal.words],
        "refusal": refusal.name,
    }
