"""Every way in which a table can be wrong has its name, and none gives a number."""

import numpy as np
import pytest

from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.reading import read_captures, read_draws, read_strata
from tutela.evidence.prevalence.refusals import BadInput, Refusal


def _written(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_patterns_and_a_table_of_people_are_the_same_table(tmp_path):
    patterns = read_captures(_written(tmp_path, "A,B,count\n1,0,2\n0,1,1\n1,1,1\n"))
    people = read_captures(_written(tmp_path, "id,A,B\n1,1,0\n2,0,1\n3,1,1\n4,1,0\n", "people.csv"))
    assert patterns.counts.tolist() == people.counts.tolist() == [0, 2, 1, 1]
    assert patterns.people == 4
    assert patterns.list_sizes == (3, 2)


def test_a_byte_order_mark_and_spaces_and_empty_lines_do_no_harm(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfA, B ,Count\n1, 0, 2\n\n0,1,1.0\n1,1,3\n")
    table = read_captures(path)
    assert table.lists == ("A", "B")
    assert table.counts.tolist() == [0, 2, 1, 3]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no-list-named", "A,B,count\n1,0,2\n0,0,5\n1,1,1\n"),
        ("no-list-named", "A,B,count\n1,0,2\n0,0,0\n1,1,1\n"),
        ("negative-count", "A,B,count\n1,0,-2\n0,1,5\n"),
        ("fractional-count", "A,B,count\n1,0,2.5\n0,1,5\n"),
        ("not-a-count", "A,B,count\n1,0,many\n0,1,5\n"),
        ("not-a-count", "A,B,count\n1,0,\n0,1,5\n"),
        ("not-a-count", "A,B,count\n1,0,nan\n0,1,5\n"),
        ("not-a-count", "A,B,count\n1,0,inf\n0,1,5\n"),
        ("not-a-count", "A,B,count\n1,0,1e300\n0,1,5\n"),
        ("duplicate-pattern", "A,B,count\n1,0,2\n0,1,5\n1,0,1\n"),
        ("not-zero-or-one", "A,B,count\n2,0,2\n0,1,5\n"),
        ("not-zero-or-one", "A,B,sex,count\n1,0,f,2\n0,1,m,5\n"),
        ("empty-list", "A,B,C,count\n1,0,0,2\n0,1,0,5\n"),
        ("nobody", "A,B,count\n1,0,0\n0,1,0\n"),
        ("no-lists", "count\n5\n"),
        ("no-rows", "A,B,count\n"),
        ("no-header", "1,0,5\n0,1,3\n"),
        ("duplicate-column", "A,A,count\n1,0,5\n"),
        ("unnamed-column", "A,,count\n1,0,5\n"),
        ("ragged-row", "A,B,count\n1,0\n"),
        ("wrong-separator", "A;B;count\n1;0;5\n"),
        ("empty-file", "\n\n"),
        ("not-text", "A,B\x00,count\n1,0,5\n"),
    ],
)
def test_what_is_wrong_has_a_name(tmp_path, name, text):
    with pytest.raises(BadInput) as fault:
        read_captures(_written(tmp_path, text))
    assert fault.value.name == name
    assert fault.value.words


def test_bytes_that_are_not_utf_8_are_named(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"A,B\xff,count\n1,0,5\n")
    with pytest.raises(BadInput, match="not-utf-8"):
        read_captures(path)
    with pytest.raises(BadInput, match="unreadable"):
        read_captures(tmp_path / "absent.csv")


def test_too_many_lists_are_refused_before_their_patterns_are_laid_out(tmp_path):
    lists = ",".join(f"L{i}" for i in range(30))
    with pytest.raises(Refusal, match="too-many-lists"):
        read_captures(_written(tmp_path, f"{lists},count\n{','.join('1' * 30)},5\n"))


def test_draws_with_and_without_a_header_are_read_alike(tmp_path):
    table = Captures.of(("A", "B"), {2: 3, 1: 4, 3: 2})
    with_header = read_draws(_written(tmp_path, "10,01,11\n4,3,2\n5,2,2\n"), table)
    without = read_draws(_written(tmp_path, "3,4,2\n2,5,2\n"), table)
    np.testing.assert_array_equal(with_header, without)
    assert with_header[:, 0].tolist() == [0, 4, 3, 2]


@pytest.mark.parametrize("text", ["3,4\n", "3,4,9\n", "10,01,11\n", "3,4,2\n3,4\n"])
def test_draws_that_do_not_fit_the_table_are_bad_input(tmp_path, text):
    table = Captures.of(("A", "B"), {2: 3, 1: 4, 3: 2})
    with pytest.raises(BadInput):
        read_draws(_written(tmp_path, text), table)


def test_strata_are_read_apart_and_together(tmp_path):
    text = "group,A,B,count\nx,1,0,2\nx,1,1,1\nx,0,1,2\ny,1,0,7\n"
    strata = read_strata(_written(tmp_path, text), ["group"])
    assert strata.whole.people == 12
    assert strata.groups["x",].people == 5
    lost = strata.groups["y",]
    assert isinstance(lost, BadInput)
    assert (lost.name, lost.people) == ("empty-list", 7)
    with pytest.raises(BadInput, match="no-such-column"):
        read_strata(_written(tmp_path, text), ["nation"])


def test_lists_can_be_left_out_merged_and_looked_into():
    table = Captures.of(("A", "B", "C"), {1: 5, 2: 6, 4: 7, 3: 2, 6: 3, 7: 1})
    without = table.omit(0)
    assert without.lists == ("B", "C")
    assert without.counts.tolist() == [0, 8, 7, 4]
    merged = table.merge(0, 2)
    assert merged.lists == ("A+C", "B")
    assert merged.counts.tolist() == [0, 12, 6, 6]
    inside = table.within(1)
    assert inside.lists == ("A", "C")
    assert inside.counts.tolist() == [0, 2, 3, 1]
    assert table.list_sizes[1] == 12


def test_lists_inside_or_beside_one_another_are_noticed():
    table = Captures.of(("A", "B", "C"), {2: 6, 4: 7, 3: 2, 6: 3})
    assert table.contained() == (("A", "B"),)
    assert table.disjoint() == (("A", "C"),)
