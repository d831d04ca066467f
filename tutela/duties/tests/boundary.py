"""The boundary of a duty: the state a second before its last moment, at it, and once it is met.

::

    around = boundary(story, "ASSESSMENT", Nation.WALES)
    assert around.last_day == date(2026, 6, 2)
    assert around.states == (DutyState.DUE, DutyState.OVERDUE)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutela.chronology.tests.story import Story
from tutela.duties.duty import Due, DutyState, duties_of
from tutela.identity.derive import born
from tutela.people.roles import Nation

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Boundary:
    """One duty towards one child, looked at around the moment at which it is too late."""

    due: Due

    @property
    def at(self) -> datetime:
        """The first moment at which it is too late (aware)."""
        assert self.due.due is not None
        return self.due.due

    @property
    def last_day(self) -> date:
        """The last London day on which it is in time."""
        assert self.due.last_day is not None
        return self.due.last_day

    @property
    def states(self) -> tuple[DutyState, DutyState]:
        """A second before it is too late, and then."""
        return self.due.state(self.at - SECOND), self.due.state(self.at)


def dues(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> tuple[Due, ...]:
    """What this duty asks, soonest first."""
    chronology = story.read()
    found = duties_of(chronology, nation=nation, born=born(chronology))
    return tuple(due for due in found if due.duty.id == duty)


def boundary(story: Story, duty: str, nation: Nation = Nation.ENGLAND) -> Boundary:
    """The one time that this duty is asked. Raises ValueError where it is another number."""
    (due,) = dues(story, duty, nation)
    return Boundary(due)
