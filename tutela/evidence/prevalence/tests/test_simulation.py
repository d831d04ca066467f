"""Populations with a known number of people, and what each method makes of them."""

import numpy as np
import pytest

from tutela.evidence.prevalence.simulation import (
    POPULATION,
    Score,
    World,
    as_markdown,
    draw_table,
    score,
)

FAIR = World(0.0, 0.0, 0.0)


def test_independent_lists_are_estimated_well_by_independence():
    rng = np.random.default_rng(1)
    found = score(FAIR, "main", [draw_table(FAIR, rng) for _ in range(30)])
    assert found.bias == pytest.approx(0, abs=0.05)
    assert found.coverage > 0.8
    assert found.refused == 0


def test_missed_links_make_the_estimate_too_high_and_dependence_too_low():
    rng = np.random.default_rng(2)
    missed, joined = World(0.0, 0.0, 0.3), World(2.0, 0.0, 0.0)
    above = score(missed, "main", [draw_table(missed, rng) for _ in range(10)])
    below = score(joined, "main", [draw_table(joined, rng) for _ in range(10)])
    assert above.bias > 0.15
    assert below.bias < -0.15


def test_a_missed_link_makes_more_people_than_there_are():
    rng = np.random.default_rng(3)
    assert draw_table(World(0.0, 0.0, 0.9), rng).people > draw_table(FAIR, rng).people
    assert draw_table(FAIR, rng).people < POPULATION


def test_the_table_of_the_study_says_how_often_a_method_refused():
    scores = [Score(FAIR, "lcmcr", 4, -0.1, 0.75, 0.25), Score(FAIR, "dga", 4, 0, 0, 1.0)]
    table = as_markdown(scores)
    assert "-10%, 75% (25% refused) | refused |" in table
