"""What nobody may write into the record: characters that can't be seen and change what is read.

Everything a person can be called is accepted, in any script and of any length that its kind allows:
joiners that Persian and Khmer need, and direction marks that come with pasted Arabic, are kept.
Refused are controls, overrides of direction, and code points that are no characters.
"""

from __future__ import annotations

import unicodedata

_LAYOUT = frozenset("\n\r\t")
_DIRECTION = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "pop directional formatting",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "pop directional isolate",
}
_BREAKS = frozenset("\u2028\u2029")


def refused_characters(text: str, *, lines: bool = False) -> tuple[str, ...]:
    """The characters of ``text`` that are refused, each named once, in order of appearance.

    ``lines`` allows tabs and line breaks, for answers of several paragraphs.
    """
    if text.isascii() and text.isprintable():
        return ()
    found = dict.fromkeys(c for c in text if _refused(c, lines=lines))
    return tuple(_named(c) for c in found)


def tidy(text: str) -> str:
    """One form for the same letters (NFC) and one for line ends; nothing else is changed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _refused(character: str, *, lines: bool) -> bool:
    if character in _LAYOUT:
        return not lines
    if character in _DIRECTION or character in _BREAKS or character == "\ufeff":
        return True
    # Tag characters are invisible and spell hidden text.
    if 0xE0000 <= ord(character) <= 0xE007F:
        return True
    return unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}


def _named(character: str) -> str:
    if character in "\n\r":
        return "line break"
    if character == "\t":
        return "tab"
    name = _DIRECTION.get(character) or unicodedata.name(character, "").lower()
    return f"{name} (U+{ord(character):04X})" if name else f"U+{ord(character):04X}"
