"""A synthetic file hides each child, its budget ends, and attacks on it find nobody."""

from __future__ import annotations

import json
import math
import random
from datetime import UTC, date, datetime
from fractions import Fraction

import numpy as np
import pytest
from click.testing import CliRunner

from tutela.evidence.commands.microdata import microdata
from tutela.evidence.microdata import budget as books
from tutela.evidence.microdata.attack import attack
from tutela.evidence.microdata.domain import domain_of
from tutela.evidence.microdata.extract import COLUMNS, days_moved, extract, new_key, read_key
from tutela.evidence.microdata.making import draw, make, stated_errors
from tutela.evidence.microdata.margins import costs, count
from tutela.evidence.microdata.noise import discrete_gaussian
from tutela.evidence.microdata.referrals import children_of, domain_of_years
from tutela.evidence.microdata.trial import errors
from tutela.evidence.problems import BadInputError
from tutela.evidence.tests.made_up import many

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SMALL = domain_of(
    {"attributes": {"sex": ["f", "m"], "form": ["a", "b", "c"], "place": ["x", "y", "z", "w"]}},
    "a small domain",
)


def cohort(size, seed=1):
    chance = np.random.default_rng(seed)
    sex = chance.choice(2, size, p=(0.3, 0.7))
    form = np.where(chance.random(size) < 0.8, sex, 2)
    place = np.where(chance.random(size) < 0.7, form, 3)
    return np.stack([sex, form, place], axis=1)


def below(seed):
    return random.Random(seed).randrange


@pytest.mark.parametrize("variance", [Fraction(1, 3), Fraction(2), Fraction(401, 7)])
def test_noise_has_the_shape_that_its_price_assumes(variance):
    draw_one = below(5)
    drawn = np.array([discrete_gaussian(variance, draw_one) for _ in range(3000)])
    wide = range(-80, 81)
    weights = [math.exp(-(x * x) / (2 * variance)) for x in wide]
    expected = {x: weight / sum(weights) for x, weight in zip(wide, weights, strict=True)}
    for x in (-2, -1, 0, 1, 2):
        share = expected[x]
        assert abs((drawn == x).mean() - share) < 4.5 * math.sqrt(share * (1 - share) / 3000)
    spread = sum(x * x * share for x, share in expected.items())
    assert drawn.var() == pytest.approx(spread, rel=0.12)


def test_noise_without_variance_is_refused():
    with pytest.raises(ValueError, match="hides nobody"):
        discrete_gaussian(Fraction(0))


def test_the_tables_together_cost_what_was_taken_from_the_budget():
    rho = Fraction(17, 1000)
    assert sum(1 / (2 * variance) for _, variance in costs(SMALL, rho)) == rho


def test_one_child_changes_one_cell_of_each_table_by_one():
    children = cohort(50)
    for axes, _ in costs(SMALL, Fraction(1)):
        apart = count(children, SMALL, axes) - count(children[1:], SMALL, axes)
        assert sorted(apart.ravel())[-1] == 1
        assert np.abs(apart).sum() == 1


def test_one_child_more_or_less_is_seen_no_better_than_promised():
    """A child alone in a cell, in and out: the best guess from the noisy count obeys the bound."""
    epsilon, delta = 1.0, 1e-6
    (_, variance), *_ = costs(SMALL, books.rho_within(epsilon, delta))
    draw_one = below(8)
    without = np.array([discrete_gaussian(variance, draw_one) for _ in range(3000)])
    with_child = 1 + np.array([discrete_gaussian(variance, draw_one) for _ in range(3000)])
    for bar in range(-20, 21, 2):
        told, wrongly = (with_child >= bar).mean(), (without >= bar).mean()
        assert told <= math.exp(epsilon) * wrongly + delta + 0.03


def test_a_file_keeps_how_attributes_hang_together():
    children = cohort(4000)
    rows = make(children, SMALL, books.rho_within(2, 1e-6)).rows
    found = errors(rows, children, SMALL)
    assert found["2_way"] < 0.08
    assert abs(len(rows) - 4000) < 100


