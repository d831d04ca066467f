"""Plain text: decoded, and written anew as UTF-8."""

from __future__ import annotations

import unicodedata

from tutela.files.cleaning.outcome import Cleaned, Form, Left, Refused, Why

LONGEST = 1_000_000
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))


def clean_text(data: bytes) -> Cleaned:
    """The text in UTF-8, with one form of line ends and without characters that turn the direction
    of reading. Raises Refused."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise Refused(Why.TOO_LONG)
    plain = text.translate(_TURNS)
    if any(unicodedata.category(c) in {"Cc", "Cs", "Cn"} and c not in "\n\t\f" for c in plain):
        raise Refused(Why.UNREADABLE_TEXT)
    if not plain.strip():
        raise Refused(Why.EMPTY)
    left = () if plain == text else (Left.HIDDEN,)
    return Cleaned(Form.TEXT, plain.replace("\f", "\n").encode(), left)


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # Older programs of Windows write this; every byte that it doesn't define is refused.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused(Why.UNREADABLE_TEXT) from error
