"""The report is whole or refused; what could point at a child is withheld from its public form."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tutela.evidence.commands.study import study as command
from tutela.evidence.evaluation import advocates
from tutela.evidence.evaluation.counts import HIDDEN, counts_of
from tutela.evidence.evaluation.data import read_data
from tutela.evidence.evaluation.findings import analyse
from tutela.evidence.evaluation.protocol import Study
from tutela.evidence.evaluation.register import register, unlock
from tutela.evidence.evaluation.rendering import as_html, as_pdf
from tutela.evidence.evaluation.report import CannotReportError, lacking, report
from tutela.evidence.evaluation.tests.conftest import START, later
from tutela.evidence.problems import BadInputError


@pytest.fixture
def ready(registered, data_folder):
    opened = unlock(registered, data_folder, by="Ben", at=later(1))
    return opened.add("no deviations", by="Ben", at=later(2))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    for name, content in advocates.files().items():
        (folder / name).write_bytes(content)
    data = read_data(advocates.study(), folder)
    return data, analyse(advocates.study(), data)


def text_of(made):
    page = re.sub(r"<style>.*?</style>|<svg.*?</svg>", " ", as_html(made).decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_whole_report_says_effect_then_what_could_be_seen_then_p(found, ready):
    data, findings = found
    made = text_of(report(findings, ready, counts_of(findings, data, None)))
    at = [made.index(words, made.index("The primary outcome.")) for words in
          ("Absolute effect", "Relative effect", "Smallest effect", "p = ")]  # fmt: skip
    assert at == sorted(at)
    assert made.index("Smallest effect") < made.index("p = ")
    assert "not called a randomised study" in made
    assert ready.study.digest() in made


def test_exploratory_outcomes_are_called_so_and_have_no_p_value(found, ready):
    data, findings = found
    made = report(findings, ready, counts_of(findings, data, None))
    section = next(one for one in made.sections if one.title == "Every duty met in time")
    assert any(words.startswith("Exploratory") for words in section.paragraphs)
    assert not any(words.startswith("p = ") for words in section.paragraphs)


def test_secondary_outcomes_carry_holms_correction(found):
    _, findings = found
    adjusted = [one.p_adjusted for one in findings.findings]
    assert adjusted[0] is None
    assert all(value is not None for value in adjusted[1:4])
    assert adjusted[4] is None


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: replace(f, harms=None), "Harms"),
        (lambda f: replace(f, harms=f.harms[1:]), "Harms"),
        (lambda f: replace(f, baseline=()), "Baseline"),
        (lambda f: replace(f, unknown=()), "Missing data"),
        (lambda f: replace(f, flow=replace(f.flow, assessed=200)), "Flow"),
        (lambda f: replace(f, flow=replace(f.flow, assessed=None)), "Flow"),
        (
            lambda f: replace(
                f, findings=(replace(f.findings[0], effect=None, why_not="x"), *f.findings[1:])
            ),
            "Primary outcome",
        ),
        (
            lambda f: replace(
                f,
                findings=(
                    replace(f.findings[0], effect=replace(f.findings[0].effect, detectable="")),
                    *f.findings[1:],
                ),
            ),
            "smallest effect",
        ),
    ],
    ids=["no harms", "a harm", "baseline", "missing", "flow", "assessed", "primary", "detectable"],
)
def test_a_report_that_would_not_be_whole_is_refused(found, ready, spoil, said):
    data, findings = found
    spoiled = spoil(findings)
    with pytest.raises(CannotReportError, match=said):
        report(spoiled, ready, counts_of(findings, data, None))


def test_a_report_without_a_word_on_deviations_is_refused(found, registered, data_folder):
    _, findings = found
    opened = unlock(registered, data_folder, by="Ben", at=later(1))
    assert [words[:10] for words in lacking(findings, opened)] == ["Deviations"]


def test_allocations_in_the_log_must_be_those_in_the_data(found, protocol, tmp_path, data_folder):
    _, findings = found
    value = json.loads(protocol.canonical()) | {"allocation": "alternation"}
    fixed = register(Study.model_validate(value), tmp_path / "t", by="Alma", at=START)
    fixed = fixed.add("allocated", by="Ben", at=START, participant="p1", stratum="x", place=0,
                      arm="advocate")  # fmt: skip
    fixed = unlock(fixed, data_folder, by="Ben", at=later()).add(
        "no deviations", by="Ben", at=later()
    )
    assert any("by the log" in words for words in lacking(findings, fixed))


def test_the_public_form_withholds_small_counts_everywhere(found, ready):
    data, findings = found
    exact = counts_of(findings, data, None)
    safe = counts_of(findings, data, 5)
    small = {key for key, text in exact.shown.items() if text in {"1", "2", "3", "4"}}
    assert small
    printed = {key: safe.of(key[0], *key[1]) for key in small}
    assert set(printed.values()) == {HIDDEN}, printed
    made = report(findings, ready, safe)
    flow = next(one for one in made.sections if one.title == "Flow of participants")
    assert any(HIDDEN in row for row in flow.grids[0].rows)
    assert HIDDEN in flow.diagram.svg.decode()
    shown = {key for key, text in safe.shown.items() if text != HIDDEN}
    assert all(safe.shown[key] == exact.of(key[0], *key[1]) for key in shown if key in exact.shown)


def test_an_effect_whose_counts_are_withheld_is_withheld_too(found, ready):
    data, findings = found
    few = counts_of(findings, data, 20)
    made = report(findings, ready, few)
    withheld = [one.title for one in made.sections
                if any(words.startswith("Withheld") for words in one.paragraphs)]  # fmt: skip
    assert "Went missing within a year" in withheld
    for section in made.sections:
        if section.title in withheld[:1]:
            assert not any("Absolute" in words for words in section.paragraphs)


def test_the_paper_is_tagged_titled_and_the_same_each_time(found, ready):
    data, findings = found
    made = report(findings, ready, counts_of(findings, data, None))
    paper = as_pdf(made, START.date())
    assert paper == as_pdf(made, START.date())
    reader = PdfReader(io.BytesIO(paper))
    assert reader.metadata.title == ready.study.title
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def panel(starts, periods=10):
    lines = ["area,period,start,missing_count,missing_of"]
    for area, start in enumerate(starts):
        for period in range(1, periods + 1):
            count = 30 + (area * 7 + period * 3) % 11
            lines.append(f"area {area},{period},{start},{count},100")
    return ("\n".join(lines) + "\n").encode()


def of_areas(protocol, design):
    value = json.loads(protocol.canonical())
    outcome = value["outcomes"][0] | {"kind": "rate", "horizon_days": None, "competing": []}
    return Study.model_validate_json(
        json.dumps(
            value | {"design": design, "allocation": "not-randomised", "outcomes": [outcome]}
        )
    )


@pytest.mark.parametrize(
    ("design", "starts", "periods"),
    [
        ("stepped-wedge", [2, 3, 4, 5, 6, 7], 8),
        ("difference-in-differences", [3, 3, 5, 5, 7, 7, "never", "never", "never"], 10),
        ("before-after", [50, 50], 60),
    ],
)
def test_studies_over_areas_are_reported_too(protocol, tmp_path, design, starts, periods):
    study = of_areas(protocol, design)
    folder = tmp_path / "areas"
    folder.mkdir()
    (folder / "panel.csv").write_bytes(panel(starts, periods))
    (folder / "harms.csv").write_bytes(advocates.files()["harms.csv"])
    opened = unlock(
        register(study, tmp_path / "study", by="Alma", at=START), folder, by="Ben", at=later()
    ).add("deviation", by="Ben", at=later(), words="One area began a month late.")
    data = read_data(study, folder)
    findings = analyse(study, data)
    made = text_of(report(findings, opened, counts_of(findings, data, 5)))
    assert f"{len(starts)} areas over {periods} periods" in made
    assert "One area began a month late." in made


def test_a_matched_comparison_is_reported_with_its_e_value(protocol, tmp_path):
    value = json.loads(protocol.canonical())
    value |= {"design": "matched", "allocation": "not-randomised"}
    value["outcomes"] = [value["outcomes"][1] | {"family": "primary"}]
    study = Study.model_validate_json(json.dumps(value))
    folder = tmp_path / "data"
    folder.mkdir()
    for name, content in advocates.files().items():
        text = content.decode()
        (folder / name).write_text(re.sub(r"authority \d\d", "all", text))
    opened = unlock(
        register(study, tmp_path / "s", by="Alma", at=START), folder, by="Ben", at=later()
    ).add("no deviations", by="Ben", at=later())
    data = read_data(study, folder)
    findings = analyse(study, data)
    made = text_of(report(findings, opened, counts_of(findings, data, None)))
    assert "E-value" in made
    assert "Held to STROBE" in made


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("participants.csv", "p002", "p001", "row 3, column “participant”"),
        ("participants.csv", ",advocate,", ",other,", "“other” is none of"),
        ("participants.csv", "missing_days", "days", "column “missing_days”: this column is"),
        ("ratings.csv", "mostly met", "mostly", "no level of this rating"),
        ("ratings.csv", "p003,1,", "p003,x,", "row 4, column “review”"),
        ("harms.csv", "Hurt by somebody", "Sadness", "“Sadness” is none of"),
        ("screening.csv", "203", "-1", "“-1” is no whole number"),
    ],
)
def test_data_that_are_wrong_are_refused_with_row_and_column(
    protocol, data_folder, file, old, new, said
):
    path = data_folder / file
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadInputError) as fault:
        read_data(protocol, data_folder)
    assert said in str(fault.value)


def test_a_panel_with_gaps_is_refused(protocol, tmp_path):
    content = panel([2, 3, 4, 5, 6, 7], 8).decode().splitlines()
    (tmp_path / "panel.csv").write_text("\n".join(content[:-1]) + "\n")
    with pytest.raises(BadInputError, match="not every area has each"):
        read_data(of_areas(protocol, "stepped-wedge"), tmp_path)


def test_the_command_walks_a_study_from_registration_to_report(tmp_path):
    run = CliRunner()

    def call(*words, status=0):
        result = run.invoke(command, [str(word) for word in words])
        assert result.exit_code == status, result.output
        return result.output

    ex, folder, out = tmp_path / "ex", tmp_path / "reg", tmp_path / "out"
    call("example", "--out", ex)
    call("register", ex / "protocol.json", "--out", folder, "--by", "Alma")
    data = ("--data", ex / "data")
    assert "not unlocked" in call("report", folder, *data, "--out", out, status=3)
    call("unlock", folder, *data, "--by", "Ben")
    assert "Deviations" in call("report", folder, *data, "--out", out, status=3)
    assert not out.exists()
    call("deviate", folder, "--none", "--by", "Ben")
    call("report", folder, *data, "--out", out, "--publish")
    assert sorted(path.name for path in out.iterdir()) == ["flow.svg", "report.html", "report.pdf"]
    assert "unlocked" in call("show", folder)
    (folder / "protocol.json").write_text("{}")
    call("show", folder, status=2)
