"""What a threshold on small counts misses."""

from __future__ import annotations

from tutela.evidence.disclosure import Policy, Table, protect
from tutela.evidence.disclosure.revealing import (
    counts_behind_mean,
    counts_behind_percentage,
    safe_percentage,
)


def test_a_third_of_nine_is_three():
    assert list(counts_behind_percentage("33.3", 9)) == [3]


def test_a_whole_percentage_of_many_leaves_several_counts():
    assert list(counts_behind_percentage("33", 900)) == list(range(293, 302))


def test_a_percentage_of_nothing_possible_leaves_nothing():
    assert list(counts_behind_percentage("10.0", 3)) == []


def test_a_mean_beside_its_sum_gives_the_number_of_children():
    assert counts_behind_mean("15.3", 0, 17, 46) == [3]


def test_a_percentage_is_printed_only_where_both_counts_are():
    assert safe_percentage(3, 9, 1) == "33.3"
    assert safe_percentage(1, 8) == "13"
    assert safe_percentage(None, 9) is None
    assert safe_percentage(3, None) is None
    assert safe_percentage(0, 0) is None


def test_a_group_that_is_all_alike_is_named_however_large_it_is():
    cells = {
        ("A", "missing"): 12.0,
        ("B", "missing"): 9.0,
        ("B", "not missing"): 30.0,
    }
    result = protect([Table.of("t.csv", ("authority", "outcome"), cells)], Policy(5))
    named = [(found.group, found.label, found.children) for found in result.uniform]
    assert ({"authority": "A"}, "missing", 12) in named
    assert not any(group == {"authority": "B"} for group, _, _ in named)


def test_a_line_of_single_children_is_known_to_who_counts_the_hidden_cells():
    cells = {("A", f"t{n}"): 1.0 for n in range(5)}
    cells |= {("B", f"t{n}"): 9.0 for n in range(5)}
    result = protect([Table.of("t.csv", ("authority", "type"), cells)], Policy(5))
    known = {tuple(found.cell.values()) for found in result.not_empty}
    assert known == {("A", f"t{n}") for n in range(5)}
    assert "not empty" in result.in_words()
