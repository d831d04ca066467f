"""Groups: decisions first, the likeliest link next, and no chain of strangers."""

import pytest

from tutela.evidence.linkage.clusters import LARGEST, Thresholds, cluster
from tutela.evidence.linkage.decisions import Held
from tutela.evidence.linkage.refusals import Refusal
from tutela.evidence.problems import BadInputError

LIMITS = Thresholds(join=0.9, break_=0.4)


def test_links_at_the_threshold_join() -> None:
    assert cluster(3, [(0, 1, 0.9), (1, 2, 0.89)], LIMITS, Held()).of == [0, 0, 2]


def test_one_strong_link_does_not_chain_strangers() -> None:
    links = [(0, 1, 0.99), (2, 3, 0.99), (1, 2, 0.95)]
    found = cluster(4, links, LIMITS, Held())
    assert found.of == [0, 0, 2, 2]
    assert found.stopped == {(1, 2): "weak-together"}


def test_a_link_that_others_bear_out_joins() -> None:
    links = [(0, 1, 0.99), (2, 3, 0.99), (1, 2, 0.95), (0, 2, 0.5), (1, 3, 0.5), (0, 3, 0.1)]
    assert cluster(4, links, LIMITS, Held()).of == [0, 0, 0, 0]


def test_people_decide_against_the_evidence_and_through_others() -> None:
    links = [(0, 1, 0.99), (1, 2, 0.99), (0, 2, 0.99)]
    found = cluster(4, links, LIMITS, Held(same=((0, 3),), different=((3, 1),)))
    assert found.of[0] == found.of[3] != found.of[1]
    assert "decided" in found.stopped.values()


def test_decisions_that_contradict_each_other_are_named() -> None:
    decided = Held(same=((0, 1), (1, 2)), different=((0, 2),))
    with pytest.raises(BadInputError, match="“x” and “z”"):
        cluster(3, [], LIMITS, decided, names=["x", "y", "z"])


def test_a_group_of_an_earlier_run_is_kept_until_it_breaks() -> None:
    assert cluster(2, [(0, 1, 0.5)], LIMITS, Held()).of == [0, 1]
    assert cluster(2, [(0, 1, 0.5)], LIMITS, Held(), before=[7, 7]).of == [0, 0]
    assert cluster(2, [(0, 1, 0.3)], LIMITS, Held(), before=[7, 7]).of == [0, 1]
    assert cluster(2, [(0, 1, 0.5)], LIMITS, Held(), before=[-1, -1]).of == [0, 1]


def test_a_cluster_of_a_thousand_records_is_refused() -> None:
    size = 3 * LARGEST
    links = [(a, b, 0.99) for b in range(size) for a in range(b)]
    with pytest.raises(Refusal, match="cluster-too-large"):
        cluster(size, links, LIMITS, Held())
