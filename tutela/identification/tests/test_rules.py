from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from tutela.identification.answers import Act, ExploitationForm, MadeTo, Means
from tutela.identification.entries import TraffickingElements
from tutela.identification.rules import (
    FORM_BOXES,
    Elements,
    FormBox,
    boxes,
    elements_of,
    force_nation,
    panel_may_decide,
    published_name,
    responder_type,
)


@pytest.mark.parametrize(("act", "means", "purpose"), list(product([True, False], repeat=3)))
def test_for_a_child_act_and_purpose_are_enough_and_means_never_matter(
    act: bool, means: bool, purpose: bool
) -> None:
    child = Elements(act, means, purpose, is_child=True)
    adult = Elements(act, means, purpose, is_child=False)

    assert child.are_enough == (act and purpose)
    assert adult.are_enough == (act and means and purpose)


def test_nothing_about_means_is_ever_missing_for_a_child() -> None:
    for act, means, purpose in product([True, False], repeat=3):
        advice = Elements(act, means, purpose, is_child=True).advice
        assert "Not yet set out: how they were controlled" not in advice
        assert "and how they were controlled" not in advice


def test_the_elements_are_read_off_the_entry() -> None:
    content = TraffickingElements(
        acts=frozenset({Act.HARBOURED}),
        means=frozenset({Means.DEBT}),
        purposes=frozenset({ExploitationForm.LABOUR}),
    )

    assert elements_of(content, is_child=True) == Elements(True, True, True, True)


def test_everything_a_child_was_made_to_do_ticks_a_box() -> None:
    assert set(FORM_BOXES) == set(MadeTo)


def test_no_child_is_said_to_have_been_in_prostitution() -> None:
    forms = frozenset(ExploitationForm)

    for one in MadeTo:
        assert FormBox.PROSTITUTION not in boxes(forms, frozenset({one}))


def test_boxes_follow_what_happened_and_then_the_form_of_exploitation() -> None:
    assert boxes(
        frozenset({ExploitationForm.CRIMINAL, ExploitationForm.LABOUR}),
        frozenset({MadeTo.CANNABIS, MadeTo.FRAUD}),
    ) == (FormBox.FORCED_TO_WORK, FormBox.FRAUD, FormBox.CRIME)
    assert boxes(frozenset(), frozenset({MadeTo.MARRIAGE})) == (FormBox.OTHER,)
    assert boxes(frozenset(), frozenset()) == ()


def test_a_panel_may_decide_while_more_than_a_hundred_days_are_left() -> None:
    born = date(2010, 5, 17)

    assert panel_may_decide(born, date(2028, 2, 6))
    assert not panel_may_decide(born, date(2028, 2, 7))
    assert panel_may_decide(None, date(2028, 2, 7))


def test_a_responder_and_a_force_are_counted_under_their_group() -> None:
    assert responder_type("London Borough of Camden") == "Local Authority"
    assert published_name("London Borough of Camden") == "Local Authority"
    assert published_name("Kent Police") == "Kent Police"
    assert responder_type("A council long gone") == ""
    assert published_name("A council long gone") == "A council long gone"
    assert force_nation("Gwent Police") == "wales"
    assert force_nation("British Transport Police") == ""
