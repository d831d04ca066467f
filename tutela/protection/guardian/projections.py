"""How each child who was referred stands to a guardian: one row each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import models

from tutela.access.entries import RecordClosed, RecordReopened
from tutela.access.record_state import is_open
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import kind_of
from tutela.doors.projections import Projection, Whole, declare
from tutela.duties.duty import happened_at
from tutela.identification.entries import NrmReferral
from tutela.protection.guardian.derive import gap_since, guardian_now, wait_of, waiting_since
from tutela.protection.guardian.entries import (
    GuardianAllocated,
    GuardianEnded,
    GuardianGap,
    GuardianReferral,
)

KINDS = (
    NrmReferral, GuardianReferral, GuardianGap, GuardianAllocated, GuardianEnded, RecordClosed,
    RecordReopened,
)  # fmt: skip


def standing_to_a_guardian(chronology: Chronology) -> tuple[str, datetime] | None:
    """In which state, since when; None where nobody was referred, or the record is closed."""
    if not is_open(chronology):
        return None
    now = guardian_now(chronology)
    if now is not None:
        return "guardian", happened_at(now.entry)
    waiting, gap = waiting_since(chronology), gap_since(chronology)
    if waiting is not None and (gap is None or waiting >= gap):
        return "waiting", waiting
    if gap is not None:
        return "gap", gap
    sent = chronology.of(NrmReferral)
    ended = chronology.latest(GuardianEnded)
    if ended is not None:
        return "nobody", happened_at(ended)
    return ("nobody", happened_at(sent[0])) if sent else None


def _model() -> type[models.Model]:
    from tutela.protection.guardian.models import GuardianRow  # noqa: PLC0415 - needs Django set up

    return GuardianRow


def _rows(whole: Whole) -> Iterator[models.Model]:
    standing = standing_to_a_guardian(whole.chronology)
    if standing is None:
        return
    state, since = standing
    waited = wait_of(whole.chronology)
    yield _model()(
        child_id=whole.child,
        agency_id=whole.lead_agency,
        state=state,
        since=since,
        waited_days=waited.days if waited is not None else None,
    )


declare(
    Projection(
        name="guardians",
        model=_model,
        # The circle decides the lead agency.
        kinds=lambda: frozenset({*(kind_of(k).slug for k in KINDS), "circle-joined"}),
        derive=_rows,
    )
)
