"""One made-up record, told in the order in which it is written down.

A story may be planned beyond today: what would be recorded after ``now``, and what would answer to
it, is left out when the story is finished. So the same life reads rightly on any day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from uuid import UUID, uuid5

from tutela.access.entries import CircleJoined, CircleLeft, Withdrawal
from tutela.access.standing import Basis
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Content
from tutela.chronology.moment import LONDON, Moment
from tutela.demo.localities import DEMONSTRATION, Colleague
from tutela.doors.importing import Planned, PlannedChild
from tutela.duties.limits import add_months
from tutela.people.roles import Role

_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
_REFERENCES = len(_ALPHABET) ** 8
_STRIDE = 94_302_451_237
"""Shares no divisor with the number of references (25⁸), so that no reference comes twice."""
day = lru_cache(maxsize=8192)(Moment.day)
"""A calendar day as a moment; in a large caseload the same days come again and again."""
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_TICK = timedelta(milliseconds=1)


def reference_of(child: int, seed: int) -> str:
    """The reference of the child with this number: in no visible order, and never twice."""
    number = ((child + 1) * _STRIDE + seed * 7_919) % _REFERENCES
    drawn = ""
    for _ in range(8):
        number, digit = divmod(number, len(_ALPHABET))
        drawn += _ALPHABET[digit]
    return f"{drawn[:4]}-{drawn[4:]}"


class Story:
    """Builds one record. Times are aware; ``now`` is the moment at which the telling ends."""

    def __init__(self, number: int, *, seed: int, now: datetime) -> None:
        self.number = number
        self.seed = seed
        self.now = now
        self.dice = Random((seed << 40) + number)  # noqa: S311 - no secret hangs on it
        self.id = uuid5(DEMONSTRATION, f"child/{seed}/{number}")
        self.reference = reference_of(number, seed)
        self._told: list[tuple[datetime, int, Planned]] = []
        self._known: dict[UUID, tuple[datetime, Moment]] = {}
        self._opened: tuple[datetime, Colleague, Role, str] | None = None
        self._ends = now
        self._handed_over: tuple[datetime, UUID, Viewer] | None = None

    def another(self, number: int) -> UUID:
        """The identifier of the child with another number in the same demonstration."""
        return uuid5(DEMONSTRATION, f"child/{self.seed}/{number}")

    def ago(self, days: int, at: str = "10:00") -> datetime:
        """A time of day (London), so many days before today."""
        return on_the_day(self.on(days), at)

    def on(self, days: int) -> date:
        """The London day so many days before today."""
        return self.now.astimezone(LONDON).date() - timedelta(days=days)

    def day(self, days: int) -> Moment:
        """The day so many days before today, as a moment."""
        return Moment.day(self.on(days))

    def month(self, days: int) -> Moment:
        """The month in which that day lies."""
        on = self.on(days)
        return Moment.month(on.year, on.month)

    def about(self, years: int) -> Moment:
        """About the year so many years before this one."""
        return Moment.about(self.on(0).year - years)

    def born(self, years: int, months: int = 0) -> date:
        """The birthday of somebody who reached this age yesterday or the day before."""
        return add_months(self.on(2), -12 * years - months)

    def open(self, when: datetime, by: Colleague, why: str, role: Role | None = None) -> None:
        """Open the record; the opener is the first in the circle."""
        self._opened = (when, by, role or by.role, why)

    def tell(
        self,
        when: datetime,
        content: Content,
        by: Colleague,
        *,
        happened: Moment | None = None,
        to: UUID | None = None,
    ) -> UUID:
        """Record an entry at ``when``; it happened on that day unless ``happened`` says more."""
        return self._add(when, content, by, happened or _day(when), refers_to=to)

    def correct(
        self,
        entry: UUID,
        when: datetime,
        content: Content,
        by: Colleague,
        reason: str,
        *,
        happened: Moment | None = None,
        to: UUID | None = None,
    ) -> UUID:
        """Mend an entry by a later one."""
        moment = happened or _day(when)
        return self._add(when, content, by, moment, refers_to=to, corrects=entry, reason=reason)

    def withdraw(self, entry: UUID, when: datetime, by: Colleague, reason: str) -> UUID:
        """Take back an entry."""
        moment = Moment.instant(when)
        return self._add(when, Withdrawal(), by, moment, withdraws=entry, reason=reason)

    def join(
        self,
        when: datetime,
        who: Colleague,
        by: Colleague,
        ground: Basis = Basis.STATUTORY,
        role: Role | None = None,
    ) -> UUID:
        """Bring somebody into the circle."""
        joined = CircleJoined(
            practitioner=who.id, name=who.name, role=role or who.role, ground=ground
        )
        return self._add(when, joined, by, Moment.instant(when))

    def leave(
        self, when: datetime, who: Colleague, place: UUID, by: Colleague, why: str | None = None
    ) -> UUID:
        """End somebody's place in the circle."""
        left = CircleLeft(name=who.name, why=why)
        return self._add(when, left, by, Moment.instant(when), refers_to=place)

    def hand_over(
        self, when: datetime, before: Colleague, after: Colleague, manager: Colleague
    ) -> None:
        """The lead social worker changes, and what the first would have written the second does."""
        self.leave(when, before, self.first_place, manager, "Moved to another team")
        self.join(when + _SECOND, after, manager, Basis.RESPONSIBLE)
        self._handed_over = (when, before.id, after.viewer)

    def end(self, when: datetime) -> None:
        """The record is closed at ``when``; nothing that would come later is told."""
        self._ends = min(self._ends, when + _SECOND)

    def told(self, content: type[Content]) -> list[UUID]:
        """The entries of this kind, in the order in which they were told."""
        return [planned.id for planned in self.plans(content)]

    def plans(self, content: type[Content]) -> list[Planned]:
        """The same, whole."""
        return [p for _, _, p in self._told if isinstance(p.content, content)]

    @property
    def first_place(self) -> UUID:
        """The opener's own place in the circle: the second entry of the record."""
        return uuid5(self.id, "entry 2")

    def finished(self) -> PlannedChild:
        """The record as it stands at ``now``. Raises ValueError when it was never opened."""
        if self._opened is None:
            raise ValueError("the record was never opened")
        opened, by, role, why = self._opened
        opened = min(opened, self.now - _SECOND)
        return PlannedChild(
            self.id, self.reference, by.viewer, role, why, opened,
            tuple(self._as_it_stands(opened)),
        )  # fmt: skip

    def _as_it_stands(self, opened: datetime) -> Sequence[Planned]:
        stands: list[Planned] = []
        missing: set[UUID] = set()
        last = opened + _TICK
        for when, _, planned in sorted(self._told, key=lambda told: told[:2]):
            rests_on = {planned.refers_to, planned.corrects, planned.withdraws}
            if when >= self._ends or not missing.isdisjoint(rests_on - {None}):
                missing.add(planned.id)
                continue
            last = max(when, last + _TICK)
            stands.append(
                Planned(
                    planned.content, planned.happened, self._writer(planned.by, when), last,
                    planned.id,
                    planned.refers_to, planned.corrects, planned.withdraws, planned.reason,
                )
            )  # fmt: skip
        return stands

    def _writer(self, by: Viewer, when: datetime) -> Viewer:
        if self._handed_over is not None:
            since, before, after = self._handed_over
            if by.id == before and when > since:
                return after
        return by

    def _add(
        self,
        when: datetime,
        content: Content,
        by: Colleague,
        happened: Moment,
        *,
        refers_to: UUID | None = None,
        corrects: UUID | None = None,
        withdraws: UUID | None = None,
        reason: str = "",
    ) -> UUID:
        entry = UUID(int=self.dice.getrandbits(128), version=4)
        when, happened = self._after(refers_to or corrects or withdraws, when, happened)
        planned = Planned(
            content, happened, by.viewer, None, entry, refers_to, corrects, withdraws, reason
        )
        self._told.append((when, len(self._told), planned))
        self._known[entry] = when, happened
        return entry

    def _after(
        self, earlier: UUID | None, when: datetime, happened: Moment
    ) -> tuple[datetime, Moment]:
        """An answer comes after what it answers to, though its day and hour were drawn before."""
        known = self._known.get(earlier) if earlier else None
        if known is None:
            return when, happened
        return max(when, known[0] + _MINUTE), known[1] if known[1].is_after(happened) else happened


def on_the_day(on: date, at: str = "10:00") -> datetime:
    """A time of day in London."""
    hour, minute = at.split(":")
    return datetime.combine(on, time(int(hour), int(minute)), LONDON)


def _day(when: datetime) -> Moment:
    return day(when.astimezone(LONDON).date())
