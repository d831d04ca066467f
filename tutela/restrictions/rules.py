"""Is a child among those whom somebody knows in private life? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Content
from tutela.chronology.words import for_comparing

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][ABD-HJLNP-UW-Z]{2})\b")
"""The outward and inward code of a British postcode, written together or apart."""


@dataclass(frozen=True)
class Known:
    """Somebody whom a practitioner knows: a name, where they live if the practitioner wrote it, and
    what they are to each other."""

    name: str
    address: str = ""
    tie: str = ""


def matches(known: Iterable[Known], names: Iterable[str], chronology: Chronology) -> bool:
    """Does the record name somebody on the list as the child, or the place where one of them
    lives? ``names`` are those of the child. Compared as search does: without case, accents and
    spacing."""
    listed = tuple(known)
    called = {for_comparing(name) for name in names} - {""}
    codes = {code for one in listed for code in postcodes(one.address)}
    if any(for_comparing(one.name) in called for one in listed):
        return True
    return bool(codes) and any(codes & postcodes(text) for text in _texts(chronology))


def postcodes(text: str) -> frozenset[str]:
    """Every postcode in a text, without its space."""
    return frozenset(a + b for a, b in _POSTCODE.findall(text.upper()))


def _texts(chronology: Chronology) -> Iterator[str]:
    for entry in chronology.standing_entries:
        if entry.content is not None:
            yield from _strings(entry.content)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Content):
        for _, inner in value:
            yield from _strings(inner)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from _strings(inner)
