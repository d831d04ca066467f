"""What authorities declare that they have, and the children for whom a place is to be found."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.people.models import Agency, Child, Practitioner


class Declaration(models.Model):
    """What one authority said on one day that it can offer. The latest counts; none is changed.

    It is about an agency and about no child. ``areas`` are the counties and towns in which it would
    place a child.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    by = models.ForeignKey(Practitioner, models.PROTECT)
    at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    areas = ArrayField(models.CharField(max_length=100))
    languages = ArrayField(models.CharField(max_length=10))
    offers = ArrayField(models.CharField(max_length=30))

    class Meta:
        indexes = (models.Index(fields=["agency", "-at"], name="declaration_latest"),)

    def __str__(self) -> str:
        return f"{self.places} places"


class Waiting(models.Model):
    """A child for whom a place is still to be found, with what they need, sealed under their own
    key. Derived; see `kept`."""

    child = models.ForeignKey(Child, models.CASCADE)
    since = models.DateTimeField()
    hotel = models.BooleanField()
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"waiting since {self.since}"
