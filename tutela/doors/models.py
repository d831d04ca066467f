"""Derived tables that the doors keep for lists."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child


class KnownAs(models.Model):
    """How a child is known in lists, sealed under the child's key. Derived; see `faces`."""

    child = models.OneToOneField(Child, models.CASCADE, primary_key=True)
    sealed = models.TextField()

    def __str__(self) -> str:
        return "how a child is known"


class Indexed(models.Model):
    """An exact identifier of a child, as a keyed hash of 16 bytes. Derived; see `identifiers`."""

    child = models.ForeignKey(Child, models.CASCADE)
    field = models.CharField(max_length=20)
    category = models.CharField(max_length=20)
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"an identifier: {self.field}"
