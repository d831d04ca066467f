"""Derived tables that boards read: matters at hand, and why duties were late."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child


class MatterRow(models.Model):
    """Something about one child that needs a look from ``since`` until ``until``. Derived."""

    child = models.ForeignKey(Child, models.CASCADE)
    matter = models.CharField(max_length=40)
    category = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    entry = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["matter", "since"], name="matter_by_time"),)

    def __str__(self) -> str:
        return f"{self.matter} since {self.since}"


class LatenessRow(models.Model):
    """The last reason that was given for a duty of one child. Derived."""

    child = models.ForeignKey(Child, models.CASCADE)
    duty = models.CharField(max_length=40)
    why = models.CharField(max_length=30)
    explained = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.duty}: {self.why}"
