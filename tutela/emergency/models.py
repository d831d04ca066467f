"""Emergency access as the database function keeps it, and by what a child is found in one."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child, Practitioner


class Attempt(models.Model):
    """Somebody on the duty rota tried to open a record. Written by the database function alone; the
    application can't read it.

    ``found`` is the child, where there was one that could be opened; ``words`` a keyed hash of what
    they wrote, so that the same words given again show; ``outcome`` what came of it.
    """

    id = models.UUIDField(primary_key=True)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    at = models.DateTimeField()
    reason = models.CharField(max_length=12)
    words = models.CharField(max_length=32, blank=True)
    second = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    suspends_at = models.DateTimeField()
    found = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20)

    class Meta:
        indexes = (models.Index(fields=["practitioner", "at"], name="attempt_by_practitioner"),)

    def __str__(self) -> str:
        return f"{self.outcome} at {self.at}"


class Opening(models.Model):
    """A record that was opened in an emergency. Derived from the chronology (``emergency-opened``,
    ``emergency-ended``, ``emergency-reviewed``) by the function that appends entries.

    Not looked at again by ``suspends_at``, or found not justified: the right of whoever opened it
    is suspended, until somebody restores it.
    """

    id = models.UUIDField(primary_key=True)
    child = models.ForeignKey(Child, models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    agency = models.UUIDField()
    second = models.UUIDField(null=True)
    reason = models.CharField(max_length=12)
    words = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    suspends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=15, blank=True)

    class Meta:
        indexes = (models.Index(fields=["practitioner", "at"], name="opening_by_practitioner"),)

    def __str__(self) -> str:
        return f"opened at {self.at}"


class Restoration(models.Model):
    """Somebody's right to open records in an emergency was given back, with a reason."""

    id = models.UUIDField(primary_key=True)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    why = models.TextField()

    def __str__(self) -> str:
        return f"restored at {self.at}"


class FoundBy(models.Model):
    """Keyed hashes by which a duty worker finds a child: an exact name with a date of birth, or an
    exact number in a register. Derived; see `finding`. Nobody reads a name out of them."""

    child = models.ForeignKey(Child, models.CASCADE)
    key = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["key"], name="found_by_key"),)

    def __str__(self) -> str:
        return "a way to find a child"
