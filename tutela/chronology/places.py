"""Words that say where: kept back in what must not show them, and noticed where they don't belong.

Pure. What is noticed is only pointed out: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tutela.chronology.kinds import Choice, Content


class KeptBack(str):
    """Stands in an answer for a place that this reader is not shown."""


KEPT_BACK = KeptBack("Kept back")


def places_of(content: type[Content]) -> frozenset[str]:
    """Names of the fields that say where."""
    return _places_of(content)


@cache
def _places_of(content: type[Content]) -> frozenset[str]:
    return frozenset(name for name in content.model_fields if content.is_place(name))


def without_places(content: Content) -> tuple[Content, frozenset[str]]:
    """The content with every answered place kept back, and the names of those fields."""
    kept = frozenset(
        name for name in places_of(type(content)) if getattr(content, name) not in (None, (), "")
    )
    if not kept:
        return content, kept
    return content.model_copy(update=dict.fromkeys(kept, KEPT_BACK)), kept


@dataclass(frozen=True)
class SaysWhere:
    """A piece of an answer that seems to say where, though the question doesn't ask it."""

    field: str
    words: str


# The outward and inward code of a postcode, as Royal Mail writes them; lower case and run together
# as people type them.
_POSTCODE = r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s?[0-9][ABD-HJLNP-UW-Z]{2}\b"
_STREET = (
    r"\b(?:\d+[A-Z]?\s+)?(?:[A-Z][\w’'-]+\s+){1,3}"
    r"(?:Road|Rd|Street|Lane|Avenue|Ave|Drive|Close|Crescent|Terrace|Grove|Gardens|Court|House|"
    r"Place|Square|Way|Hill|Mews|Parade|Row|Walk|Heol|Ffordd|Stryd)\b"
)
_CALLED = (
    r"\b(?:[A-Z][\w’'-]+\s+){1,4}"
    r"(?:School|College|Academy|Surgery|Practice|Hospital|Clinic|Hostel|Hotel|Station|Pharmacy|"
    r"Church|Mosque|Temple|Gym|Prison|Airport|Port)\b"
)
_COORDINATES = r"-?\b\d{1,2}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}\b"
_THREE_WORDS = r"///[a-z]+\.[a-z]+\.[a-z]+"
_MAP = r"https?://\S*(?:maps|goo\.gl|openstreetmap|what3words)\S*"
_PLACES = re.compile("|".join([_STREET, _CALLED, _COORDINATES, _THREE_WORDS, _MAP]))
_POSTCODES = re.compile(_POSTCODE, re.IGNORECASE)


def says_where(content: Content, known: Iterable[str] = ()) -> tuple[SaysWhere, ...]:
    """Pieces of free text that look like a place, in fields that don't ask for one.

    ``known`` are places that the reader sees in this record: typed again elsewhere, they are
    noticed too. Never those that are kept back, or typing would be a way to ask.
    """
    places = places_of(type(content))
    return tuple(
        SaysWhere(name, words)
        for name, value in content
        if name not in places and not type(content).is_name(name)
        for text in _texts(value)
        for words in _found(text, known)
    )


def known_places(contents: Iterable[Content]) -> frozenset[str]:
    """Places that stand in these contents and are not kept back."""
    return frozenset(
        value
        for content in contents
        for name in places_of(type(content))
        if isinstance(value := getattr(content, name), str) and not isinstance(value, KeptBack)
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Choice):
        yield value
    elif isinstance(value, Content):
        for _, inner in value:
            yield from _texts(inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from _texts(inner)


def _found(text: str, known: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for pattern in (_POSTCODES, _PLACES):
        for match in pattern.finditer(text):
            seen.add(match.group().strip())
    folded = text.casefold()
    seen |= {place for place in known if len(place) > 3 and place.casefold() in folded}
    yield from sorted(seen)
