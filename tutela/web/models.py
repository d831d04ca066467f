"""What the pages keep for themselves. Nothing here is part of a child's record."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child, Practitioner


class Counted(models.Model):
    """Rows of Django's database cache: how often a sign-in was tried, from where."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "web_counted"

    def __str__(self) -> str:
        return self.cache_key


class Draft(models.Model):
    """Answers that somebody has begun to give about a child and not yet sent. No entry.

    ``id`` is that of the entry that will come of it, so that sending twice records once. ``sealed``
    holds the answers under the child's key. ``place`` is how far the chronology had come.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE)
    kind = models.CharField(max_length=60)
    corrects = models.UUIDField(null=True)
    place = models.IntegerField()
    sealed = models.TextField()
    began = models.DateTimeField()
    kept = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["practitioner", "child", "kind", "corrects"],
                name="draft_one_of_a_kind",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"unfinished {self.kind}"
