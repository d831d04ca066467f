"""The young person's card."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from tutela.people.models import Child, Practitioner


class Card(models.Model):
    """A young person's way in. The application touches it through `doors/sql/4_entrance.sql` only.

    ``code_hash`` is a keyed hash of the code. ``sealed_pin`` is the Argon2 hash of the PIN, sealed:
    a PIN has so few digits that its hash alone would give it away. ``is_first``: the PIN was given,
    and is to be replaced by one that nobody else knows. ``failures`` are those of its whole life.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    code_hash = models.CharField(max_length=32, unique=True)
    sealed_pin = models.TextField()
    sealed_nickname = models.TextField()
    is_first = models.BooleanField(default=True)
    issued_by = models.ForeignKey(Practitioner, models.PROTECT)
    issued_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    tries = models.IntegerField(default=0)
    tries_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["child"], condition=Q(ended_at__isnull=True), name="card_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return "a young person's card"
