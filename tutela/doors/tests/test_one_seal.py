"""The database and Python compute the same seal, whatever is written."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from tutela.chronology.seal import Link, canonical, digest

pytestmark = pytest.mark.django_db(databases=["owner"])
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
times = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
ids = st.none() | st.uuids()


@settings(max_examples=60, deadline=None)
@given(
    content=st.dictionaries(words, words | st.integers() | st.lists(words), max_size=3),
    start=times, until=times, refers=ids, corrects=ids, withdraws=ids,
    before=st.binary(max_size=32),
)  # fmt: skip
def test_the_database_seals_as_python_does(
    content, start, until, refers, corrects, withdraws, before
):
    link = Link(
        UUID(int=1), UUID(int=2), 3, "a-kind", 1, "record", start, until, "day",
        datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), UUID(int=4), UUID(int=5), "guardian",
        refers, corrects, withdraws, "a reason", canonical(content), b"",
    )  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT entry_digest(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
            " %s, %s, %s), %s::jsonb::text",
            [
                before, link.id, link.child, link.place, link.kind, link.version, link.category,
                start, until, link.precision, link.recorded_at, link.by, link.agency, link.role,
                refers, corrects, withdraws, link.reason, link.content, link.content,
            ],
        )  # fmt: skip
        sealed, stored = cursor.fetchone()
    assert bytes(sealed) == digest(before, link)
    assert stored is not None
