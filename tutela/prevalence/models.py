"""Studies of prevalence, and who may hold them. No row here is about a child of the record.

What an analyst brings or finds is sealed text. The database shows a study to its owner alone, while
the owner is an analyst and the study's time lasts (`sql/4_studies.sql`); it deletes through one
function, which audits.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from tutela.people.models import Practitioner

LONGEST_KEPT = timedelta(days=90)


class Analyst(models.Model):
    """Somebody who may hold studies. Named by whoever runs the installation, never by a page."""

    practitioner = models.OneToOneField(Practitioner, models.PROTECT, primary_key=True)
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"analyst since {self.since}"


class Study(models.Model):
    """One question put to a few lists. ``sealed`` holds its name, purpose, ground and period."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Practitioner, models.PROTECT)
    sealed = models.TextField()
    opened_at = models.DateTimeField()
    keep_until = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(keep_until__lte=F("opened_at") + LONGEST_KEPT),
                name="study_is_kept_ninety_days_at_most",
            ),
        )

    def __str__(self) -> str:
        return f"a study opened {self.opened_at}"


class BroughtList(models.Model):
    """A file that was brought to a study, sealed whole, with what was counted in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    study = models.ForeignKey(Study, models.PROTECT)
    sealed = models.TextField()
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a list brought {self.brought_at}"


class PairDecision(models.Model):
    """What a person decided about two records. Rows are only ever added: the last one holds."""

    id = models.BigAutoField(primary_key=True)
    study = models.ForeignKey(Study, models.PROTECT)
    by = models.ForeignKey(Practitioner, models.PROTECT)
    sealed = models.TextField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a decision at {self.decided_at}"


class RunState(models.TextChoices):
    """How far a run has come. The clerk and the run's own process move it on, nobody else."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Failed"


UNDER_WAY = (RunState.WAITING, RunState.RUNNING)


class Run(models.Model):
    """Long work on a study, in a process of its own. This row is all of its state.

    ``stage`` and ``done`` (of 100) are its progress and say nothing about anybody; ``sealed`` holds
    how it was asked, ``ended_sealed`` why it was refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    study = models.ForeignKey(Study, models.PROTECT)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    stage = models.CharField(max_length=60, blank=True)
    done = models.SmallIntegerField(default=0)
    cancel = models.BooleanField(default=False)
    attempts = models.SmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sealed = models.TextField()
    ended_sealed = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "asked_at"], name="run_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="run_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(done__gte=0, done__lte=100), name="run_done_is_of_a_hundred"
            ),
            models.UniqueConstraint(
                fields=["study"], condition=Q(state__in=UNDER_WAY), name="run_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"a run, {self.state}"


class ResultPart(models.Model):
    """One part of what a run found, sealed: each page opens only the part that it shows."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, models.PROTECT)
    name = models.CharField(max_length=20)
    sealed = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "name"], name="part_once_per_run"),)

    def __str__(self) -> str:
        return self.name
