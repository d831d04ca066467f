"""Until when a closed record is kept, as a clock that can be read beside the others."""

from __future__ import annotations

from tutela.access.entries import RecordClosed, RecordReopened
from tutela.chronology.kinds import Category
from tutela.duties.duty import ENGLAND, Afterwards, Duty, Source, declare
from tutela.duties.limits import at_age
from tutela.people.roles import Role

declare(
    Duty(
        id="RECORD_RETENTION",
        title="The record of a care leaver is kept, at least",
        starts_with=(RecordClosed,),
        only_latest=True,
        within=at_age(75),
        met_by=(),
        ends_with=(RecordReopened,),
        afterwards=Afterwards.LASTED,
        falls_to=Role.LOCAL_AUTHORITY,
        source=Source("SI 2010/2571", "regs 9-10"),
        category=Category.RECORD,
        nations=ENGLAND,
    )
)
