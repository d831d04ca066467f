"""From records to the columns that are compared: pure, the same for every engine.

Everything that needs judgement about a script, a name or a date happens here, in Python, once. What
is left for an engine is equality, the intersection of arrays, and the distance of two years.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.evidence.linkage.births import slips
from tutela.evidence.linkage.names import (
    code,
    letters,
    near_codes,
    near_rest_codes,
    pairs_of,
    skeletons,
    telling_codes,
    tokens,
)
from tutela.evidence.linkage.people import Person

COLUMNS = {
    "name_sorted": "text: the parts of the name in alphabetical order; null if no name is known",
    "name_key": "text: their skeletons in alphabetical order; null if no name is known",
    "name_letters": "text: all their consonants, sorted; null if there are fewer than four",
    "skeletons": "array of text",
    "parts": "whole number: how many skeletons",
    "telling": "array of whole numbers: as many codes for each skeleton as it has bits",
    "near": "array of whole numbers: codes of marks that misspelt parts share",
    "near_rest": "array of whole numbers: codes of all parts but one, and a mark of that one",
    "born": "text: the day, 2008-03-14; null unless a real day is known",
    "born_year": "whole number; null if not known",
    "born_exact": "1 if a real day is known, else 0",
    "born_vague": "1 if the year is known and no more, else 0",
    "born_slips": "array of text: marks shared by dates that a slip of the pen separates",
    "nationality": "text; null if not known",
    "nationality_kin": "array of text: pairs of nationalities often taken for each other",
    "sex": "text; null if not known",
    "place": "text; null if not known",
    "reference": "whole number: how many references; null if none",
    "reference_numbers": "array of text",
}
"""The columns that are compared, and what they hold."""


@dataclass(frozen=True)
class Features:
    """One record made comparable. `row` holds COLUMNS; `blocks` the keys to find candidates by."""

    row: dict[str, Any]
    blocks: dict[str, tuple[str, ...]]

    @property
    def comparable(self) -> bool:
        """Whether there is enough to tell one child from another: a name, or a reference."""
        return self.row["name_key"] is not None or bool(self.row["reference_numbers"])


@cache
def _kin() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    path = files("tutela.evidence.linkage").joinpath("data/confused_nationalities.csv")
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            pair = f"{row['one']}|{row['other']}"
            for side in (row["one"], row["other"]):
                found[side] = (*found.get(side, ()), pair)
    return found


def features(person: Person, bits: Mapping[str, int]) -> Features:
    """Make one record comparable. `bits`: how telling the model finds the parts of names."""
    parts = tokens(person.name)
    bare = skeletons(parts)
    day = person.birth.day
    row = {
        "name_sorted": " ".join(sorted(set(parts))) or None,
        "name_key": " ".join(bare) or None,
        "name_letters": letters(bare),
        "skeletons": bare,
        "parts": len(bare),
        "telling": telling_codes(bare, bits),
        "near": near_codes(parts),
        "near_rest": near_rest_codes(parts),
        "born": day and day.isoformat(),
        "born_year": person.birth.year,
        "born_exact": int(day is not None),
        "born_vague": int(day is None and person.birth.year is not None),
        "born_slips": slips(day) if day else (),
        "nationality": person.nationality,
        "nationality_kin": _kin().get(person.nationality or "", ()),
        "sex": person.sex,
        "place": person.place,
        "reference": len(person.references) or None,
        "reference_numbers": person.references,
    }
    return Features(row, _blocks(row))


def _blocks(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Keys to look for candidates by, rule by rule; two records that share one are compared.

    Keys that too many records share are left out later, so each rule has a finer one beside it.
    """
    bare, born, place = row["skeletons"], row["born"], row["place"]
    pairs = pairs_of(bare)
    years = _years(row)
    return {
        "reference": row["reference_numbers"],
        "name": (row["name_key"],) if row["name_key"] else (),
        "name_year": tuple(f"{row['name_key']}|{y}" for y in years) if row["name_key"] else (),
        "letters": (row["name_letters"],) if row["name_letters"] else (),
        "two_parts": pairs,
        "two_parts_year": tuple(f"{p}|{y}" for p in pairs for y in years),
        "part": bare,
        "part_year_place": tuple(f"{b}|{y}|{place}" for b in bare for y in years) if place else (),
        "part_year": tuple(f"{b}|{y}" for b in bare for y in years),
        "part_day": tuple(f"{b}|{born}" for b in bare) if born else (),
        "initial_day_place": tuple(f"{i}|{born}|{place}" for i in {b[0] for b in bare})
        if born and place
        else (),
        "misspelt_day": tuple(f"{n}|{born}" for n in row["near"]) if born else (),
        "misspelt_name": tuple(map(str, row["near_rest"])),
    }


def _years(row: dict[str, Any]) -> tuple[int, ...]:
    """The year; and where a record knows no more than the year, those around it."""
    year: int | None = row["born_year"]
    if year is None:
        return ()
    return (year,) if row["born_exact"] else tuple(range(year - 2, year + 3))


def key_codes(made: Features) -> set[int]:
    """All keys of a record, as numbers. Which of them are worth following, the engine counts."""
    return {code(f"{rule}:{key}") for rule, keys in made.blocks.items() for key in keys}
