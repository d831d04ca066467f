"""A study is fixed before its data are seen, and shows it when anything was changed."""

from __future__ import annotations

import json

import pytest

from tutela.evidence.evaluation.protocol import Allocation, Design, Standard, Study, study_of
from tutela.evidence.evaluation.register import (
    NotAllowedError,
    check_data,
    open_study,
    register,
    unlock,
)
from tutela.evidence.evaluation.tests.conftest import START, later
from tutela.evidence.problems import BadInputError


def changed(study, **values):
    return Study.model_validate_json(json.dumps(json.loads(study.canonical()) | values))


def test_the_same_study_has_the_same_digest_and_another_has_another(protocol):
    again = study_of(protocol.canonical(), "protocol.json")
    assert again.digest() == protocol.digest()
    assert changed(protocol, alpha=0.01).digest() != protocol.digest()


@pytest.mark.parametrize(
    ("design", "allocation", "standard"),
    [
        (Design.PARALLEL, Allocation.RANDOMISED, Standard.CONSORT),
        (Design.PARALLEL, Allocation.ALTERNATION, Standard.TREND),
        (Design.PARALLEL, Allocation.NOT_CONFIRMED, Standard.TREND),
        (Design.MATCHED, Allocation.NOT_RANDOMISED, Standard.STROBE),
    ],
)
def test_what_a_report_is_held_to_follows_from_the_design(protocol, design, allocation, standard):
    assert changed(protocol, design=design, allocation=allocation).standard is standard


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"comparison": "nobody"}, "comparison is not one of the arms"),
        ({"design": "matched", "allocation": "randomised"}, "allocates nobody"),
        ({"design": "stepped-wedge"}, "take rates"),
        ({"outcomes": []}, "outcomes"),
        ({"invented": 1}, "invented"),
        ({"sample": {"arms": {"advocate": 1}, "reason": "because"}}, "must name both arms"),
    ],
)
def test_a_study_that_does_not_hold_together_is_refused_in_words(protocol, values, said):
    content = json.dumps(json.loads(protocol.canonical()) | values).encode()
    with pytest.raises(BadInputError, match=said):
        study_of(content, "protocol.json")


def test_two_primary_outcomes_are_refused(protocol):
    value = json.loads(protocol.canonical())
    value["outcomes"][1]["family"] = "primary"
    with pytest.raises(BadInputError, match="exactly one primary"):
        study_of(json.dumps(value).encode(), "protocol.json")


def test_a_rating_says_whose_voice_it_is(protocol):
    value = json.loads(protocol.canonical())
    value["outcomes"][2]["voice"] = None
    with pytest.raises(BadInputError, match="whose voice"):
        study_of(json.dumps(value).encode(), "protocol.json")


def test_a_study_is_registered_once(registered, protocol):
    with pytest.raises(NotAllowedError, match="registered once"):
        register(protocol, registered.folder, by="Alma", at=later())


def test_a_protocol_that_was_changed_afterwards_is_refused(registered):
    path = registered.folder / "protocol.json"
    path.write_bytes(changed(registered.study, alpha=0.2).canonical())
    with pytest.raises(BadInputError, match="was changed after"):
        open_study(registered.folder)


@pytest.mark.parametrize("fault", ["changed", "taken out", "put in"])
def test_a_log_that_was_tampered_with_is_refused(registered, data_folder, fault):
    unlock(registered, data_folder, by="Ben", at=later())
    path = registered.folder / "log.jsonl"
    lines = path.read_text().splitlines()
    lines = {
        "changed": [lines[0].replace("Alma", "Iris"), lines[1]],
        "taken out": [lines[1]],
        "put in": [lines[0], lines[0], lines[1]],
    }[fault]
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(BadInputError, match="chain breaks"):
        open_study(registered.folder)


def test_nothing_is_analysed_before_the_data_are_unlocked(registered, data_folder):
    with pytest.raises(NotAllowedError, match="not unlocked yet"):
        check_data(registered, data_folder)


def test_data_that_were_changed_after_unlocking_are_refused(registered, data_folder):
    opened = unlock(registered, data_folder, by="Ben", at=later())
    check_data(opened, data_folder)
    path = data_folder / "participants.csv"
    path.write_text(path.read_text().replace("p001", "p999"))
    with pytest.raises(BadInputError, match="not what was unlocked"):
        check_data(opened, data_folder)


def test_data_are_unlocked_once(registered, data_folder):
    opened = unlock(registered, data_folder, by="Ben", at=later())
    with pytest.raises(NotAllowedError, match="already"):
        unlock(opened, data_folder, by="Ben", at=later(2))


def test_time_does_not_run_backwards_in_the_log(registered):
    registered.add("deviation", by="Ben", at=later(2), words="late")
    with pytest.raises(NotAllowedError, match="before what is in the log"):
        open_study(registered.folder).add("deviation", by="Ben", at=START, words="earlier")
