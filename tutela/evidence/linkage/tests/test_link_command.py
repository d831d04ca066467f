"""`tutela link`: what it writes, and what it says about lists that it can't link."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutela.evidence.commands.link import link
from tutela.evidence.linkage.tests.cast import HEADER, population, write_list
from tutela.evidence.prevalence.reading import read_captures

POLICE = (
    "p1,Arben Hoxha,2008-03-14,Albanian,male,Hull\n"
    "p2,Nguyễn Văn Trung,2007-01-01,Vietnamese,male,Leeds\n"
    "p3,Selam Kidane,2009-07-02,Eritrean,female,Kent\n"
)
CHARITY = (
    "c1,HODJA Arben,14/03/2008,Albanian,male,Hull\n"
    "c2,Rebwar Qadir,2006-05-05,Iraqi,male,Dover\n"
    "c3,Kidane Selamawit,02/07/2009,Eritrean,female,\n"
)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(link, [str(word) for word in words])


def lists_of(folder: Path) -> list[Path]:
    return [write_list(folder, "police", POLICE), write_list(folder, "charity", CHARITY)]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_two_lists_become_clusters_reviews_captures_model_and_report(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    made = population()
    for name, rows in made.rows.items():
        lines = "".join(",".join(row.values()) + "\n" for row in rows)
        write_list(folder, name, lines, ",".join(rows[0]) + "\n")
    files = sorted(folder.iterdir())
    result = run(*files, "--out", tmp_path / "out", "--linkages", 8, "--replicates", 40, "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["records"] == len(made.truth)
    assert report["doubt"]["together"]["low"] < report["doubt"]["together"]["high"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "clusters.csv",
        "pairs_to_review.csv",
        "captures.csv",
        "captures_sampled.csv",
        "model.json",
        "report.json",
    }
    table = read_captures(tmp_path / "out" / "captures.csv")
    assert table.people == report["children"]
    assert len(rows_of(tmp_path / "out" / "clusters.csv")) == report["records"]
    waiting = rows_of(tmp_path / "out" / "pairs_to_review.csv")
    assert len(waiting) == report["to_review"]["pairs"] > 0
    assert {"name_left", "name_right", "birth_words", "decision", "by"} <= set(waiting[0])


def test_a_review_filled_in_is_read_back_and_obeyed(tmp_path: Path) -> None:
    files = lists_of(tmp_path)
    out = tmp_path / "out"
    assert run(*files, "--out", out).exit_code == 0
    together = {row["id"]: row["cluster"] for row in rows_of(out / "clusters.csv")}
    assert together["p1"] == together["c1"] != together["c2"]
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        "left,right,decision,by,at,reason\n"
        "police:p1,charity:c1,different,J. Ali,2026-03-14,two brothers\n"
        "police:p2,charity:c2,same,J. Ali,2026-03-14,said so\n",
        encoding="utf-8",
    )
    result = run(*files, "--out", out, "--decisions", decisions, "--model", out / "model.json")
    assert result.exit_code == 0, result.output
    together = {row["id"]: row["cluster"] for row in rows_of(out / "clusters.csv")}
    assert together["p1"] != together["c1"]
    assert together["p2"] == together["c2"]


def test_a_single_list_is_searched_for_duplicates(tmp_path: Path) -> None:
    path = write_list(tmp_path, "police", POLICE + "p4,Hodja Arbën,14/03/2008,Albanian,male,Hull\n")
    result = run(path, "--out", tmp_path / "out", "--json")
    report = json.loads(result.stdout)
    assert (report["records"], report["children"], report["doubt"]) == (4, 3, None)


def test_lists_too_small_for_an_estimate_are_linked_all_the_same(tmp_path: Path) -> None:
    result = run(*lists_of(tmp_path), "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0
    assert set(json.loads(result.stdout)["doubt"]) >= {"refusal", "words"} or (
        json.loads(result.stdout)["doubt"]["population"] > 0
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "id"),
        (HEADER.encode(), "no records"),
        (b"name,dob\nA,2008\n", "date_of_birth"),
        (b"id,date_of_birth\n1,2008\n", "family_name"),
        (HEADER.encode() + b"1,An,2008-99-14,,,\n", "row 2, column"),
        (HEADER.encode() + b"1,An,2008,,,\n1,Bo,2008,,,\n", "id of row 2 too"),
        (HEADER.encode() + b"1,An,2008,,hull,\n", "female, male"),
        (HEADER.encode() + b",An,2008,,,\n", "is empty"),
        (HEADER.encode() + b"1,An\n", "more or fewer cells"),
        (HEADER.encode() + b"1,An,2008,,,,,\n", "more or fewer cells"),
        (HEADER.encode() + "1,Nguyễn Bé".encode("utf-16-le"), "UTF-8"),
        (HEADER.encode() + b"1,Andr\xe9,2008,,,\n", "row 2: is not UTF-8"),
        (HEADER.encode() + b'1,"An,2008,,,\n', "is not CSV"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "police.csv"
    path.write_bytes(content)
    result = run(path, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "police.csv" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_in_another_unicode_is_read(tmp_path: Path) -> None:
    path = tmp_path / "police.csv"
    path.write_bytes((HEADER + POLICE).encode("utf-16"))
    assert run(path, "--out", tmp_path / "out").exit_code == 0


def test_a_thousand_records_of_one_name_are_refused_by_name(tmp_path: Path) -> None:
    rows = "".join(f"{k},Test Child,2008-01-01,UK,male,Hull\n" for k in range(1000))
    result = run(write_list(tmp_path, "police", rows), "--out", tmp_path / "out", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["refusal"] == "cluster-too-large"
    assert "1,000 records" in result.stderr


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ("1,An Nguyen,,,,\n2,Bo Tran,,,,\n", "dates-missing"),
        ("1,,2008-03-04,,,\n2,,2008,,,\n", "names-missing"),
    ],
)
def test_lists_without_dates_or_names_are_refused(tmp_path: Path, rows: str, refusal: str) -> None:
    result = run(write_list(tmp_path, "police", rows), "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert refusal in result.stderr


def test_two_files_of_one_name_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, two = write_list(tmp_path, "a", POLICE), write_list(tmp_path / "other", "a", CHARITY)
    assert run(one, two, "--out", tmp_path / "out").exit_code == 2


def test_thresholds_in_the_wrong_order_are_bad_input(tmp_path: Path) -> None:
    files = lists_of(tmp_path)
    assert run(*files, "--out", tmp_path / "o", "--join", 0.5, "--break", 0.6).exit_code == 2


def test_a_cell_that_a_spreadsheet_would_run_is_written_safely(tmp_path: Path) -> None:
    rows = "=cmd(),Arben Hoxha,2008-03-14,Albanian,male,Hull\n"
    out = tmp_path / "out"
    assert run(write_list(tmp_path, "police", rows), "--out", out).exit_code == 0
    assert [row["id"] for row in rows_of(out / "clusters.csv")] == ["'=cmd()"]


def test_labels_train_a_model_that_says_so(tmp_path: Path) -> None:
    made = population()
    rows = made.rows["police"] + made.rows["charity"]
    lines = "".join(f"{k}," + ",".join(list(row.values())[1:]) + "\n" for k, row in enumerate(rows))
    path = write_list(tmp_path, "both", lines, ",".join(rows[0]) + "\n")
    first: dict[int, int] = {}
    judged = []
    names = [("police", row) for row in made.rows["police"]]
    names += [("charity", row) for row in made.rows["charity"]]
    for place, (name, row) in enumerate(names):
        child = made.truth[f"{name}:{row['id']}"]
        if child in first:
            judged.append(f"both:{first[child]},both:{place},same,J. Ali,2026-03-14,")
        first.setdefault(child, place)
    labels = tmp_path / "labels.csv"
    labels.write_text("left,right,decision,by,at,reason\n" + "\n".join(judged), encoding="utf-8")
    result = run(path, "--out", tmp_path / "out", "--labels", labels, "--json")
    assert result.exit_code == 0, result.output
    assert "judged" in json.loads(result.stdout)["model"]["trained_on"]


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "left,right,decision,by,at,reason\npolice:p1,charity:c1,same,J,2026-03-14,\n",
        encoding="utf-8",
    )
    result = run(*lists_of(tmp_path), "--out", tmp_path / "out", "--labels", labels)
    assert result.exit_code == 3
    assert "too-few-labels" in result.stderr
