"""Facts about referrals as a derived table, so that a page can count one's own children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from django.db import models

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import all_kinds
from tutela.doors.caseload import note_list
from tutela.doors.feed import pseudonym
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.doors.projections import Projection, Whole, declare
from tutela.identification.projections import ReferralRow, referral_facts

_NAMES = [field.name for field in fields(ReferralRow)]
_SETS = frozenset({"nationalities", "exploitation_types"})


def _model() -> type[models.Model]:
    from tutela.identification.models import ReferralFacts  # noqa: PLC0415 - needs Django set up

    return ReferralFacts


def _kinds() -> frozenset[str]:
    return frozenset(
        k.slug for k in all_kinds().values() if k.room in {"identity", "identification"}
    )


def _rows(whole: Whole) -> Iterator[models.Model]:
    for row in referral_facts(whole.chronology, pseudonym):
        known = {n: sorted(v) if n in _SETS else v for n, v in row.as_mapping().items()}
        yield _model()(child_id=whole.child, **known)


REFERRALS = Projection(name="referrals", model=_model, kinds=_kinds, derive=_rows)
declare(REFERRALS)


def facts_within_reach(viewer: Viewer) -> list[Mapping[str, Any]]:
    """Facts about the referrals of all children within a viewer's reach, as they stand now."""
    with one_transaction():
        stand_at_the_door(viewer)
        found = _model()._default_manager.values(*_NAMES).order_by("referral_key")
        rows: list[Mapping[str, Any]] = [
            {n: frozenset(v) if n in _SETS else v for n, v in row.items()} for row in found
        ]
        note_list("export", f"tables of {len(rows)} referrals")
    return rows