def test_a_file_of_hardly_anybody_is_still_made():
    made = make(cohort(3), SMALL, books.rho_within(1, 1e-6))
    assert made.rows.shape[1] == 3
    assert all(line["do_not_use_counts_below"] > 10 for line in stated_errors(made, SMALL))


def test_rows_are_drawn_as_often_as_they_are_expected():
    population = np.zeros(SMALL.shape)
    population[0, 1, 2], population[1, 0, 3] = 7.0, 3.0
    rows = draw(population, SMALL)
    assert sorted(map(tuple, rows.tolist())) == [(0, 1, 2)] * 7 + [(1, 0, 3)] * 3


def test_attacks_find_nobody_in_a_noisy_file_and_many_in_a_copied_one(monkeypatch):
    wide = domain_of({"attributes": {f"a{n}": list("abcdefgh") for n in range(6)}}, "wide")
    children = np.random.default_rng(4).integers(0, 8, (400, 6))
    quiet = attack(children, wide, books.rho_within(1, 1e-6), seed=2)
    assert quiet.everybody.area_low < 0.5 < quiet.everybody.area_high
    assert all(one.difference_low < 0.02 for one in quiet.inference)

    class Copied:
        def __init__(self, rows):
            self.rows = rows

    monkeypatch.setattr("tutela.evidence.microdata.attack.make", lambda kids, *_: Copied(kids))
    loud = attack(children, wide, Fraction(1), seed=2)
    assert loud.everybody.area > 0.99
    assert loud.the_rare is not None
    assert loud.the_rare.found_at_one_percent > 0.95


def test_a_budget_ends_and_nothing_is_made_afterwards(tmp_path):
    path = tmp_path / "ledger"
    books.open_budget(path, SMALL, epsilon=2, delta=1e-6, cohort="all", at=NOW)
    books.spend(path, epsilon=1.2, release="first", at=NOW)
    with pytest.raises(books.BudgetSpentError, match="what is left"):
        books.spend(path, epsilon=1.9, release="second", at=NOW)
    left = books.read_budget(path)
    assert left.releases == ("first",)
    assert books.epsilon_of(left.spent, 1e-6) == pytest.approx(1.2, abs=1e-3)
    with pytest.raises(BadInputError, match="made before"):
        books.spend(path, epsilon=0.1, release="first", at=NOW)


def test_a_ledger_that_was_changed_by_hand_is_no_ledger(tmp_path):
    path = tmp_path / "ledger"
    books.open_budget(path, SMALL, epsilon=2, delta=1e-6, cohort="all", at=NOW)
    books.spend(path, epsilon=1, release="first", at=NOW)
    books.spend(path, epsilon=0.5, release="second", at=NOW)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0] + lines[2])
    with pytest.raises(BadInputError, match="row 2"):
        books.read_budget(path)
    path.write_text(lines[0].replace('"epsilon": 2', '"epsilon": 9') + "".join(lines[1:]))
    with pytest.raises(BadInputError, match="row 2"):
        books.spend(path, epsilon=0.1, release="third", at=NOW)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ([], "a domain is"),
        ({"attributes": {"sex": ["f", "m"]}}, "two attributes"),
        ({"attributes": {"sex": ["f", "f"], "b": ["x", "y"]}}, "twice"),
        ({"attributes": {"sex": ["f", "=m"], "b": ["x", "y"]}}, "formula"),
        ({"attributes": {"sex": ["f", "m"], "b": ["x", "y"]}, "pairs": [["sex", "c"]]}, "pair"),
        ({"attributes": {f"a{n}": list("abcdefgh") for n in range(9)}}, "too many"),
        ({"attributes": {"a": ["x", "y"], "b": ["x", "y"]}, "otherwise": {"a": "z"}}, "otherwise"),
        ({"attributes": {"a": ["x", "y"], "b": ["x", "y"]}, "epsilon": 1}, "no part"),
    ],
)
def test_a_domain_that_cannot_be_says_why(said, fault):
    with pytest.raises(BadInputError, match=fault):
        domain_of(said, "a file")


def run(*words):
    return CliRunner().invoke(
        microdata, [str(word) for word in words], obj={"referral_facts": lambda _: iter(())}
    )


