"""Allocation is concealed, in the log before it is heard, and can be worked out again."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from tutela.evidence.evaluation import allocation
from tutela.evidence.evaluation.protocol import Study
from tutela.evidence.evaluation.register import NotAllowedError, open_study, register, unlock
from tutela.evidence.evaluation.tests.conftest import START, later
from tutela.evidence.problems import BadInputError


def study_by(protocol, how):
    return Study.model_validate_json(
        json.dumps(json.loads(protocol.canonical()) | {"allocation": how})
    )


@pytest.fixture(params=["randomised", "alternation"])
def prepared(protocol, tmp_path, request):
    fixed = register(study_by(protocol, request.param), tmp_path / "trial", by="Alma", at=START)
    return allocation.prepare(fixed, by="Iris", at=later(0.1))


def enrol(opened, number, stratum="Hull", day=1):
    return allocation.allocate(opened, f"p{number}", stratum, by="Ben", at=later(day))


def test_arms_stay_balanced_within_each_stratum(prepared):
    arms = {"Hull": [], "Kent": []}
    for number in range(36):
        stratum = "Hull" if number % 3 else "Kent"
        prepared, arm = enrol(prepared, number, stratum)
        arms[stratum].append(arm)
    for given in arms.values():
        assert abs(given.count("advocate") - given.count("usual")) <= 3
    assert allocation.audit(open_study(prepared.folder)) == []


def test_alternation_takes_turns(protocol, tmp_path):
    fixed = register(study_by(protocol, "alternation"), tmp_path / "t", by="Alma", at=START)
    opened = allocation.prepare(fixed, by="Iris", at=START)
    given = []
    for number in range(6):
        opened, arm = enrol(opened, number)
        given.append(arm)
    assert all(one != other for one, other in pairwise(given))


def test_randomised_blocks_differ_between_secrets(protocol, tmp_path):
    fixed = register(study_by(protocol, "randomised"), tmp_path / "t", by="Alma", at=START)
    drawn = {
        tuple(allocation.arm_at(fixed, f"{secret:064x}", "Hull", place) for place in range(12))
        for secret in range(30)
    }
    assert len(drawn) > 25


def test_each_arm_is_as_likely_at_every_place(protocol, tmp_path):
    fixed = register(study_by(protocol, "randomised"), tmp_path / "t", by="Alma", at=START)
    for place in (0, 1, 5):
        arms = [allocation.arm_at(fixed, f"{n:064x}", "Hull", place) for n in range(2000)]
        assert 0.46 < arms.count("advocate") / len(arms) < 0.54


def test_nobody_is_allocated_twice(prepared):
    prepared, _ = enrol(prepared, 1)
    with pytest.raises(NotAllowedError, match="nobody is allocated twice"):
        enrol(prepared, 1, day=2)


def test_nobody_is_allocated_before_the_secret_is_committed_to(protocol, tmp_path):
    fixed = register(study_by(protocol, "randomised"), tmp_path / "t", by="Alma", at=START)
    with pytest.raises(NotAllowedError, match="prepare the allocation first"):
        enrol(fixed, 1)


def test_nobody_is_allocated_after_the_data_are_unlocked(prepared, data_folder):
    opened = unlock(prepared, data_folder, by="Ben", at=later(3))
    with pytest.raises(NotAllowedError, match="unlocked"):
        enrol(opened, 1, day=4)


def test_another_secret_than_the_one_committed_to_is_refused(prepared):
    path = prepared.folder / allocation.KEY
    path.write_text("00" * 32)
    with pytest.raises(BadInputError, match="committed to"):
        enrol(prepared, 1)


def test_the_secret_is_readable_by_its_owner_alone(prepared):
    assert (prepared.folder / allocation.KEY).stat().st_mode & 0o077 == 0


def test_the_audit_finds_an_allocation_that_was_not_drawn(prepared):
    prepared, arm = enrol(prepared, 1)
    other = {"advocate": "usual", "usual": "advocate"}[arm]
    details = {"participant": "p2", "stratum": "Kent", "place": 0}
    first = allocation.arm_at(prepared, allocation.secret_of(prepared), "Kent", 0)
    wrong = {"advocate": "usual", "usual": "advocate"}[first]
    tampered = prepared.add("allocated", by="Ben", at=later(2), arm=wrong, **details)
    assert allocation.audit(tampered) == ["p2: another arm than was drawn"]
    assert other != arm


def test_a_study_whose_allocation_is_not_confirmed_allocates_nobody(registered):
    with pytest.raises(NotAllowedError, match="allocates nobody"):
        allocation.prepare(registered, by="Iris", at=later())
