"""Matters and reasons as derived tables, made anew for a child whenever an entry matters."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from tutela.doors.projections import Projection, Whole, declare
from tutela.duties.births import kinds_of_birth
from tutela.duties.duty import happened_at
from tutela.teamwork.derive import explained
from tutela.teamwork.entries import LatenessExplained
from tutela.teamwork.matters import all_matters


def _matter_model() -> type[models.Model]:
    from tutela.teamwork.models import MatterRow  # noqa: PLC0415 - models need Django to be set up

    return MatterRow


def _lateness_model() -> type[models.Model]:
    from tutela.teamwork.models import LatenessRow  # noqa: PLC0415 - as above

    return LatenessRow


def _matters_of(whole: Whole) -> Iterator[models.Model]:
    for matter in all_matters().values():
        for span in matter.found(whole.chronology):
            yield _matter_model()(
                child_id=whole.child,
                matter=matter.slug,
                category=matter.category,
                since=span.since,
                until=span.until,
                entry=span.entry,
            )


def _kinds_of_matters() -> frozenset[str]:
    kinds = frozenset().union(*(m.slugs for m in all_matters().values()))
    births = any(m.on_births for m in all_matters().values())
    return kinds | kinds_of_birth() if births else kinds


def _reasons_of(whole: Whole) -> Iterator[models.Model]:
    for duty, entry in explained(whole.chronology).items():
        yield _lateness_model()(
            child_id=whole.child,
            duty=duty,
            why=entry.says(LatenessExplained).why,
            explained=happened_at(entry),
        )


declare(
    Projection(name="matters", model=_matter_model, kinds=_kinds_of_matters, derive=_matters_of)
)
declare(
    Projection(
        name="lateness",
        model=_lateness_model,
        kinds=lambda: frozenset({"lateness-explained"}),
        derive=_reasons_of,
    )
)
