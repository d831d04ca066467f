"""How names and other people's words are set, in any script."""

from __future__ import annotations

from bisect import bisect_right

# Letters of Atkinson Hyperlegible Next 5.3.0, read from the character maps of its font files.
_ATKINSON = (
    (0x0020, 0x007E), (0x00A0, 0x00AC), (0x00AE, 0x00B4), (0x00B6, 0x0107), (0x010A, 0x0113),
    (0x0116, 0x011B), (0x011E, 0x0123), (0x0126, 0x0127), (0x012A, 0x012B), (0x012E, 0x0133),
    (0x0136, 0x0137), (0x0139, 0x013E), (0x0141, 0x0148), (0x0150, 0x0155), (0x0158, 0x015B),
    (0x015E, 0x0165), (0x016A, 0x016B), (0x016E, 0x017E), (0x0192, 0x0192), (0x0218, 0x021B),
    (0x0237, 0x0237), (0x02C6, 0x02C7), (0x02C9, 0x02C9), (0x02DA, 0x02DA), (0x02DC, 0x02DD),
    (0x0300, 0x0301), (0x0303, 0x0304), (0x0308, 0x0308), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E),
    (0x1EF2, 0x1EF3),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _ATKINSON)


def needs_noto(words: str) -> bool:
    """Has it a letter that our own face lacks, as names in Vietnamese, Yoruba or Tigrinya do?

    Such words are set whole in Noto Sans, so that no name is patched together from two faces.
    """
    return not words.isascii() and any(c.isalpha() and not _in_atkinson(c) for c in words)


def _in_atkinson(letter: str) -> bool:
    code = ord(letter)
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= _ATKINSON[place][1]
