"""Tables whose best protection is published (see data/README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutela.evidence.disclosure import Cost, Policy, Rule, protect, read_table

DATA = Path(__file__).parent / "data"


def pairs(cells):
    return {tuple(cell.values()) for cell in cells}


@pytest.mark.parametrize("rule", list(Rule))
def test_microdata1_needs_three_cells(rule):
    table = read_table(DATA / "microdata1.csv", "count")
    result = protect([table], Policy(3, rule, Cost.COUNT))
    assert pairs(result.primary) == {("A", "f")}
    assert (len(result.secondary), result.cost, result.status) == (3, 3, "optimal")


@pytest.mark.parametrize("rule", list(Rule))
def test_microdata1_has_one_best_choice_by_frequency(rule):
    table = read_table(DATA / "microdata1.csv", "count")
    result = protect([table], Policy(3, rule, Cost.FREQUENCY))
    assert pairs(result.secondary) == {("A", "m"), ("C", "f"), ("C", "m")}
    assert result.cost == 40


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("cost", list(Cost))
def test_z1_of_statistics_norway_needs_three_cells_with_twenty_nine_people(rule, cost):
    table = read_table(DATA / "ssb_z1.csv", "ant")
    result = protect([table], Policy(4, rule, cost))
    assert pairs(result.primary) == {("B", "arbeid"), ("D", "arbeid"), ("H", "arbeid")}
    assert pairs(result.secondary) == {("B", "annet"), ("D", "annet"), ("H", "annet")}
    assert result.cost == pytest.approx({"count": 3, "frequency": 29}.get(cost, result.cost))
    assert result.status == "optimal"


def test_expsd_rounds_to_the_published_distances():
    table = read_table(DATA / "exPSD.csv", "count")
    result = protect([table], Policy(3, round_to=5))
    assert result.safe
    assert result.changes["sum_absolute"] == 32
    assert result.changes["sum_squares"] == 62
    assert result.texts[0]["Total", "Total"] == "30"
