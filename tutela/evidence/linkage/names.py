"""Names in any script and any order, made comparable without being corrected.

A name is a set of tokens: forename and surname columns can't be relied on, for order and kind of
name differ between traditions. Each token also has a *skeleton*, its consonants in one spelling,
so that Mohammed, Muhamed and محمد meet, and Xhafa and Jafa.

The letters of every script come from `anyascii`. The rules below were written for Tutela from how
these names are transliterated in practice; they are not a standard of any body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from anyascii import anyascii

# Articles, words for "son of", titles, and what forms say where no name is known. No one is
# recognised by them.
_NOT_A_NAME = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "bin",
        "ibn",
        "bint",
        "binti",
        "ben",
        "mr",
        "mrs",
        "ms",
        "miss",
        "master",
        "fnu",
        "lnu",
        "xxx",
        "unknown",
        "unk",
        "nk",
        "na",
        "notknown",
        "notstated",
        "none",
        "nil",
    ]
)
_NOT_KNOWN = re.compile(r"\b(not (known|stated|given|recorded)|no (fore|sur|last )?name)\b", re.I)

# Names made of two words that are as often written as one.
_SERVANT = re.compile(r"^a[bp]d(?:[aeiou]?[lrnsz])?$")
_SERVANT_JOINED = re.compile(r"^abd(?:[aeiou]l?|l)(?=[a-z]{4})")
_TAIL = frozenset(
    [
        "ullah",
        "ulah",
        "ollah",
        "olah",
        "allah",
        "llh",
        "uddin",
        "udin",
        "eddin",
        "addin",
        "aldin",
        "eldin",
        "deen",
    ]
)
_HEAD = frozenset(
    [
        "gebre",
        "ghebre",
        "gebra",
        "haile",
        "hayle",
        "habte",
        "tekle",
        "welde",
        "wolde",
        "woldu",
        "tesfa",
        "kidane",
        "amanuel",
    ]
)
_HALLOWED = frozenset(
    [
        "mariam",
        "maryam",
        "mariyam",
        "michael",
        "mikael",
        "mikiel",
        "mikaiel",
        "selassie",
        "silassie",
        "giorgis",
        "ghiorgis",
        "gergis",
        "medhin",
        "medhn",
        "meskel",
        "meskal",
        "egziabher",
        "tsion",
        "hiwot",
        "yesus",
    ]
)
_ARABIC_SERVANT = re.compile(r"عبد\s*ال")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{3})")

_SPELLINGS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("xh|dj|zh|gj", "j"),
        ("tch|ch", "s"),
        ("sh|sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|q|c", "k"),
        ("w", "v"),
        ("z|x", "s"),
    )
)
_LATER_VOWELS = re.compile("(?<!^)[aeiouyh]")
_FIRST_VOWEL = re.compile("^[eiou]")
_FIRST_Y = re.compile("^y")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile("[a-z]+")
_SHORTEST_TO_MISSPELL = 4
RARE_BITS = 9
"""What a part is worth that fewer than one in 2**8.5 bear, or that the model has never seen."""
_FEWEST_LETTERS = 4


def tokens(name: str) -> tuple[str, ...]:
    """The parts of a name, in the 26 letters, in the order written. Empty where no name is known.

    >>> tokens("Abd al-Rahman MUHAMMAD")
    ('abdrahman', 'muhammad')
    >>> tokens("Nguyễn Thị Đào")
    ('nguyen', 'thi', 'dao')
    """
    plain = _ARABIC_ARTICLE.sub("", _ARABIC_SERVANT.sub("عبد ", _NOT_KNOWN.sub(" ", name)))
    latin = anyascii(plain).lower()
    # A glottal sign at the start of a word is heard as a vowel; inside a word it is not written.
    latin = re.sub(r"(?<![\w`'])[`']", "a", latin).replace("`", "").replace("'", "")
    words = [w for w in _WORD.findall(latin) if w not in _NOT_A_NAME]
    joined = _joined(words)
    long_enough = tuple(w for w in joined if len(w) > 1)
    return long_enough or tuple(joined)


def _joined(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if _SERVANT.match(before):
            found[-1] = "abd" + word
        elif before and (word in _TAIL or (before in _HEAD and word in _HALLOWED)):
            found[-1] = before + word
        else:
            found.append(_SERVANT_JOINED.sub("abd", word))
    return found


@lru_cache(maxsize=500_000)
def skeleton(token: str) -> str:
    """The consonants of a token in one spelling; a vowel at the start is always `a`.

    A token with a single consonant (Hoa, Hiếu, Lê) keeps its vowels: they are all that it has.

    >>> skeleton("mohammed"), skeleton("muhamad"), skeleton("hoxha"), skeleton("hodja")
    ('md', 'md', 'hj', 'hj')
    """
    spelt = token
    for pattern, by in _SPELLINGS:
        spelt = pattern.sub(by, spelt)
    bare = _LATER_VOWELS.sub("", _FIRST_Y.sub("j", _FIRST_VOWEL.sub("a", spelt)))
    once = _DOUBLED.sub(r"\1", bare)
    return once if len(once) > 1 else token


def skeletons(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The different skeletons of a name, in alphabetical order."""
    return tuple(sorted({skeleton(part) for part in parts}))


