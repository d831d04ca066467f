"""The sheet of OWASP ASVS 5.0, read from its rows: what holds, how many, and what is missing."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutela.config.documents.tables import table
from tutela.config.places import PROJECT

SHEET = PROJECT / "docs" / "assurance" / "asvs.csv"

HELD, PARTLY, NOT_HELD, OPERATOR = "held", "partly", "not held", "operator"
ANSWERED = (HELD, PARTLY, NOT_HELD, OPERATOR)
"""States of a requirement that we answer for, the best first."""
LEFT_OUT = ("does not apply", "not claimed")

WEIGHTS = {
    1: "Could show a child, open an account or hide that somebody did",
    2: "Would hinder noticing or mending it",
    3: "A page, a list or a test is missing",
}

CHAPTERS = {
    1: "Encoding and Sanitization",
    2: "Validation and Business Logic",
    3: "Web Frontend Security",
    4: "API and Web Service",
    5: "File Handling",
    6: "Authentication",
    7: "Session Management",
    8: "Authorization",
    9: "Self-contained Tokens",
    10: "OAuth and OIDC",
    11: "Cryptography",
    12: "Secure Communication",
    13: "Configuration",
    14: "Data Protection",
    15: "Secure Coding and Architecture",
    16: "Security Logging and Error Handling",
    17: "WebRTC",
}
"""The standard's own titles."""

_BEGINNING = """# OWASP ASVS 5.0

Requirement by requirement: what holds in Tutela, where, and what proves it. We wrote it
ourselves, by reading the code and its tests; nobody outside has checked it, and it is no
certificate.

**The rows stand in [`asvs.csv`](asvs.csv)**: number and level of the requirement, state, weight,
what holds in our own words, where, proof, and a dated reason. Have the standard's text beside
them: it is not copied here. This page is made from the rows by `tutela docs`, and a test
(`tutela/config/tests/test_assurance_sheet.py`) looks that every requirement stands there once,
that every test, bench and file that is named exists, and that these figures are theirs.

| state | means |
| --- | --- |
| held | it holds; a test, a bench, a document or the named file shows it |
| partly | some of it, or all as far as we read the code and no test says so; see the reason |
| not held | it does not hold |
| operator | whoever runs Tutela must see to it; the reason says what to do |
| does not apply | there is nothing here that it could be asked of |
| not claimed | a requirement of level 3 beyond those that we chose |

A proof shows that the behaviour is tested, not that every sentence of the requirement was. Where
the only proof is the file itself, somebody read it and nothing would notice if it changed; they
are counted apart below.
"""

_ENDING = """## Source

OWASP Application Security Verification Standard 5.0.0, the OWASP Foundation, [CC BY-SA
4.0](https://creativecommons.org/licenses/by-sa/4.0/), from <https://github.com/OWASP/ASVS>. Taken
from it: the numbers and levels of the requirements and the titles of its chapters, unchanged.
Every other word is ours; OWASP has not seen or endorsed it.
"""


@dataclass(frozen=True)
class Row:
    """One requirement. ``proof`` holds tests (``path::test``), commands of ``bench`` and files;
    ``weight`` is 1 to 3 where it is not plainly held, the heaviest first."""

    number: tuple[int, ...]
    level: int
    state: str
    weight: int | None
    how: str
    where: tuple[str, ...]
    proof: tuple[str, ...]
    reason: str

    @property
    def id(self) -> str:
        """As the standard writes it, without its V."""
        return ".".join(map(str, self.number))

    @property
    def chapter(self) -> int:
        """The chapter's number."""
        return self.number[0]

    @property
    def is_proved(self) -> bool:
        """Does a test, a bench or what every change must pass show it?"""
        return any("::" in p or p.startswith("python -m ") or p == ".ci/run" for p in self.proof)


def rows() -> Sequence[Row]:
    """Every row, in the order of the file. Raises ValueError where one can't be read."""
    with SHEET.open(encoding="utf-8", newline="") as file:
        return [_row(read) for read in csv.DictReader(file, strict=True)]


def assurance_sheet() -> str:
    """The page about the rows."""
    every = rows()
    parts = [_BEGINNING, *_in_all(every), *_by_chapter(every), *_missing(every), *_left_out(every)]
    return "\n".join([*parts, _ENDING])


def _row(read: dict[str, str]) -> Row:
    return Row(
        number=tuple(map(int, read["id"].split("."))),
        level=int(read["level"]),
        state=read["state"],
        weight=int(read["weight"]) if read["weight"] else None,
        how=read["how"],
        where=_several(read["where"]),
        proof=_several(read["proof"]),
        reason=read["reason"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()


def _in_all(every: Sequence[Row]) -> Iterator[str]:
    groups = (
        ("Levels 1 and 2", [row for row in every if row.level < 3]),
        ("Level 3, as chosen", [row for row in every if row.level == 3]),
    )
    answered = [(name, [row for row in group if row.state in ANSWERED]) for name, group in groups]
    yield "## In all\n"
    yield table(
        ["", "asked", *ANSWERED, "held and tested"],
        [(name, len(group), *_counts(group), _tested(group)) for name, group in answered],
    )
    left = Counter(row.state for row in every if row.state in LEFT_OUT)
    yield (
        f"The standard has {len(every)} requirements. {left['does not apply']} do not apply, and"
        f" {left['not claimed']} of level 3 are not claimed. *Tested* means by a test, a bench or a"
        " check that every change must pass; the rest of what is held was read, or is a page.\n"
    )


def _by_chapter(every: Sequence[Row]) -> Iterator[str]:
    yield "## By chapter\n"
    lines: list[Sequence[object]] = []
    for chapter, title in CHAPTERS.items():
        group = [row for row in every if row.chapter == chapter]
        left = Counter(row.state for row in group)
        lines.append((f"{chapter} {title}", *_counts(group), *(left[s] for s in LEFT_OUT)))
    yield table(["chapter", *ANSWERED, *LEFT_OUT], lines)


def _missing(every: Sequence[Row]) -> Iterator[str]:
    yield "## What is not plainly held, the heaviest first\n"
    yield (
        "The weight is our own judgement of what it could do to a child. Levels 1 and 2 are asked"
        " of everybody; level 3 is what we chose on top.\n"
    )
    worst_first = (NOT_HELD, PARTLY, OPERATOR)
    for weight, means in WEIGHTS.items():
        group = [row for row in every if row.weight == weight]
        yield f"### {weight}. {means} ({len(group)})\n"
        yield table(
            ["", "level", "state", "what holds", "what does not"],
            [
                (row.id, row.level, row.state, row.how, row.reason)
                for row in sorted(group, key=lambda r: (worst_first.index(r.state), r.number))
            ],
        )


def _left_out(every: Sequence[Row]) -> Iterator[str]:
    yield "## What does not apply or is not claimed\n"
    why: dict[tuple[str, str], list[str]] = {}
    for row in every:
        if row.state in LEFT_OUT:
            why.setdefault((row.state, row.reason), []).append(row.id)
    yield table(
        ["requirements", "state", "why"],
        [(", ".join(ids), state, reason) for (state, reason), ids in why.items()],
    )


def _counts(group: Sequence[Row]) -> list[int]:
    found = Counter(row.state for row in group)
    return [found[state] for state in ANSWERED]


def _tested(group: Sequence[Row]) -> int:
    return sum(row.state == HELD and row.is_proved for row in group)
