"""Decoys: records of nobody. They look like others and nobody has a reason to open one.

They carry nothing that starts a duty and no referral, so that no board and no table counts them,
and `tutela.doors.feed` passes them by. Nobody can sign in to the account of their lead worker.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from tutela.access.viewer import viewer_of
from tutela.chronology.kinds import Content
from tutela.chronology.moment import Moment
from tutela.doors.importing import Planned, PlannedChild, record_many
from tutela.doors.opening import new_reference
from tutela.identification.answers import RaisedBy
from tutela.identification.entries import Concern
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Gender,
    GenderStated,
    InterpreterWish,
    Languages,
    NameKind,
    NameOrder,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Reading,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer
from tutela.people.models import Agency, Practitioner
from tutela.people.roles import Role
from tutela.watch.models import Decoy

EACH = 3
"""Decoys of one agency."""
_DATA = Path(__file__).parent / "data" / "nobody.json"


def make_decoys(agency: Agency, *, on: date, using: str = "owner") -> Sequence[UUID]:
    """Make the decoys that an agency lacks. Returns the new ones."""
    with transaction.atomic(using=using):
        lacking = EACH - Decoy.objects.using(using).filter(agency=agency).count()
        if lacking <= 0:
            return ()
        worker = _nobody(agency, using)
        planned = [_planned(worker, on) for _ in range(lacking)]
        for _written in record_many(planned, using=using):
            pass
        Decoy.objects.using(using).bulk_create(
            Decoy(child_id=child.id, agency=agency, made=timezone.now()) for child in planned
        )
        worker.is_active = False
        worker.save(using=using, update_fields=["is_active"])
    return tuple(child.id for child in planned)


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return told


def _nobody(agency: Agency, using: str) -> Practitioner:
    """The lead worker of decoys: an account without a password, open while they are written."""
    name = secrets.choice(_told()["workers"])
    return Practitioner.objects.db_manager(using).create_practitioner(
        email=f"{uuid4().hex}@nobody.invalid", name=name, agency=agency, job_title="Social worker"
    )


def _planned(worker: Practitioner, on: date) -> PlannedChild:
    by = viewer_of(worker)
    day = Moment.day(on)
    return PlannedChild(
        uuid4(), new_reference(), by, Role.LEAD_WORKER, "A concern from a partner agency", None,
        tuple(Planned(content, day, by) for content in _contents(on)),
    )  # fmt: skip


def _contents(on: date) -> list[Content]:
    origin = secrets.choice(_told()["origins"])
    given, family = secrets.choice(origin["given"]), secrets.choice(origin["family"])
    first = bool(origin["family_first"])
    born = on - timedelta(days=15 * 365 + secrets.randbelow(2 * 365))
    foreign = origin["speaks"] != "eng"
    child = StatedBy.CHILD
    return [
        NameStated(
            full=f"{family} {given}" if first else f"{given} {family}", kind=NameKind.LEGAL,
            use=NameUse.USE, order=NameOrder.FAMILY_FIRST if first else NameOrder.GIVEN_FIRST,
            own=given, family=family, script=Script.LATIN, stated_by=child,
        ),
        DateOfBirth(born=Moment.day(born), basis=BirthBasis.SAID),
        GenderStated(gender=secrets.choice((Gender.MALE, Gender.FEMALE)), stated_by=child),
        Nationality(state=NationalityState.HELD, held=(origin["nationality"],), stated_by=child),
        Languages(
            speaks=(origin["speaks"],), best=origin["speaks"], reading=Reading.WELL,
            reads=(origin["speaks"],), interpreter=Answer.YES if foreign else Answer.NO,
            interpreter_wish=InterpreterWish.ANYONE if foreign else None, help_needed=Answer.NO,
        ),
        Concern(
            raised_by=RaisedBy.SOCIAL_WORK, seen=secrets.choice(_told()["concerns"]),
            safe_now=Answer.YES, made_safe="Staying with carers tonight.",
            may_go_missing=Answer.NOT_KNOWN,
        ),
    ]  # fmt: skip
