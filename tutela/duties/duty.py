"""A duty: what law or guidance asks, from which event, within what time, of whom, and its source.

Declared as data in a room's ``duties.py``; ``duties_of`` turns a chronology into what is due. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category, Choice, Content, kind_of
from tutela.chronology.moment import LONDON, Precision
from tutela.duties.limits import Limit, Start
from tutela.people.roles import Nation, Role

ALL_NATIONS = frozenset(Nation)
ENGLAND = frozenset({Nation.ENGLAND})


@dataclass(frozen=True)
class Source:
    """Where a duty stands written, and whether somebody has checked the words there."""

    title: str
    section: str = ""
    checked: bool = True

    def __str__(self) -> str:
        return f"{self.title} {self.section}".strip()


class DutyState(StrEnum):
    """Where a duty stands at a moment."""

    NOT_STARTED = "not-started"
    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"
    NO_LONGER_APPLIES = "no-longer-applies"


class Afterwards(Choice):
    """What it means that the time of a duty is over and nothing has met it."""

    OVERDUE = "overdue", "It is overdue"
    LASTED = "lasted", "A period that was owed has been given"
    LAPSED = "lapsed", "A chance to do something has passed"


def always(entry: Entry, chronology: Chronology) -> bool:
    """Every entry of the kind."""
    return True


def any_answer(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The first entry of the kind that happened at or after the start."""
    return True


