"""Releases on their way to readers, and who may take them there. No row here is about a child.

A release is never changed: files and steps are only ever added, and the database refuses a step
out of order (`sql/4_releases.sql`). What state a release is in follows from its steps.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from tutela.people.models import Practitioner


class Work(models.TextChoices):
    """What somebody may do to releases."""

    DRAFT = "draft", "Bring drafts"
    CHECK = "check", "Check the drafts of others"
    PUBLISH = "publish", "Publish what was checked"


class StepKind(models.TextChoices):
    """What happens to a release."""

    DRAFTED = "drafted", "Brought as a draft"
    CHECKED = "checked", "Checked"
    SENT_BACK = "sent-back", "Sent back"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Officer(models.Model):
    """Who may do what. Named by whoever runs the installation, never by a page."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    work = models.CharField(max_length=10, choices=Work)
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practitioner", "work"], name="officer_once_per_work"),
            models.CheckConstraint(
                condition=models.Q(work__in=Work.values), name="officer_work_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.work} since {self.since}"


class Release(models.Model):
    """A release as it was brought. `slug` is its public address, once it has one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    label = models.CharField(max_length=100)
    manifest_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.label


class ReleaseFile(models.Model):
    """One file of a release, as brought."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, models.PROTECT)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["release", "name"], name="release_file_once"),
        )

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """Something that somebody did to a release, and why. `signature` is over the manifest."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, models.PROTECT)
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind)
    by = models.ForeignKey(Practitioner, models.PROTECT)
    at = models.DateTimeField()
    reason = models.TextField()
    signature = models.CharField(max_length=128, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["release", "place"], name="release_step_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=StepKind.values), name="release_step_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="release_step_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.kind
