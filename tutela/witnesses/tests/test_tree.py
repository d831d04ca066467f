"""The tree: what is grown is what RFC 6962 says, and what is proved is checked by the verifier."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.witnesses.tree import Levels, Peaks, consistency, root_of
from tutela.witnesses.verifier import (
    DoesNotHold,
    check_consistency,
    check_inclusion,
    leaf_hash,
    node_hash,
)

# The lines and roots with which implementations of RFC 6962 are commonly tested: those of the
# first lines, and all eight, of Google's certificate-transparency code.
LINES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def leaves(number):
    return [leaf_hash(str(n).encode()) for n in range(number)]


def by_the_book(hashes):
    """RFC 6962, section 2.1, as it is written."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else sha256(b"").digest()
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node_hash(by_the_book(hashes[:half]), by_the_book(hashes[half:]))


@pytest.mark.parametrize("size", ROOTS)
def test_the_roots_are_those_that_everybody_finds(size):
    found = root_of(leaf_hash(bytes.fromhex(line)) for line in LINES[:size])
    assert found.hex() == ROOTS[size]


@given(st.integers(0, 200))
def test_a_tree_that_is_grown_line_by_line_is_that_of_the_book(size):
    assert root_of(leaves(size)) == by_the_book(leaves(size))


@given(st.integers(0, 130), st.integers(0, 130))
def test_a_tree_is_shown_to_begin_with_every_older_one(old, more):
    peaks = Peaks()
    for leaf in leaves(old):
        peaks.add(leaf)
    kept = Peaks.read(old, peaks.kept())
    proof = consistency(kept, leaves(old + more)[old:])
    new_root = root_of(leaves(old + more))
    check_consistency(old, old + more, peaks.root(), new_root, proof)
    if old and more:
        other = root_of([*leaves(old)[:-1], leaf_hash(b"other")])
        with pytest.raises(DoesNotHold):
            check_consistency(old, old + more, other, new_root, proof)
        with pytest.raises(DoesNotHold):
            check_consistency(old, old + more, peaks.root(), other, proof)


def test_a_tree_of_which_an_old_line_was_changed_has_no_proof():
    for old, new in ((1, 2), (3, 8), (4, 7), (6, 11), (8, 16)):
        changed = [leaf_hash(b"other"), *leaves(new)[1:]]
        peaks = Peaks()
        for leaf in changed[:old]:
            peaks.add(leaf)
        proof = consistency(peaks, changed[old:])
        with pytest.raises(DoesNotHold):
            check_consistency(old, new, root_of(leaves(old)), root_of(changed), proof)


def test_a_log_that_lost_lines_is_told():
    with pytest.raises(DoesNotHold, match="it had 5 and now has 4"):
        check_consistency(5, 4, root_of(leaves(5)), root_of(leaves(4)), [])
    with pytest.raises(DoesNotHold):
        check_consistency(5, 5, root_of(leaves(5)), root_of(leaves(4)), [])
    with pytest.raises(DoesNotHold):
        check_consistency(3, 5, root_of(leaves(3)), root_of(leaves(5)), [])


@given(st.integers(1, 130).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_every_line_is_proved_and_no_other(asked):
    size, index = asked
    tree, root = Levels(leaves(size)), root_of(leaves(size))
    assert tree.size == size
    proof = tree.inclusion(index)
    check_inclusion(leaves(size)[index], index, size, proof, root)
    for wrong in (
        (leaf_hash(b"other"), index, size, proof, root),
        (leaves(size)[index], size, size, proof, root),
        (leaves(size)[index], index, size, [*proof, root], root),
        (leaves(size)[index], index, size, proof, leaf_hash(b"other")),
    ):
        with pytest.raises(DoesNotHold):
            check_inclusion(*wrong)


@pytest.mark.parametrize(("size", "kept"), [(1, b""), (2, bytes(64)), (1, bytes(31))])
def test_what_are_no_peaks_is_told(size, kept):
    with pytest.raises(ValueError, match="no peaks"):
        Peaks.read(size, kept)