def letters(bare: tuple[str, ...]) -> str | None:
    """All consonants of a name, sorted: the same however it is divided. None where too few."""
    found = "".join(sorted("".join(part.removeprefix("a") for part in bare)))
    return found if len(found) >= _FEWEST_LETTERS else None


@lru_cache(maxsize=500_000)
def misspellings(token: str) -> tuple[str, ...]:
    """Marks of a token: two tokens that share one are an edit or so apart, or one is a short form.

    The token and its skeleton, each with any one letter left out (of four letters or more, or all
    would be alike), and the beginning.
    """
    marks = {"^" + token[:3]} if len(token) >= 3 else {token}
    for form in (token, skeleton(token)):
        marks.add(form)
        if len(form) >= _SHORTEST_TO_MISSPELL:
            marks.update(form[:i] + form[i + 1 :] for i in range(len(form)))
    return tuple(sorted(marks))


def code(text: str) -> int:
    """A short stable number for a text, the same on every machine and engine."""
    return crc32(text.encode())


def near_codes(parts: tuple[str, ...]) -> tuple[int, ...]:
    """Codes of the marks of all parts."""
    return tuple(sorted({code(mark) for part in parts for mark in misspellings(part)}))


def near_rest_codes(parts: tuple[str, ...]) -> tuple[int, ...]:
    """Codes of "all parts but one, and a mark of that one", for names of two parts and more.

    Two names that share one agree in every part, one of them nearly.
    """
    if len(parts) < 2:
        return ()
    found: set[int] = set()
    for k, part in enumerate(parts):
        others = "|".join(skeletons((*parts[:k], *parts[k + 1 :])))
        found.update(code(f"{others}|~{mark}") for mark in misspellings(part))
    return tuple(sorted(found))


def telling_codes(bare: tuple[str, ...], bits: Mapping[str, int]) -> tuple[int, ...]:
    """As many codes for each part of a name as it has bits of information.

    So the number of codes that two names share is the information in the parts that they share.
    """
    return tuple(sorted(code(f"{part}#{k}") for part in bare for k in range(bits_of(part, bits))))


def bits_of(part: str, bits: Mapping[str, int]) -> int:
    """How telling a skeleton is: 1 for one that half of a nationality bear, 9 for a rare one."""
    return bits.get(part, RARE_BITS)


def pairs_of(bare: tuple[str, ...]) -> tuple[str, ...]:
    """Every two parts of a name, to look for candidates by."""
    return tuple(f"{a}|{b}" for a, b in combinations(bare, 2))
