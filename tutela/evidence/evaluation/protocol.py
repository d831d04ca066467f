"""A study as a value: what is asked, of whom, how it will be answered. Its digest fixes it.

What reports must hold follows CONSORT 2010 (randomised trials), TREND 2004 (evaluations with
allocation that is not random) and STROBE 2007 (observational studies). Which of them a study is
held to follows from its design and allocation, never from a choice made when writing it up.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.text import read_file

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
Words = Annotated[str, Field(min_length=3, max_length=4000)]


class Design(StrEnum):
    """How the comparison comes about."""

    PARALLEL = "parallel"
    STEPPED_WEDGE = "stepped-wedge"
    BEFORE_AFTER = "before-after"
    DIFFERENCES = "difference-in-differences"
    MATCHED = "matched"


class Allocation(StrEnum):
    """How it was decided who gets what. `NOT_CONFIRMED`: nobody can say any more."""

    RANDOMISED = "randomised"
    ALTERNATION = "alternation"
    NOT_RANDOMISED = "not-randomised"
    NOT_CONFIRMED = "not-confirmed"


class Kind(StrEnum):
    """What an outcome is: yes or no; a repeated rating; days until an event; a rate of an area."""

    BINARY = "binary"
    ORDINAL = "ordinal"
    TIME = "time-to-event"
    RATE = "rate"


class Family(StrEnum):
    """One outcome decides; secondary ones share a correction; exploratory ones claim nothing."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    EXPLORATORY = "exploratory"


class Standard(StrEnum):
    """What a report is held to."""

    CONSORT = "CONSORT"
    TREND = "TREND"
    STROBE = "STROBE"


AREA_DESIGNS = frozenset({Design.STEPPED_WEDGE, Design.BEFORE_AFTER, Design.DIFFERENCES})


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Arm(_Value):
    """A group, and what it receives."""

    id: Name
    title: Words
    receives: Words


class Estimand(_Value):
    """What is to be estimated, apart from how (ICH E9 R1): five attributes.

    other_events: what may happen first (went missing, turned 18, was transferred), and how it is
    handled.
    """

    population: Words
    comparison: Words
    variable: Words
    measure: Words
    other_events: dict[str, Words]


class Outcome(_Value):
    """An outcome.

    column: where it stands in the data. `better`: which way is good for a child. horizon_days and
    competing: for time to an event. reached_at: the rating from which it is called good. expected:
    the proportion foreseen in the comparison group, for the smallest effect that can be seen.
    voice: whose rating it is; children's and workers' are never put together.
    """

    id: Name
    title: Words
    definition: Words
    kind: Kind
    family: Family
    column: Name
    better: Annotated[str, Field(pattern="^(higher|lower)$")]
    voice: Annotated[str, Field(pattern="^(child|worker)$")] | None = None
    horizon_days: Annotated[int, Field(gt=0)] | None = None
    competing: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    reached_at: str | None = None
    expected: Annotated[float, Field(gt=0, lt=1)] | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind is Kind.TIME and self.horizon_days is None:
            raise ValueError(f"{self.id}: time to an event needs horizon_days")
        if self.kind is Kind.ORDINAL:
            if len(self.levels) < 3 or len(set(self.levels)) != len(self.levels):
                raise ValueError(f"{self.id}: a rating needs three or more different levels")
            if self.reached_at not in self.levels[1:]:
                raise ValueError(f"{self.id}: reached_at must be a level above the lowest")
            if self.voice is None:
                raise ValueError(f"{self.id}: say whose voice a rating is, child or worker")
        return self


class Baseline(_Value):
    """What is known of each before anything was given; `number` gives a mean, else shares."""

    column: Name
    title: Words
    number: bool = False


class Sample(_Value):
    """How many were planned, in how many clusters, how alike those are, and why so many."""

    arms: dict[Name, Annotated[int, Field(gt=0)]]
    clusters: Annotated[int, Field(gt=0)] | None = None
    likeness: Annotated[float, Field(ge=0, lt=1)] = 0.0
    reason: Words


class Study(_Value):
    """A study. `comparison` names the arm that the other one is compared with."""

    title: Words
    question: Words
    design: Design
    allocation: Allocation
    allocated: Annotated[str, Field(pattern="^(child|cluster)$")] = "child"
    arms: Annotated[tuple[Arm, ...], Field(min_length=2, max_length=2)]
    comparison: Name
    estimand: Estimand
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    baseline: tuple[Baseline, ...]
    analysis: Words
    missing_data: Words
    multiplicity: Words
    harms: Annotated[tuple[str, ...], Field(min_length=1)]
    leaving: tuple[str, ...] = ()
    sample: Sample
    alpha: Annotated[float, Field(gt=0, lt=0.5)] = 0.05
    power: Annotated[float, Field(gt=0.5, lt=1)] = 0.8
    demonstration: bool = False

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        names = [arm.id for arm in self.arms]
        wrong = [
            (self.comparison not in names, "comparison is not one of the arms"),
            (len(set(names)) != 2, "the arms need different ids"),
            (set(self.sample.arms) != set(names), "sample.arms must name both arms"),
            (
                sum(one.family is Family.PRIMARY for one in self.outcomes) != 1,
                "there must be exactly one primary outcome",
            ),
            (
                len({one.id for one in self.outcomes}) != len(self.outcomes),
                "two outcomes have the same id",
            ),
            (
                any((one.kind is Kind.RATE) != self.of_areas for one in self.outcomes),
                "designs over areas take rates, and the others do not",
            ),
            (
                self.allocation in {Allocation.RANDOMISED, Allocation.ALTERNATION}
                and self.design not in {Design.PARALLEL, Design.STEPPED_WEDGE},
                f"a {self.design.value} study allocates nobody",
            ),
            (
                self.design is Design.MATCHED and not self.baseline,
                "a matched comparison needs the baseline that it matches on",
            ),
        ]
        faults = [words for fault, words in wrong if fault]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def of_areas(self) -> bool:
        """Whether areas over time are compared rather than children."""
        return self.design in AREA_DESIGNS

    @property
    def standard(self) -> Standard:
        """What its report is held to."""
        if self.allocation is Allocation.RANDOMISED:
            return Standard.CONSORT
        return Standard.STROBE if self.design is Design.MATCHED else Standard.TREND

    @property
    def primary(self) -> Outcome:
        """The outcome that decides."""
        return next(one for one in self.outcomes if one.family is Family.PRIMARY)

    @property
    def treated(self) -> Arm:
        """The arm that is compared with `comparison`."""
        return next(arm for arm in self.arms if arm.id != self.comparison)

    @property
    def compared(self) -> Arm:
        """The comparison arm."""
        return next(arm for arm in self.arms if arm.id == self.comparison)

    def canonical(self) -> bytes:
        """The same bytes for the same study: what the digest is over."""
        value = self.model_dump(mode="json")
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
        return (text + "\n").encode()

    def digest(self) -> str:
        """SHA-256 of `canonical`, in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()


def read_study(path: Path) -> Study:
    """A study from a JSON file. Raises BadInputError naming each field that is wrong."""
    return study_of(read_file(path), str(path))


def study_of(content: bytes, name: str) -> Study:
    """A study from JSON. Raises BadInputError naming each field that is wrong."""
    try:
        return Study.model_validate_json(content)
    except ValidationError as error:
        problems = [
            Problem(
                fault["msg"].removeprefix("Value error, "),
                column=".".join(map(str, fault["loc"])) or None,
            )
            for fault in error.errors()
        ]
        raise BadInputError(name, problems) from error
