"""Where made-up children come from: names, languages and countries by nationality.

A name is drawn from its origin and gender alone, never from what happened to the child.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from tutela.identity.entries import NameOrder, Script

_MANY = "many"
_ALPHABETS = {
    "ARABIC": Script.ARABIC,
    "ETHIOPIC": Script.ETHIOPIC,
    "BENGALI": Script.BENGALI,
    "CJK": Script.CHINESE,
    "CYRILLIC": Script.CYRILLIC,
    "DEVANAGARI": Script.DEVANAGARI,
}


@dataclass(frozen=True)
class Origin:
    """A nationality with its country and languages; ``country`` is empty where we hold none."""

    nationality: str
    country: str
    names: str
    order: NameOrder
    languages: tuple[str, ...]


@dataclass(frozen=True)
class GivenName:
    """A first name in Latin letters and, where it is usually written in others, in those."""

    latin: str
    native: str

    @property
    def script(self) -> Script:
        """The letters in which it is written by those who bear it."""
        return _script(self.native) if self.native else Script.LATIN


@dataclass(frozen=True)
class FullName:
    """A made-up name as its bearer writes it."""

    full: str
    own: str
    family: str
    latin: str
    order: NameOrder
    script: Script


def origin_of(nationality: str) -> Origin:
    """The origin that goes with a nationality; a bare one where we hold nothing about it."""
    found = _origins().get(nationality)
    return found or Origin(nationality, "", _MANY, NameOrder.GIVEN_FIRST, ("other",))


def name_of(origin: Origin, female: bool, dice: Random) -> FullName:
    """A name of this origin."""
    own = dice.choice(_given(origin.names, "f" if female else "m"))
    # A father's name, or a family name that is also a first name: both are common everywhere.
    other = dice.choice([n for n in _given(origin.names, "m") if n.latin != own.latin])
    if origin.order is NameOrder.SINGLE:
        return FullName(own.native or own.latin, own.latin, "", own.latin, origin.order, own.script)
    both_native = bool(own.native and other.native)
    first, last = (own.native, other.native) if both_native else (own.latin, other.latin)
    if origin.order is NameOrder.FAMILY_FIRST:
        full, latin = f"{last} {first}", f"{other.latin} {own.latin}"
    else:
        full, latin = f"{first} {last}", f"{own.latin} {other.latin}"
    script = own.script if both_native else Script.LATIN
    return FullName(full, first, last, latin, origin.order, script)


@cache
def _origins() -> dict[str, Origin]:
    return {
        row["nationality"]: Origin(
            row["nationality"],
            row["country"],
            row["names"],
            NameOrder(row["order"]),
            tuple(row["languages"].split(";")),
        )
        for row in _rows("origins.csv")
    }


@cache
def _given(names: str, gender: str) -> tuple[GivenName, ...]:
    return tuple(
        GivenName(row["latin"], row["native"])
        for row in _rows("given_names.csv")
        if row["names"] == names and row["gender"] == gender
    )


@cache
def _script(native: str) -> Script:
    alphabet = unicodedata.name(native[0]).split(" ")[0]
    return _ALPHABETS.get(alphabet, Script.OTHER)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("tutela.demo").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
