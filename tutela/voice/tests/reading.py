"""How hard an English text is to read: the Flesch-Kincaid grade, plus five for the age in years.

grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975).
Syllables are counted as groups of vowels, with a silent e at the end left out.
"""

from __future__ import annotations

import re


def reading_age(text: str) -> float:
    """The age in years at which a text can be read."""
    sentences = max(1, len(re.findall(r"[.!?:]+", text)))
    words = re.findall(r"[A-Za-z’]+", text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5


def _syllables(word: str) -> int:
    word = word.lower().replace("’", "")
    found = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith("le"):
        found -= 1
    return max(1, found)
