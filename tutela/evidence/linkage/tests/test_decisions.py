"""The log of decisions: append only, the last word holds, and a merge can be taken back."""

from pathlib import Path

import pytest

from tutela.evidence.linkage.decisions import (
    COLUMNS,
    Decision,
    append_decision,
    held,
    read_decisions,
)
from tutela.evidence.problems import BadInputError

PLACES = {"a:1": 0, "b:1": 1, "b:2": 2}


def decide(decision: str, left: str = "a:1", right: str = "b:1") -> Decision:
    return Decision(left, right, decision, "J. Ali, team manager", "2026-03-14", "seen both")


def test_a_merge_is_taken_back_by_another_row(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    append_decision(log, decide("same"))
    before = log.read_bytes()
    assert held(read_decisions(log), PLACES, "log").same == ((0, 1),)
    append_decision(log, decide("withdrawn", "b:1", "a:1"))
    assert log.read_bytes().startswith(before)
    assert held(read_decisions(log), PLACES, "log").same == ()
    append_decision(log, decide("different"))
    assert held(read_decisions(log), PLACES, "log").different == ((0, 1),)


def test_rows_not_yet_decided_are_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(",".join(COLUMNS) + "\na:1,b:1,,,,\n", encoding="utf-8")
    assert read_decisions(log) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a:1,b:1,maybe,J,2026-03-14,", "must be same, different, withdrawn"),
        ("a:1,b:1,same,,2026-03-14,", "says who"),
        ("a:1,b:1,same,J,yesterday,", "is no date"),
        ("a:1,a:1,same,J,2026-03-14,", "against itself"),
    ],
)
def test_a_decision_says_who_and_when(tmp_path: Path, row: str, words: str) -> None:
    log = tmp_path / "log.csv"
    log.write_text(",".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(BadInputError, match=words):
        read_decisions(log)


def test_a_decision_about_an_unknown_record_is_refused() -> None:
    with pytest.raises(BadInputError, match="c:9"):
        held([decide("same", "a:1", "c:9")], PLACES, "log")


def test_a_log_without_its_columns_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("left,right\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="decision"):
        read_decisions(log)
