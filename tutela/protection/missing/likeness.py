"""By what a child of whom somebody knows little may be the child whom somebody else is missing.

A number in a register; or a name, as it is written or as it sounds, with a year of birth that fits.
Kept and compared as keyed hashes only: nobody reads a name out of them. Pure but for the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutela.chronology.entry import Chronology
from tutela.chronology.words import for_comparing
from tutela.identification.entries import ReferenceReceived
from tutela.identity.derive import births, names
from tutela.identity.entries import HomeOfficeReference, Identifier
from tutela.keyring.fields import FIELDS, normalised
from tutela.keyring.house import STILL_MISSING, house_key

YEARS_EITHER_WAY = 1
"""So far a year of birth may differ between two records. Ages are guessed, and calendars differ."""
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_SOUNDS = (
    ("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "s"),
    ("zh", "z"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("z", "s"), ("j", "g"), ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouh]")
_TWICE = re.compile(r"(.)\1+")


def sought_by(chronology: Chronology) -> frozenset[str]:
    """The keys by which a missing child is recognised: with every year of birth that may be."""
    return frozenset(_hash(key) for key in _keys(chronology, YEARS_EITHER_WAY))


def asked_by(chronology: Chronology) -> frozenset[str]:
    """The keys with which the register is asked about a child who was just recorded."""
    return frozenset(_hash(key) for key in _keys(chronology, 0))


def sound_of(word: str) -> str:
    """A word as it sounds when several spellings in Latin letters are one: consonants alone.

    Our own rule, made for names that come from other scripts: Mohammed, Muhamad and Mehmet's first
    two become the same. It finds too many rather than too few; a person rings and asks.
    """
    plain = word
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    return plain[:1] + _VOWELS.sub("", _TWICE.sub(r"\1", plain[1:]))


def _keys(chronology: Chronology, either_way: int) -> Iterator[str]:
    for field, number in _numbers(chronology):
        yield f"number/{field}/{number}"
    years = {
        year + off
        for birth in births(chronology)
        for year in range(birth.earliest.year, birth.latest.year + 1)
        for off in range(-either_way, either_way + 1)
    }
    days = {birth.earliest.isoformat() for birth in births(chronology) if birth.is_exact}
    for words in _written(chronology):
        # One word alone is shared by too many: it counts with the day of birth only.
        whens = {str(year) for year in years} if len(words) > 1 else days
        for when in whens:
            yield f"name/{' '.join(words)}/{when}"
            yield f"sound/{' '.join(sorted(sound_of(word) for word in words))}/{when}"


def _written(chronology: Chronology) -> set[tuple[str, ...]]:
    """Every writing of every name, its words in the order of the alphabet."""
    writings = {w for n in names(chronology) for w in (n.full, n.in_latin) if w}
    found = {tuple(sorted(_NOT_A_LETTER.sub(" ", for_comparing(w)).split())) for w in writings}
    return {words for words in found if words}


def _numbers(chronology: Chronology) -> Iterator[tuple[str, str]]:
    for entry in chronology.of(Identifier, HomeOfficeReference, ReferenceReceived):
        said = entry.content
        if isinstance(said, ReferenceReceived):
            written = said.reference
        elif isinstance(said, Identifier | HomeOfficeReference):
            written = said.value
        else:
            continue
        for field in FIELDS:
            number = normalised(field, written)
            if number is not None:
                yield field, number


def _hash(key: str) -> str:
    return house_key(STILL_MISSING).hash(key.encode()).hex()
