"""Bytes lie sealed: what was moved, changed, cut or swapped does not open."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from tutela.doors.gate import open_gate
from tutela.files.keeping import COPY, PIECE, Missing, digest_of, keep, kept_about, opened
from tutela.people.keys import CannotOpen

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHOLE = bytes(range(256)) * (PIECE // 128)


class Pieces:
    """What the database would answer, in place of what it holds."""

    def __init__(self, rows):
        self.rows = rows

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, *_):
        return None

    def fetchall(self):
        return self.rows


@pytest.fixture
def gate(minh, cast):
    """An open door, through which the entry that opened the record is read."""
    return open_gate(minh, cast.alma.viewer)


@pytest.fixture
def entry(gate):
    """An entry of Alma's, with bytes in two pieces."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM chronology_entry ORDER BY place LIMIT 1")
        (found,) = cursor.fetchone()
    keep(WHOLE, child=gate.child, entry=found, part=COPY, key=gate.key)
    return found


def rows_of(entry):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, of, sealed_key, sealed FROM files_piece WHERE entry = %s"
            " ORDER BY number",
            [entry],
        )
        return [(n, of, key, bytes(sealed)) for n, of, key, sealed in cursor.fetchall()]


def test_bytes_come_back_as_they_were(gate, entry):
    found = opened(child=gate.child, entry=entry, part=COPY, key=gate.key, digest=digest_of(WHOLE))
    assert found == WHOLE
    assert len(rows_of(entry)) == 2
    assert kept_about(gate.child) == len(WHOLE)


def test_two_copies_of_the_same_bytes_have_nothing_in_common(gate, entry):
    (_, _, key, one), (_, _, _, two) = rows_of(entry)
    assert one[12:60] != two[12:60]
    assert b"\0\1\2\3" not in one
    assert key.startswith("v")


def changed(rows):
    """Every way to tamper with two pieces."""
    (n1, of1, key, one), (n2, of2, _, two) = rows
    yield "cut off", [(n1, of1, key, one)]
    yield "said to be all", [(1, 1, key, one)]
    yield "swapped", [(n1, of1, key, two), (n2, of2, key, one)]
    yield "doubled", [(n1, of1, key, one), (n2, of2, key, one)]
    yield "a bit flipped", [(n1, of1, key, one[:-1] + bytes([one[-1] ^ 1])), (n2, of2, key, two)]
    yield "emptied", [(n1, of1, key, b""), (n2, of2, key, two)]
    yield "of no number", [(2, of1, key, one), (3, of2, key, two)]


def test_pieces_that_were_tampered_with_do_not_open(gate, entry, monkeypatch):
    rows = rows_of(entry)
    for how, tampered in changed(rows):
        with monkeypatch.context() as patch:
            patch.setattr(connection, "cursor", lambda tampered=tampered: Pieces(tampered))
            with pytest.raises(CannotOpen):
                opened(child=gate.child, entry=entry, part=COPY, key=gate.key,
                       digest=digest_of(WHOLE))  # fmt: skip
            assert how


def test_the_key_of_one_document_opens_no_other(gate, entry, monkeypatch):
    rows = rows_of(entry)
    monkeypatch.setattr(connection, "cursor", lambda: Pieces(rows))
    with pytest.raises(CannotOpen):
        opened(child=gate.child, entry=uuid4(), part=COPY, key=gate.key, digest=digest_of(WHOLE))


def test_bytes_that_the_entry_does_not_vouch_for_do_not_open(gate, entry):
    with pytest.raises(CannotOpen, match="not the bytes"):
        opened(child=gate.child, entry=entry, part=COPY, key=gate.key, digest=digest_of(b""))


def test_where_nothing_is_kept_nothing_is_opened(gate):
    assert kept_about(gate.child) == 0
    with pytest.raises(Missing):
        opened(child=gate.child, entry=uuid4(), part=COPY, key=gate.key, digest="")
