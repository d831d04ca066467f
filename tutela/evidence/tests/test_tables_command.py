"""The command line contract of `tutela tables build`, from outside."""

import csv
import hashlib
import io
import json
from collections import Counter
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner
from odfdo import Document

from tutela.evidence.commands.tables import tables
from tutela.evidence.tables import protection
from tutela.evidence.tables.protection import NotSafeError
from tutela.evidence.tests.published_files import LEAF_CELLS, LONGITUDINAL, leaf_file, row
from tutela.evidence.tests.test_facts import fact
from tutela.evidence.tests.test_protection import cells_file


def run(*arguments, facts=None):
    source = (lambda as_at: iter(facts)) if facts is not None else None
    return CliRunner().invoke(
        tables, ["build", *map(str, arguments)], obj={"referral_facts": source}
    )


@pytest.fixture(scope="module")
def leaf_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leaf")
    done = run("--leafcells", LEAF_CELLS, "--out", folder, "--exact")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def longitudinal_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    done = run("--leafcells", LONGITUDINAL, "--out", folder, "--exact")
    assert done.exit_code == 0, done.output
    return folder


def rows_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sums(rows, *columns):
    counter = Counter()
    for one in rows:
        counter[tuple(one[column] for column in columns)] += int(one["count"])
    return counter


def test_the_quarters_equal_the_totals_as_first_published(leaf_folder):
    rows = rows_of(leaf_folder, "referrals_by_quarter_age")
    assert list(rows[0]) == ["quarter", "age", "count"]
    assert sums(rows, "quarter") == {
        ("2022 Q2",): 4_171,
        ("2022 Q3",): 4_586,
        ("2022 Q4",): 4_417,
        ("2023 Q1",): 4_746,
        ("2023 Q2",): 3_998,
    }
    children = [one for one in rows if one["age"] == "Child (17 or under)"]
    assert [int(one["count"]) for one in children] == [1_630, 1_984, 1_943, 1_899, 1_750]


def test_the_later_vintage_equals_its_printed_totals(longitudinal_folder):
    rows = rows_of(longitudinal_folder, "referrals_by_quarter_age_location")
    assert list(rows[0]) == ["quarter", "age", "location", "count"]
    totals = sums(rows, "quarter")
    later = {"2022 Q2": 4_157, "2022 Q3": 4_578, "2022 Q4": 4_413, "2023 Q1": 4_738,
             "2023 Q2": 3_993, "2023 Q3": 4_131, "2023 Q4": 4_142}  # fmt: skip
    assert {quarter: totals[(quarter,)] for quarter in later} == later
    assert totals == sums(rows_of(longitudinal_folder, "referrals_by_quarter_age"), "quarter")


def test_children_by_year_equal_the_printed_years(longitudinal_folder):
    rows = rows_of(longitudinal_folder, "child_referrals_by_year_location")
    assert list(rows[0]) == ["year", "location", "count"]
    assert [count for _, count in sorted(sums(rows, "year").items())] == [
        151, 191, 294, 367, 447, 672, 979, 1_281, 2_114, 3_129, 4_548, 5_016, 5_447, 7_004, 7_432,
    ]  # fmt: skip


def test_nationalities_keep_the_published_labels_and_counts(leaf_folder):
    rows = rows_of(leaf_folder, "referrals_by_nationality")
    published = (
        pl.read_csv(LEAF_CELLS)
        .with_columns(pl.col("Nationality").str.strip_chars())
        .group_by("Nationality")
        .agg(pl.col("People").sum())
    )
    assert list(rows[0]) == ["nationality", "count"]
    assert {one["nationality"]: int(one["count"]) for one in rows} == dict(published.iter_rows())


def test_each_nationality_brings_spellings_together(leaf_folder):
    rows = sums(rows_of(leaf_folder, "referrals_by_each_nationality"), "each_nationality")
    raw = pl.read_csv(LEAF_CELLS)
    congolese = raw.filter(pl.col("Nationality").str.contains("(?i)congolese.*drc"))
    assert rows[("Congolese (DRC)",)] == congolese["People"].sum()


