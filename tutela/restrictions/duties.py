"""What is asked of a restriction: that somebody thinks about it again."""

from __future__ import annotations

from tutela.access.entries import RecordRestricted, RestrictionLifted
from tutela.chronology.kinds import Category
from tutela.duties.duty import Duty, Source, declare
from tutela.duties.limits import calendar_days
from tutela.people.roles import Role
from tutela.restrictions.entries import RestrictionReviewed

declare(
    Duty(
        id="RESTRICTION_REVIEW",
        title="Look at the restriction again",
        starts_with=(RecordRestricted, RestrictionReviewed),
        within=calendar_days(90),
        met_by=(RestrictionReviewed,),
        ends_with=(RestrictionLifted,),
        only_latest=True,
        falls_to=Role.MANAGER,
        # Several local authorities publish that they do; a configuration here, no law.
        source=Source("Tutela’s own rule for restricted records (docs/emergency.md)"),
        category=Category.RECORD,
    ),
)
