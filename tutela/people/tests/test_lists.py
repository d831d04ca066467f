from __future__ import annotations

import pytest

from tutela.people import lists


@pytest.mark.parametrize("name", lists.all_lists())
def test_every_list_has_values_without_doubles_or_stray_spaces(name: str) -> None:
    values = [item.value for item in lists.items(name)]

    assert values
    assert len(values) == len(set(values))
    assert all(value == " ".join(value.split()) and value for value in values)


def test_the_lists_are_those_of_the_referral_form() -> None:
    sizes = {name: len(lists.items(name)) for name in ("first_responders", "local_authorities")}

    assert sizes == {"first_responders": 526, "local_authorities": 451}
    assert len(lists.items("police_forces")) == 47
    assert len(lists.items("nationalities")) == 221
    assert len(lists.items("countries")) == 196
    assert len(lists.items("regions")) == 97


def test_not_known_is_never_a_place_or_a_nationality() -> None:
    for name in ("countries", "nationalities", "regions", "towns"):
        assert "Unknown" not in lists.by_value(name)


def test_a_first_responder_has_the_group_under_which_it_is_published() -> None:
    responders = lists.by_value("first_responders")

    assert responders["Kent Police"].more["type"] == "Police"
    assert responders["Glasgow City Council"].more["type"] == "Local Authority"
    assert responders["Home Office - UK Border Force UKBF"].more["type"] == "Government agency"
    assert responders["Barnardo's"].more["type"] == "NGO and third sector"


def test_a_council_has_its_nation() -> None:
    councils = lists.by_value("local_authorities")

    assert councils["London Borough of Camden"].more["nation"] == "england"
    assert councils["City of Cardiff Council"].more["nation"] == "wales"
    assert councils["The Highland Council"].more["nation"] == "scotland"
    assert councils["Belfast City Council"].more["nation"] == "northern-ireland"


def test_a_value_that_left_its_list_is_still_shown() -> None:
    assert lists.label("languages", "vie") == "Vietnamese"
    assert lists.label("languages", "xxx") == "xxx"


def test_an_unknown_list_is_named() -> None:
    with pytest.raises(LookupError, match="planets"):
        lists.items("planets")


def test_a_list_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        lists.declare_list("towns", package="tutela.people", file="other.csv")
