"""What is asked so that no child is without a guardian. No text at hand sets a time: the times are
this installation's own, and say so."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, answers_it, declare
from tutela.duties.limits import calendar_days, hours, working_days
from tutela.identification.entries import NrmReferral
from tutela.people.roles import Role
from tutela.protection.guardian.derive import guardian_now
from tutela.protection.guardian.entries import (
    FOR_THE_CHILD,
    ContactWay,
    GuardianAllocated,
    GuardianContact,
    GuardianEnded,
    GuardianGap,
    GuardianReferral,
)

OWN_RULE = Source("A rule of this installation; the guidance that we hold sets no time")
ASKED_BESIDE = Source(
    "First responder toolkit (April 2026): a referral to the guardianship service beside the "
    "National Referral Mechanism; the time is our own"
)
_WITH_THE_CHILD = frozenset({ContactWay.MET, ContactWay.VIDEO, ContactWay.TELEPHONE})


def had_none(entry: Entry, chronology: Chronology) -> bool:
    """Nobody had been asked or named when the child was referred."""
    earlier = chronology.of(GuardianReferral, GuardianAllocated, GuardianGap)
    return not any(e.recorded < entry.recorded for e in earlier)


def is_for_the_child(entry: Entry, chronology: Chronology) -> bool:
    """Somebody works with the child, not with professionals alone."""
    return entry.says(GuardianAllocated).support in FOR_THE_CHILD


def was_with_the_child(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The guardian and the child met or spoke."""
    return (
        answers_it(entry, start, chronology) and entry.says(GuardianContact).way in _WITH_THE_CHILD
    )


def was_a_contact(entry: Entry, chronology: Chronology) -> bool:
    """They met or spoke."""
    return entry.says(GuardianContact).way in _WITH_THE_CHILD


def met_again(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """They met or spoke again."""
    return was_a_contact(entry, chronology)


def nobody_is_left(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The child has no guardian any more."""
    return guardian_now(chronology) is None


declare(
    Duty(
        id="GUARDIAN_ASKED",
        title="Ask for a guardian, or record that no service is here",
        starts_with=(NrmReferral,),
        starts_when=had_none,
        within=hours(24),
        met_by=(GuardianReferral, GuardianAllocated, GuardianGap),
        falls_to=Role.LEAD_WORKER,
        source=ASKED_BESIDE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="GUARDIAN_NAMED",
        title="A guardian is named",
        starts_with=(GuardianReferral,),
        within=working_days(5),
        met_by=(GuardianAllocated,),
        ends_with=(GuardianGap,),
        falls_to=Role.GUARDIAN,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="GUARDIAN_MEETS",
        title="The guardian meets the child first",
        starts_with=(GuardianAllocated,),
        starts_when=is_for_the_child,
        within=working_days(3),
        met_by=(GuardianContact,),
        met_when=was_with_the_child,
        ends_with=(GuardianEnded,),
        ends_when=answers_it,
        falls_to=Role.GUARDIAN,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
    Duty(
        id="GUARDIAN_CONTACT",
        title="The guardian is in touch with the child again",
        starts_with=(GuardianContact,),
        starts_when=was_a_contact,
        only_latest=True,
        within=calendar_days(14),
        met_by=(GuardianContact,),
        met_when=met_again,
        ends_with=(GuardianEnded,),
        ends_when=nobody_is_left,
        looks_at=(GuardianAllocated,),
        falls_to=Role.GUARDIAN,
        source=OWN_RULE,
        category=Category.PROTECTION,
    ),
)
