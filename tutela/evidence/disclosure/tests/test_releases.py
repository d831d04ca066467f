"""Releases as files: what one more number, one more table or one more vintage gives away."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from tutela.evidence.disclosure import Cost, Insiders, Policy, Rule, Table, Zeros, protect
from tutela.evidence.disclosure.audit import audit_releases
from tutela.evidence.disclosure.ledger import Ledger
from tutela.evidence.problems import BadInputError

FIRST = {
    ("A", "f"): 2.0,
    ("A", "m"): 18.0,
    ("B", "f"): 19.0,
    ("B", "m"): 14.0,
    ("C", "f"): 10.0,
    ("C", "m"): 12.0,
    ("D", "f"): 14.0,
    ("D", "m"): 11.0,
}


def table(cells, columns=("region", "gender"), name="t.csv"):
    return Table.of(name, columns, cells)


def by_hand(directory, cells, hide):
    """A release that somebody wrote without us: the cells of `hide` hidden, no description."""
    directory.mkdir()
    printed = {}
    for (region, gender), n in cells.items():
        for place in ((r, g) for r in (region, "Total") for g in (gender, "Total")):
            printed[place] = printed.get(place, 0) + n
    with (directory / "t.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["region", "gender", "count"])
        rows.writerows([*x, "[c]" if x in hide else f"{n:.0f}"] for x, n in printed.items())
    return directory


WITH_C = {("A", "f"), ("A", "m"), ("C", "f"), ("C", "m")}
WITH_D = {("A", "f"), ("A", "m"), ("D", "f"), ("D", "m")}


def reveal(directory, cell, count):
    """Print one hidden cell, and say that the file was meant to be like that."""
    path = directory / "t.csv"
    lines = path.read_text().splitlines()
    labels = ",".join(cell.values())
    lines[lines.index(f"{labels},[c]")] = f"{labels},{count:.0f}"
    path.write_text("\n".join(lines) + "\n")
    return directory


def test_a_protected_release_passes_its_audit(tmp_path):
    result = protect([table(FIRST)], Policy(5), out=tmp_path / "out")
    audit = audit_releases([tmp_path / "out"], threshold=5)
    assert result.safe
    assert audit.safe
    assert len(audit.cells) == len(result.primary) + len(result.secondary)


@pytest.mark.parametrize("which", range(3))
def test_revealing_any_one_secondary_cell_fails_the_audit(tmp_path, which):
    result = protect([table(FIRST)], Policy(5), out=tmp_path / "out")
    cell = result.secondary[which]
    reveal(tmp_path / "out", cell, FIRST[cell["region"], cell["gender"]])
    (tmp_path / "out" / "release.json").unlink()
    audit = audit_releases([tmp_path / "out"], threshold=5)
    assert not audit.safe
    assert [(c.found.low, c.found.high) for c in audit.cells if not c.ok] == [(2, 2)]


def test_a_file_that_is_not_the_one_that_was_checked_fails(tmp_path):
    protect([table(FIRST)], Policy(5), out=tmp_path / "out")
    path = tmp_path / "out" / "t.csv"
    path.write_text(path.read_text().replace("D,f,14", "D,f,[c]"))
    assert any("was checked" in x for x in audit_releases([tmp_path / "out"], threshold=5).reasons)


def test_a_small_count_in_print_fails(tmp_path):
    by_hand(tmp_path / "a", FIRST, set())
    assert not audit_releases([tmp_path / "a"], threshold=5).safe


def test_files_from_elsewhere_are_attacked_too(tmp_path):
    assert audit_releases([by_hand(tmp_path / "a", FIRST, WITH_C)], threshold=5).safe
    assert not audit_releases(
        [by_hand(tmp_path / "b", FIRST, WITH_C - {("C", "m")})], threshold=5
    ).safe


def test_two_safe_releases_can_be_unsafe_together(tmp_path):
    one, other = by_hand(tmp_path / "a", FIRST, WITH_C), by_hand(tmp_path / "b", FIRST, WITH_D)
    assert audit_releases([one], threshold=5).safe
    assert audit_releases([other], threshold=5).safe
    assert not audit_releases([one, other], threshold=5).safe


@pytest.mark.parametrize("revised", [("B", "f"), ("A", "f")])
def test_a_revision_by_one_child_gives_away_what_both_vintages_hid(tmp_path, revised):
    one = by_hand(tmp_path / "a", FIRST, WITH_C)
    other = by_hand(tmp_path / "b", {**FIRST, revised: FIRST[revised] + 1}, WITH_D)
    audit = audit_releases([one, other], threshold=5)
    assert audit.revisions
    assert not audit.safe


def test_a_revised_table_is_protected_beside_its_first_vintage(tmp_path):
    one = by_hand(tmp_path / "a", FIRST, WITH_C)
    revised = table({**FIRST, ("B", "f"): 20.0})
    result = protect([revised], Policy(5), earlier=[one], out=tmp_path / "b")
    assert result.safe
    assert audit_releases([one, tmp_path / "b"], threshold=5).safe


def test_quarters_alone_give_away_what_their_year_prints_and_together_do_not(tmp_path):
    quarters = {
        ("Q1", "a", "x"): 1.0, ("Q1", "a", "y"): 8.0, ("Q1", "b", "x"): 9.0, ("Q1", "b", "y"): 7.0,
        ("Q2", "a", "x"): 6.0, ("Q2", "a", "y"): 9.0, ("Q2", "b", "x"): 8.0, ("Q2", "b", "y"): 6.0,
    }  # fmt: skip
    year = {}
    for (_, *rest), n in quarters.items():
        year[tuple(rest)] = year.get(tuple(rest), 0.0) + n
    parts = [
        table({k: n for k, n in quarters.items() if k[0] == q}, ("quarter", "n", "t"), f"{q}.csv")
        for q in ("Q1", "Q2")
    ]
    whole = table(year, ("n", "t"), "year.csv")
    for part in [*parts, whole]:
        assert protect([part], Policy(5), out=tmp_path / part.name[:2]).safe
    apart = [tmp_path / "Q1", tmp_path / "Q2", tmp_path / "ye"]
    assert not audit_releases(apart, threshold=5).safe
    joint = protect([*parts, whole], Policy(5), out=tmp_path / "joint")
    assert joint.status == "optimal"
    assert audit_releases([tmp_path / "joint"], threshold=5).safe
    after = protect([whole], Policy(5), earlier=apart[:2], out=tmp_path / "after")
    assert after.safe
    assert audit_releases([*apart[:2], tmp_path / "after"], threshold=5).safe


def test_what_an_earlier_release_gave_away_cannot_be_protected(tmp_path):
    one = by_hand(tmp_path / "a", FIRST, set())
    result = protect([table(FIRST)], Policy(5), earlier=[one], out=tmp_path / "b")
    assert not result.safe
    assert "region A, gender f" in result.reasons[0]
    assert not (tmp_path / "b").exists()


def test_tables_that_share_a_margin_are_one_system(tmp_path):
    by_gender = table({("A", "f"): 3.0, ("A", "m"): 20.0, ("B", "f"): 9.0, ("B", "m"): 8.0})
    by_age = Table.of(
        "ages.csv",
        ("region", "age"),
        {("A", "0"): 11.0, ("A", "1"): 12.0, ("B", "0"): 8.0, ("B", "1"): 9.0},
    )
    result = protect([by_gender, by_age], Policy(5, Rule.EXACT, Cost.COUNT), out=tmp_path / "out")
    assert result.safe
    assert result.cost == 3
    hidden = {(c.get("region"), c.get("age")) for c in result.secondary}
    assert ("A", "Total") not in hidden


def test_tables_in_a_ring_are_attacked_as_one_population():
    """A×B, B×C and C×A fix more together than in pairs: only one table of three columns fits."""
    ab = {("a0", "b0"): 6.0, ("a0", "b1"): 1.0, ("a1", "b0"): 1.0, ("a1", "b1"): 6.0}
    bc = {("b0", "c0"): 6.0, ("b0", "c1"): 1.0, ("b1", "c0"): 1.0, ("b1", "c1"): 6.0}
    ca = {("c0", "a0"): 6.0, ("c0", "a1"): 1.0, ("c1", "a0"): 1.0, ("c1", "a1"): 6.0}
    tables = [
        Table.of("ab.csv", ("a", "b"), ab),
        Table.of("bc.csv", ("b", "c"), bc),
        Table.of("ca.csv", ("c", "a"), ca),
    ]
    assert protect(tables, Policy(3)).safe


def test_the_child_alone_in_a_cell_cannot_work_out_another():
    """Two small cells in one row protect each other from everyone but the child in one of them."""
    cells = {
        ("A", "x"): 1.0, ("A", "y"): 3.0, ("A", "z"): 20.0,
        ("B", "x"): 2.0, ("B", "y"): 2.0, ("B", "z"): 20.0,
        ("C", "x"): 9.0, ("C", "y"): 9.0, ("C", "z"): 9.0,
    }  # fmt: skip
    open_ = protect([table(cells)], Policy(5, Rule.EXACT, Cost.COUNT, Insiders.NONE))
    closed = protect([table(cells)], Policy(5, Rule.EXACT, Cost.COUNT, Insiders.EXACT))
    assert open_.secondary == []
    assert closed.cost > 0
    assert closed.safe


def test_the_ledger_protects_each_release_beside_all_before_it(tmp_path):
    book = Ledger.read(tmp_path / "ledger.jsonl")
    protect([table(FIRST)], Policy(5), out=tmp_path / "one")
    book = book.add(tmp_path / "one")
    assert Ledger.read(tmp_path / "ledger.jsonl").directories() == [tmp_path / "one"]
    (tmp_path / "one" / "release.json").write_text(json.dumps({}))
    with pytest.raises(BadInputError, match="changed after its release"):
        Ledger.read(tmp_path / "ledger.jsonl")
    shutil.rmtree(tmp_path / "one")
    with pytest.raises(BadInputError, match="not there any more"):
        Ledger.read(tmp_path / "ledger.jsonl")


def test_when_time_is_out_a_safe_choice_still_comes_and_says_what_it_is(tmp_path):
    result = protect([table(FIRST)], Policy(5, seconds=0.0), out=tmp_path / "out")
    assert result.status == "heuristic"
    assert result.safe
    assert audit_releases([tmp_path / "out"], threshold=5).safe


def test_a_rounded_release_adds_up_and_passes_its_audit(tmp_path):
    result = protect([table(FIRST)], Policy(5, round_to=5), out=tmp_path / "out")
    assert result.safe
    text = {k: int(v) for k, v in result.texts[0].items()}
    assert text["A", "f"] + text["A", "m"] == text["A", "Total"]
    assert audit_releases([tmp_path / "out"], threshold=5).safe


def test_a_base_that_is_too_small_for_the_threshold_is_refused():
    cells = {("A", "f"): 4.0, ("A", "m"): 30.0, ("B", "f"): 21.0, ("B", "m"): 17.0}
    result = protect([table(cells)], Policy(10, round_to=3))
    assert not result.safe
    assert "larger base" in result.reasons[-1]


def test_empty_cells_can_be_sensitive_too():
    cells = {("A", "f"): 0.0, ("A", "m"): 30.0, ("B", "f"): 21.0, ("B", "m"): 17.0}
    shown = protect([table(cells)], Policy(5))
    kept = protect([table(cells)], Policy(5, zeros=Zeros.SENSITIVE))
    assert shown.primary == []
    assert kept.primary == [{"region": "A", "gender": "f"}]
    assert kept.audit[0].high >= 5


@pytest.mark.parametrize(
    "cells", [{}, {("x", "y"): 0.0, ("w", "z"): 0.0}], ids=["no rows", "zeros"]
)
def test_a_population_of_nobody_is_printed_as_it_is(cells):
    result = protect([Table.of("t.csv", ["a", "b"], cells)], Policy(threshold=5))
    assert result.safe
    assert result.status == "optimal"
    assert result.primary == result.secondary == []
    assert set(result.texts[0].values()) <= {"0"}
