"""The one table of entries, as the database holds it. Only `tutela.doors` reads or writes it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from tutela.chronology.kinds import Category
from tutela.chronology.moment import Precision
from tutela.people.models import Agency, Child, NoDoor, Practitioner


class StoredEntry(models.Model):
    """A row of a child's chain. Never updated, never deleted, by any role the program has.

    ``content`` is canonical JSON; its key ``sealed`` holds the protected answers, encrypted under
    the child's key and bound to this entry. ``reason`` is encrypted likewise. ``digest`` is the
    SHA-256 of the digest before it, this row and its content.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    place = models.IntegerField()
    kind = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    category = models.CharField(max_length=20)
    happened_from = models.DateTimeField(null=True)
    happened_until = models.DateTimeField(null=True)
    precision = models.CharField(max_length=10)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, models.PROTECT, db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    role = models.CharField(max_length=30)
    refers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    withdraws = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.BinaryField()

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[StoredEntry]] = models.Manager()

    class Meta:
        db_table = "chronology_entry"
        base_manager_name = "behind_the_door"
        constraints = (
            models.UniqueConstraint(fields=["child", "place"], name="entry_place_is_unique"),
            models.UniqueConstraint(
                Coalesce("corrects", "withdraws"),
                name="entry_is_mended_once",
                condition=Q(corrects__isnull=False) | Q(withdraws__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(withdraws__isnull=True),
                name="entry_corrects_or_withdraws",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, withdraws__isnull=True) | ~Q(reason=""),
                name="entry_mends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(category__in=[c.value for c in Category]),
                name="entry_category_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    precision=Precision.UNKNOWN.value,
                    happened_from__isnull=True,
                    happened_until__isnull=True,
                )
                | Q(
                    precision=Precision.INSTANT.value,
                    happened_from=models.F("happened_until"),
                )
                | Q(
                    precision__in=[
                        p.value
                        for p in Precision
                        if p not in {Precision.UNKNOWN, Precision.INSTANT}
                    ],
                    happened_from__lt=models.F("happened_until"),
                ),
                name="entry_moment_is_a_span",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} at place {self.place}"


class Head(models.Model):
    """When each category of a child's chronology was last added to. Written by the function that
    appends, from an entry whose own keys are checked; so it needs no check of its own."""

    child = models.ForeignKey(Child, models.PROTECT, db_constraint=False)
    category = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, models.PROTECT, db_index=False, db_constraint=False)

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Head]] = models.Manager()

    class Meta:
        db_table = "chronology_head"
        base_manager_name = "behind_the_door"
        constraints = (
            models.UniqueConstraint(fields=["child", "category"], name="head_once_per_category"),
        )

    def __str__(self) -> str:
        return f"{self.category} last recorded at {self.recorded_at}"
