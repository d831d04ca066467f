"""What is asked after a record was opened in an emergency."""

from __future__ import annotations

from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, answers_it, declare
from tutela.duties.limits import working_days
from tutela.emergency.entries import EmergencyOpened, EmergencyReviewed
from tutela.people.roles import Role

declare(
    Duty(
        id="EMERGENCY_REVIEW",
        title="Look at emergency access again",
        starts_with=(EmergencyOpened,),
        within=working_days(1),
        met_by=(EmergencyReviewed,),
        met_when=answers_it,
        falls_to=Role.MANAGER,
        source=Source("Tutela’s own rule for emergency access (docs/emergency.md)"),
        category=Category.RECORD,
    ),
)
