"""The published access table as the database holds it, and the audit of every read and write."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Grant(models.Model):
    """One allowed combination, copied from `tutela.access.policy` when the program is prepared.

    What does not stand here is denied, by the database too.
    """

    standing = models.CharField(max_length=90)
    category = models.CharField(max_length=20)
    action = models.CharField(max_length=10)
    state = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["standing", "state", "action", "category"], name="grant_stands_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.standing} may {self.action} {self.category} of an {self.state} record"


class Audit(models.Model):
    """Who did what to which child, written in the transaction it records. Append-only.

    ``action`` is read, record, correct, withdraw, open, list, search, reveal, export, refused,
    emergency, review, restore, rota, watch, sign-in, sign-out, wrong-try or way-in;
    ``categories`` are those that were shown; ``upto`` the last place in the chain that was shown.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    who = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=12)
    child = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)
    categories = ArrayField(models.CharField(max_length=20), default=list)
    upto = models.IntegerField(null=True)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["child", "at"], name="audit_by_child"),
            models.Index(fields=["who", "at"], name="audit_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.action} at {self.at}"


class DatabasePurpose(models.Model):
    """One row that says what this database is for. Only in a demonstration may entries be told
    when they were recorded."""

    only = models.BooleanField(primary_key=True, default=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(only=True), name="database_purpose_is_one"),
        )

    def __str__(self) -> str:
        return "a demonstration" if self.demonstration else "real records"
