"""The data of a study, from CSV files. What is missing is an empty cell, and is counted.

participants.csv  participant, cluster, stratum, arm, received (yes, no), end (followed, or why
                  not), the baseline columns; for yes or no: its column (yes, no, empty); for time
                  to an event: COLUMN_days and COLUMN_event (the event, a competing one, censored)
ratings.csv       participant, review (1, 2, …), outcome, rating (a level, or “cannot say”)
panel.csv         area, period (1, 2, …), start (the first period with it, or never), and for each
                  outcome COLUMN_count and COLUMN_of
screening.csv     step (assessed, or why not included), count
harms.csv         arm, harm, count; each harm that the protocol watches, for both arms
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.text import TextTable, read_file, read_text_table

from .protocol import Kind, Outcome, Study

FOLLOWED, CENSORED, CANNOT_SAY, NEVER = "followed", "censored", "cannot say", "never"
EVENT = "event"
_YES_NO = ("yes", "no")
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Rating:
    """A rating: None for “cannot say”."""

    participant: str
    review: int
    outcome: str
    level: int | None


@dataclass(frozen=True)
class Panel:
    """Areas × periods: counts and what they are of, by outcome; start as a period from 0."""

    areas: tuple[str, ...]
    periods: int
    start: NDArray[np.int64]
    counts: dict[str, Numbers]
    of: dict[str, Numbers]


@dataclass(frozen=True)
class StudyData:
    """Everything, by column; all columns of `people` are as long as `participants`."""

    people: dict[str, list[str]] = field(default_factory=dict)
    ratings: tuple[Rating, ...] = ()
    panel: Panel | None = None
    screening: tuple[tuple[str, int], ...] = ()
    harms: tuple[tuple[str, str, int], ...] | None = None

    def column(self, name: str) -> NDArray[np.str_]:
        """A column of the participants."""
        return np.array(self.people[name], dtype=str)


class _Faults:
    def __init__(self, table: TextTable) -> None:
        self.table = table
        self.found: list[Problem] = []

    def one_of(self, column: str, allowed: Iterable[str], *, empty: bool = False) -> None:
        known = set(allowed) | ({""} if empty else set())
        for at, value in enumerate(self.table.columns[column]):
            if value not in known:
                words = ", ".join(sorted(known - {""}))
                self.add(f"“{value}” is none of: {words}", at, column)

    def numbers(
        self, column: str, *, empty: bool = False, least: float = 0.0, whole: bool = True
    ) -> list[float]:
        values = []
        for at, text in enumerate(self.table.columns[column]):
            try:
                value = float("nan") if empty and not text else float(text)
                bad = value < least or value in {float("inf")} or (whole and value % 1 != 0)
                if bad and text:
                    raise ValueError
            except ValueError:
                what = "whole number" if whole else "number"
                self.add(f"“{text}” is no {what} of {least:g} or more", at, column)
                value = float("nan")
            values.append(value)
        return values

    def add(self, message: str, at: int, column: str) -> None:
        self.found.append(self.table.problem(message, at, column))

    def settle(self) -> None:
        if self.found:
            raise BadInputError(self.table.source, self.found)


def read_data(study: Study, folder: Path) -> StudyData:
    """The data of a study. Raises BadInputError with file, row and column."""
    if study.of_areas:
        panel = _panel(study, folder / "panel.csv")
        return StudyData(panel=panel, harms=_harms(study, folder / "harms.csv"))
    people = _people(study, folder / "participants.csv")
    return StudyData(
        people=people,
        ratings=_ratings(study, folder / "ratings.csv", set(people["participant"])),
        screening=_screening(folder / "screening.csv"),
        harms=_harms(study, folder / "harms.csv"),
    )


def _table(path: Path, needed: Iterable[str]) -> TextTable:
    table = read_text_table(read_file(path), path.name)
    absent = [name for name in needed if name not in table.columns]
    if absent:
        raise BadInputError(path.name, [Problem("this column is missing", 1, n) for n in absent])
    return table


def _people(study: Study, path: Path) -> dict[str, list[str]]:
    plain = ["participant", "cluster", "stratum", "arm", "received", "end"]
    needed = plain + [one.column for one in study.baseline]
    for outcome in study.outcomes:
        if outcome.kind is Kind.BINARY:
            needed.append(outcome.column)
        elif outcome.kind is Kind.TIME:
            needed += [f"{outcome.column}_days", f"{outcome.column}_event"]
    table = _table(path, needed)
    faults = _Faults(table)
    seen: set[str] = set()
    for at, name in enumerate(table.columns["participant"]):
        if not name or name in seen:
            faults.add("is empty or stands twice", at, "participant")
        seen.add(name)
    faults.one_of("arm", [arm.id for arm in study.arms])
    faults.one_of("received", _YES_NO)
    faults.one_of("end", [FOLLOWED, *study.leaving])
    for one in study.baseline:
        if one.number:
            faults.numbers(one.column, empty=True, whole=False, least=-1e9)
    for outcome in study.outcomes:
        if outcome.kind is Kind.BINARY:
            faults.one_of(outcome.column, _YES_NO, empty=True)
        elif outcome.kind is Kind.TIME:
            faults.numbers(f"{outcome.column}_days", empty=True)
            known = [EVENT, CENSORED, *outcome.competing]
            faults.one_of(f"{outcome.column}_event", known, empty=True)
            _both_or_neither(faults, outcome)
    faults.settle()
    return {name: table.columns[name] for name in dict.fromkeys(needed)}


def _both_or_neither(faults: _Faults, outcome: Outcome) -> None:
    days = faults.table.columns[f"{outcome.column}_days"]
    events = faults.table.columns[f"{outcome.column}_event"]
    for at, (day, event) in enumerate(zip(days, events, strict=True)):
        if bool(day) != bool(event):
            faults.add(
                "days and event must both be known, or neither", at, f"{outcome.column}_days"
            )


def _ratings(study: Study, path: Path, people: set[str]) -> tuple[Rating, ...]:
    wanted = {one.column: one for one in study.outcomes if one.kind is Kind.ORDINAL}
    if not wanted:
        return ()
    table = _table(path, ["participant", "review", "outcome", "rating"])
    faults = _Faults(table)
    faults.one_of("participant", people)
    faults.one_of("outcome", wanted)
    reviews = faults.numbers("review", least=1)
    found, seen = [], set()
    rows = zip(*(table.columns[name] for name in ("participant", "outcome", "rating")), strict=True)
    for at, (who, outcome, rating) in enumerate(rows):
        key = (who, outcome, reviews[at])
        if key in seen:
            faults.add("this review was rated twice", at, "review")
        seen.add(key)
        levels = wanted[outcome].levels if outcome in wanted else ()
        if rating != CANNOT_SAY and rating not in levels:
            faults.add(f"“{rating}” is no level of this rating", at, "rating")
            continue
        level = None if rating == CANNOT_SAY else levels.index(rating)
        if not np.isnan(reviews[at]):
            found.append(Rating(who, int(reviews[at]), outcome, level))
    faults.settle()
    return tuple(found)


def _panel(study: Study, path: Path) -> Panel:
    columns = [f"{one.column}_{part}" for one in study.outcomes for part in ("count", "of")]
    table = _table(path, ["area", "period", "start", *columns])
    faults = _Faults(table)
    periods = faults.numbers("period", least=1)
    values = {name: faults.numbers(name) for name in columns}
    start_of: dict[str, str] = {}
    seen: set[tuple[str, float]] = set()
    for at, (area, start) in enumerate(
        zip(table.columns["area"], table.columns["start"], strict=True)
    ):
        if start != NEVER and not (start.isdecimal() and int(start) > 0):
            faults.add(f"“{start}” is neither a period nor “{NEVER}”", at, "start")
        if start_of.setdefault(area, start) != start:
            faults.add("an area begins once", at, "start")
        if (area, periods[at]) in seen:
            faults.add("this area and period stand twice", at, "period")
        seen.add((area, periods[at]))
    for one in study.outcomes:
        pairs = zip(values[f"{one.column}_count"], values[f"{one.column}_of"], strict=True)
        for at, (count, of) in enumerate(pairs):
            if count > of or of == 0:
                faults.add("is more than what it is of, or of nobody", at, f"{one.column}_count")
    faults.settle()
    areas, last = tuple(sorted(start_of)), int(max(periods))
    if len(seen) != len(areas) * last:
        raise BadInputError(
            table.source, [Problem(f"not every area has each of the {last} periods")]
        )
    place = {area: at for at, area in enumerate(areas)}
    shaped = {name: np.zeros((len(areas), last)) for name in columns}
    for at, area in enumerate(table.columns["area"]):
        for name in columns:
            shaped[name][place[area], int(periods[at]) - 1] = values[name][at]
    never = 10**6
    start_at = np.array(
        [never if start_of[area] == NEVER else int(start_of[area]) - 1 for area in areas]
    )
    names = [one.column for one in study.outcomes]
    return Panel(
        areas,
        last,
        start_at,
        {name: shaped[f"{name}_count"] for name in names},
        {name: shaped[f"{name}_of"] for name in names},
    )


def _screening(path: Path) -> tuple[tuple[str, int], ...]:
    if not path.exists():
        return ()
    table = _table(path, ["step", "count"])
    faults = _Faults(table)
    counts = faults.numbers("count")
    faults.settle()
    return tuple(zip(table.columns["step"], map(int, counts), strict=True))


def _harms(study: Study, path: Path) -> tuple[tuple[str, str, int], ...] | None:
    """None where nobody looked; a harm that did not happen is a row with 0."""
    if not path.exists():
        return None
    table = _table(path, ["arm", "harm", "count"])
    faults = _Faults(table)
    faults.one_of("arm", [arm.id for arm in study.arms])
    faults.one_of("harm", study.harms)
    counts = faults.numbers("count")
    faults.settle()
    return tuple(zip(table.columns["arm"], table.columns["harm"], map(int, counts), strict=True))
