"""What good practice asks about sharing. No law sets these times: they are this installation's own,
and say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Afterwards, Duty, Source, answers_it, declare
from tutela.duties.limits import calendar_days, months, working_days
from tutela.people.roles import Role
from tutela.sharing.answers import AGREED
from tutela.sharing.consent import ConsentAnswered, ConsentAsked, ConsentWithdrawn
from tutela.sharing.derive import consent_of, end_of, transition_of
from tutela.sharing.entries import (
    TransitionAccepted,
    TransitionDeclined,
    TransitionProposed,
    TransitionReceived,
    TransitionRevoked,
    TransitionSent,
    TransitionTold,
)

OWN_RULE = Source("A rule of this installation; no law sets a time", checked=True)
NO_SURPRISES = Source("The Caldicott Principles", "principle 8 (no surprises); the time is our own")
COMES_UP = timedelta(days=7)
"""So long before its last day a share is looked at again."""
BEFORE_ITS_END = replace(calendar_days(365), words="7 days before its last day")
"""No share lasts longer than a year; the entry itself says how long it does."""


def was_given(entry: Entry, chronology: Chronology) -> bool:
    """Somebody agreed."""
    return entry.says(ConsentAnswered).answer in AGREED


def is_of_the_same_consent(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """It answers the same question again, or takes this answer back."""
    mine, its = consent_of(chronology, entry.id), consent_of(chronology, start.id)
    return mine is not None and its is not None and mine.asked.id == its.asked.id


def is_not_known(entry: Entry, chronology: Chronology) -> bool:
    """The young person did not know of it when it left."""
    share = transition_of(chronology, entry.id)
    return share is not None and share.proposal.told.value != "yes"


def stops_it(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The same share was stopped, in whatever state."""
    mine, its = transition_of(chronology, entry.id), transition_of(chronology, start.id)
    return mine is not None and its is not None and mine.id == its.id


def renews_it(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """Something else is proposed for the same recipient."""
    share = transition_of(chronology, start.id)
    again = entry.says(TransitionProposed)
    return (
        share is not None
        and entry.id != share.id
        and again.recipient.casefold() == share.proposal.recipient.casefold()
    )


def week_before_its_end(entry: Entry, chronology: Chronology) -> datetime | None:
    """When a share that was sent is looked at again."""
    share = transition_of(chronology, entry.id)
    return None if share is None else end_of(share.proposal.until) - COMES_UP


declare(
    Duty(
        id="SHARE_RECEIPT",
        title="Receipt for what was shared",
        starts_with=(TransitionSent,),
        within=working_days(5),
        met_by=(TransitionReceived, TransitionAccepted, TransitionDeclined),
        met_when=answers_it,
        ends_with=(TransitionRevoked,),
        ends_when=stops_it,
        looks_at=(TransitionProposed,),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="SHARE_TELL",
        title="Tell the young person what was shared",
        starts_with=(TransitionSent,),
        starts_when=is_not_known,
        within=working_days(10),
        met_by=(TransitionTold,),
        met_when=answers_it,
        looks_at=(TransitionProposed,),
        falls_to=Role.LEAD_WORKER,
        source=NO_SURPRISES,
        category=Category.PROTECTION,
    ),
    Duty(
        id="SHARE_ENDS",
        title="A share comes to its end: renew it or let it end",
        starts_with=(TransitionSent,),
        within=BEFORE_ITS_END,
        by_entry=week_before_its_end,
        met_by=(TransitionProposed,),
        met_when=renews_it,
        ends_with=(TransitionRevoked, TransitionDeclined),
        ends_when=stops_it,
        afterwards=Afterwards.LAPSED,
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="CONSENT_REVIEW",
        title="Talk consent through again",
        starts_with=(ConsentAnswered,),
        starts_when=was_given,
        within=months(6),
        met_by=(ConsentAnswered,),
        met_when=is_of_the_same_consent,
        ends_with=(ConsentWithdrawn,),
        ends_when=answers_it,
        looks_at=(ConsentAsked,),
        falls_to=Role.LEAD_WORKER,
        source=OWN_RULE,
        category=Category.VOICE,
    ),
)
