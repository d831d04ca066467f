"""Carrying out one run: read what it works on, do the work, keep what was found.

Each step of progress is a transaction of its own, so that a page sees it; the work itself holds
none open, however long it takes.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tutela.access.viewer import Viewer, viewer_of
from tutela.people.models import Practitioner
from tutela.prevalence import studies
from tutela.prevalence.analysts import come_in
from tutela.prevalence.models import Run, RunState
from tutela.prevalence.working import Given, NoResult, work


class NotWanted(Exception):
    """The run, its study or its analyst's right is gone: there is nobody to work for."""


def carry_out(run: UUID, who: UUID) -> None:
    """Work on a run for the analyst who asked for it. Raises NotWanted."""
    viewer = viewer_of(Practitioner.objects.get(id=who))
    with transaction.atomic():
        come_in(viewer)
        asked = Run.objects.filter(id=run, state=RunState.RUNNING).first()
        if asked is None:
            raise NotWanted
        given = given_of(asked)
    teller = _Teller(run, viewer)
    try:
        parts = work(given, teller)
    except NoResult as refusal:
        with transaction.atomic():
            come_in(viewer)
            studies.keep_refusal(asked, refusal.words, at=timezone.now())
        return
    with transaction.atomic():
        come_in(viewer)
        studies.keep_results(asked, parts, at=timezone.now())


def given_of(run: Run) -> Given:
    """What a run works on: the lists, decisions and period of its study, as they stand now."""
    lists = studies.contents_of(run.study_id)
    about = studies.study_of(run.study_id).about
    return Given(
        kind=lists[0][0].kind if lists else "people",
        lists=[(brought.name, content) for brought, content in lists],
        decisions=[
            (d.left, d.right, d.decision, d.by, d.at.isoformat(), d.reason)
            for d in studies.decisions_of(run.study_id)
        ],
        start=about.start,
        end=about.end,
        **studies.settings_of(run),
    )


class _Teller:
    """Writes down how far the work has come, whenever that changes."""

    def __init__(self, run: UUID, viewer: Viewer) -> None:
        self.run, self.viewer = run, viewer
        self.said: tuple[str, int] | None = None

    def __call__(self, stage: str, done: int) -> None:
        if (stage, done) == self.said:
            return
        self.said = (stage, done)
        with transaction.atomic():
            come_in(self.viewer)
            told = Run.objects.filter(id=self.run, state=RunState.RUNNING, cancel=False)
            if not told.update(stage=stage[:60], done=done):
                raise NotWanted
