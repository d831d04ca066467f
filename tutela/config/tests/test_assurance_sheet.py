"""The sheet of OWASP ASVS 5.0 answers every requirement once, and names only what is there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby

import pytest

from tutela.config.documents.assurance import (
    ANSWERED,
    CHAPTERS,
    HELD,
    LEFT_OUT,
    WEIGHTS,
    assurance_sheet,
    rows,
)
from tutela.config.places import PROJECT

PAGE = PROJECT / "docs" / "assurance" / "asvs.md"
ROWS = rows()
DATED = re.compile(r"^\d{4}-\d{2}-\d{2}: \S")

OF_LEVEL = {1: 70, 2: 183, 3: 92}
"""Requirements of ASVS 5.0.0 by level."""
OF_CHAPTER = (30, 13, 31, 16, 13, 47, 19, 13, 7, 36, 24, 12, 21, 13, 21, 17, 12)
"""Requirements of each of its 17 chapters."""
CHOSEN = frozenset(
    {
        "1.2.10", "1.3.12", "1.5.3", "2.3.5", "3.1.1", "3.4.7", "3.4.8", "3.5.6", "3.5.7",
        "3.5.8", "3.6.1", "4.1.4", "5.2.4", "5.2.5", "5.2.6", "5.3.3", "6.3.5", "6.3.6", "6.3.7",
        "6.3.8", "6.4.5", "6.4.6", "6.5.6", "6.5.7", "6.5.8", "7.5.3", "8.1.3", "8.1.4", "8.2.4",
        "8.3.2", "8.3.3", "11.1.3", "11.2.4", "11.2.5", "11.3.4", "13.1.4", "13.3.4", "13.4.6",
        "14.2.5", "14.2.6", "14.2.7", "14.2.8", "15.1.4", "15.1.5", "15.2.4", "15.2.5", "15.4.2",
        "15.4.3", "16.5.4",
    }
)  # fmt: skip
"""The 49 of level 3 that we hold ourselves to. One that we find we can't hold stays here."""


def test_every_requirement_of_the_standard_is_there_once_and_in_order():
    numbers = [row.number for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert Counter(row.level for row in ROWS) == OF_LEVEL
    assert Counter(row.chapter for row in ROWS) == dict(enumerate(OF_CHAPTER, start=1))
    for _, section in groupby(numbers, key=lambda number: number[:2]):
        last = [number[2] for number in section]
        assert last == list(range(1, len(last) + 1))


def test_what_we_answer_for_is_levels_1_and_2_and_what_we_chose_of_level_3():
    for row in ROWS:
        assert row.state in (*ANSWERED, *LEFT_OUT), row.id
        if row.level == 3:
            assert (row.state in ANSWERED) == (row.id in CHOSEN), row.id
        else:
            assert row.state != "not claimed", row.id


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_row_says_what_holds_and_names_only_what_is_there(row):
    if row.state in LEFT_OUT:
        assert row.reason
        assert not any((row.how, row.where, row.proof, row.weight))
        return
    assert row.how
    assert row.where
    assert row.proof
    assert (row.weight in WEIGHTS) == (row.state != HELD)
    assert bool(DATED.match(row.reason)) == (row.state != HELD)
    for place in row.where:
        path, _, named = place.partition(" (")
        assert (PROJECT / path).exists(), place
        for setting in re.findall(r"[A-Z][A-Z_]{3,}", named):
            assert setting in (PROJECT / path).read_text(), place
    for proof in row.proof:
        assert is_there(proof), proof


def is_there(proof: str) -> bool:
    """Is there such a test, bench or file?"""
    if "::" in proof:
        path, test = proof.split("::")
        return test in names_in(path)
    if proof.startswith("python -m "):
        module = proof.removeprefix("python -m ").replace(".", "/")
        return (PROJECT / f"{module}.py").is_file()
    return (PROJECT / proof).exists()


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests of a file, by their names."""
    text = (PROJECT / path).read_text(encoding="utf-8")
    return frozenset(re.findall(r"^def (test_\w+)\(", text, re.MULTILINE))


def test_what_is_not_there_is_noticed():
    assert not is_there("tutela/doors/tests/test_walls.py::test_that_nobody_wrote")
    assert not is_there("python -m bench.nothing")
    assert not is_there("docs/nothing.md")


def test_the_page_counts_what_the_rows_say():
    page = PAGE.read_text(encoding="utf-8")
    assert page == assurance_sheet(), "run `tutela docs`"
    for levels, name in (((1, 2), "Levels 1 and 2"), ((3,), "Level 3, as chosen")):
        found = Counter(row.state for row in ROWS if row.level in levels)
        counts = [found[state] for state in ANSWERED]
        assert f"| {name} | {sum(counts)} | {' | '.join(map(str, counts))} |" in page
    for row in ROWS:
        if row.state not in (HELD, *LEFT_OUT):
            assert f"| {row.id} | {row.level} | {row.state} |" in page
    assert len(CHAPTERS) == len(OF_CHAPTER)
