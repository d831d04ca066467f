"""People whom a practitioner knows in private life, so that they never meet them in a record."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from tutela.people.models import Practitioner


class KnownPerson(models.Model):
    """Somebody whom a practitioner knows. Their name, address and tie are sealed under the house's
    key, bound to this row; only the practitioner reads the list."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    sealed = models.TextField()
    added = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "somebody whom a practitioner knows"
