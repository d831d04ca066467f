"""Keys: what is sealed in one place opens in no other."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.people.keys import (
    CannotOpen,
    child_key,
    new_child_key,
    open_for_the_house,
    seal_for_the_house,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
text = st.text(st.characters(exclude_categories=["Cs"]))


@given(text, text)
def test_what_is_sealed_opens_in_its_place(plain, where):
    key, wrapped = new_child_key(ONE)
    assert child_key(ONE, wrapped).open(key.seal(plain, where=where), where=where) == plain


def test_a_text_moved_to_another_place_does_not_open():
    key, _ = new_child_key(ONE)
    with pytest.raises(CannotOpen):
        key.open(key.seal("Minh", where="entry/1"), where="entry/2")


def test_a_text_moved_to_another_child_does_not_open():
    (mine, _), (theirs, _) = new_child_key(ONE), new_child_key(OTHER)
    with pytest.raises(CannotOpen):
        theirs.open(mine.seal("Minh", where="x"), where="x")


def test_a_key_wrapped_for_one_child_is_no_key_of_another():
    _, wrapped = new_child_key(ONE)
    with pytest.raises(CannotOpen):
        child_key(OTHER, wrapped)


def test_under_another_master_key_nothing_opens(settings):
    _, wrapped = new_child_key(ONE)
    settings.TUTELA_MASTER_KEY = b"another key of thirty-two bytes!"
    with pytest.raises(CannotOpen):
        child_key(ONE, wrapped)


def test_without_a_master_key_the_answer_is_plain(settings):
    settings.TUTELA_MASTER_KEY = None
    with pytest.raises(CannotOpen, match="no master key"):
        new_child_key(ONE)


@pytest.mark.parametrize("change", [0, 5, -1])
def test_a_changed_text_does_not_open(change):
    key, _ = new_child_key(ONE)
    version, body = key.seal("Minh", where="x").split(".")
    letters = list(body)
    letters[change] = "A" if letters[change] != "A" else "B"
    with pytest.raises(CannotOpen):
        key.open(f"{version}.{''.join(letters)}", where="x")


@pytest.mark.parametrize("sealed", ["", "v1.", "v2.AAAA", "v1.not base64", "v1.AAAA"])
def test_what_was_never_sealed_does_not_open(sealed):
    key, _ = new_child_key(ONE)
    with pytest.raises(CannotOpen):
        key.open(sealed, where="x")


def test_a_key_never_shows_itself():
    key, _ = new_child_key(uuid4())
    assert repr(key) == "ChildKey(…)"


def test_what_belongs_to_no_child_is_sealed_under_the_house_key():
    sealed = seal_for_the_house("a second factor", where="mfa/1")
    assert open_for_the_house(sealed, where="mfa/1") == "a second factor"
    with pytest.raises(CannotOpen):
        open_for_the_house(sealed, where="mfa/2")
