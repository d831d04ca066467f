"""The seal, and what breaks it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.chronology.seal import (
    Link,
    Sealed,
    canonical,
    digest,
    first_broken,
    header_of,
    rewritten,
)

CHILD = UUID(int=7)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


def chain(length=4):
    before, links = b"", []
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for place in range(1, length + 1):
        link = Link(
            id=uuid4(), child=CHILD, place=place, kind="a-kind", version=1, category="record",
            happened_from=at, happened_until=at + timedelta(days=1), precision="day",
            recorded_at=at + timedelta(days=place), by=UUID(int=1), agency=UUID(int=2),
            role="lead-worker", refers_to=None, corrects=None, withdraws=None, reason="",
            content=canonical({"place": place}), digest=b"",
        )  # fmt: skip
        before = digest(before, link)
        links.append(replace(link, digest=before))
    return links


def broken(links, head_place=4, head_digest=None):
    whole = chain() if head_digest is None else None
    end = head_digest or (links[-1].digest if links else whole[-1].digest)
    return first_broken(CHILD, map(as_sealed, links), head_place=head_place, head_digest=end)


def as_sealed(link):
    return Sealed(link.place, header_of(link), link.content, link.digest)


def test_an_untouched_chain_holds():
    assert broken(chain()) is None


CHANGES = {
    "id": uuid4(), "child": uuid4(), "place": 9, "kind": "b", "version": 2, "category": "voice",
    "happened_from": None, "happened_until": None, "precision": "year",
    "recorded_at": datetime(2020, 1, 1, tzinfo=UTC), "by": uuid4(), "agency": uuid4(),
    "role": "guardian", "refers_to": uuid4(), "corrects": uuid4(), "withdraws": uuid4(),
    "reason": "x", "content": "{}", "digest": b"x" * 32,
}  # fmt: skip


def test_every_column_is_among_the_changes_tried():
    assert set(CHANGES) == {f.name for f in fields(Link)}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_to_any_column_breaks_the_chain(column):
    links = chain()
    links[2] = replace(links[2], **{column: CHANGES[column]})
    assert broken(links).place == 3


@pytest.mark.parametrize("gone", range(4))
def test_a_missing_entry_breaks_the_chain(gone):
    links = chain()
    end = links[-1].digest
    del links[gone]
    assert broken(links, head_digest=end) is not None


def test_two_entries_that_change_places_break_the_chain():
    links = chain()
    links[1], links[2] = links[2], links[1]
    assert broken(links).place == 2


@given(st.dictionaries(text, plain, max_size=4))
def test_canonical_text_does_not_depend_on_the_order_of_keys(content):
    turned = dict(reversed(content.items()))
    assert canonical(content) == canonical(turned)


@given(st.dictionaries(text, plain, max_size=4))
def test_canonical_text_is_what_any_json_library_writes_with_sorted_keys(content):
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(content) == written


@pytest.mark.parametrize("content", [{"a": datetime(2026, 1, 1, tzinfo=UTC)}, [b"x"], {"b": {1}}])
def test_what_json_does_not_hold_is_refused(content):
    with pytest.raises(TypeError):
        canonical(content)


@pytest.mark.parametrize("content", [1.5, {"a": 1.0}, [{"b": [2.5]}], float("nan")])
def test_floats_are_refused(content):
    with pytest.raises(TypeError):
        canonical(content)


@given(st.dictionaries(text, plain, max_size=4))
def test_stored_json_is_rewritten_as_it_was_sealed(content):
    assert rewritten(json.dumps(content, indent=2)) == canonical(content)


@pytest.mark.parametrize("stored", ['{"a": 1.0}', "[NaN]", "[1e3]"])
def test_a_number_that_no_entry_held_is_refused_when_read_back(stored):
    with pytest.raises(TypeError):
        rewritten(stored)
