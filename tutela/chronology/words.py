"""Text that may hide something: control characters and characters that turn the reading direction.

Names and accounts come in every script and are kept as they were written. What is refused can't be
part of any name: it can only make a text read as something that it is not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from tutela.chronology.kinds import Content, Problem

_TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED_CONTROLS = frozenset("\n\r\t")
_HIDDEN = frozenset("\ufeff\u2028\u2029\ufff9\ufffa\ufffb")


def unreadable(text: str, *, lines: bool = True) -> str:
    """Why this text can't be taken as it is, in plain words; empty when it can."""
    if text.isprintable():
        # So it is with almost every text, and then none of its characters is looked for below.
        return ""
    for character in text:
        if character in _TURNS_DIRECTION:
            return "contains hidden characters that change the direction of reading"
        if character in _HIDDEN or unicodedata.category(character) in {"Cs", "Cn"}:
            return "contains characters that can't be shown"
        if unicodedata.category(character) == "Cc" and (
            character not in _ALLOWED_CONTROLS or not lines
        ):
            return "contains control characters, perhaps from copying"
    return ""


def text_problems(content: Content) -> Iterator[Problem]:
    """A problem for each field that holds text which can't be taken."""
    for name in type(content).text_fields():
        why = _first(getattr(content, name))
        if why:
            label = type(content).question(name).label
            yield Problem(name, f"“{label}” {why}. Type it in again, or paste it as plain text.")


def _first(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value.isprintable() else unreadable(value)
    if isinstance(value, Content):
        texts = type(value).text_fields()
        return next((why for name in texts if (why := _first(getattr(value, name)))), "")
    if isinstance(value, tuple | frozenset | list):
        return next((why for inner in value if (why := _first(inner))), "")
    return ""


def for_comparing(text: str) -> str:
    """Text as search compares it: canonical composition, no case, no accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").replace("ł", "l").replace("ø", "o").split())
