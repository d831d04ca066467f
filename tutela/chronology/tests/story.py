"""A made-up chronology for tests of pure rules: no database, no key, no clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from tutela.access.entries import Withdrawal
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Content, Problem, kind_of
from tutela.chronology.moment import LONDON, Moment
from tutela.doors.checking import problems_of

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A minute on a London clock."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


class Story:
    """Tells entries one after the other: ``story.tell(concern, on=date(2026, 3, 4))``."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.child = uuid4()
        self.entries: list[Entry] = []

    def tell(
        self,
        content: Content,
        on: date | datetime | Moment,
        *,
        refers_to: Entry | None = None,
        recorded: datetime | None = None,
        corrects: Entry | None = None,
    ) -> Entry:
        """Add an entry. It was recorded when it happened, unless ``recorded`` says otherwise."""
        happened = as_moment(on)
        return self._add(
            content, happened, recorded or happened.start or self.now, refers_to, corrects=corrects
        )

    def withdraw(self, entry: Entry, *, recorded: datetime | None = None) -> Entry:
        """Take an entry back."""
        return self._add(Withdrawal(), entry.happened, recorded or self.now, None, withdraws=entry)

    def read(self, at: datetime | None = None) -> Chronology:
        """The chronology as known at a moment."""
        whole = Chronology(self.child, tuple(self.entries), self.now)
        return whole if at is None else whole.as_at(at)

    def problems(
        self,
        content: Content,
        on: date | datetime | Moment,
        *,
        refers_to: Entry | UUID | None = None,
    ) -> tuple[Problem, ...]:
        """Why the door would not take this entry now."""
        referred = refers_to.id if isinstance(refers_to, Entry) else refers_to
        return problems_of(
            kind_of(content), content, as_moment(on), referred, self.read(), now=self.now
        )

    def _add(
        self,
        content: Content,
        happened: Moment,
        recorded: datetime,
        refers_to: Entry | None,
        corrects: Entry | None = None,
        withdraws: Entry | None = None,
    ) -> Entry:
        last = self.entries[-1].recorded if self.entries else None
        if last is not None and recorded < last:
            recorded = last + timedelta(seconds=1)
        kind = kind_of(content)
        entry = Entry(
            id=uuid4(),
            child=self.child,
            place=len(self.entries) + 1,
            kind=kind,
            category=withdraws.category if withdraws else Category(kind.category),
            content=None if withdraws else content,
            happened=happened,
            recorded=recorded,
            by=UUID(int=1),
            by_name="Alma Reid",
            agency=UUID(int=2),
            agency_name="Northshire Council",
            refers_to=refers_to.id if refers_to else None,
            corrects=corrects.id if corrects else None,
            withdraws=withdraws.id if withdraws else None,
        )
        self.entries.append(entry)
        return entry


def as_moment(on: date | datetime | Moment) -> Moment:
    """A moment from whatever a test found it easiest to say."""
    if isinstance(on, Moment):
        return on
    return Moment.instant(on) if isinstance(on, datetime) else Moment.day(on)
