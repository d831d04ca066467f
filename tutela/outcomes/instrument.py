"""An outcomes instrument as data: principles, outcomes, indicators, and where they come from.

Its file is a table in UTF-8 with the columns ``what,id,under,text`` (`docs/instruments.md`). What
is wrong with a file is said with the line on which it stands. Pure: no framework, no clock.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO

COLUMNS = ("what", "id", "under", "text")
PRINCIPLES = ("non-discrimination", "best-interests", "life-survival-development", "participation")
"""The general principles of the Convention on the Rights of the Child: articles 2, 3, 6 and 12."""

CSF_POF = "csf-pof"
CSF_POF_COUNTS = {"principle": 4, "outcome": 25, "indicator": 86}
"""Source: Sheffield Hallam University's page on Creating Stable Futures, and UKRI AH/Y001826/1."""

SAID_ONCE = ("version", "language", "source", "licence")
_HEAD = ("instrument", *SAID_ONCE)
_UNDER = {"outcome": "principle", "indicator": "outcome"}
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
LARGEST = 1_000_000
"""Bytes. Eighty-six indicators take about twenty thousand."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, and on which line; line 0 is the file as a whole."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


class BrokenInstrument(ValueError):
    """A file that can't be taken as an instrument."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Indicator:
    """One sign by which an outcome can be seen."""

    id: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """One outcome, as a sentence that a young person could say; its code names the instrument."""

    id: str
    code: str
    text: str
    principle: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Instrument:
    """A framework of outcomes in one version and language."""

    id: str
    name: str
    version: str
    language: str
    source: str
    licence: str
    principles: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]

    @property
    def indicators(self) -> int:
        """How many indicators it has in all."""
        return sum(len(outcome.indicators) for outcome in self.outcomes)

    def under(self, principle: str) -> tuple[Outcome, ...]:
        """The outcomes of one principle, in the order of the file."""
        return tuple(one for one in self.outcomes if one.principle == principle)


@dataclass(frozen=True)
class _Line:
    number: int
    what: str
    id: str
    under: str
    text: str


@dataclass
class _Reading:
    lines: list[_Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, what: str) -> list[_Line]:
        return [line for line in self.lines if line.what == what]


def read_instrument(data: bytes) -> Instrument:
    """The instrument that a file holds. Raises BrokenInstrument with every fault found."""
    reading = _Reading()
    reading.lines = list(_lines(_decoded(data), reading.faults))
    reading.faults += _faults(reading)
    if reading.faults:
        raise BrokenInstrument(sorted(reading.faults, key=lambda fault: fault.line))
    return _made(reading)


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BrokenInstrument([Fault(0, "the file is larger than one megabyte")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        reason = "not in UTF-8. Save the table again as “CSV UTF-8”"
        raise BrokenInstrument([Fault(line, reason)]) from None
    for number, line_text in enumerate(text.splitlines(), 1):
        if "\x00" in line_text or "\ufffd" in line_text:
            reason = "a letter was lost when the file was saved. Save it as “CSV UTF-8”"
            raise BrokenInstrument([Fault(number, reason)])
    return text


def _lines(text: str, faults: list[Fault]) -> Iterator[_Line]:
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        heading = tuple(name.strip() for name in next(rows, ()))
        if heading != COLUMNS:
            raise BrokenInstrument([Fault(1, f"the columns must be {','.join(COLUMNS)}")])
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) != len(COLUMNS):
                faults.append(Fault(rows.line_num, f"{len(cells)} columns instead of 4"))
                continue
            yield _Line(rows.line_num, *cells)
    except csv.Error as wrong:
        raise BrokenInstrument([Fault(rows.line_num, f"not a table: {wrong}")]) from None


def _faults(reading: _Reading) -> Iterator[Fault]:
    known = {*_HEAD, "principle", "outcome", "indicator"}
    for line in reading.lines:
        if line.what not in known:
            yield Fault(line.number, f"“{line.what}” is none of {', '.join(sorted(known))}")
        elif not line.text:
            yield Fault(line.number, "no text")
        elif line.what not in SAID_ONCE and not _ID.fullmatch(line.id):
            yield Fault(line.number, f"the id “{line.id}” is not small letters, digits and hyphens")
    yield from _said_once(reading)
    yield from _twice(reading)
    yield from _belonging(reading)
    yield from _principles(reading)
    yield from _counted(reading)


def _said_once(reading: _Reading) -> Iterator[Fault]:
    for what in _HEAD:
        found = reading.of(what)
        if not found:
            yield Fault(0, f"no line says its {what}")
        for line in found[1:]:
            yield Fault(line.number, f"its {what} is said on line {found[0].number} already")


def _twice(reading: _Reading) -> Iterator[Fault]:
    for what in ("principle", "outcome", "indicator"):
        first: dict[str, int] = {}
        for line in reading.of(what):
            if line.id in first:
                reason = f"the {what} “{line.id}” stands on line {first[line.id]} already"
                yield Fault(line.number, reason)
            first.setdefault(line.id, line.number)


def _belonging(reading: _Reading) -> Iterator[Fault]:
    for what, above in _UNDER.items():
        known = {line.id for line in reading.of(above)}
        for line in reading.of(what):
            if line.under not in known:
                yield Fault(line.number, f"it stands under the {above} “{line.under}”, not given")
    bearing = Counter(line.under for line in reading.of("indicator"))
    for line in reading.of("outcome"):
        if not bearing[line.id]:
            yield Fault(line.number, f"the outcome “{line.id}” has no indicator")


def _principles(reading: _Reading) -> Iterator[Fault]:
    given = {line.id for line in reading.of("principle")}
    for missing in (name for name in PRINCIPLES if name not in given):
        yield Fault(0, f"the principle “{missing}” is missing")
    for line in reading.of("principle"):
        if line.id not in PRINCIPLES:
            yield Fault(line.number, f"“{line.id}” is none of the four principles")
        elif line.id not in {one.under for one in reading.of("outcome")}:
            yield Fault(line.number, f"the principle “{line.id}” has no outcome")


def _counted(reading: _Reading) -> Iterator[Fault]:
    said = next(iter(reading.of("instrument")), None)
    if said is None or said.id != CSF_POF:
        return
    for what, number in CSF_POF_COUNTS.items():
        found = reading.of(what)
        if len(found) != number:
            reason = f"it says it is {CSF_POF}, which has {number} {what}s; {len(found)} are here"
            yield Fault(found[-1].number if found else said.number, reason)


def _made(reading: _Reading) -> Instrument:
    said = {what: reading.of(what)[0] for what in _HEAD}
    name = said["instrument"].id
    indicators = reading.of("indicator")
    return Instrument(
        id=name,
        name=said["instrument"].text,
        version=said["version"].text,
        language=said["language"].text,
        source=said["source"].text,
        licence=said["licence"].text,
        principles=tuple((line.id, line.text) for line in reading.of("principle")),
        outcomes=tuple(
            Outcome(
                line.id, f"{name}/{line.id}", line.text, line.under,
                tuple(Indicator(i.id, i.text) for i in indicators if i.under == line.id),
            )
            for line in reading.of("outcome")
        ),
    )  # fmt: skip
