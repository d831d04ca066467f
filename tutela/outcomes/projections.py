"""The last answers about each outcome as a derived table, made anew whenever one is written."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from tutela.chronology.kinds import kind_of
from tutela.doors.projections import Projection, Whole, declare
from tutela.outcomes.derive import Voice, pictures
from tutela.outcomes.entries import OutcomeOwnView, OutcomeWorkerView


def _model() -> type[models.Model]:
    from tutela.outcomes.models import OutcomeRow  # noqa: PLC0415 - needs Django to be set up

    return OutcomeRow


def _rows(whole: Whole) -> Iterator[models.Model]:
    for code, picture in pictures(whole.chronology).items():
        for voice in Voice:
            views = picture.views(voice)
            if views:
                last = views[-1]
                yield _model()(
                    child_id=whole.child,
                    outcome=code,
                    voice=voice.value,
                    given=last.content.given.value,
                    step=last.step.number if last.step else None,
                    held=last.entry.happened.start or last.entry.recorded,
                )


def _kinds() -> frozenset[str]:
    return frozenset(kind_of(content).slug for content in (OutcomeOwnView, OutcomeWorkerView))


declare(Projection(name="outcomes", model=_model, kinds=_kinds, derive=_rows))
