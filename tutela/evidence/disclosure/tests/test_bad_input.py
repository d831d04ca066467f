"""What is wrong with an input is said with its row and column, and nothing is written."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tutela.evidence.commands.disclosure import audit, protect

GOOD = "region,gender,count\nA,f,2\nA,m,18\nB,f,19\nB,m,14\n"


def call(tmp_path, text, *options, hierarchy=None, name="t.csv"):
    (tmp_path / name).write_text(text)
    arguments = [str(tmp_path / name), "--count", "count", "--threshold", "3"]
    if hierarchy is not None:
        (tmp_path / "h.json").write_text(
            hierarchy if isinstance(hierarchy, str) else json.dumps(hierarchy)
        )
        arguments += ["--hierarchy", str(tmp_path / "h.json")]
    arguments += ["--out", str(tmp_path / "out"), "--json", *options]
    return CliRunner().invoke(protect, arguments)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("B,f,19", "B,f,-1"), "row 4, column “count”: “-1” is negative"),
        (GOOD.replace("B,f,19", "B,f,1.5"), "row 4, column “count”: “1.5” is not whole"),
        (GOOD.replace("B,f,19", 'B,f,"1,900"'), "separator of thousands"),
        (GOOD.replace("B,f,19", "B,f,"), "row 4, column “count”: is empty"),
        (GOOD.replace("B,f,19", "B,f,many"), "“many” is not a number"),
        (GOOD.replace("B,f,19", "B,,19"), "row 4, column “gender”: has no code"),
        (GOOD.replace("B,f,19", "B,total,19"), "a total is “Total”"),
        (GOOD.replace("B,f,19", "B,f"), "row 4: has 2 fields where the header has 3"),
        (GOOD + "A,f,2\n", "row 6: is the same cell as row 2"),
        (GOOD + "A,Total,21\n", "row 6, column “count”: is 21, but its parts add up to 20"),
        (GOOD + "a,x,3\n", "look like one code spelled twice"),
        (GOOD.replace(",", ";"), "separated by commas"),
        (GOOD.replace("count", "number"), "there is no column “count”"),
        ("region,gender,count\n", "has a header and no rows"),
        ("", "is empty"),
        ("count\n3\n", "nothing to count by"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_place(tmp_path, text, said):
    result = call(tmp_path, text)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("hierarchy", "said"),
    [
        ({"region": [{"North": ["A"]}]}, "“B” is not a code of any hierarchy"),
        ({"place": [{"North": ["A"]}]}, "no table has a column “place”"),
        ({"region": [{"North": ["A", "South"], "South": ["North"]}]}, "contains itself"),
        ({"region": [{"N": ["A", "B"]}, {"N": ["A"]}]}, "made of different codes"),
        ({"region": [{"N": ["A", "A"]}]}, "names a child twice"),
        ({"region": {"N": ["A"]}}, "must be a list of objects"),
        ({"region": [{"N": []}]}, "and not empty"),
        ([1], "must be an object"),
        ("{", "is not JSON"),
    ],
)
def test_a_hierarchy_that_is_wrong_is_refused(tmp_path, hierarchy, said):
    result = call(tmp_path, GOOD, hierarchy=hierarchy)
    assert result.exit_code == 2
    assert said in result.stderr


def test_two_tables_that_disagree_about_a_margin_are_refused(tmp_path):
    (tmp_path / "other.csv").write_text("region,age,count\nA,0,5\nA,1,16\nB,0,20\nB,1,13\n")
    result = call(tmp_path, GOOD, str(tmp_path / "other.csv"))
    assert result.exit_code == 2
    assert "20 in t.csv" in result.stderr


def test_tables_are_not_overwritten_by_their_release(tmp_path):
    (tmp_path / "t.csv").write_text(GOOD)
    options = ["--count", "count", "--threshold", "3", "--out", str(tmp_path)]
    result = CliRunner().invoke(protect, [str(tmp_path / "t.csv"), *options])
    assert result.exit_code == 2
    assert (tmp_path / "t.csv").read_text() == GOOD


def test_the_command_says_what_it_hid_and_the_files_do_not_say_which_were_small(tmp_path):
    result = call(tmp_path, GOOD)
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["primary"] == [{"region": "A", "gender": "f"}]
    assert said["status"] == "optimal"
    assert said["cost"] == len(said["secondary"]) == 3
    (checked,) = said["audit"]
    assert checked["ok"]
    assert checked["low"] <= 1
    assert checked["high"] >= 3
    assert "primary" not in (tmp_path / "out" / "release.json").read_text()
    audited = CliRunner().invoke(audit, [str(tmp_path / "out"), "--threshold", "3", "--json"])
    assert audited.exit_code == 0
    assert json.loads(audited.stdout)["safe"]


def test_the_audit_command_fails_on_an_unsafe_directory_and_on_one_without_tables(tmp_path):
    (tmp_path / "a").mkdir()
    empty = CliRunner().invoke(audit, [str(tmp_path / "a"), "--threshold", "3"])
    assert empty.exit_code == 2
    (tmp_path / "a" / "t.csv").write_text("r,count\nx,[c]\ny,5\nTotal,7\n")
    unsafe = CliRunner().invoke(audit, [str(tmp_path / "a"), "--threshold", "3", "--json"])
    assert unsafe.exit_code == 4
    (found,) = json.loads(unsafe.stdout)["audit"]
    assert (found["low"], found["high"], found["ok"]) == (2, 2, False)


def test_published_cells_that_cannot_all_be_true_are_bad_input(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "t.csv").write_text("r,count\nx,4\ny,5\nTotal,8\n")
    result = CliRunner().invoke(audit, [str(tmp_path / "a"), "--threshold", "3"])
    assert result.exit_code == 2
    assert "t.csv: row 4" in result.stderr
