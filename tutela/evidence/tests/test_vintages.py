"""Releases are kept, made again, and compared; the published vintages as they really were."""

import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from tutela.evidence.bulletin.fact_tables import MISSING
from tutela.evidence.commands.bulletin import bulletin
from tutela.evidence.problems import BadInputError
from tutela.evidence.published.cells import read_cells_file
from tutela.evidence.tables.build import build
from tutela.evidence.tables.definitions import TABLES
from tutela.evidence.tests.made_up import many
from tutela.evidence.tests.published_files import LEAF_CELLS, LONGITUDINAL
from tutela.evidence.vintages.frozen import freeze_frame, thaw_frame
from tutela.evidence.vintages.revisions import Release, history, reasons_from, revisions
from tutela.evidence.vintages.snapshot import rebuild


def run(*arguments):
    return CliRunner().invoke(bulletin, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A kept release of made-up facts."""
    folder = tmp_path_factory.mktemp("first")
    facts = folder / "facts"
    facts.mkdir()
    (facts / "referrals.csv").write_bytes(freeze_frame(many(400)))
    missing = [{"child_key": "c1", "missing_from": date(2022, 5, 1), "now": "Still missing"}]
    (facts / "missing.csv").write_bytes(freeze_frame(MISSING.frame_of(missing)))
    done = run("build", "--facts", facts, "--as-at", "2023-12-31", "--label", "2023 Q4",
               "--exact", "--out", folder / "kept")  # fmt: skip
    assert done.exit_code == 0, done.output
    return folder


def published_releases():
    early = build(read_cells_file(LEAF_CELLS).frame)
    late = build(read_cells_file(LONGITUDINAL).frame)
    return [
        Release(label, {one.table.id: one.cells for one in built.tables})
        for label, built in (("as first published", early), ("2023 Q4", late))
    ]


def test_the_published_revisions_come_out_as_they_were():
    before, after = published_releases()
    changes = revisions(history([before], TABLES), after, TABLES, reason="duplicates found")
    totals = changes.group_by("period").agg(pl.col("difference").sum()).sort("period")
    assert totals.rows() == [
        ("2022 Q2", -14),
        ("2022 Q3", -8),
        ("2022 Q4", -4),
        ("2023 Q1", -8),
        ("2023 Q2", -5),
    ]
    children = changes.filter(pl.col("group") == "Child (17 or under)")
    assert children.select("period", "first", "latest").rows() == [
        ("2022 Q2", 1_630, 1_624),
        ("2022 Q3", 1_984, 1_975),
        ("2022 Q4", 1_943, 1_939),
        ("2023 Q1", 1_899, 1_894),
        ("2023 Q2", 1_750, 1_745),
    ]
    assert (changes["difference"] > 0).any()  # revisions go both ways
    assert set(changes["reason"]) == {"duplicates found"}


def test_what_was_first_published_stays_first():
    before, after = published_releases()
    both = history([before, after], TABLES)
    again = history([before, after, before], TABLES)
    assert both.rows() == again.rows()
    once = both.filter(pl.col("table") == "referrals_by_quarter_age", pl.col("period") == "2022 Q2")
    assert set(once["first_release"]) == {"as first published"}


def test_a_withheld_count_is_not_compared():
    before, after = published_releases()
    hidden = Release(
        "hidden",
        {
            name: one.with_columns(count=pl.lit(None, pl.Int64))
            for name, one in after.tables.items()
        },
    )
    assert revisions(history([before], TABLES), hidden, TABLES).height == 0
    assert revisions(history([hidden], TABLES), after, TABLES).height == 0


def test_reasons_are_read_off_the_facts():
    before = many(200)
    key = before["referral_key"]
    after = before.filter(key != key[0]).with_columns(
        gender=pl.when(pl.col("referral_key") == key[1]).then(pl.lit("Other"))
        .otherwise(pl.col("gender")).cast(before.schema["gender"])
    )  # fmt: skip
    said = " ".join(reasons_from(before, after).values())
    assert "1 removed" in said
    assert "1 with changed details" in said
    assert (
        reasons_from(before, many(5).with_columns(referral_key="x" + pl.col("referral_key"))) == {}
    )


def test_facts_survive_freezing():
    frame = many(300)
    assert thaw_frame(freeze_frame(frame), "referrals").equals(frame)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "the columns must be"),
        (b"\xff\xfe", "not a UTF-8 CSV"),
        (freeze_frame(many(2)).replace(b"-", b"/"), "can't be read"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_facts_is_refused(content, message):
    with pytest.raises(BadInputError, match=message):
        thaw_frame(content, "referrals")


def test_a_kept_release_is_made_again_byte_for_byte(first):
    result = rebuild(first / "kept")
    assert result.same_code
    assert result.is_same


def test_a_file_changed_by_hand_is_found(first, tmp_path):
    kept = shutil.copytree(first / "kept", tmp_path / "kept")
    table = kept / "release" / "tables" / "referrals_by_quarter_age.csv"
    table.write_bytes(table.read_bytes().replace(b"2021 Q1", b"2021 Q2"))
    done = run("rebuild", kept)
    assert done.exit_code == 1
    assert "referrals_by_quarter_age.csv: changed since it was released" in done.output
    facts = kept / "inputs" / "referrals.csv"
    facts.write_bytes(facts.read_bytes() + b"x")
    done = run("rebuild", kept)
    assert done.exit_code == 2
    assert "is not what the release was made from" in done.output


def test_other_code_is_said(first, tmp_path):
    kept = shutil.copytree(first / "kept", tmp_path / "kept")
    about = json.loads((kept / "snapshot.json").read_text())
    (kept / "snapshot.json").write_text(json.dumps(about | {"code_sha256": "0" * 64}))
    done = run("rebuild", kept)
    assert (done.exit_code, "byte for byte" in done.output) == (0, True)
    assert "another than the release was made with" in done.output


def test_a_release_is_never_overwritten(first):
    done = run("build", "--facts", first / "facts", "--as-at", "2023-12-31", "--exact",
               "--out", first / "kept")  # fmt: skip
    assert done.exit_code == 2
    assert "never overwritten" in done.output


def test_the_next_release_shows_what_was_revised_and_why(first, tmp_path):
    fewer = many(400)[1:]
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "referrals.csv").write_bytes(freeze_frame(fewer))
    done = run("build", "--facts", tmp_path / "facts", "--as-at", "2024-03-31", "--label",
               "2024 Q1", "--exact", "--previous", first / "kept",
               "--out", tmp_path / "kept")  # fmt: skip
    assert done.exit_code == 0, done.output
    changes = pl.read_csv(tmp_path / "kept" / "release" / "revisions.csv")
    one = changes.filter(pl.col("table") == "referrals_by_quarter_age")
    assert one.select("difference", "first_release", "latest_release", "reason").rows() == [
        (-1, "2023 Q4", "2024 Q1", "Referrals: 1 removed")
    ]


def test_releases_are_compared_on_the_command_line(first, tmp_path):
    done = run("revisions", first / "kept", first / "kept", "--out", tmp_path / "r.csv")
    assert (done.exit_code, "0 counts were revised" in done.output) == (0, True)
    assert run("revisions", first / "kept", "--out", tmp_path / "r.csv").exit_code == 2
    (tmp_path / "empty").mkdir()
    assert (
        run("revisions", tmp_path / "empty", first / "kept", "--out", tmp_path / "r.csv").exit_code
        == 2
    )


def test_the_profile_of_one_authority_counts_only_its_own(first, tmp_path):
    done = run("build", "--facts", first / "facts", "--as-at", "2023-12-31", "--exact", "--area",
               "Kent", "--out", tmp_path / "kent")  # fmt: skip
    assert done.exit_code == 0, done.output
    cells = pl.read_csv(tmp_path / "kent" / "release" / "tables" / "referrals_by_quarter_age.csv")
    assert cells["count"].sum() == many(400).filter(pl.col("area") == "Kent").height
    done = run("build", "--facts", first / "facts", "--as-at", "2023-12-31", "--exact", "--area",
               "Atlantis", "--out", tmp_path / "none")  # fmt: skip
    assert done.exit_code == 2


def test_published_counts_are_released_with_the_words_of_a_producer(tmp_path):
    words = tmp_path / "words.json"
    words.write_text(json.dumps({"producer": "The Testing Office", "limitations": ["One."]}))
    done = run("build", "--leafcells", LONGITUDINAL, "--exact", "--publication", words,
               "--out", tmp_path / "kept")  # fmt: skip
    assert done.exit_code == 0, done.output
    page = (tmp_path / "kept" / "release" / "bulletin.html").read_text(encoding="utf-8")
    assert "The Testing Office" in page
    assert "In 2023 Q4, 4,142 people were referred" in page


@pytest.mark.parametrize(
    ("words", "message"),
    [("[]", "not a JSON object"), ("{", "not JSON"), ('{"contac": "x"}', "is not known"),
     ('{"contact": 3}', "wrong kind of value")],
)  # fmt: skip
def test_wrong_words_of_a_producer_are_refused(words, message, tmp_path):
    (tmp_path / "words.json").write_text(words)
    done = run("build", "--leafcells", LONGITUDINAL, "--exact", "--publication",
               tmp_path / "words.json", "--out", tmp_path / "kept")  # fmt: skip
    assert done.exit_code == 2
    assert message in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Give one of"),
        (("--leafcells", LONGITUDINAL, "--as-at", "2023-01-01"), "know no --as-at"),
        (("--facts", "."), "--as-at DATE is needed"),
        (("--facts", "nowhere", "--as-at", "2023-01-01"), "holds none of the files"),
        (("--from-database", "--as-at", "2023-01-01"), "own command line"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments, message, tmp_path):
    done = run("build", *arguments, "--out", tmp_path / "kept")
    assert done.exit_code == 2
    assert message in done.output


def test_the_methodology_is_printed_or_written(tmp_path):
    printed = run("methodology").output
    assert "# How each figure is made" in printed
    run("methodology", "--out", tmp_path / "m.md")
    assert (tmp_path / "m.md").read_text(encoding="utf-8") == printed


def test_the_methodology_in_the_docs_is_what_the_measures_say():
    page = Path(__file__).parents[3] / "docs" / "methods" / "statistics-measures.md"
    assert page.read_text(encoding="utf-8") == run("methodology").output
