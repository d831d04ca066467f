"""What people agreed is on a clock too. The times are this installation's own, and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import day_start
from tutela.duties.duty import Duty, Source, answers_it, declare
from tutela.duties.limits import calendar_days, working_days
from tutela.people.roles import Role
from tutela.teamwork.entries import (
    ActionAgreed,
    ActionClosed,
    ChallengeAnswered,
    ChallengeRaised,
    ManagementOversight,
)

OWN_RULE = Source("A rule of this installation; no law sets a time")
AS_AGREED = replace(calendar_days(366), words="the day that was agreed")
"""Nothing is agreed for more than a year; the entry itself says until when."""


def _end_of(on: date) -> datetime:
    return day_start(on + timedelta(days=1))


def as_agreed(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the last day of an action."""
    return _end_of(entry.says(ActionAgreed).by)


def again(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the day by which a manager said they would look again."""
    on = entry.says(ManagementOversight).again_on
    return _end_of(on) if on else None


def will_be_looked_at_again(entry: Entry, chronology: Chronology) -> bool:
    """Did the manager name a day?"""
    return entry.says(ManagementOversight).again_on is not None


declare(
    Duty(
        id="ACTION",
        title="Do what was agreed",
        starts_with=(ActionAgreed,),
        within=AS_AGREED,
        by_entry=as_agreed,
        met_by=(ActionClosed,),
        met_when=answers_it,
        falls_to=Role.LEAD_WORKER,
        source=Source("What was agreed, by the day that was agreed"),
        category=Category.PROTECTION,
    ),
    Duty(
        id="OVERSIGHT_AGAIN",
        title="A manager looks again",
        starts_with=(ManagementOversight,),
        starts_when=will_be_looked_at_again,
        only_latest=True,
        within=AS_AGREED,
        by_entry=again,
        met_by=(ManagementOversight,),
        falls_to=Role.MANAGER,
        source=Source("What the manager decided, by the day that they named"),
        category=Category.PROTECTION,
    ),
    Duty(
        id="CHALLENGE",
        title="Answer a professional challenge",
        starts_with=(ChallengeRaised,),
        within=working_days(5),
        met_by=(ChallengeAnswered,),
        met_when=answers_it,
        falls_to=Role.MANAGER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
)
