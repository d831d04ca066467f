"""Further facts beside referrals: what happens to children after they are identified.

Each is a small table of pseudonymous rows, declared by its fields. The published statistics hold
none of them; casework's record does. An input may have any of them, none is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

from tutela.evidence import vocabulary as words
from tutela.evidence.measures.dataset import (
    DataSet,
    DaysBetween,
    Derivation,
    Dimension,
    QuarterOf,
    YearOf,
)
from tutela.evidence.problems import BadInputError, Problem

_PROBLEMS_KEPT = 100


@dataclass(frozen=True)
class Field:
    """One field of a fact. `category`: one of `allowed`; what is left out or None is unknown."""

    name: str
    kind: Literal["key", "date", "category", "text"]
    title: str = ""
    allowed: tuple[str, ...] = ()
    required: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """The type of its column in a frame."""
        if self.kind == "date":
            return pl.Date()
        return pl.Enum(self.allowed) if self.kind == "category" else pl.String()

    def read(self, value: Any) -> Any:
        """The value to keep. Raises ValueError saying what is wrong."""
        if value is None:
            if self.required:
                raise ValueError(f"{self.name} is missing")
            return words.UNKNOWN if self.kind in {"category", "text"} else None
        if self.kind == "date":
            if isinstance(value, datetime) or not isinstance(value, date):
                raise ValueError(f"{self.name}: {value!r} is not a date")
            return value
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{self.name}: is empty or not text")
        if self.kind == "category":
            try:
                return words.category(value, self.allowed)
            except ValueError as fault:
                raise ValueError(f"{self.name}: {fault}") from fault
        return " ".join(value.split())


@dataclass(frozen=True)
class FactTable:
    """A table of facts: its fields, the order in which its dates may come, and its data set."""

    name: str
    title: str
    fields: tuple[Field, ...]
    dated_by: str
    """The date by which a fact falls into a quarter and a year."""
    until: tuple[tuple[str, str, str], ...] = ()
    """(derived column, start, end): days between two dates; the end may not come before."""

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns of the frame and their types."""
        return {field.name: field.dtype for field in self.fields}

    @property
    def data_set(self) -> DataSet:
        """What may be asked of it."""
        derived: dict[str, Derivation] = {
            "quarter": QuarterOf(self.dated_by),
            "year": YearOf(self.dated_by),
        }
        derived |= {name: DaysBetween(start, end) for name, start, end in self.until}
        dimensions = {name: Dimension(name, name.capitalize()) for name in ("quarter", "year")}
        dimensions |= {
            field.name: Dimension(field.name, field.title, field.allowed)
            for field in self.fields
            if field.kind in {"category", "text"}
        }
        return DataSet(self.name, MappingProxyType(derived), MappingProxyType(dimensions))

    def frame_of(self, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
        """Rows as a frame. Raises BadInputError naming each faulty row by its number."""
        problems: list[Problem] = []
        read = list(self._read(rows, problems))
        if problems:
            raise BadInputError(f"the {self.name} facts", problems)
        return pl.DataFrame(read, schema=self.schema, orient="row")

    def _read(
        self, rows: Iterable[Mapping[str, Any]], problems: list[Problem]
    ) -> Iterator[tuple[Any, ...]]:
        known = {field.name for field in self.fields}
        for number, row in enumerate(rows, start=1):
            try:
                if unknown := sorted(set(row) - known):
                    raise ValueError(f"unknown fields: {', '.join(unknown)}")
                values = {field.name: field.read(row.get(field.name)) for field in self.fields}
                self._check_order(values)
            except ValueError as fault:
                problems.append(Problem(str(fault), row=number))
                if len(problems) >= _PROBLEMS_KEPT:
                    return
                continue
            yield tuple(values.values())

    def _check_order(self, values: Mapping[str, Any]) -> None:
        for _, start, end in self.until:
            if values[start] and values[end] and values[end] < values[start]:
                raise ValueError(f"{end} lies before {start}")


_CHILD = Field("child_key", "key", required=True)
_NATION = Field("country", "category", "Nation", words.COUNTRIES)
_AREA = Field("area", "text", "Local authority")
_AGE = Field("age", "category", "Age at exploitation", words.AGES)

AFTER_MISSING = ("Returned", "Still missing")
FOUND = ("Exploited again", "Not known to have been exploited again", words.UNKNOWN)
MISSING = FactTable(
    "missing",
    "Times when a child was missing",
    (
        _CHILD,
        Field("missing_from", "date", required=True),
        Field("returned_on", "date"),
        Field("interviewed_on", "date"),
        Field("now", "category", "Whether the child returned", AFTER_MISSING, required=True),
        Field("found", "category", "What was found when the child returned", FOUND),
        _NATION,
        _AREA,
    ),
    dated_by="missing_from",
    until=(
        ("days_missing", "missing_from", "returned_on"),
        ("days_to_interview", "returned_on", "interviewed_on"),
    ),
)

LEAVE_OUTCOMES = ("Granted", "Refused", words.UNKNOWN)
LEAVE = FactTable(
    "leave",
    "Decisions on leave to remain",
    (
        _CHILD,
        Field("decided_on", "date", required=True),
        Field("kind", "text", "Kind of leave"),
        Field("outcome", "category", "Outcome", LEAVE_OUTCOMES, required=True),
        _AGE,
    ),
    dated_by="decided_on",
)

LASTING = ("Lasting", "Ended", words.UNKNOWN)
SOLUTIONS = FactTable(
    "solutions",
    "Durable solutions reached",
    (
        _CHILD,
        Field("reached_on", "date", required=True),
        Field("kind", "text", "Kind of durable solution"),
        Field("now", "category", "Whether the solution lasts", LASTING),
        Field("ended_on", "date"),
    ),
    dated_by="reached_on",
    until=(("days_lasted", "reached_on", "ended_on"),),
)

GUARDIAN_STATES = ("Appointed", "Waiting", "No service in the area", "Ended before an appointment")
GUARDIANS = FactTable(
    "guardians",
    "Requests for an independent guardian",
    (
        _CHILD,
        Field("requested_on", "date", required=True),
        Field("appointed_on", "date"),
        Field("state", "category", "What came of the request", GUARDIAN_STATES, required=True),
        _NATION,
        _AREA,
    ),
    dated_by="requested_on",
    until=(("days_to_guardian", "requested_on", "appointed_on"),),
)

DUTY_STATES = ("Met", "Met late", "Overdue", "Due", "No longer applies")
DUTIES = FactTable(
    "duties",
    "Duties with a due date",
    (
        _CHILD,
        Field("duty", "text", "Duty", required=True),
        Field("due_on", "date", required=True),
        Field("state", "category", "State of the duty", DUTY_STATES, required=True),
        _NATION,
        _AREA,
    ),
    dated_by="due_on",
)

STAGES = ("Recruitment", "Transport", "Exploitation", words.UNKNOWN)
JOURNEYS = FactTable(
    "journeys",
    "Steps of journeys",
    (
        _CHILD,
        Field("known_on", "date", required=True),
        Field("stage", "category", "Stage", STAGES),
        Field("from_place", "text", "From"),
        Field("to_place", "text", "To"),
    ),
    dated_by="known_on",
)

GROUNDS = ("Reasonable grounds", "Conclusive grounds")
RECONSIDERED = ("Changed to positive", "Upheld", "Awaiting", "Withdrawn", words.UNKNOWN)
RECONSIDERATIONS = FactTable(
    "reconsiderations",
    "Requests to reconsider a decision",
    (
        Field("referral_key", "key", required=True),
        Field("requested_on", "date", required=True),
        Field("decided_on", "date"),
        Field("grounds", "category", "Decision to be reconsidered", GROUNDS, required=True),
        Field("outcome", "category", "Outcome", RECONSIDERED),
        _AGE,
    ),
    dated_by="requested_on",
    until=(("days_to_reconsideration", "requested_on", "decided_on"),),
)

DUTY_TO_NOTIFY = FactTable(
    "duty_to_notify",
    "Reports of adults who did not consent to a referral",
    (
        Field("report_key", "key", required=True),
        Field("reported_on", "date", required=True),
        Field("nationality", "text", "Nationality"),
        Field("gender", "category", "Gender", words.GENDERS),
        Field("responder_type", "category", "First responder type", words.RESPONDER_TYPES),
    ),
    dated_by="reported_on",
)

VOICES = ("The child", "The worker", words.UNKNOWN)
OUTCOMES = FactTable(
    "outcomes",
    "Reviews of outcomes",
    (
        _CHILD,
        Field("reviewed_on", "date", required=True),
        Field("outcome", "text", "Outcome", required=True),
        Field("level", "text", "Level", required=True),
        Field("voice", "category", "Whose view", VOICES, required=True),
    ),
    dated_by="reviewed_on",
)

FACT_TABLES = (
    MISSING,
    LEAVE,
    SOLUTIONS,
    GUARDIANS,
    DUTIES,
    JOURNEYS,
    RECONSIDERATIONS,
    DUTY_TO_NOTIFY,
    OUTCOMES,
)
BY_NAME: Mapping[str, FactTable] = MappingProxyType({table.name: table for table in FACT_TABLES})
