"""A short made-up story about Minh, recorded through the doors."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.identification.answers import ExploitationForm, RaisedBy
from tutela.identification.entries import Concern
from tutela.identity.entries import DateOfBirth, NameStated
from tutela.people.choice import Answer


def tell(child: UUID, cast: SimpleNamespace) -> dict[str, UUID]:
    """Alma records a name, a date of birth and a concern; their ids."""
    by, on = cast.alma.viewer, Moment.day(date(2026, 11, 3))
    contents = {
        "name": NameStated(
            full="Nguyễn Văn Minh", kind="legal", use="wished", script="latin", stated_by="child"
        ),
        "birth": DateOfBirth(born=Moment.about(2010), basis="said"),
        "concern": Concern(
            raised_by=next(iter(RaisedBy)),
            seen="He was found in a house with plants, behind a locked door.",
            child_words="They said I owe them money.",
            forms={ExploitationForm.CRIMINAL},
            safe_now=Answer.YES,
            made_safe="He is with foster carers.",
            may_go_missing=Answer.YES,
        ),
    }
    return {
        what: record(content, child=child, by=by, happened=on).id
        for what, content in contents.items()
    }
