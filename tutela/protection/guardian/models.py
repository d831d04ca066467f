"""The derived table that the board of guardians reads."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Agency, Child


class GuardianRow(models.Model):
    """How one child stands to a guardian. Derived; see `projections`.

    ``state`` is ``guardian``, ``waiting``, ``gap`` or ``nobody``; ``since`` is when that began and
    ``waited_days`` how many days the first guardian took, where there was one.
    """

    child = models.ForeignKey(Child, models.CASCADE)
    agency = models.ForeignKey(Agency, models.CASCADE, null=True)
    state = models.CharField(max_length=10)
    since = models.DateTimeField()
    waited_days = models.IntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"
