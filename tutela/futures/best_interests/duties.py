"""What is on a clock around a determination. No law of the United Kingdom sets these times; they
are this installation's own, and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.chronology.moment import day_start
from tutela.duties.duty import Duty, Source, answers_it, declare
from tutela.duties.limits import calendar_days, months, working_days
from tutela.futures.best_interests.answers import DecisionOutcome, HowHeard, ReviewOutcome
from tutela.futures.best_interests.derive import determination_of
from tutela.futures.best_interests.entries import (
    BestInterestsDecision,
    BestInterestsHeard,
    BestInterestsPanel,
    BestInterestsReview,
    BestInterestsUnheardRead,
)
from tutela.people.roles import Role

OWN_RULE = Source("A rule of this installation; no law sets a time")
A_YEAR = replace(months(12), words="the day that was set, or 12 months")


def set_in_it(entry: Entry, chronology: Chronology) -> datetime | None:
    """The end of the day by which it is to be looked at again, as the entry says."""
    match entry.content:
        case BestInterestsDecision(review_on=on) | BestInterestsReview(review_on=on):
            return day_start(on + timedelta(days=1)) if on else None
        case _:
            return None


def stands(entry: Entry, chronology: Chronology) -> bool:
    """Something was decided, or looked at again and kept."""
    if isinstance(entry.content, BestInterestsDecision):
        return entry.content.outcome is DecisionOutcome.DECIDED
    return entry.says(BestInterestsReview).outcome is not ReviewOutcome.REOPENED


def is_reopened(entry: Entry, chronology: Chronology) -> bool:
    """A panel is to decide again."""
    return entry.says(BestInterestsReview).outcome is ReviewOutcome.REOPENED


def is_of_the_same(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """Both belong to one determination."""
    its = determination_of(chronology, start.refers_to) if start.refers_to else None
    return its is not None and entry.id in {panel.id for panel in its.panels}


def was_not_heard(entry: Entry, chronology: Chronology) -> bool:
    """The entry says why the child was not heard."""
    return entry.says(BestInterestsHeard).how is HowHeard.NOT_HEARD


declare(
    Duty(
        id="BID_REVIEW",
        title="Look again at what was determined to be best for the child",
        starts_with=(BestInterestsDecision, BestInterestsReview),
        starts_when=stands,
        only_latest=True,
        within=A_YEAR,
        by_entry=set_in_it,
        met_by=(BestInterestsReview,),
        falls_to=Role.REVIEWING_OFFICER,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
    Duty(
        id="BID_AGAIN",
        title="Bring a reopened determination before a panel",
        starts_with=(BestInterestsReview,),
        starts_when=is_reopened,
        within=calendar_days(42),
        met_by=(BestInterestsPanel,),
        met_when=is_of_the_same,
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
    Duty(
        id="BID_UNHEARD_READ",
        title="Read why the panel did not hear the child",
        starts_with=(BestInterestsHeard,),
        starts_when=was_not_heard,
        within=working_days(5),
        met_by=(BestInterestsUnheardRead,),
        met_when=answers_it,
        falls_to=Role.GUARDIAN,
        source=OWN_RULE,
        category=Category.FUTURES,
    ),
)
