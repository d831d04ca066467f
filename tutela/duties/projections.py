"""Duties as a derived table, made anew for a child whenever an entry matters."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from tutela.doors.projections import Projection, Whole, declare
from tutela.duties.births import born, kinds_of_birth
from tutela.duties.duty import Due, duties_of, kinds_that_matter


def dues_of(whole: Whole) -> tuple[Due, ...]:
    """What the law asks about a child, by the nation of the lead agency."""
    return duties_of(whole.chronology, nation=whole.nation, born=born(whole.chronology))


def _model() -> type[models.Model]:
    from tutela.duties.models import DueRow  # noqa: PLC0415 - models need Django to be set up

    return DueRow


def _rows(whole: Whole) -> Iterator[models.Model]:
    for due in dues_of(whole):
        yield _model()(
            child_id=whole.child,
            agency_id=whole.lead_agency,
            duty=due.duty.id,
            category=due.duty.category,
            falls_to=due.duty.falls_to,
            started_by=due.started_by,
            started=due.started,
            due=due.due,
            met_by=due.met_by,
            met=due.met,
            ended=due.ended,
        )


DUTIES = Projection(
    name="duties",
    model=_model,
    # The circle decides the lead agency, and with it the nation whose rules hold.
    kinds=lambda: kinds_that_matter() | kinds_of_birth() | {"circle-joined"},
    derive=_rows,
)
declare(DUTIES)
