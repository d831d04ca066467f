"""Keys: what is sealed in one place opens in no other."""

from __future__ import annotations

import pickle
from base64 import b64encode
from traceback import TracebackException
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.people.keys import (
    DESTROYED,
    CannotOpen,
    Destroyed,
    MasterKey,
    Ring,
    child_key,
    new_child_key,
    rewrapped,
    ring,
    wrapped_under,
)
from tutela.people.keys.sealing import seal_bytes

ONE, OTHER = UUID(int=1), UUID(int=2)
OTHER_MASTER = MasterKey(b"another key of thirty-two bytes!")
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
    settings.TUTELA_MASTER_KEYS = lambda: [OTHER_MASTER]
    with pytest.raises(CannotOpen, match=f"{wrapped_under(wrapped)}, which is not known here"):
        child_key(ONE, wrapped)


def test_without_a_master_key_the_answer_is_plain(settings):
    settings.TUTELA_MASTER_KEYS = list
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


def test_a_new_master_key_wraps_and_the_old_one_opens_still(settings):
    key, wrapped = new_child_key(ONE)
    old = ring().current
    settings.TUTELA_MASTER_KEYS = lambda: [OTHER_MASTER, old]
    sealed = key.seal("Minh", where="x")
    again = rewrapped(ONE, wrapped)
    assert [wrapped_under(w) for w in (wrapped, again)] == [old.id, OTHER_MASTER.id]
    settings.TUTELA_MASTER_KEYS = lambda: [OTHER_MASTER]
    assert child_key(ONE, again).open(sealed, where="x") == "Minh"
    with pytest.raises(CannotOpen):
        child_key(ONE, wrapped)


def test_a_wrapped_key_that_says_it_lies_under_another_does_not_open(settings):
    _, wrapped = new_child_key(ONE)
    old = ring().current
    settings.TUTELA_MASTER_KEYS = lambda: [old, OTHER_MASTER]
    with pytest.raises(CannotOpen):
        child_key(ONE, OTHER_MASTER.prefix + wrapped[9:])


def test_a_key_wrapped_before_master_keys_had_ids_opens_under_whichever_fits(settings):
    raw = bytes(32)
    before_ids = seal_bytes(OTHER_MASTER._cipher, raw, where=f"child/{ONE}/key")
    first = ring().current
    settings.TUTELA_MASTER_KEYS = lambda: [first, OTHER_MASTER]
    assert wrapped_under(before_ids) is None
    assert wrapped_under(rewrapped(ONE, before_ids)) == first.id
    settings.TUTELA_MASTER_KEYS = lambda: [first]
    with pytest.raises(CannotOpen, match="a master key that is not known"):
        child_key(ONE, before_ids)


@pytest.mark.parametrize("no_key", [b"x", bytes(80), b"\x01short"])
def test_what_is_no_wrapped_key_is_told(no_key):
    with pytest.raises(CannotOpen, match="no wrapped key"):
        child_key(ONE, no_key)


@pytest.mark.parametrize("change", range(0, 69, 4))
def test_a_wrapped_key_of_which_any_part_was_changed_does_not_open(change):
    _, wrapped = new_child_key(ONE)
    changed = bytearray(wrapped)
    changed[change] ^= 1
    with pytest.raises(CannotOpen):
        child_key(ONE, bytes(changed))


def test_a_destroyed_key_says_so():
    with pytest.raises(Destroyed):
        child_key(ONE, DESTROYED)
    with pytest.raises(Destroyed):
        rewrapped(ONE, DESTROYED)


def test_master_keys_never_show_themselves_nor_leave_their_process():
    with pytest.raises(TypeError, match="stays in its process"):
        pickle.dumps(OTHER_MASTER)
    assert repr(Ring([OTHER_MASTER])) == f"Ring({OTHER_MASTER.id})"
    with pytest.raises(ValueError, match="a master key has 32 bytes"):
        MasterKey(b"short")


def test_no_key_stands_in_a_traceback_with_all_its_variables(settings):
    raw = bytes(range(100, 132))
    master = MasterKey(raw)
    settings.TUTELA_MASTER_KEYS = lambda: [master]
    _, wrapped = new_child_key(ONE)
    told = ""
    for child in (OTHER, ONE):
        with pytest.raises(CannotOpen) as caught:
            child_key(child, wrapped).open("v1.AAAA", where="x")
        # Without this test's own variables.
        frames = caught.tb.tb_next
        of = TracebackException(caught.type, caught.value, frames, capture_locals=True)
        told += "".join(of.format())
    child_raw = master.unwrap(wrapped, where=f"child/{ONE}/key")
    assert "where = 'x'" in told
    for secret in (raw, child_raw):
        for written in (repr(secret)[2:-1], secret.hex(), b64encode(secret).decode()):
            assert written not in told
