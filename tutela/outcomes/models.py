"""What was answered about outcomes, as a derived table: what figures over many children read."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child


class OutcomeRow(models.Model):
    """The last answer of one child, or of those who work with them, about one outcome. Derived.

    ``step`` is 1 to 5, and None where the answer is none; ``held`` is the day on which it held.
    """

    child = models.ForeignKey(Child, models.CASCADE)
    outcome = models.CharField(max_length=120)
    voice = models.CharField(max_length=10)
    given = models.CharField(max_length=20)
    step = models.SmallIntegerField(null=True)
    held = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["outcome", "voice"], name="outcome_by_voice"),)

    def __str__(self) -> str:
        return f"{self.outcome} ({self.voice})"
