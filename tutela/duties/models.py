"""The derived table of duties, which lists and boards read."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Agency, Child


class DueRow(models.Model):
    """A duty towards one child, as its entries stand now. Derived; see `projections`.

    Its state at a moment follows from the times: nothing here changes as the clock moves.
    """

    child = models.ForeignKey(Child, models.CASCADE)
    agency = models.ForeignKey(Agency, models.CASCADE, null=True)
    duty = models.CharField(max_length=40)
    category = models.CharField(max_length=20)
    falls_to = models.CharField(max_length=30)
    started_by = models.UUIDField()
    started = models.DateTimeField()
    due = models.DateTimeField(null=True)
    met_by = models.UUIDField(null=True)
    met = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["agency", "due"],
                name="due_open_by_agency",
                condition=models.Q(met__isnull=True, ended__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty} due {self.due}"
