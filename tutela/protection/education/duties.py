"""What guidance asks about learning, as a declaration with its source."""

from __future__ import annotations

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Category
from tutela.duties.duty import ENGLAND, Duty, Source, declare
from tutela.duties.limits import working_days
from tutela.people.roles import Role
from tutela.protection.education.entries import EducationPlan
from tutela.protection.safeguarding.derive import begins_care, leaves_care
from tutela.protection.safeguarding.entries import MeasureEnded, ProtectiveMeasure


def left_care(entry: Entry, start: Entry, chronology: Chronology) -> bool:
    """The child is looked after no longer."""
    return leaves_care(entry, chronology)


declare(
    Duty(
        id="EDUCATION_PLAN",
        title="Personal education plan, ready for the first review",
        starts_with=(ProtectiveMeasure,),
        starts_when=begins_care,
        within=working_days(20),
        met_by=(EducationPlan,),
        ends_with=(MeasureEnded,),
        ends_when=left_care,
        falls_to=Role.LEAD_WORKER,
        source=Source(
            "English statutory guidance on the education of children in care", checked=False
        ),
        category=Category.EDUCATION,
        nations=ENGLAND,
    )
)
