"""The keys of the house, wrapped under a master key."""

from __future__ import annotations

from django.db import models


class HouseKey(models.Model):
    """A key that belongs to no child. ``sealed`` is 32 bytes wrapped under a master key."""

    name = models.CharField(primary_key=True, max_length=40)
    sealed = models.BinaryField()
    made = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