def test_exploitation_types_are_sets_however_they_are_separated(tmp_path):
    file = tmp_path / "in.csv"
    file.write_bytes(
        leaf_file(
            row(exploitation="Labour, Domestic, Organ Harvesting"),
            row(exploitation="Labour, Domestic & Organ Harvesting", people=4),
        )
    )
    done = run("--leafcells", file, "--out", tmp_path / "out", "--exact")
    assert done.exit_code == 0, done.output
    [one] = rows_of(tmp_path / "out", "referrals_by_quarter_type_age")
    assert (one["type"], one["count"]) == ("Labour, Domestic & Organ Harvesting", "7")


def test_what_the_input_can_not_give_is_skipped_and_said(leaf_folder, tmp_path):
    manifest = json.loads((leaf_folder / "manifest.json").read_text(encoding="utf-8"))
    skipped = {one["id"]: one["reason"] for one in manifest["skipped"]}
    assert set(skipped) == {
        "referrals_by_quarter_age_location",
        "child_referrals_by_year_location",
        "referrals_by_age_country_type_gender",
    }
    assert not (leaf_folder / "child_referrals_by_year_location.csv").exists()
    said = run("--leafcells", LEAF_CELLS, "--out", tmp_path, "--exact").output
    assert "child_referrals_by_year_location: skipped" in said


def test_the_manifest_seals_the_input_and_every_file(leaf_folder):
    manifest = json.loads((leaf_folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["exact"] is True
    assert "--exact" in manifest["disclosure_control"]
    assert manifest["version"]
    assert manifest["input"]["sha256"] == hashlib.sha256(LEAF_CELLS.read_bytes()).hexdigest()
    listed = {one["file"]: one["sha256"] for one in manifest["files"]}
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in leaf_folder.iterdir()
        if path.name != "manifest.json"
    }
    assert listed == there
    for table in manifest["tables"]:
        assert table["title"]
        assert table["sha256"] == there[table["file"]]


def test_the_same_input_gives_the_same_bytes(leaf_folder, tmp_path):
    run("--leafcells", LEAF_CELLS, "--out", tmp_path, "--exact")
    names = sorted(path.name for path in leaf_folder.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    for name in names:
        assert (tmp_path / name).read_bytes() == (leaf_folder / name).read_bytes(), name


def test_the_workbook_is_real_and_accessible(longitudinal_folder):
    content = (longitudinal_folder / "tables.ods").read_bytes()
    document = Document(io.BytesIO(content))
    assert document.mimetype == "application/vnd.oasis.opendocument.spreadsheet"
    assert document.meta.title
    assert document.meta.language == document.language == "en-GB"
    names = [sheet.name for sheet in document.body.tables]
    assert names[:3] == ["Cover", "Contents", "Notes"]
    xml = document.content.serialize().decode()
    assert "number-columns-spanned" not in xml
    assert "covered-table-cell" not in xml
    ranges = document.body.get_elements("//table:database-range")
    assert len(ranges) == len(names) - 1  # all but the cover
    for sheet in document.body.tables[1:]:
        [header] = sheet.get_elements("table:table-header-rows")
        width = len(header.get_elements("table:table-row/table:table-cell"))
        below = "table:table-header-rows/following-sibling::table:table-row"
        body = [one.get_elements("table:table-cell") for one in sheet.get_elements(below)]
        assert body
        assert all(len(cells) == width for cells in body)
        assert all(cell.inner_text for cells in body for cell in cells)


def test_the_workbook_says_what_the_csv_says(longitudinal_folder):
    document = Document(io.BytesIO((longitudinal_folder / "tables.ods").read_bytes()))
    sheet = next(one for one in document.body.tables if one.name == "Table_1")
    values = [one for one in sheet.get_values() if str(one[0]).startswith("2023 Q4")]
    assert [list(map(str, one)) for one in values] == [["2023 Q4", "1978", "1945", "219", "4142"]]


def test_the_record_gives_the_same_tables(tmp_path):
    facts = [fact(referral_key=f"r{n}", gender="Male" if n % 2 else "Female") for n in range(20)]
    done = run("--from-database", "--as-at", "2022-03-31", "--out", tmp_path, "--exact",
               facts=facts)  # fmt: skip
    assert done.exit_code == 0, done.output
    assert sums(rows_of(tmp_path, "referrals_by_age_country_type_gender"), "gender") == {
        ("Female",): 10,
        ("Male",): 10,
    }
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["input"]["kind"] == "database"
    assert manifest["input"]["dated"] == date(2022, 3, 31).isoformat()
    assert manifest["skipped"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "either --leafcells FILE.csv or --from-database"),
        (("--from-database",), "go together"),
        (("--leafcells", LEAF_CELLS, "--as-at", "2022-01-01"), "go together"),
        (("--from-database", "--as-at", "31 March"), "does not match the format"),
        (("--from-database", "--as-at", "2022-01-01"), "own command line"),
    ],
)
def test_options_that_do_not_fit_are_refused(arguments, message, tmp_path):
    done = run(*arguments, "--out", tmp_path / "out", "--exact")
    assert done.exit_code == 2
    assert message in done.output
    assert not (tmp_path / "out").exists()


