"""What guidance asks when a missing child is back."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import ENGLAND, Duty, Source, answers_it, declare
from tutela.duties.limits import hours
from tutela.people.roles import Role
from tutela.protection.missing.answers import InterviewOutcome
from tutela.protection.missing.entries import MissingReturned, ReturnInterview

GUIDANCE = Source(
    "Statutory guidance on children who run away or go missing from home or care (January 2014)"
)
NATIONS_WITH_A_RULE = ENGLAND
"""For Wales, Scotland and Northern Ireland we know no time for this talk; the page says so."""


def was_held_or_offered(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """It was held for this return; or it was offered, and the child did not wish it."""
    held = entry.says(ReturnInterview).outcome is not InterviewOutcome.NOT_HELD
    return held and answers_it(entry, start, chronology)


declare(
    Duty(
        id="RETURN_INTERVIEW",
        title="Talk with the child after coming back, by somebody independent",
        starts_with=(MissingReturned,),
        within=hours(72),
        met_by=(ReturnInterview,),
        met_when=was_held_or_offered,
        falls_to=Role.LEAD_WORKER,
        source=GUIDANCE,
        category=Category.PROTECTION,
        nations=NATIONS_WITH_A_RULE,
    ),
)