@pytest.fixture
def opened(tmp_path):
    (tmp_path / "domain.json").write_text(json.dumps(SMALL.canonical()))
    ledger = tmp_path / "ledger"
    done = run(
        "open", ledger, "--domain", tmp_path / "domain.json", "--cohort", "c", "--epsilon", 2.5
    )
    assert done.exit_code == 0, done.output
    names = SMALL.attributes
    lines = [
        f"k{number // 2 * 2}," + ",".join(names[n][c] for n, c in zip(names, row, strict=True))
        for number, row in enumerate(cohort(400).tolist())
    ]
    (tmp_path / "rows.csv").write_text("child_key,sex,form,place\n" + "\n".join(lines) + "\n")
    return tmp_path


def test_the_command_makes_a_file_and_stops_when_the_budget_is_spent(opened):
    made = ("make", opened / "rows.csv", "--ledger", opened / "ledger", "--epsilon", 2)
    done = run(*made, "--name", "one", "--out", opened / "one")
    assert done.exit_code == 0, done.output
    told = json.loads((opened / "one" / "manifest.json").read_text())
    assert told["unit"] == "child"
    rows = (opened / "one" / "synthetic.csv").read_text().splitlines()
    assert 150 < len(rows) < 250, "two rows of each child count once"
    again = run(*made, "--name", "two", "--out", opened / "two")
    assert again.exit_code == 4
    assert not (opened / "two").exists()


def test_bad_rows_are_named_and_cost_nothing(opened):
    (opened / "bad.csv").write_text("child_key,sex,form,place\nk1,f,a,x\nk2,q,a,x\n,f,a,x\n")
    done = run(
        "make", opened / "bad.csv", "--ledger", opened / "ledger", "--epsilon", 1,
        "--name", "bad", "--out", opened / "bad",
    )  # fmt: skip
    assert done.exit_code == 2
    assert "row 3" in done.output
    assert "no child is named" in done.output
    assert books.read_budget(opened / "ledger").spent == 0


def test_the_attack_report_is_marked_as_the_producers(opened):
    done = run(
        "attack", opened / "rows.csv", "--ledger", opened / "ledger", "--epsilon", 1,
        "--out", opened / "attack.json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads((opened / "attack.json").read_text())
    assert told["for_the_producer_alone"] is True
    assert told["attack"]["children_in"] == 100
    assert books.read_budget(opened / "ledger").spent == 0


def test_children_of_the_record_fit_the_domain_of_referrals():
    domain = domain_of_years([2021, 2022, 2023])
    table = children_of(many(300), domain)
    assert set(table.columns) == {"child_key", *domain.names}
    assert set(table.columns["nationality"]) > {"Vietnamese", "UK"}


def test_an_extract_moves_all_dates_of_a_child_alike_and_says_no_place(tmp_path):
    new_key(tmp_path / "key")
    key = read_key(tmp_path / "key")
    facts = many(400)
    taken = extract(facts, key)
    assert taken.height == facts.filter(facts["age"].cast(str) == "Child (17 or under)").height
    text = taken.write_csv()
    assert not any(word in text for word in ("Kent", "Hull", "Gwynedd", "c12,", "r12,"))
    was = {
        (row["conclusive_grounds_on"] - row["referred_on"]).days
        for row in facts.iter_rows(named=True)
        if row["conclusive_grounds_on"]
    }
    day = date.fromisoformat
    for row in taken.iter_rows(named=True):
        if row["tutela_ConclusiveGroundsDate"]:
            ended = day(row["tutela_ConclusiveGroundsDate"])
            assert (ended - day(row["cas_IncomingReferralDate"])).days in was
    assert {column.name for column in COLUMNS} == set(taken.columns)
    moved = [days_moved(key, f"c{number}") for number in range(500)]
    assert min(moved) < -150
    assert max(moved) > 150
    assert days_moved(key, "c1") == days_moved(key, "c1") != days_moved(bytes(32), "c1")


def test_a_key_that_others_can_read_is_refused(tmp_path):
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(BadInputError, match="others"):
        read_key(tmp_path / "key")
