"""What needs somebody now: children who wait for help, for a school or for a lawyer; a lawyer whom
somebody unknown sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category
from tutela.duties.duty import happened_at
from tutela.protection.education.derive import searches as schools_sought
from tutela.protection.education.entries import (
    SchoolPlaceAnswered,
    SchoolPlaceSought,
    SchoolStarted,
)
from tutela.protection.health.derive import needs_now
from tutela.protection.health.entries import (
    HealthHelpAnswered,
    HealthHelpAsked,
    HealthNeed,
    HealthNeedEnded,
)
from tutela.protection.representation.derive import acting
from tutela.protection.representation.derive import searches as lawyers_sought
from tutela.protection.representation.entries import LawyerActs, LawyerAsked, LawyerEnded
from tutela.teamwork.at_hand import STATE, in_open_records
from tutela.teamwork.matters import Group, Matter, Span, declare

LONG = timedelta(days=28)
"""From when a wait is shown. Our own choice: no law that we know sets a time."""


def waits_for_school(chronology: Chronology) -> Iterator[Span]:
    """A place to learn was asked for four weeks ago, and the child has not started."""
    for search in schools_sought(chronology):
        if search.is_open:
            yield Span(happened_at(search.sought) + LONG, entry=search.sought.id)


def waits_for_help(chronology: Chronology) -> Iterator[Span]:
    """A service was asked four weeks ago and has not begun. What somebody is kept from reading is
    on no board, where they would see that there is something."""
    for need in needs_now(chronology):
        if need.waits and not need.content.kept_from:
            asked = min(happened_at(help.asked) for help in need.help if help.waits)
            yield Span(asked + LONG, entry=need.entry.id)


def waits_for_lawyer(chronology: Chronology) -> Iterator[Span]:
    """The first office was asked four weeks ago, and nobody acts."""
    for search in lawyers_sought(chronology):
        if search.found is None:
            yield Span(happened_at(search.asked[0]) + LONG, entry=search.asked[0].id)


def lawyer_sent_by_somebody_unknown(chronology: Chronology) -> Iterator[Span]:
    """A lawyer acts whom nobody we know found."""
    for case in acting(chronology):
        if case.sent_by_somebody_unknown:
            yield Span(happened_at(case.entry), entry=case.entry.id)


declare(
    Matter(
        "lawyer-unknown",
        Group.NOW,
        "Lawyer sent by somebody unknown",
        "Look up whether they may act, and ask the child alone who sent them. They may work for "
        "those who exploited the child.",
        Category.STATUS,
        (LawyerActs, LawyerEnded, *STATE),
        in_open_records(lawyer_sent_by_somebody_unknown),
    ),
    Matter(
        "waits-lawyer",
        Group.NOW,
        "No lawyer after four weeks",
        "Ask another office, and tell the guardian. Each office that says no is recorded: it shows "
        "what is lacking.",
        Category.STATUS,
        (LawyerAsked, LawyerActs, LawyerEnded, *STATE),
        in_open_records(waits_for_lawyer),
    ),
    Matter(
        "waits-school",
        Group.NOW,
        "No school after four weeks",
        "Somebody with a name follows it up, and takes a refusal further.",
        Category.EDUCATION,
        (SchoolPlaceSought, SchoolPlaceAnswered, SchoolStarted, *STATE),
        in_open_records(waits_for_school),
    ),
    Matter(
        "waits-help",
        Group.NOW,
        "No help after four weeks",
        "A health service was asked. Ring it, ask another, and see to what helps until then.",
        Category.HEALTH,
        (HealthNeed, HealthNeedEnded, HealthHelpAsked, HealthHelpAnswered, *STATE),
        in_open_records(waits_for_help),
    ),
)
