"""Linkage on a population whose truth is known, per tradition of naming; and doubt carried on."""

from collections import Counter

import pytest

from tutela.evidence.linkage.accuracy import ALL, accuracy, gap, true_pairs
from tutela.evidence.linkage.clusters import Thresholds
from tutela.evidence.linkage.decisions import Held
from tutela.evidence.linkage.doubt import doubt, sampled_captures
from tutela.evidence.linkage.linking import as_links, captures, link
from tutela.evidence.linkage.review import REASONS, queue
from tutela.evidence.linkage.sampling import draw
from tutela.evidence.linkage.tests.cast import linked, population, traditions, truth
from tutela.evidence.linkage.training import Labels, train
from tutela.evidence.prevalence.refusals import Refusal as NoEstimate


def test_sure_pairs_are_right_and_recall_beats_what_default_settings_miss() -> None:
    sure = [(a, b) for a, b, chance in as_links(linked().links) if chance >= 0.95]
    by = accuracy(sure, truth(), traditions())
    assert by[ALL].precision > 0.95
    # Splink's defaults at this threshold miss 39 % of UK and 65 % of Vietnamese true pairs.
    assert by["English"].recall > 0.61
    assert by["Vietnamese"].recall > 0.35
    assert 0 <= gap(by) < 0.6


def test_chances_are_what_they_say() -> None:
    pairs = true_pairs(truth())
    for low, high in ((0.2, 0.8), (0.8, 1.01)):
        inside = [(a, b, p) for a, b, p in as_links(linked().links) if low <= p < high]
        said = sum(p for _, _, p in inside) / len(inside)
        was = sum((a, b) in pairs for a, b, _ in inside) / len(inside)
        assert was == pytest.approx(said, abs=0.15)


def test_every_record_is_in_one_cluster_and_no_child_in_a_crowd() -> None:
    members = linked().clusters.members()
    assert sorted(place for own in members.values() for place in own) == list(
        range(len(linked().people))
    )
    assert max(map(len, members.values())) <= 8


def test_the_same_lists_give_the_same_answer() -> None:
    again = link(population().people(), threads=1)
    assert again.links.equals(linked().links)
    assert again.clusters.of == linked().clusters.of
    assert again.model.version == linked().model.version


def test_a_given_model_is_used_number_by_number() -> None:
    again = link(linked().people[:200], model=linked().model, threads=1)
    assert again.model == linked().model


def test_a_decision_is_obeyed_against_any_evidence() -> None:
    found = linked()
    a, b, chance = max(as_links(found.links), key=lambda one: one[2])
    assert chance > 0.99
    stranger = next(k for k in range(len(found.people)) if found.clusters.of.count(k) == 1)
    again = link(
        found.people,
        model=found.model,
        decided=Held(same=((a, stranger),), different=((a, b),)),
        threads=1,
    )
    assert again.clusters.of[a] == again.clusters.of[stranger]
    assert again.clusters.of[a] != again.clusters.of[b]
    for groups in draw(again, 3, seed=1):
        assert groups[a] == groups[stranger] != groups[b]
    assert not any(
        {one.left.key, one.right.key} == {found.people[a].key, found.people[b].key}
        for one in queue(again)
    )


def test_the_queue_shows_both_sides_and_bits_that_add_up() -> None:
    found = linked()
    waiting = list(queue(found))
    assert waiting
    assert [one.probability for one in waiting] == sorted(
        (one.probability for one in waiting), reverse=True
    )
    for one in waiting:
        assert one.why in REASONS
        assert len(one.sides) == 6
        bits = sum(side.bits for side in one.sides)
        assert found.model.probability(bits) == pytest.approx(one.probability)


def test_a_lower_threshold_to_join_joins_no_less() -> None:
    found = linked()
    eager = link(found.people, model=found.model, thresholds=Thresholds(0.5, 0.3), threads=1)
    assert len(eager.clusters.members()) <= len(found.clusters.members())


def test_capture_patterns_count_each_child_once() -> None:
    counts = captures(linked(), linked().clusters.of)
    assert sum(counts.values()) == len(linked().clusters.members())
    assert set(counts) <= set(range(1, 8))


def test_true_identities_give_true_patterns() -> None:
    made = population()
    lists: dict[int, set[str]] = {}
    for key, child in made.truth.items():
        lists.setdefault(child, set()).add(key.split(":")[0])
    expected = Counter(
        sum(1 << linked().lists.index(name) for name in names) for names in lists.values()
    )
    assert captures(linked(), truth()) == dict(sorted(expected.items()))


def test_both_doubts_are_shown_apart_and_together() -> None:
    found = linked()
    sampled = sampled_captures(found, 12, seed=1)
    told = doubt(found.lists, captures(found, found.clusters.of), sampled, replicates=60, seed=1)
    assert told.sampling[0] < told.sampling[1]
    assert told.linkage[0] <= told.population <= told.linkage[1]
    assert told.together[0] <= told.population <= told.together[1]
    assert told.together[1] - told.together[0] > told.linkage[1] - told.linkage[0]
    assert 0 < told.linkage_share < 1
    assert told.linkages == 12
    # Nearer to the 500 children there are than the records as joined.
    assert abs(told.population - 500) < abs(told.as_joined - 500)


def test_certain_linkage_has_no_doubt_of_linkage() -> None:
    table = {1: 60, 2: 50, 3: 20, 4: 40, 5: 15, 6: 12, 7: 6}
    told = doubt(("a", "b", "c"), table, [table] * 6, replicates=60, seed=2)
    assert told.linkage == (told.as_joined, told.as_joined)
    assert told.linkage_share == 0


def test_lists_that_share_nobody_get_no_number() -> None:
    with pytest.raises(NoEstimate):
        doubt(("a", "b"), {1: 50, 2: 50}, [{1: 50, 2: 50}] * 6, replicates=20, seed=1)


def test_too_few_linkages_with_an_estimate_are_refused() -> None:
    table = {1: 60, 2: 50, 3: 20}
    with pytest.raises(NoEstimate, match="linkage-too-doubtful"):
        doubt(("a", "b"), table, [table] * 3, replicates=20, seed=1)


def test_labels_move_the_model_and_leave_it_sound() -> None:
    found = linked()
    same = sorted(true_pairs(truth()))[:150]
    trained = train(
        found.people, Labels(tuple(same)), found.model, name="t", trained_on="labels", seed=1
    )
    assert trained.numbers["sex"]["same"][0] != found.model.numbers["sex"]["same"][0]
    assert trained.slope == found.model.slope
    assert trained.version != found.model.version
