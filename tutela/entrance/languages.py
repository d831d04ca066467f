"""The languages of the young person's pages, and what their catalogues say. Pure.

A text that nobody who speaks the language well has checked is marked ``fuzzy``, as gettext does,
and the page says so. A text without a translation stays English, and is marked as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Language:
    """A language as its speakers call it; ``is_rtl``: written from right to left."""

    code: str
    own_name: str
    english: str
    is_rtl: bool = False

    @property
    def direction(self) -> str:
        """As HTML says it."""
        return "rtl" if self.is_rtl else "ltr"


ENGLISH = Language("en", "English", "English")
LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        ENGLISH,
        Language("cy", "Cymraeg", "Welsh"),
        Language("sq", "Shqip", "Albanian"),
        Language("vi", "Tiếng Việt", "Vietnamese"),
        Language("ar", "العربية", "Arabic", is_rtl=True),
        Language("ti", "ትግርኛ", "Tigrinya"),
        Language("am", "አማርኛ", "Amharic"),
        Language("fa", "فارسی", "Farsi", is_rtl=True),
        Language("prs", "دری", "Dari", is_rtl=True),
        Language("ps", "پښتو", "Pashto", is_rtl=True),
        Language("ckb", "کوردیی ناوەندی", "Kurdish Sorani", is_rtl=True),
    )
}


@dataclass(frozen=True)
class Said:
    """A text in a language. ``language`` is English where there is no translation."""

    words: str
    language: Language
    is_checked: bool


def language_of(code: object) -> Language:
    """The language with this code; English for any other."""
    return LANGUAGES.get(code, ENGLISH) if isinstance(code, str) else ENGLISH


def say(words: str, language: Language, **values: str) -> Said:
    """A text in a language, its placeholders filled."""
    found = _catalogue(language.code).get(words)
    if found is None:
        return Said(words % values if values else words, ENGLISH, True)
    text, is_checked = found
    return Said(text % values if values else text, language, is_checked)


def has_unchecked(language: Language) -> bool:
    """Does the catalogue hold texts that nobody who speaks the language well has checked?"""
    return any(not is_checked for _, is_checked in _catalogue(language.code).values())


@cache
def _catalogue(code: str) -> Mapping[str, tuple[str, bool]]:
    if code == ENGLISH.code:
        return {}
    return {
        str(message.id): (str(message.string), not message.fuzzy)
        for message in read(code)
        if message.id and message.string
    }


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands in its file."""
    with files("tutela.entrance").joinpath("texts", f"{code}.po").open("rb") as file:
        return read_po(file, locale=None)


def wrong_with(catalogue: Catalog) -> Iterator[str]:
    """Translations that lack a placeholder of the English, have one too many, or turn the direction
    of what follows by a hidden sign."""
    for message in catalogue:
        if not message.id or not message.string:
            continue
        wanted, given = (set(_PLACEHOLDER.findall(str(t))) for t in (message.id, message.string))
        if wanted != given:
            yield f"{message.id!r}: the placeholders differ"
        if re.search(r"[\u202a-\u202e\u2066-\u2069]", str(message.string)):
            yield f"{message.id!r}: a hidden sign turns the direction"


def coverage(texts: frozenset[str]) -> Iterator[tuple[Language, int, int]]:
    """For each language: how many of these texts it has, and how many of those were checked."""
    for language in LANGUAGES.values():
        if language is not ENGLISH:
            known = [said for text, said in _catalogue(language.code).items() if text in texts]
            yield language, len(known), sum(is_checked for _, is_checked in known)
