"""The register of children who are still missing, and what is asked of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.people.models import Agency, Child, Practitioner


class StillMissing(models.Model):
    """A child of whom nobody knows where they are, and the keyed hashes by which they may be
    recognised. Derived; see `register`. Nobody reads a name out of them."""

    child = models.ForeignKey(Child, models.CASCADE)
    since = models.DateTimeField()
    keys = ArrayField(models.CharField(max_length=32))

    def __str__(self) -> str:
        return f"missing since {self.since}"


class Asked(models.Model):
    """The register is asked about a child of whom something was just recorded. Written in the
    transaction of that entry, the same whoever is missing; answered afterwards by the clerk. The
    application can't read it.

    ``is_missing``: they are missing themselves, so that records made before are looked at too.
    """

    id = models.UUIDField(primary_key=True)
    child = models.ForeignKey(Child, models.CASCADE)
    keys = ArrayField(models.CharField(max_length=32))
    is_missing = models.BooleanField()
    by = models.ForeignKey(Practitioner, models.CASCADE)
    agency = models.ForeignKey(Agency, models.CASCADE)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["at"],
                name="asked_not_answered",
                condition=models.Q(answered_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"asked at {self.at}"


class Answered(models.Model):
    """The lead of a missing child was told of another record once; they are not told again."""

    child = models.ForeignKey(Child, models.CASCADE)
    other = models.ForeignKey(Child, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["child", "other"], name="answered_once_about_a_record"),
        )

    def __str__(self) -> str:
        return f"answered at {self.at}"
