"""Pseudonymous referral facts: what casework hands to evidence, one row per referral.

There are no names, no dates of birth, no addresses and no free text: a fact holds what the
published statistics count, the local authority at most, and keys that mean nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import islice
from typing import Any

import polars as pl

from tutela.evidence import vocabulary as words
from tutela.evidence.exploitation import Exploitation, parse_exploitation, to_bits
from tutela.evidence.nationality import label_of, read_nationality
from tutela.evidence.problems import BadInputError, Problem

_BATCH = 50_000
_PROBLEMS_KEPT = 100


@dataclass(frozen=True, kw_only=True)
class ReferralFact:
    """One referral to the National Referral Mechanism, without anyone's identity.

    The words allowed in each field are those of `tutela.evidence.vocabulary`. Fields with a
    default may be left out; None is "not specified or unknown", or "not yet" for a decision.
    """

    referral_key: str
    """Pseudonym of the referral: unique among the facts of one extract."""
    child_key: str
    """Pseudonym of the person: the same for a second referral of the same person."""
    referred_on: date
    age_at_exploitation: str
    """Adult (18 or over), Child (17 or under), Not specified or unknown."""
    gender: str
    """Female, Male, Other, Not specified or unknown."""
    nationalities: frozenset[str] = frozenset()
    """Every nationality held; empty if unknown."""
    exploitation_types: frozenset[Exploitation] = frozenset()
    """Forms of exploitation as a set of the five; empty if not specified."""
    county_lines: bool | None = None
    location_of_exploitation: str = words.UNKNOWN
    """Overseas, UK, UK and Overseas, Not specified or unknown."""
    first_responder: str = words.UNKNOWN
    first_responder_type: str = words.UNKNOWN
    """Government agency, Local Authority, NGO and third sector, Police, or unknown."""
    police_force: str | None = None
    """The force responsible for the investigation."""
    police_force_country: str | None = None
    """England, Northern Ireland, Scotland, Wales; None: taken from the force."""
    local_authority: str = words.UNKNOWN
    """The authority that looks after or supports the person; for local profiles only."""
    competent_authority: str = words.UNKNOWN
    reasonable_grounds: str | None = None
    """Positive, Negative; None: not yet decided."""
    reasonable_grounds_on: date | None = None
    conclusive_grounds: str | None = None
    conclusive_grounds_on: date | None = None
    withdrawn_on: date | None = None
    """The day on which the referral was withdrawn, suspended or closed without a decision."""

    @classmethod
    def from_mapping(cls, row: Mapping[str, Any]) -> ReferralFact:
        """Read one row of the feed. Raises ValueError saying which field is wrong and why."""
        unknown = sorted(set(row) - _FIELDS)
        if unknown:
            raise ValueError(f"unknown fields: {', '.join(unknown)}")
        missing = sorted(_REQUIRED - set(row))
        if missing:
            raise ValueError(f"missing fields: {', '.join(missing)}")
        values = {name: _read(name, value) for name, value in row.items()}
        fact = cls(**values)
        fact._check_order()
        return fact

    def _check_order(self) -> None:
        for grounds, outcome, on in (
            ("reasonable", self.reasonable_grounds, self.reasonable_grounds_on),
            ("conclusive", self.conclusive_grounds, self.conclusive_grounds_on),
        ):
            if (outcome is None) != (on is None):
                raise ValueError(f"{grounds} grounds need an outcome and its date, or neither")
            if on is not None and on < self.referred_on:
                raise ValueError(f"{grounds} grounds were decided before the referral was made")


_FIELDS = frozenset(field.name for field in fields(ReferralFact))
_REQUIRED = frozenset({"referral_key", "child_key", "referred_on", "age_at_exploitation", "gender"})
_CATEGORIES: dict[str, tuple[str, ...]] = {
    "age_at_exploitation": words.AGES,
    "gender": words.GENDERS,
    "location_of_exploitation": words.LOCATIONS,
    "first_responder_type": words.RESPONDER_TYPES,
    "police_force_country": words.COUNTRIES,
    "competent_authority": words.COMPETENT_AUTHORITIES,
    "reasonable_grounds": words.OUTCOMES,
    "conclusive_grounds": words.OUTCOMES,
}
_MAY_BE_NONE = frozenset(
    {
        "police_force",
        "police_force_country",
        "reasonable_grounds",
        "reasonable_grounds_on",
        "conclusive_grounds",
        "conclusive_grounds_on",
        "withdrawn_on",
        "county_lines",
    }
)
_DATES = frozenset(
    {"referred_on", "reasonable_grounds_on", "conclusive_grounds_on", "withdrawn_on"}
)

# The frame that facts become: shapes are one row per referral.
SCHEMA: Mapping[str, pl.DataType] = {
    "referral_key": pl.String(),
    "child_key": pl.String(),
    "referred_on": pl.Date(),
    "age": pl.Enum(words.AGES),
    "gender": pl.Enum(words.GENDERS),
    "nationality": pl.String(),
    "nationalities": pl.List(pl.String()),
    "exploitation": pl.UInt8(),
    "county_lines": pl.Enum(words.YES_NO),
    "location": pl.Enum(words.LOCATIONS),
    "responder": pl.String(),
    "responder_type": pl.Enum(words.RESPONDER_TYPES),
    "force": pl.String(),
    "country": pl.Enum(words.COUNTRIES),
    "area": pl.String(),
    "authority": pl.Enum(words.COMPETENT_AUTHORITIES),
    "reasonable_grounds": pl.Enum(words.OUTCOMES),
    "reasonable_grounds_on": pl.Date(),
    "conclusive_grounds": pl.Enum(words.OUTCOMES),
    "conclusive_grounds_on": pl.Date(),
    "withdrawn_on": pl.Date(),
}


def _read(name: str, value: Any) -> Any:
    if value is None:
        if name in _MAY_BE_NONE:
            return None
        if name in {"nationalities", "exploitation_types"}:
            return frozenset()
        if name in _REQUIRED:
            raise ValueError(f"{name} is missing")
        return words.UNKNOWN
    try:
        return _read_value(name, value)
    except ValueError as fault:
        raise ValueError(f"{name}: {fault}") from fault


def _read_value(name: str, value: Any) -> Any:
    if name in _CATEGORIES:
        return words.category(str(value), _CATEGORIES[name])
    if name in _DATES:
        if isinstance(value, datetime) or not isinstance(value, date):
            raise ValueError(f"{value!r} is not a date")
        return value
    if name == "exploitation_types":
        return _read_forms(value)
    if name == "nationalities":
        texts = [value] if isinstance(value, str) else value
        return frozenset(
            one
            for text in texts
            for one in read_nationality(str(text)).each
            if one != words.UNKNOWN
        )
    if name == "county_lines":
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")
        return value
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is empty or not text")
    return " ".join(value.split())


def _read_forms(value: Any) -> frozenset[Exploitation]:
    if isinstance(value, str):
        return parse_exploitation(value)
    return frozenset(form for one in value for form in parse_exploitation(str(one)))


def _row(fact: ReferralFact) -> tuple[Any, ...]:
    """The fact as a row of the frame, in the order of `SCHEMA`."""
    return (
        fact.referral_key,
        fact.child_key,
        fact.referred_on,
        fact.age_at_exploitation,
        fact.gender,
        label_of(fact.nationalities),
        sorted(fact.nationalities) or [words.UNKNOWN],
        to_bits(fact.exploitation_types),
        {True: "Yes", False: "No", None: words.UNKNOWN}[fact.county_lines],
        fact.location_of_exploitation,
        fact.first_responder,
        fact.first_responder_type,
        fact.police_force or words.UNKNOWN,
        fact.police_force_country or words.country_of_force(fact.police_force),
        fact.local_authority,
        fact.competent_authority,
        fact.reasonable_grounds,
        fact.reasonable_grounds_on,
        fact.conclusive_grounds,
        fact.conclusive_grounds_on,
        fact.withdrawn_on,
    )


def frame_of(
    rows: Iterable[Mapping[str, Any] | ReferralFact], source: str = "the referral facts"
) -> pl.DataFrame:
    """Facts as a frame with the columns of `SCHEMA`; read as a stream, in batches.

    Raises BadInputError naming each faulty fact by its number (the first is 1) and its field.
    """
    problems: list[Problem] = []
    frames = [pl.DataFrame(schema=dict(SCHEMA))]
    checked = _checked(rows, problems)
    while batch := list(islice(checked, _BATCH)):
        frames.append(pl.DataFrame(batch, schema=dict(SCHEMA), orient="row"))
    frame = pl.concat(frames, rechunk=True)
    repeated = frame.filter(pl.col("referral_key").is_duplicated())["referral_key"].n_unique()
    if repeated:
        problems.append(Problem(f"{repeated} referral keys stand for more than one fact"))
    if problems:
        raise BadInputError(source, problems)
    return frame


def _checked(
    rows: Iterable[Mapping[str, Any] | ReferralFact], problems: list[Problem]
) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, start=1):
        try:
            fact = row if isinstance(row, ReferralFact) else ReferralFact.from_mapping(row)
        except ValueError as fault:
            problems.append(Problem(str(fault), row=number))
            if len(problems) >= _PROBLEMS_KEPT:
                return
            continue
        yield _row(fact)
