"""Notices: what somebody must hear of, and whether it was read and mailed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from tutela.people.models import Child, Practitioner


class Notice(models.Model):
    """One thing that one person must hear of. Written by database functions alone, in the
    transaction of what it tells of.

    ``sort`` says what happened, ``about`` what it is about, ``facts`` what the words need: names of
    colleagues, never of a child. ``child`` links to a record that the person may or may not see.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    sort = models.CharField(max_length=30)
    about = models.UUIDField(null=True)
    child = models.ForeignKey(Child, models.CASCADE, null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["practitioner", "-at"], name="notice_by_practitioner"),
            models.Index(
                fields=["at"], name="notice_to_mail", condition=models.Q(mailed_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.sort} at {self.at}"
