"""A framework of outcomes is taken whole, or refused with the line and the reason."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from click.testing import CliRunner

from tutela.config.commands.instrument import instrument
from tutela.outcomes.instrument import PRINCIPLES, BrokenInstrument, read_instrument
from tutela.outcomes.instruments import keep, working_set

Row = list[str]


def rows(name: str = "csf-pof", outcomes: int = 25, indicators: int = 86) -> list[Row]:
    """A made-up framework of this size. Its wording is nobody's."""
    head = [[what, "", "", "x"] for what in ("version", "language", "source", "licence")]
    return [
        ["what", "id", "under", "text"], ["instrument", name, "", "Made up"], *head,
        *(["principle", p, "", p] for p in PRINCIPLES),
        *(["outcome", f"o{n}", PRINCIPLES[n % 4], f"Outcome {n}"] for n in range(outcomes)),
        *(["indicator", f"i{n}", f"o{n % outcomes}", f"Sign {n}"] for n in range(indicators)),
    ]  # fmt: skip


def file(lines: list[Row]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def refused(data: bytes) -> str:
    with pytest.raises(BrokenInstrument) as broken:
        read_instrument(data)
    return str(broken.value)


def test_our_own_set_has_twenty_five_outcomes_and_says_that_it_is_not_the_published_one() -> None:
    ours = working_set()
    assert [len(ours.under(p)) for p in PRINCIPLES] == [5, 7, 9, 4]
    assert all(outcome.indicators for outcome in ours.outcomes)
    assert "not the Creating Stable Futures" in ours.source


def test_a_whole_framework_is_read() -> None:
    read = read_instrument(b"\xef\xbb\xbf" + file(rows()))
    assert (len(read.principles), len(read.outcomes), read.indicators) == (4, 25, 86)
    assert read.outcomes[0].code == "csf-pof/o0"


def test_twenty_four_outcomes_are_not_that_framework() -> None:
    assert "which has 25 outcomes; 24 are here" in refused(file(rows(outcomes=24)))
    assert len(read_instrument(file(rows("ours", outcomes=24))).outcomes) == 24


@pytest.mark.parametrize(
    ("line", "changed", "said"),
    [
        (12, ["outcome", "o0", PRINCIPLES[1], "Again"], "line 12: the outcome “o0” stands on"),
        (8, ["principle", "kindness", "", "x"], "the principle “best-interests” is missing"),
        (8, ["principle", "kindness", "", "x"], "line 8: “kindness” is none of the four"),
        (40, ["indicator", "i4", "o99", "x"], "line 40: it stands under the outcome “o99”"),
        (40, ["indicator", "i4", "o4", " "], "line 40: no text"),
        (40, ["sign", "i4", "o4", "x"], "line 40: “sign” is none of"),
        (40, ["indicator", "i 4", "o4", "x"], "line 40: the id “i 4”"),
        (40, ["indicator", "i4"], "line 40: 2 columns instead of 4"),
        (3, ["licence", "", "", "x"], "no line says its version"),
        (1, ["what", "id", "text"], "line 1: the columns must be what,id,under,text"),
    ],
)
def test_a_broken_line_is_named_with_its_reason(line: int, changed: Row, said: str) -> None:
    lines = rows()
    lines[line - 1] = changed
    assert said in refused(file(lines))


def test_a_foreign_encoding_is_named_with_its_line() -> None:
    spoilt = file(rows()).replace(b"Outcome 3", "Zuk\xfcnftig".encode("latin-1"))
    assert "line 14: not in UTF-8" in refused(spoilt)
    assert "line 1: not in UTF-8" in refused("what,id".encode("utf-16"))


def test_a_loaded_one_stands_beside_ours_and_can_not_take_its_name(tmp_path) -> None:
    assert keep(file(rows()), tmp_path).name == "csf-pof.csv"
    with pytest.raises(ValueError, match="comes with Tutela"):
        keep(file(rows("working-set")), tmp_path)


def test_the_command_refuses_a_broken_file_with_line_and_reason(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TUTELA_DATA", str(tmp_path))
    path = tmp_path / "framework.csv"
    path.write_bytes(file(rows(outcomes=24)))
    refused = CliRunner().invoke(instrument, ["load", str(path)])
    assert refused.exit_code == 1
    assert "line 34: it says it is csf-pof, which has 25 outcomes; 24 are here" in refused.output
    path.write_bytes(file(rows()))
    assert (
        "25 outcomes, 86 indicators" in CliRunner().invoke(instrument, ["check", str(path)]).output
    )
    assert CliRunner().invoke(instrument, ["load", str(path)]).exit_code == 0
    assert (tmp_path / "instruments/csf-pof.csv").exists()
