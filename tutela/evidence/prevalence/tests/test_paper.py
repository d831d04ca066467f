"""What a paper needs: the report as data, tables that can be read again, pictures that hold up."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tutela.evidence.commands.estimate import estimate
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.drawing import MOST_PATTERNS, Pattern, Span, intervals, ticks, upset
from tutela.evidence.prevalence.estimate import Settings
from tutela.evidence.prevalence.paper import files
from tutela.evidence.prevalence.reading import read_captures
from tutela.evidence.prevalence.report import make_report
from tutela.evidence.prevalence.telling import as_data

COUNTS = {1: 84, 2: 82, 4: 68, 5: 49, 6: 39, 3: 29, 7: 24}
LISTS = ("=police", "council", "charity <x>")
DOUBT: dict[str, Any] = {
    "population": 427.0,
    "known_to_a_list": 340.0,
    "as_joined": {"population": 521.0, "known_to_a_list": 375},
    "sampling_alone": {"low": 399.0, "high": 458.0, "level": 0.95},
    "linkage_alone": {"low": 407.0, "high": 443.0, "level": 0.95},
    "together": {"low": 396.0, "high": 458.0, "level": 0.95},
    "linkage_share_of_variance": 0.37,
    "linkages_sampled": 2,
    "linkages_without_estimate": 0,
    "population_by_linkage": [420.0, 430.0],
    "known_to_a_list_by_linkage": [338, 341],
}


@cache
def told() -> dict[str, Any]:
    said: list[str] = []
    table = Captures.of(LISTS, COUNTS)
    report = make_report(table, "stepwise", Settings(replicates=100), said.append, 200)
    assert said[0] == "stepwise"
    assert "lcmcr" in said
    found: dict[str, Any] = json.loads(json.dumps(as_data(report), allow_nan=False))
    return found


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.text]


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content)))


def test_the_report_as_data_holds_every_methods_answer_or_refusal() -> None:
    answers = told()["answers"]
    assert len(answers) == 8
    assert all((one["population"] is None) == bool(one["refusal"]) for one in answers)
    assert {one["method"] for one in answers if one["anchor"]} == {"main", "chao"}
    assert sum(row["people"] for row in told()["overlaps"]) == sum(COUNTS.values())


def test_the_table_of_overlaps_is_one_that_can_be_estimated_from(tmp_path: Path) -> None:
    made = files(told(), None, None)
    path = tmp_path / "overlaps.csv"
    path.write_text(made["overlaps.csv"], encoding="utf-8")
    again = read_captures(path)
    assert again.people == sum(COUNTS.values())
    assert [int(again.counts[mask]) for mask in sorted(COUNTS)] == [
        COUNTS[mask] for mask in sorted(COUNTS)
    ]


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert files(told(), None, None)["overlaps.csv"].startswith("'=police")


def test_the_tables_say_what_the_report_says() -> None:
    made = files(told(), DOUBT, None)
    stepwise = rows(made["estimates.csv"])[0]
    assert float(stepwise["population"]) == pytest.approx(told()["chosen"]["population"], abs=0.06)
    kinds = {row["what"] for row in rows(made["sensitivity.csv"])}
    assert {"threshold", "a list left out", "two lists as one", "unseen interaction"} <= kinds
    assert [row["doubt"] for row in rows(made["doubt.csv"])] == [
        "sampling alone",
        "who is who alone",
        "both together",
    ]
    assert len(rows(made["linkages.csv"])) == 2
    assert "37% of the variance" in made["methods.md"]
    assert "Protect the tables" in made["methods.md"]


def test_without_an_estimate_only_the_methods_are_written_and_say_so() -> None:
    made = files(None, {"refusal": "no-overlap", "words": "no person is on two lists"}, None)
    assert list(made) == ["methods.md"]
    assert "no method had an honest answer" in made["methods.md"]
    assert "no person is on two lists" in made["methods.md"]


def test_every_picture_is_sound_svg_that_holds_its_numbers_and_no_style() -> None:
    made = files(told(), DOUBT, None)
    for name in ("overlaps.svg", "estimates.svg", "doubt.svg"):
        assert ET.fromstring(made[name]).get("role") == "img"
        assert "style=" not in made[name]
        assert "<script" not in made[name]
    assert {"84", "charity <x>, 180"} <= set(texts(made["overlaps.svg"]))
    assert "427 (396 to 458)" in texts(made["doubt.svg"])


def test_patterns_beyond_what_can_be_drawn_are_said() -> None:
    names = tuple("ABCDEF")
    patterns = [
        Pattern(frozenset(n for i, n in enumerate(names) if mask >> i & 1), mask)
        for mask in range(1, 64)
    ]
    said = [text for text in texts(upset(names, patterns, "six lists")) if "not drawn" in text]
    assert said == [f"{63 - MOST_PATTERNS} rarer patterns ({sum(range(1, 40)):,} people) not drawn"]


def test_an_interval_without_end_goes_on_and_a_missing_answer_says_why() -> None:
    spans = [
        Span("one", 100.0, 90.0, None),
        Span("two", None, note="no estimate: no-overlap"),
        Span("three", 120.0, 100.0, 9_000_000.0),
    ]
    drawn = intervals(spans, "three rows")
    assert "100 (90 to no end)" in texts(drawn)
    assert "no estimate: no-overlap" in texts(drawn)
    assert drawn.count("<path") == 2
    assert "<svg" in intervals([Span("nothing", None)], "no answer at all")


@pytest.mark.parametrize(("low", "high"), [(0, 1), (471, 735), (11_000, 26_000), (0, 3_000_000)])
def test_the_marks_of_a_scale_are_round_and_few(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 8
    assert all(low <= one <= high for one in found)


def test_the_command_writes_what_a_paper_needs(tmp_path: Path) -> None:
    table = tmp_path / "captures.csv"
    table.write_text("a,b,c,count\n1,0,0,84\n0,1,0,82\n0,0,1,68\n1,1,0,29\n1,0,1,49\n0,1,1,39\n")
    words = [str(table), "--replicates", "20", "--paper", str(tmp_path / "paper")]
    done = CliRunner().invoke(estimate, words)
    assert done.exit_code == 0, done.output
    assert {"overlaps.svg", "methods.md", "estimates.csv"} <= {
        path.name for path in (tmp_path / "paper").iterdir()
    }
    assert CliRunner().invoke(estimate, [*words, "--json"]).exit_code == 2
