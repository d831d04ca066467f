"""What the pages keep for themselves. Nothing here is part of a child's record."""

from __future__ import annotations

from django.db import models


class Counted(models.Model):
    """Rows of Django's database cache: how often a sign-in was tried, from where."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "web_counted"

    def __str__(self) -> str:
        return self.cache_key
