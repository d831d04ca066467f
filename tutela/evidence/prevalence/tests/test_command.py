"""`tutela estimate`: what it prints, and its exit status."""

import json
import subprocess
import sys
from math import isclose
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutela.evidence.commands.estimate import estimate as command
from tutela.evidence.prevalence import latent_classes
from tutela.evidence.prevalence.conformance.references import DATA

KEYS = {
    "method",
    "population",
    "interval",
    "model",
    "minus_infinity",
    "bic",
    "aic",
    "existence",
    "acceleration",
    "replicates",
    "dropped",
    "warnings",
}
KOSOVO = str(DATA / "Kosovo.csv")


def _run(*words):
    return CliRunner().invoke(command, [str(w) for w in words])


def _json(*words):
    result = _run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    "method", ["stepwise", "bic", "aic2014", "main", "chao", "dga", "bayes-threshold"]
)
def test_every_method_answers_with_the_same_keys(method):
    found = _json(KOSOVO, "--method", method, "--replicates", 100)
    assert set(found) == KEYS
    assert found["method"] == method
    assert set(found["interval"]) == {"level", "low", "high", "kind", "saturated"}
    assert found["interval"]["low"] <= found["population"] <= found["interval"]["high"] * 1.5
    assert found["existence"] == {"code": 0, "words": "The estimate exists and is unique."}


def _only_sweeps(monkeypatch, burn_in, most):
    short = {"classes": 10, "chains": 16, "burn_in": burn_in, "most_sweeps": most}
    monkeypatch.setattr(latent_classes.posterior, "__kwdefaults__", short)


def test_latent_classes_answer_where_the_chains_have_met(monkeypatch):
    _only_sweeps(monkeypatch, 500, 1500)
    found = _json(DATA / "Korea.csv", "--method", "lcmcr")
    assert set(found) == KEYS
    assert 130 < found["population"] < 146
    assert any("R-hat" in warning for warning in found["warnings"])


def test_replayed_draws_give_the_limits_of_the_other_program():
    draws = DATA / "draws" / "UKdat_5_boot1000_counts.csv"
    found = _json(DATA / "UKdat_5.csv", "--draws", draws)
    assert isclose(found["population"], 11312.9902894352, rel_tol=1e-9)
    assert isclose(found["interval"]["low"], 8784.77990919858, rel_tol=1e-9)
    assert isclose(found["interval"]["high"], 14700.549159764, rel_tol=1e-9)
    assert found["model"] == "[12,13,24,25,35,45]"
    assert found["replicates"] == 1000


def test_the_seed_decides_the_draws_and_nothing_else_does():
    once, again = (_json(KOSOVO, "--seed", 7, "--replicates", 200) for _ in range(2))
    other = _json(KOSOVO, "--seed", 8, "--replicates", 200)
    assert once == again
    assert once["population"] == other["population"]
    assert once["interval"] != other["interval"]


def test_all_models_may_be_in_the_running():
    found = _json(
        KOSOVO, "--method", "bic", "--max-order", 3, "--best", "all",
        "--draws", DATA / "draws" / "Kosovo_bicboot1000_counts.csv",
    )  # fmt: skip
    assert found["model"] == "[123,14,34]"
    assert isclose(found["interval"]["low"], 6947.03703703704, rel_tol=1e-9)
    assert isclose(found["interval"]["high"], 18009.9865856853, rel_tol=1e-9)


def test_parameters_at_minus_infinity_are_named(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("X,Y,Z,count\n1,0,0,300\n0,1,0,300\n0,0,1,50\n1,0,1,40\n0,1,1,40\n")
    found = _json(table, "--replicates", 50)
    assert found["minus_infinity"] == ["X:Y"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one-list", "A,count\n1,5\n"),
        ("no-overlap", "A,B,count\n1,0,5\n0,1,4\n"),
        ("no-overlap", "A,B,C,count\n1,0,0,5\n0,1,0,4\n0,0,1,4\n"),
        ("no-finite-estimate", "A,B,C,count\n1,0,0,5\n0,1,0,4\n0,0,1,9\n1,1,0,3\n"),
        ("no-finite-estimate", "A,B,count\n0,1,4\n1,1,3\n"),
    ],
)
def test_a_table_without_an_answer_is_refused_by_name(tmp_path, name, text):
    table = tmp_path / "t.csv"
    table.write_text(text)
    if name == "no-finite-estimate" and "C" in text:
        # A third list that meets nobody: independence still has an answer, all pairs have none.
        assert _run(table, "--json").exit_code == 0
        return
    result = _run(table, "--json")
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert told["refusal"] == name
    assert told["population"] is None
    assert set(told) == KEYS | {"refusal"}
    assert name in result.stderr
    assert _run(table).exit_code == 3


def test_latent_classes_are_refused_where_the_chains_have_not_met(monkeypatch):
    _only_sweeps(monkeypatch, 20, 200)
    result = _run(DATA / "UKdat_5.csv", "--method", "lcmcr", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["refusal"] in {
        "chains-have-not-met",
        "too-few-effective-draws",
    }


def test_bad_input_is_status_two(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("A,B,count\n1,0,-5\n0,1,4\n")
    result = _run(table, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "negative-count" in result.stderr
    assert _run(tmp_path / "absent.csv").exit_code == 2
    assert _run(KOSOVO, "--method", "guess").exit_code == 2
    assert _run(KOSOVO, "--best", "some").exit_code == 2
    assert _run(KOSOVO, "--replicates", "-1").exit_code == 2


def test_twelve_lists_get_an_answer_or_a_refusal(tmp_path):
    names = [f"L{i}" for i in range(12)]
    rows = []
    for i in range(12):
        rows.append(["1" if k == i else "0" for k in range(12)] + ["40"])
        rows.append(["1" if k in {i, (i + 1) % 12} else "0" for k in range(12)] + ["6"])
    table = tmp_path / "t.csv"
    table.write_text("\n".join([",".join([*names, "count"]), *(",".join(r) for r in rows)]))
    assert _json(table, "--method", "main")["population"] > 552
    assert _json(table, "--replicates", 3)["model"].startswith("[")
    for method in ("bic", "dga"):
        assert _run(table, "--method", method, "--json").exit_code == 3


def test_zero_replicates_give_a_point_without_an_interval():
    found = _json(KOSOVO, "--replicates", 0)
    assert found["interval"] is None
    assert any("no interval" in warning for warning in found["warnings"])


def test_help_is_quick_because_numpy_waits_to_be_asked():
    code = (
        "import sys; from tutela.evidence.commands.estimate import estimate;"
        "sys.exit('numpy' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_estimate_needs_no_scipy():
    code = (
        "import sys; from pathlib import Path; from tutela.evidence.prevalence import asked;"
        f"q = asked.Question(Path({KOSOVO!r}), 'bic', None, 3, None, 50, 1, None, ());"
        "a = asked.as_json(q); sys.exit(a.status or 'scipy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[4])
    assert run.returncode == 0