def answers_it(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """An entry that refers to the one that started the duty."""
    if entry.refers_to is None:
        return False
    return chronology.first_written(entry.refers_to) == chronology.first_written(start.id)


StartRule = Callable[[Entry, Chronology], bool]
AnswerRule = Callable[[Entry, Entry, Chronology], bool]


@dataclass(frozen=True)
class Duty:
    """One duty. ``id`` is that of ``docs/duties.md``. ``ends_with`` names what makes it fall away.

    ``in_force_from`` and ``in_force_until`` bound the London day of the event that starts it.
    """

    id: str
    title: str
    starts_with: tuple[type[Content], ...]
    within: Limit
    met_by: tuple[type[Content], ...]
    falls_to: Role
    source: Source
    category: Category
    nations: frozenset[Nation] = ALL_NATIONS
    starts_when: StartRule = always
    met_when: AnswerRule = any_answer
    ends_with: tuple[type[Content], ...] = ()
    ends_when: AnswerRule = any_answer
    in_force_from: date | None = None
    in_force_until: date | None = None
    only_latest: bool = False
    """Only the last entry that starts it counts, as with "the next review after the last one"."""
    afterwards: Afterwards = Afterwards.OVERDUE
    looks_at: tuple[type[Content], ...] = ()
    """Further kinds that its rules look at."""
    by_entry: Callable[[Entry, Chronology], datetime | None] | None = None
    """The entry that starts it may itself say by when, where that is sooner than ``within``."""

    @cached_property
    def starting_kinds(self) -> tuple[str, ...]:
        """Slugs of the kinds of entry that start it."""
        return _slugs(self.starts_with)

    @cached_property
    def meeting_kinds(self) -> tuple[str, ...]:
        """Slugs of the kinds of entry that meet it."""
        return _slugs(self.met_by)

    @cached_property
    def ending_kinds(self) -> tuple[str, ...]:
        """Slugs of the kinds of entry that make it fall away."""
        return _slugs(self.ends_with)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Slugs of all kinds of entry that can change it."""
        looked_at = _slugs(self.looks_at)
        return frozenset(
            (*self.starting_kinds, *self.meeting_kinds, *self.ending_kinds, *looked_at)
        )

    def is_in_force(self, on: date) -> bool:
        """Does it hold for an event on this day?"""
        return (self.in_force_from is None or on >= self.in_force_from) and (
            self.in_force_until is None or on <= self.in_force_until
        )


def _slugs(contents: Iterable[type[Content]]) -> tuple[str, ...]:
    return tuple(kind_of(content).slug for content in contents)


_AFTERWARDS = {
    Afterwards.OVERDUE: DutyState.OVERDUE,
    Afterwards.LASTED: DutyState.MET,
    Afterwards.LAPSED: DutyState.NO_LONGER_APPLIES,
}


@dataclass(frozen=True)
class Due:
    """A duty towards one child: from when, until when, and what became of it.

    ``due`` is the first aware moment at which it is too late; None when that can't be known yet,
    as when it hangs on a date of birth that nobody knows.
    """

    duty: Duty
    started_by: UUID
    started: datetime
    due: datetime | None
    met_by: UUID | None = None
    met: datetime | None = None
    ended_by: UUID | None = None
    ended: datetime | None = None

    def state(self, at: datetime) -> DutyState:
        """Where it stands at an aware moment."""
        if self.met is not None and self.met <= at:
            late = self.due is not None and self.met >= self.due
            return DutyState.MET_LATE if late else DutyState.MET
        if self.ended is not None and self.ended <= at:
            return DutyState.NO_LONGER_APPLIES
        if self.due is None or self.started > at:
            return DutyState.NOT_STARTED
        return _AFTERWARDS[self.duty.afterwards] if at >= self.due else DutyState.DUE

    def is_open(self, at: datetime) -> bool:
        """Is there still something to do?"""
        return self.state(at) in {DutyState.DUE, DutyState.OVERDUE, DutyState.NOT_STARTED}

    @property
    def last_day(self) -> date | None:
        """The last London day on which it can be done in time."""
        if self.due is None:
            return None
        return (self.due - timedelta(microseconds=1)).astimezone(LONDON).date()


_declared: dict[str, Duty] = {}


def declare(*duties: Duty) -> None:
    """Make duties known. Raises ValueError when an id is taken."""
    for duty in duties:
        if duty.id in _declared:
            raise ValueError(f"the duty {duty.id} is declared twice")
        _declared[duty.id] = duty


def all_duties() -> Mapping[str, Duty]:
    """Every declared duty by its id."""
    return dict(_declared)


def never_overdue() -> frozenset[str]:
    """Ids of the duties that are over when their time is over."""
    return frozenset(d.id for d in _declared.values() if d.afterwards is not Afterwards.OVERDUE)


def kinds_that_matter() -> frozenset[str]:
    """Slugs of all kinds of entry that start, meet or end some duty."""
    return frozenset().union(*(duty.kinds for duty in _declared.values()))


def duties_of(
    chronology: Chronology,
    *,
    nation: Nation,
    born: date | None,
    duties: Iterable[Duty] | None = None,
) -> tuple[Due, ...]:
    """What the law asks about this child, as the chronology stands: soonest first.

    ``nation`` is that of the lead agency; ``born`` the date of birth in force, if any.
    """
    found: list[Due] = []
    for duty in _declared.values() if duties is None else duties:
        if nation not in duty.nations:
            continue
        starting = chronology.of_kinds(*duty.starting_kinds)
        starts = [s for s in starting if duty.starts_when(s, chronology)]
        for start in starts[-1:] if duty.only_latest else starts:
            due = _due(duty, start, chronology, nation, born)
            if due is not None:
                found.append(due)
    return tuple(sorted(found, key=_soonest))


def _due(
    duty: Duty, start: Entry, chronology: Chronology, nation: Nation, born: date | None
) -> Due | None:
    began = Start(happened_at(start), nation, born)
    if not duty.is_in_force(began.on):
        return None
    met = _first(chronology, duty.meeting_kinds, start, duty.met_when)
    ended = _first(chronology, duty.ending_kinds, start, duty.ends_when)
    said = duty.by_entry(start, chronology) if duty.by_entry else None
    ends = [at for at in (duty.within.due(began), said) if at is not None]
    return Due(
        duty=duty,
        started_by=start.id,
        started=began.at,
        due=min(ends, default=None),
        met_by=met.id if met else None,
        met=max(happened_at(met), began.at) if met else None,
        ended_by=ended.id if ended else None,
        ended=max(happened_at(ended), began.at) if ended else None,
    )


def _first(
    chronology: Chronology, kinds: tuple[str, ...], start: Entry, rule: AnswerRule
) -> Entry | None:
    since = happened_at(start)
    for entry in chronology.of_kinds(*kinds):
        if entry.id != start.id and _is_not_before(entry, since) and rule(entry, start, chronology):
            return entry
    return None


def _is_not_before(entry: Entry, since: datetime) -> bool:
    """Did it happen at or after this moment? What is known to the day only may have happened later
    on the same day: whoever leaves out the hour has not done it before it was asked."""
    if happened_at(entry) >= since:
        return True
    until = entry.happened.until
    return entry.happened.precision is Precision.DAY and until is not None and until > since


def happened_at(entry: Entry) -> datetime:
    """When it happened at the earliest; when it was recorded, if that is all that is known."""
    return entry.happened.start or entry.recorded


def happened_on(entry: Entry) -> date:
    """The London day of that moment."""
    return happened_at(entry).astimezone(LONDON).date()


def _soonest(due: Due) -> tuple[bool, float, str]:
    return (due.due is None, due.due.timestamp() if due.due else 0.0, due.duty.id)
