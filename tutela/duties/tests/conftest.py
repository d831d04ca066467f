"""A chronology built by hand, and duties that exist only here."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from uuid import UUID, uuid4

import pytest

from tutela.access.entries import RecordClosed, RecordReopened, RecordRestricted
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, kind_of
from tutela.chronology.moment import LONDON, Moment
from tutela.duties.duty import Duty, Source
from tutela.duties.limits import working_days
from tutela.people.roles import Role

CHILD = UUID(int=1)


class Story:
    """Entries as they happen, each recorded when it happened unless said otherwise."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._places = count(1)

    def add(self, content, at, *, refers_to=None, corrects=None, withdraws=None, happened=None):
        kind = kind_of(content)
        entry = Entry(
            id=uuid4(), child=CHILD, place=next(self._places), kind=kind, category=kind.category,
            content=content, happened=happened or Moment.instant(at), recorded=at,
            by=UUID(int=2), by_name="", agency=UUID(int=3), agency_name="",
            refers_to=refers_to, corrects=corrects, withdraws=withdraws,
        )  # fmt: skip
        self.entries.append(entry)
        return entry.id

    @property
    def chronology(self) -> Chronology:
        return Chronology(CHILD, tuple(self.entries), datetime(2030, 1, 1, tzinfo=LONDON))


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def duty() -> Duty:
    """Starts with a restriction, met by a closing, falls away with a reopening."""
    return Duty(
        id="TEST",
        title="A duty of the tests",
        starts_with=(RecordRestricted,),
        within=working_days(5),
        met_by=(RecordClosed,),
        falls_to=Role.LEAD_WORKER,
        source=Source("The tests"),
        category=Category.RECORD,
        ends_with=(RecordReopened,),
    )
