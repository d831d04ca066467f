"""The register of requests for disclosure, kept: what came in and every step, each by somebody.

Row-level security shows a manager, or whoever protects data, the register of their own agency.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Problem
from tutela.doors.caseload import note_list
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.gate import one_transaction, stand_at_the_door
from tutela.keyring.house import open_for_the_house, seal_for_the_house
from tutela.sharing.models import DisclosureRequest, DisclosureStep
from tutela.sharing.requesting import (
    DECIDES,
    Asked,
    Decision,
    Power,
    Step,
    Taken,
    decision,
    may_decide,
    problems_of_release,
)

_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"


@dataclass(frozen=True)
class Request:
    """One request as it stands."""

    id: UUID
    number: str
    power: Power
    came_on: date
    registered_at: datetime
    registered_by: str
    agency: str
    asked: Asked
    steps: tuple[Taken, ...]

    @property
    def decision(self) -> Decision:
        """Where it stands."""
        return decision(self.steps)

    def may_be_decided_by(self, viewer: Viewer) -> frozenset[Step]:
        """How this person may decide it: each decides once, and not after it is settled."""
        decided = any(s.by == viewer.id and s.step in DECIDES for s in self.steps)
        settled = self.decision is not Decision.OPEN
        return frozenset() if decided or settled else may_decide(self.power)


def register(
    asked: Asked, *, power: Power, came_on: date, by: Viewer, id: UUID | None = None
) -> UUID:
    """Write a request into the register. A retry with the same id writes nothing.

    Nothing is looked up: the register answers in the same way whether the person asked about is
    known or not. Raises NotAllowed for somebody who does not keep it.
    """
    made = id or uuid4()
    with one_transaction():
        stand_at_the_door(by)
        if DisclosureRequest.objects.filter(id=made).exists():
            return made
        try:
            with transaction.atomic():
                DisclosureRequest.objects.create(
                    id=made,
                    number=_number(),
                    agency_id=by.agency,
                    registered_by_id=by.id,
                    registered_at=timezone.now(),
                    came_on=came_on,
                    power=power.value,
                    sealed=seal_for_the_house(asked.model_dump_json(), where=_place(made)),
                )
        except DatabaseError as error:
            raise NotAllowed("the register is not theirs") from error
        note_list("register", "a request for disclosure")
    return made


def take(
    request: UUID, step: Step, *, by: Viewer, note: str = "", id: UUID | None = None
) -> Request:
    """Take a step. Raises NotAllowed, or NotRecordable with what stands in its way."""
    made = id or uuid4()
    with one_transaction():
        known = one(request, as_=by)
        if known is None:
            raise NotAllowed("no such request")
        if DisclosureStep.objects.filter(id=made).exists():
            return known
        _must(known, step, by, note)
        try:
            with transaction.atomic():
                DisclosureStep.objects.create(
                    id=made,
                    request_id=request,
                    step=step.value,
                    by_id=by.id,
                    sealed=seal_for_the_house(note, where=f"{_place(request)}/{made}"),
                )
        except IntegrityError as error:
            raise NotRecordable([Problem("", "You decided already")]) from error
        except DatabaseError as error:
            raise NotAllowed("the database refused") from error
        note_list("register", f"a step: {step.value}")
        found = one(request, as_=by)
        assert found is not None
        return found


def every(viewer: Viewer) -> tuple[Request, ...]:
    """The register of the viewer's agency, latest first; audited as a list."""
    with one_transaction():
        stand_at_the_door(viewer)
        rows = DisclosureRequest.objects.select_related("registered_by", "agency").order_by(
            "-registered_at"
        )[:500]
        steps = _steps_of(row.id for row in rows)
        note_list("list", "register of requests for disclosure")
        return tuple(_request(row, steps.get(row.id, ())) for row in rows)


def one(request: UUID, *, as_: Viewer) -> Request | None:
    """One request of the viewer's agency; None where there is none within reach."""
    with one_transaction():
        stand_at_the_door(as_)
        row = (
            DisclosureRequest.objects.select_related("registered_by", "agency")
            .filter(id=request)
            .first()
        )
        return None if row is None else _request(row, _steps_of([row.id]).get(row.id, ()))


def _must(known: Request, step: Step, by: Viewer, note: str) -> None:
    if step in DECIDES and step not in known.may_be_decided_by(by):
        raise NotRecordable([Problem("decision", "You decided already, or it is settled")])
    if step is Step.RELEASE:
        problems = problems_of_release(known.power, known.asked, known.steps)
        if problems:
            raise NotRecordable([Problem("decision", problem) for problem in problems])
    needs_words = {Step.RELEASE, Step.REFUSE, Step.GUARDIAN_NOT_TOLD}
    if step in needs_words and not note.strip():
        raise NotRecordable([Problem("note", "Say why, so that whoever reads it understands")])
    if step is Step.LETTER and known.decision is Decision.OPEN:
        raise NotRecordable([Problem("", "It is not decided yet")])


def _steps_of(requests: Iterable[UUID]) -> dict[UUID, tuple[Taken, ...]]:
    found: dict[UUID, tuple[Taken, ...]] = {}
    rows = DisclosureStep.objects.select_related("by").filter(request_id__in=list(requests))
    for row in rows.order_by("at"):
        where = f"{_place(row.request_id)}/{row.id}"
        taken = Taken(
            Step(row.step), row.by_id, row.by.name, row.at, row.protects_data,
            open_for_the_house(row.sealed, where=where),
        )  # fmt: skip
        found[row.request_id] = (*found.get(row.request_id, ()), taken)
    return found


def _request(row: DisclosureRequest, steps: tuple[Taken, ...]) -> Request:
    return Request(
        id=row.id,
        number=row.number,
        power=Power(row.power),
        came_on=row.came_on,
        registered_at=row.registered_at,
        registered_by=row.registered_by.name,
        agency=row.agency.name,
        asked=Asked.model_validate_json(open_for_the_house(row.sealed, where=_place(row.id))),
        steps=steps,
    )


def _number() -> str:
    """Random, so that no number tells how many requests there are."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"D-{drawn[:4]}-{drawn[4:]}"


def _place(request: UUID) -> str:
    return f"sharing/request/{request}"
