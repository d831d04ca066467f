"""Words that doubt, blame or label a child, noticed while somebody writes. Pure.

Nothing is blocked: a better way to say it, and why, stand beside the words. The child's own words
are exempt, in the fields that hold them and in quotation marks anywhere.

A phrase in `data/words.csv` is written as words: ``*`` at the end of a word stands for any ending,
``?`` for a hyphen, a space or nothing, ``/`` between words for one of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutela.chronology.kinds import Choice, Content

LONGEST = 20_000
"""Characters of one answer that are looked at; the longest answer has fewer."""

_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|‘[^’]{1,2000}’(?!\w)|«[^»]{1,2000}»")


class Sort(Choice):
    """What a phrase does."""

    BLAME = "blame", "It blames the child"
    DOUBT = "doubt", "It doubts the child"
    LABEL = "label", "It labels the child"


@dataclass(frozen=True)
class Phrase:
    """One phrase, a better way to say it, why, and from what source."""

    id: str
    sort: Sort
    instead: str
    why: str
    source: str


@dataclass(frozen=True)
class Noticed:
    """A phrase as it stands in an answer."""

    field: str
    words: str
    phrase: Phrase


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases, in the order of the file."""
    sources = {row["id"]: row["source"] for row in _rows("words_sources.csv")}
    return tuple(
        Phrase(
            id=row["phrase"],
            sort=Sort(row["sort"]),
            instead=row["instead"],
            why=row["why"],
            source=sources[row["source"]],
        )
        for row in _rows("words.csv")
    )


def noticed(content: Content) -> tuple[Noticed, ...]:
    """The phrases that stand in this content outside the child's own words, each once a field."""
    found: dict[tuple[str, str], Noticed] = {}
    for name in type(content).text_fields():
        if name == "child_words" or type(content).is_name(name) or type(content).is_place(name):
            continue
        for text in _texts(getattr(content, name)):
            for words, phrase in in_text(text):
                found.setdefault((name, phrase.id), Noticed(name, words, phrase))
    return tuple(found.values())


def in_text(text: str) -> Iterator[tuple[str, Phrase]]:
    """The phrases in a text, in its order, with the words as they stand there."""
    unquoted = _QUOTED.sub(lambda quoted: " | " * bool(quoted.group()), text[:LONGEST])
    for match in _pattern().finditer(unquoted):
        assert match.lastgroup is not None
        yield " ".join(match.group().split()), phrases()[int(match.lastgroup[1:])]


@cache
def _pattern() -> re.Pattern[str]:
    whole = (f"(?P<p{n}>{_as_pattern(one.id)})" for n, one in enumerate(phrases()))
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(whole)})(?![\w-])", re.IGNORECASE)


def _as_pattern(phrase: str) -> str:
    return r"\s+".join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    ways = [
        re.escape(way).replace(r"\*", r"[\w’']*").replace(r"\?", r"[-\s]?")
        for way in word.split("/")
    ]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Choice):
        yield value
    elif isinstance(value, Content):
        for name, inner in value:
            if name != "child_words":
                yield from _texts(inner)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from _texts(inner)


def _rows(name: str) -> list[dict[str, str]]:
    with files("tutela.practice").joinpath("data", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
