"""Matching: reasons that can be read, and a plan that never breaks what must not be broken."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tutela.evidence.matching.fit import Authority, Child, Fact, Reason, fit, ranked
from tutela.evidence.matching.plan import groups_of, plan

AREAS = ("Kent", "Dorset", "Fife")
NEEDS = ("specialist", "guardian")


def authority(key: str, places: int = 1, **more: object) -> Authority:
    said = {"areas": frozenset({key}), **more}
    return Authority(key=key, name=f"{key} Council", places=places, **said)  # type: ignore[arg-type]


def facts(reasons: tuple[Reason, ...]) -> set[Fact]:
    return {reason.fact for reason in reasons}


def test_a_place_of_danger_is_never_possible_however_well_it_fits():
    child = Child(
        "a", languages=frozenset({"vie"}), wishes=frozenset({"Kent"}), dangers=frozenset({"Kent"})
    )
    best = authority("Kent", languages=frozenset({"vie"}))
    found = fit([child], best)

    assert not found.is_possible
    assert Fact.DANGER in facts(found.against)
    assert plan([child], [best]).where == {"a": None}


def test_nobody_is_moved_to_where_they_are_to_move_from():
    child = Child("a", lives_with="Kent")
    assert not fit([child], authority("Kent")).is_possible
    assert plan([child], [authority("Kent")]).unplaced == ("a",)


def test_a_danger_in_words_that_names_the_authority_forbids_it_and_else_is_pointed_out():
    child = Child("a", danger_words="The car wash behind the station in dorset")
    assert not fit([child], authority("Dorset")).is_possible
    other = fit([child], authority("Kent"))
    assert other.is_possible
    assert Fact.DANGER_IN_WORDS in facts(other.against)


def test_every_reason_is_said_for_and_against():
    child = Child(
        "a", languages=frozenset({"vie"}), needs=frozenset(NEEDS), ties=frozenset({"Fife"}),
        not_wished=frozenset({"Kent"}),
    )  # fmt: skip
    found = fit([child], authority("Kent", offers=frozenset({"guardian"})))

    assert found.reasons == (Reason(Fact.NEED_MET, "guardian"),)
    assert facts(found.against) == {
        Fact.NO_LANGUAGE, Fact.NEED_UNMET, Fact.NO_TIE, Fact.NOT_WISHED,
    }  # fmt: skip


def test_the_possible_come_first_and_the_best_of_them_first():
    child = Child("a", wishes=frozenset({"Fife"}), dangers=frozenset({"Kent"}))
    order = [f.authority.key for f in ranked([child], [authority(a) for a in AREAS])]
    assert order == ["Fife", "Dorset", "Kent"]


def test_brothers_and_sisters_are_found_by_one_who_names_the_other():
    children = [
        Child("a", together=frozenset({"b"})), Child("b"), Child("c", together=frozenset({"b"})),
        Child("d", together=frozenset({"gone"})),
    ]  # fmt: skip
    assert [[c.key for c in group] for group in groups_of(children)] == [["a", "b", "c"], ["d"]]


def test_one_who_could_go_anywhere_makes_room_for_one_who_could_not():
    choosy = Child("choosy", dangers=frozenset({"Dorset"}))
    easy = Child("easy", wishes=frozenset({"Kent"}))
    found = plan([easy, choosy], [authority("Kent"), authority("Dorset")]).where

    assert found["choosy"].authority.key == "Kent"
    assert found["easy"].authority.key == "Dorset"


def test_nobody_and_nowhere_are_plans_too():
    assert plan([], []).where == {}
    assert plan([Child("a")], []).unplaced == ("a",)
    assert plan([Child("a")], [authority("Kent", places=0)]).unplaced == ("a",)


some_areas = st.frozensets(st.sampled_from(AREAS), max_size=2)


@st.composite
def waiting(draw):
    keys = [str(n) for n in range(draw(st.integers(1, 4)))]
    return [
        Child(
            key,
            languages=draw(st.frozensets(st.sampled_from(("vie", "prs")), max_size=1)),
            needs=draw(st.frozensets(st.sampled_from(NEEDS), max_size=2)),
            ties=draw(some_areas),
            wishes=draw(some_areas),
            not_wished=draw(some_areas),
            dangers=draw(some_areas),
            together=draw(st.frozensets(st.sampled_from(keys), max_size=1)),
        )
        for key in keys
    ]


declared = st.lists(st.integers(0, 3), min_size=3, max_size=3).map(
    lambda places: [authority(a, n) for a, n in zip(AREAS, places, strict=True)]
)


@given(waiting(), declared)
def test_no_plan_breaks_a_wall_and_none_is_better(children, authorities):
    found = plan(children, authorities).where
    groups = groups_of(children)

    for child in children:
        where = found[child.key]
        assert where is None or not child.dangers & where.authority.areas
    for one in authorities:
        taken = [key for key, f in found.items() if f and f.authority == one]
        assert len(taken) <= one.places
    for group in groups:
        assert len({found[child.key] for child in group}) == 1

    def worth(choice):
        size = sum(len(group) for group, one in zip(groups, choice, strict=True) if one)
        weight = sum(fit(group, a).weight for group, a in zip(groups, choice, strict=True) if a)
        return size, weight

    def is_allowed(choice):
        pairs = [(g, a) for g, a in zip(groups, choice, strict=True) if a]
        room = all(sum(len(g) for g, b in pairs if b == a) <= a.places for a in authorities)
        return room and all(fit(group, a).is_possible for group, a in pairs)

    every = [c for c in product((None, *authorities), repeat=len(groups)) if is_allowed(c)]
    chosen = tuple(f.authority if (f := found[group[0].key]) else None for group in groups)
    assert worth(chosen) == max(worth(choice) for choice in every)
