"""What must be done before a permission ends."""

from __future__ import annotations

from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, answers_it, declare
from tutela.duties.limits import Limit, Start, at_age, months, sooner_of
from tutela.identity.entries import DateOfBirth
from tutela.people.roles import Role
from tutela.status.immigration.answers import LeaveForm
from tutela.status.immigration.derive import end_of
from tutela.status.immigration.entries import LeaveEnded, LeaveExtension, LeaveGranted
from tutela.status.immigration.rules import UASC_AGE, UASC_MONTHS, UASC_RULES


def is_for_a_child_alone(entry: Entry, chronology: Chronology) -> bool:
    """Leave for an unaccompanied child."""
    return entry.says(LeaveGranted).form is LeaveForm.UASC


def has_a_last_day(entry: Entry, chronology: Chronology) -> bool:
    """Another form, with a last day."""
    said = entry.says(LeaveGranted)
    return said.form is not LeaveForm.UASC and said.until is not None


def its_last_day(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the last day that the letter gives."""
    until = entry.says(LeaveGranted).until
    return None if until is None else end_of(until)


def _unknown(start: Start) -> datetime | None:
    return None


LAST_DAY = Limit("its last day", 0, "calendar_days", _unknown)
"""As the letter says: each permission gives its own."""

declare(
    Duty(
        id="UASC_LEAVE",
        title="Ask for more before leave for an unaccompanied child ends",
        starts_with=(LeaveGranted,),
        starts_when=is_for_a_child_alone,
        within=sooner_of(months(UASC_MONTHS), at_age(*UASC_AGE)),
        by_entry=its_last_day,
        met_by=(LeaveExtension,),
        met_when=answers_it,
        ends_with=(LeaveEnded,),
        ends_when=answers_it,
        looks_at=(DateOfBirth,),
        falls_to=Role.LEAD_WORKER,
        source=UASC_RULES,
        category=Category.STATUS,
    ),
    Duty(
        id="LEAVE_ENDS",
        title="Ask for more before a permission to stay ends",
        starts_with=(LeaveGranted,),
        starts_when=has_a_last_day,
        within=LAST_DAY,
        by_entry=its_last_day,
        met_by=(LeaveExtension,),
        met_when=answers_it,
        ends_with=(LeaveEnded,),
        ends_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source("The letter by which the permission was given"),
        category=Category.STATUS,
    ),
)
