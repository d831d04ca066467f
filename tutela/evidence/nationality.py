"""Nationalities: the label as published, and the nationalities that it stands for.

The published statistics run two nationalities together ("Albanian Greek"). The label is kept as
it was printed; beside it stands the list it was read into, so that a person can be counted under
each nationality that they hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutela.evidence.vocabulary import UNKNOWN

# Spellings that releases use beside those of the referral form's list.
_SPELLINGS = {
    "congolese drc": "Congolese (DRC)",
    "congolese congo": "Congolese (Congo)",
    "citizen of guinea bissau": "Citizen of Guinea-Bissau",
    "british": "UK",
    "english": "UK",
    "scottish": "UK",
    "welsh": "UK",
    "northern irish": "UK",
    "uk": "UK",
    "unknown": UNKNOWN,
    "not specified or unknown": UNKNOWN,
    "not recorded": UNKNOWN,
    "none": "Stateless",
    "stateless": "Stateless",
}


@dataclass(frozen=True)
class Nationality:
    """A label as published and the nationalities it was read into (several, if dual).

    `recognised` is false where the label could not be read: it then stands for itself.
    """

    label: str
    each: tuple[str, ...]
    recognised: bool = True


@cache
def known_nationalities() -> dict[str, str]:
    """Every spelling known (case-folded) with the nationality that it means."""
    with (
        files("tutela.evidence")
        .joinpath("data/reference/nationalities.csv")
        .open(encoding="utf-8") as lines
    ):
        names = {" ".join(row["label"].split()) for row in csv.DictReader(lines)}
    return {name.casefold(): name for name in names} | _SPELLINGS


def read_nationality(text: str) -> Nationality:
    """Read a published label; nothing is refused, what is not recognised says so."""
    label = " ".join(text.split())
    words = label.split(" ")
    split = _split(tuple(words))
    if not label or split is None:
        return Nationality(label or UNKNOWN, (label or UNKNOWN,), recognised=not label)
    each = tuple(dict.fromkeys(split))
    known = tuple(one for one in each if one != UNKNOWN)
    return Nationality(label, known or (UNKNOWN,))


def label_of(each: Iterable[str]) -> str:
    """The label of a person's nationalities, in alphabetical order.

    >>> label_of({"Greek", "Albanian"})
    'Albanian and Greek'
    """
    return " and ".join(sorted(set(each), key=str.casefold)) or UNKNOWN


@cache
def _split(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The fewest nationalities that the words spell out, or None if they spell none."""
    if not words:
        return ()
    known = known_nationalities()
    for length in range(len(words), 0, -1):
        head = " ".join(words[:length]).casefold().replace("(", "").replace(")", "")
        name = known.get(" ".join(words[:length]).casefold()) or known.get(head)
        if name is None:
            continue
        rest = words[length:]
        if rest and rest[0].casefold() in {"and", "&"}:
            rest = rest[1:]
        remainder = _split(rest)
        if remainder is not None:
            return (name, *remainder)
    return None
