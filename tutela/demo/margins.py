"""What the made-up caseload is drawn from: published counts of referred children, and nothing else
where they say something. The README in ``data`` says what they don't say and what we assume.

Source: Home Office, National Referral Mechanism statistics, Open Government Licence v3.0; the
files and their notes stand in ``tutela/evidence/data/nrm_published``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tutela.evidence.exploitation import parse_exploitation
from tutela.evidence.nationality import read_nationality
from tutela.evidence.vocabulary import UNKNOWN

CHILD = "Child (17 or under)"
QUARTERS = ("2022 Q2", "2022 Q3", "2022 Q4", "2023 Q1", "2023 Q2")
"""Quarters for which the joint counts are held."""
DECISIONS_OF = "2023"
"""The year whose decisions and waiting times are followed: the last whole year that is held."""
LOCATIONS = ("UK", "Overseas", "UK and Overseas", UNKNOWN)

Reals = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cell:
    """One combination of the published joint counts. ``forms`` and ``nationalities`` are empty
    where they are not specified or unknown."""

    forms: tuple[str, ...]
    gender: str
    nationalities: tuple[str, ...]
    responder_type: str
    responder: str

    @property
    def is_uk_national(self) -> bool:
        """Is one of the nationalities that of the United Kingdom?"""
        return "UK" in self.nationalities


@dataclass(frozen=True)
class Margins:
    """``cells`` with the cumulative share of each (rising to 1); ``locations`` are the shares of
    ``LOCATIONS``, first for UK nationals and then for all others (2 × 4, rows sum to 1).

    ``positive_*`` are shares of decisions. ``wait_days`` is the mean wait for a reasonable grounds
    decision, in days; ``decided_a_quarter`` the share of those waiting for a conclusive one who
    get it within a quarter of a year.
    """

    cells: tuple[Cell, ...]
    cumulative: Reals
    shares: Reals
    locations: Reals
    published_locations: Reals
    positive_reasonable: float
    positive_conclusive: float
    wait_days: float
    decided_a_quarter: float


@cache
def published() -> Margins:
    """The margins of referred children. Read once; takes some tens of milliseconds."""
    counts: dict[Cell, int] = {}
    for row in _rows("nrm_referrals_leafcells_2022q2_2023q2.csv"):
        if row["Age at exploitation"] == CHILD:
            cell = _cell(row)
            counts[cell] = counts.get(cell, 0) + int(row["People"])
    cells = tuple(sorted(counts, key=_order))
    shares = np.array([counts[c] for c in cells], dtype=np.float64)
    shares /= shares.sum()
    uk = float(shares[[c.is_uk_national for c in cells]].sum())
    places = _published_locations()
    reasonable, conclusive = _Decisions.of("reasonable"), _Decisions.of("conclusive")
    referred = _referred_by_quarter()
    return Margins(
        cells=cells,
        cumulative=np.cumsum(shares),
        shares=shares,
        locations=_joined(places, uk),
        published_locations=places,
        positive_reasonable=reasonable.positive_share(DECISIONS_OF),
        positive_conclusive=conclusive.positive_share(DECISIONS_OF),
        wait_days=_wait_for_reasonable(referred, reasonable),
        decided_a_quarter=_pace_of_conclusive(reasonable, conclusive),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = files("tutela.evidence").joinpath("data", "nrm_published", name)
    with source.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _cell(row: dict[str, str]) -> Cell:
    forms = tuple(sorted(form.value for form in parse_exploitation(row["Exploitation type"])))
    each = read_nationality(row["Nationality"]).each
    known = tuple(n for n in each if n != UNKNOWN)
    return Cell(forms, row["Gender"], known, row["First responder type"], row["First responder"])


def _order(cell: Cell) -> tuple[object, ...]:
    """Draws walk evenly along this order, so that what comes first is followed most closely."""
    return (
        cell.is_uk_national, cell.forms, cell.gender, cell.responder_type, cell.nationalities,
        cell.responder,
    )  # fmt: skip


def _published_locations() -> Reals:
    quarters = {tuple(q.split(" ")) for q in QUARTERS}
    counts = dict.fromkeys(LOCATIONS, 0)
    for row in _rows("nrm_referrals_longitudinal.csv"):
        place = row["Location of exploitation"]
        if row["Age at exploitation"] == CHILD and place in counts:
            counts[place] += int(row["NRM referrals"]) * ((row["Year"], row["Quarter"]) in quarters)
    found = np.array([counts[place] for place in LOCATIONS], dtype=np.float64)
    shares: Reals = found / found.sum()
    return shares


_LEANING = np.array([[60.0, 1.0, 3.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
"""How much likelier each location is for UK nationals. The published tables do not cross the two;
this is our assumption. Both margins are kept, whatever it says."""


def _joined(places: Reals, uk: float) -> Reals:
    """Location by nationality with both published margins (iterative proportional fitting)."""
    table = _LEANING.copy()
    rows = np.array([uk, 1.0 - uk])
    for _ in range(500):
        table *= (rows / table.sum(axis=1))[:, None]
        column = table.sum(axis=0)
        table *= np.divide(places, column, out=np.zeros_like(places), where=column > 0)
    joined: Reals = table / table.sum(axis=1, keepdims=True)
    return joined


@dataclass(frozen=True)
class _Decisions:
    """Decisions about children by quarter: (year, quarter) to (positive, all), in order."""

    by_quarter: dict[tuple[str, str], tuple[int, int]]

    @classmethod
    def of(cls, grounds: str) -> _Decisions:
        positive = f"{CHILD} - Positive {grounds} grounds"
        return cls(
            {
                (row["Year"], row["Quarter"]): (int(row[positive]), int(row[f"{CHILD} - Total"]))
                for row in _rows(f"nrm_{grounds}_grounds.csv")
                if row["Quarter"] != "Total"
            }
        )

    def positive_share(self, year: str) -> float:
        quarters = [both for (y, _), both in self.by_quarter.items() if y == year]
        return sum(p for p, _ in quarters) / sum(n for _, n in quarters)


def _referred_by_quarter() -> dict[tuple[str, str], int]:
    return {
        (row["Year"], row["Quarter"]): int(row["NRM referrals"])
        for row in _rows("nrm_referrals_longitudinal.csv")
        if row["Age at exploitation"] == CHILD
        and row["Location of exploitation"] == "Total"
        and row["Quarter"] != "Total"
        and int(row["Year"]) >= 2014
    }


def _wait_for_reasonable(referred: dict[tuple[str, str], int], decided: _Decisions) -> float:
    """Mean days from referral to reasonable grounds, by Little's law: those who wait on average
    during the year, divided by those decided a day. What stood undecided when 2021 ended is left
    out, as referrals that ended otherwise."""
    waiting, levels, ended = 0, [], 0
    for quarter, count in referred.items():
        waiting += count - decided.by_quarter[quarter][1]
        if quarter == ("2021", "Q4"):
            ended = waiting
        if quarter == (str(int(DECISIONS_OF) - 1), "Q4") or quarter[0] == DECISIONS_OF:
            levels.append(waiting)
    on_average = sum((a + b) / 2 for a, b in pairwise(levels)) / 4 - ended
    a_year = sum(n for (y, _), (_, n) in decided.by_quarter.items() if y == DECISIONS_OF)
    return on_average / a_year * 365.25


def _pace_of_conclusive(reasonable: _Decisions, conclusive: _Decisions) -> float:
    """Share of children with a positive first decision and no final one who get it in a quarter.

    Those whose referral was withdrawn or paused still count as waiting: the counts don't show them.
    """
    waiting, paces = 0, []
    for quarter, (positive, _) in reasonable.by_quarter.items():
        decided = conclusive.by_quarter[quarter][1]
        if quarter[0] == DECISIONS_OF:
            paces.append(decided / (waiting + positive / 2))
        waiting += positive - decided
    return sum(paces) / len(paces)
