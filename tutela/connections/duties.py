"""A judgement is looked at again. The time is what its author set; no law sets one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import day_start
from tutela.connections.entries import ConcernLevel
from tutela.duties.duty import Duty, Source, declare
from tutela.duties.limits import months
from tutela.people.roles import Role

AT_MOST = replace(months(3), words="the day that was set, or 3 months")


def as_set(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the day by which it is looked at again."""
    return day_start(entry.says(ConcernLevel).review_on + timedelta(days=1))


declare(
    Duty(
        id="CONCERN_LEVEL",
        title="Look again at how worried people are",
        starts_with=(ConcernLevel,),
        only_latest=True,
        within=AT_MOST,
        by_entry=as_set,
        met_by=(ConcernLevel,),
        falls_to=Role.LEAD_WORKER,
        source=Source("A rule of this installation; no law sets a time"),
        category=Category.PROTECTION,
    ),
)
