"""When leave for an unaccompanied child ends, and what begins and ends by age. Pure.

Each names its source and whether somebody has checked the words. What we do not know for a nation
is not said for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tutela.duties.duty import ALL_NATIONS, ENGLAND, Source
from tutela.duties.limits import add_months, birthday
from tutela.people.roles import Nation

UASC_MONTHS = 30
UASC_AGE = (17, 6)
UASC_RULES = Source("Immigration Rules", "paras 352ZC to 352ZF")
OPENS_DAYS_BEFORE = 28
"""An application to extend can be made from so many days before the leave ends. Same source."""


def uasc_leave_ends(granted: date, born: date | None) -> date:
    """The last day of 30 months after it was granted, or the last day before 17 and a half,
    whichever is sooner. Where no date of birth is known, 30 months: it may be sooner.
    """
    after = add_months(granted, UASC_MONTHS)
    return after if born is None else min(after, birthday(born, *UASC_AGE) - timedelta(days=1))


@dataclass(frozen=True)
class Milestone:
    """What begins or ends when an age is reached."""

    years: int
    months: int
    says: str
    source: Source
    nations: frozenset[Nation] = ALL_NATIONS

    def on(self, born: date) -> date:
        """The day on which somebody born on this day reaches it."""
        return birthday(born, self.years, self.months)


_CHILDREN_ACT = "Children Act 1989"
_NI_ACT = Source("Human Trafficking and Exploitation Act (Northern Ireland) 2015", "s.21")
_NI = frozenset({Nation.NORTHERN_IRELAND})

MILESTONES: tuple[Milestone, ...] = (
    Milestone(
        16, 0, "An assessment of needs for leaving care is owed, within three months.",
        Source("SI 2010/959", "regs 40 to 42"), ENGLAND,
    ),
    Milestone(
        17, 6, "Leave for an unaccompanied child ends, if it has not ended before.", UASC_RULES
    ),
    Milestone(
        18, 0, "Whoever was referred as a child and has no conclusive decision must agree in "
        "order to stay in the National Referral Mechanism.",
        Source("Modern slavery statutory guidance, as of 13 February 2026"),
    ),
    Milestone(
        18, 0, "Being looked after ends; duties towards care leavers begin.",
        Source(_CHILDREN_ACT, checked=False), ENGLAND,
    ),
    Milestone(18, 0, "The guardian goes on until 21 if the young person wishes.", _NI_ACT, _NI),
    Milestone(21, 0, "The guardian’s work ends.", _NI_ACT, _NI),
    Milestone(
        21, 0, "Most duties towards care leavers end, unless the young person asks for them.",
        Source(_CHILDREN_ACT, checked=False), ENGLAND,
    ),
    Milestone(
        25, 0, "Support from a personal adviser ends.",
        Source(_CHILDREN_ACT, "s.23CZB", checked=False), ENGLAND,
    ),
)  # fmt: skip


def milestones(nation: Nation) -> Iterator[Milestone]:
    """Those that we know of for a nation, youngest first."""
    yield from (m for m in MILESTONES if nation in m.nations)
