"""What the law asks about the health of a child in care, as declarations with their source."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import LONDON
from tutela.duties.duty import ENGLAND, Duty, Source, declare, happened_at
from tutela.duties.limits import Limit, Start, at_age, birthday, months, working_days
from tutela.identity.derive import born
from tutela.identity.entries import DateOfBirth
from tutela.people.roles import Nation, Role
from tutela.protection.health.entries import HealthAssessed
from tutela.protection.safeguarding.derive import begins_care, leaves_care
from tutela.protection.safeguarding.entries import MeasureEnded, ProtectiveMeasure

LAW = "SI 2010/959"
FIVE = 5


def is_under_five(entry: Entry, chronology: Chronology) -> bool:
    """Was the child under five on the day, by the date of birth in force?"""
    birth = born(chronology)
    on = happened_at(entry).astimezone(LONDON).date()
    return birth is not None and on < birthday(birth, FIVE)


def is_five_or_more_and_a_child(entry: Entry, chronology: Chronology) -> bool:
    """Was the child five or more, or is their age not known, and does the next one still find them
    a child?"""
    if is_under_five(entry, chronology):
        return False
    start, birth = Start(happened_at(entry), Nation.ENGLAND), born(chronology)
    if birth is None:
        return True
    due, grown = months(12).due(start), at_age(18).due(Start(start.at, start.nation, birth))
    return due is not None and grown is not None and due <= grown


def is_a_later_one(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """An assessment after the one from which the next is counted."""
    return happened_at(entry) > happened_at(start)


def left_care(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The child is looked after no longer."""
    return leaves_care(entry, chronology)


def _next(id: str, limit: Limit, *, under_five: bool) -> Duty:
    return Duty(
        id=id,
        title="Next health assessment",
        starts_with=(HealthAssessed,),
        starts_when=is_under_five if under_five else is_five_or_more_and_a_child,
        within=limit,
        met_by=(HealthAssessed,),
        met_when=is_a_later_one,
        ends_with=(MeasureEnded,),
        ends_when=left_care,
        looks_at=(DateOfBirth, ProtectiveMeasure),
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg 7"),
        category=Category.HEALTH,
        nations=ENGLAND,
    )


declare(
    Duty(
        id="HEALTH_FIRST",
        title="Health assessment by a doctor, before the first review",
        starts_with=(ProtectiveMeasure,),
        starts_when=begins_care,
        within=working_days(20),
        met_by=(HealthAssessed,),
        ends_with=(MeasureEnded,),
        ends_when=left_care,
        falls_to=Role.LEAD_WORKER,
        source=Source(LAW, "reg 7, with the first review of reg 33"),
        category=Category.HEALTH,
        nations=ENGLAND,
    ),
    _next("HEALTH_U5", months(6), under_five=True),
    _next("HEALTH_5PLUS", months(12), under_five=False),
)