def test_bad_input_writes_nothing_and_says_where(tmp_path):
    file = tmp_path / "in.csv"
    file.write_bytes(leaf_file(row(), row("2022 Q7", people=-1)))
    done = run("--leafcells", file, "--out", tmp_path / "out", "--exact")
    assert done.exit_code == 2
    assert "row 3, column “Quarter”: “2022 Q7” is not a quarter" in done.output
    assert "row 3, column “People”: “-1” is negative" in done.output
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_bad_input(tmp_path):
    done = run("--leafcells", tmp_path / "none.csv", "--out", tmp_path / "out", "--exact")
    assert done.exit_code == 2
    assert "No such file" in done.output


def test_a_bad_fact_stops_the_build(tmp_path):
    done = run("--from-database", "--as-at", "2022-03-31", "--out", tmp_path / "out", "--exact",
               facts=[fact(gender="?")])  # fmt: skip
    assert done.exit_code == 2
    assert "row 1: gender" in done.output


def test_a_second_build_leaves_nothing_of_the_first(tmp_path):
    run("--leafcells", LONGITUDINAL, "--out", tmp_path, "--exact")
    run("--leafcells", LEAF_CELLS, "--out", tmp_path, "--exact")
    assert not (tmp_path / "referrals_by_quarter_age_location.csv").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    done = run("--leafcells", LEAF_CELLS, "--out", tmp_path / "out", "--exact")
    assert done.exit_code == 2


def test_without_exact_small_counts_are_withheld_and_it_is_said(tmp_path):
    file = tmp_path / "in.csv"
    file.write_bytes(cells_file())
    done = run("--leafcells", file, "--out", tmp_path / "out", "--threshold", "5")
    assert done.exit_code == 0, done.output
    counts = [one["count"] for one in rows_of(tmp_path / "out", "referrals_by_quarter_type_age")]
    assert "[c]" in counts
    assert not {"1", "2", "3", "4"} & set(counts)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["exact"] is False
    assert manifest["disclosure_control"].startswith("Counts from 1 to 4 are withheld")
    assert manifest["disclosure_details"]["threshold"] == 5


def test_what_can_not_be_made_safe_is_not_written(tmp_path, monkeypatch):
    def never(built, threshold):
        raise NotSafeError("These tables can't be made safe together.")

    monkeypatch.setattr(protection, "protected", never)
    done = run("--leafcells", LEAF_CELLS, "--out", tmp_path / "out")
    assert done.exit_code == 4
    assert "can't be made safe" in done.output
    assert not (tmp_path / "out").exists()
