"""What the parts of a drawn child's record share while it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from tutela.demo.draws import Drawn
from tutela.demo.localities import Colleague, Locality
from tutela.demo.story import Story
from tutela.people.roles import Nation, Role

_DAY = timedelta(days=1)


@dataclass
class Life:
    """What the parts of a record share while it is told. Dates are London days.

    ``referred`` is the day of the referral, or of the day after tomorrow where none was sent yet.
    """

    drawn: Drawn
    story: Story
    here: Locality
    lead: Colleague
    born: date
    opened: datetime
    concern: date
    referred: date
    is_restricted: bool
    circle: dict[Role, tuple[Colleague, datetime]] = field(default_factory=dict)
    """Who else stands in the circle, and since when."""
    written: dict[str, tuple[UUID, datetime]] = field(default_factory=dict)
    """Entries that later ones answer to or mend, with the time at which they were recorded."""

    @property
    def dice(self) -> Random:
        """Chance for this child alone."""
        return self.story.dice

    def chance(self, of: float) -> bool:
        """Does it come about, so often as ``of`` says?"""
        return self.dice.random() < of

    def some(self, low: int, high: int) -> int:
        """A whole number between, both included."""
        return low + int(self.dice.random() * (high - low + 1))

    def one_of(self, texts: tuple[str, ...]) -> str:
        """One of these."""
        return texts[int(self.dice.random() * len(texts))]

    def at(self, on: date) -> datetime:
        """Some time on a working day's morning or afternoon, on that day or the next weekday."""
        on = weekday(on)
        return datetime(on.year, on.month, on.day, self.some(10, 16), self.some(0, 59), tzinfo=UTC)

    def early(self, days: int) -> datetime:
        """Some time on the day so many days after the concern, or before the referral is sent."""
        on = min(self.concern + _DAY * days, self.referred - _DAY)
        return self.at(max(on, self.concern))

    def by(self, when: datetime, role: Role) -> Colleague:
        """Whoever stands in the circle as that by then, or else the lead social worker."""
        who, since = self.circle.get(role, (self.lead, when))
        return who if since < when else self.lead

    @property
    def form(self) -> str:
        """The form of exploitation that this record speaks of most; empty where none is known."""
        return self.drawn.cell.forms[0] if self.drawn.cell.forms else ""

    @property
    def is_from_abroad(self) -> bool:
        """Does the child hold a nationality other than British alone?"""
        return not self.drawn.cell.is_uk_national

    @property
    def nation(self) -> Nation:
        """The nation of the council that leads."""
        return self.here.nation


def weekday(on: date) -> date:
    """This day, or the Monday after a weekend."""
    return on + _DAY * max(0, 7 - on.weekday()) if on.weekday() >= 5 else on
