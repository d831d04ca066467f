"""`tutela intake`: a store made from lists, and an answer that respects the walls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutela.evidence.commands.intake import intake
from tutela.evidence.linkage.tests.cast import HEADER, write_list

KNOWN = "p1,Arben Hoxha,2008-03-14,Albanian,male,Hull\np2,Selam Kidane,2009-07-02,Eritrean,,\n"
SAME = HEADER + "x,HODJA Arbën,14/03/2008,Albanian,male,Hull\n"
OTHER = HEADER + "y,Zhyan Hawrami,2011-11-30,Iraqi,female,Dover\n"


def run(*words: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(intake, [str(word) for word in words], input=given)


@pytest.fixture
def made(tmp_path: Path) -> tuple[str, ...]:
    files = [write_list(tmp_path, "police", KNOWN)]
    where = ("--store", str(tmp_path / "store"), "--key", str(tmp_path / "keys.hex"))
    done = run("build", *files, *where, "--lead", "police=Hull City Council")
    assert done.exit_code == 0, done.output
    assert "2 records" in done.output
    return where


def test_a_child_who_may_be_known_is_answered_with_whom_to_ask(made: tuple[str, ...]) -> None:
    assert run("check", *made, given=SAME).output == (
        "A possible match exists. Ask the lead of Hull City Council.\n"
    )
    assert "No possible match" in run("check", *made, given=OTHER).output


def test_the_answer_for_programs_holds_no_more(made: tuple[str, ...]) -> None:
    both = SAME + OTHER.splitlines()[1] + "\n"
    lines = run("check", *made, "--json", given=both).output.splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": "x", "possible": True, "ask": "Hull City Council"},
        {"id": "y", "possible": False, "ask": None},
    ]


def test_another_key_finds_nobody_and_a_key_in_the_store_is_refused(
    made: tuple[str, ...], tmp_path: Path
) -> None:
    other = tmp_path / "other.hex"
    other.write_text("another key that is long enough")
    asked = ("check", "--store", made[1], "--key")
    assert "No possible match" in run(*asked, other, given=SAME).output
    inside = Path(made[1], "key")
    inside.write_text("another key that is long enough")
    assert "must not lie in the store" in run(*asked, inside, given=SAME).output


def test_the_key_is_made_once_and_for_its_owner_alone(made: tuple[str, ...]) -> None:
    key = Path(made[3])
    assert key.stat().st_mode & 0o077 == 0
    before = key.read_bytes()
    again = run("build", Path(made[1]).parent / "police.csv", *made)
    assert again.exit_code == 0
    assert key.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("check", "--store", "nowhere", "--key", "keys.hex"), SAME, "is no store"),
        (("check", "--store", "store", "--key", "none.hex"), SAME, "can't be read"),
        (("check", "--store", "store", "--key", "keys.hex"), "a,b\n1,2\n", "is missing"),
        (("check", "--store", "store", "--key", "short.hex"), SAME, "too short"),
        (("build", "police.csv", "--store", "s", "--key", "k", "--lead", "police"), "", "LIST="),
        (("build", "police.csv", "--store", "s", "--key", "k", "--lead", "x=y"), "", "aren't"),
        (("build", "short.hex", "--store", "s", "--key", "k"), "", "Bad input"),
    ],
)
def test_what_can_not_be_done_is_said(
    made: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words, given, said
) -> None:
    (tmp_path / "short.hex").write_text("short")
    monkeypatch.chdir(tmp_path)
    done = run(*words, given=given)
    assert done.exit_code == 2
    assert said in done.output
