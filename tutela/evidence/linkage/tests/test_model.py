"""A model is numbers in a file; Splink and the reference give the same bits for them."""

import json
from pathlib import Path

import pytest

from tutela.evidence.linkage.comparisons import COMPARISONS, NAME, SIBLING_SHAPE
from tutela.evidence.linkage.engine import agreement, connect, load, set_pairs
from tutela.evidence.linkage.features import COLUMNS, features
from tutela.evidence.linkage.model import faults, parse_model, read_model, shipped_model
from tutela.evidence.linkage.tests.cast import linked, person
from tutela.evidence.problems import BadInputError


def test_splink_and_the_reference_agree_on_every_pair() -> None:
    found = linked()
    rows = [features(one, found.model.bits).row for one in found.people]
    pairs = found.links.select("left", "right", "evidence").rows()
    assert len(pairs) > 500
    for a, b, evidence in pairs:
        assert found.model.evidence(rows[a], rows[b]) == pytest.approx(evidence, abs=1e-9)


def test_the_levels_that_splink_sees_are_those_of_the_reference() -> None:
    people = linked().people[:60]
    bits = linked().model.bits
    con = connect(threads=1)
    load(con, people, bits)
    set_pairs(con, {(a, b) for b in range(60) for a in range(b)})
    rows = [features(one, bits).row for one in people]
    seen = agreement(con)
    assert len(seen) == 60 * 59 // 2
    for row in seen.iter_rows(named=True):
        for comparison in COMPARISONS:
            level = comparison.level_of(rows[row["left"]], rows[row["right"]])
            place = None if level is None else comparison.level_names.index(level.name)
            assert row[comparison.name] == place


def test_a_record_has_the_columns_that_are_described() -> None:
    assert set(features(person("An Nguyen"), {}).row) == set(COLUMNS)


def test_the_shipped_model_is_sound_and_bears_its_version() -> None:
    model = shipped_model()
    assert faults(model) == []
    assert model.as_json()["version"] == model.version
    assert "synthetic" in model.trained_on


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    model = shipped_model()
    model.write(tmp_path / "model.json")
    assert read_model(tmp_path / "model.json") == model


def test_a_model_changed_by_hand_is_refused(tmp_path: Path) -> None:
    content = shipped_model().as_json()
    content["comparisons"]["sex"]["same"]["m"] = 0.999
    with pytest.raises(BadInputError, match="changed after it was written"):
        parse_model(json.dumps(content), "model.json")


def test_a_model_that_drifted_is_refused() -> None:
    content = shipped_model().as_json()
    content["comparisons"]["sex"]["same"] = {"m": 0.2, "u": 0.6}
    with pytest.raises(BadInputError, match="drifted"):
        parse_model(json.dumps(content), "model.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "tutela-linkage-model"}'])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        parse_model(text, "model.json")


def test_twins_are_not_joined_by_their_day_of_birth() -> None:
    model = shipped_model()
    one = features(person("Nguyen Van Trung", "2008-03-14"), model.bits).row
    twin = features(person("Nguyen Van Quyet", "2008-03-14"), model.bits).row
    again = features(person("TRUNG Nguyen Van", "14/03/2008"), model.bits).row
    name = NAME.level_of(one, twin)
    assert name is not None
    assert name.name in SIBLING_SHAPE
    assert model.probability(model.evidence(one, twin)) < 0.1
    assert model.probability(model.evidence(one, again)) > 0.9


def test_one_surname_given_to_a_group_joins_nobody() -> None:
    model = shipped_model()
    group = [
        features(person(f"{given} Hoxha", "2007-01-01", nationality="Albanian"), model.bits).row
        for given in ("Arben", "Taulant", "Klodian", "Besnik")
    ]
    for k, one in enumerate(group):
        for other in group[:k]:
            name = NAME.level_of(one, other)
            assert name is not None
            assert name.name in SIBLING_SHAPE
            # One place, one sex, one placeholder for a birthday: for people to look at, no more.
            assert model.probability(model.evidence(one, other)) < 0.4


def test_what_is_missing_is_no_evidence() -> None:
    model = shipped_model()
    nobody = person("", "", nationality=None, sex=None, place=None)
    known = person("An Nguyen", "2008-03-14")
    rows = [features(one, model.bits).row for one in (nobody, known)]
    assert model.evidence(*rows) == 0
    assert not features(nobody, model.bits).comparable


def test_a_disputed_age_is_no_hard_conflict() -> None:
    model = shipped_model()
    stated = features(person("Filmon Habtom Weldu", "2008-05-05", nationality="Eritrean"), {}).row
    assessed = features(person("Filmon Habtom Weldu", "2006", nationality="Eritrean"), {}).row
    assert model.probability(model.evidence(stated, assessed)) > 0.5
