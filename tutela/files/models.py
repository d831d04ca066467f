"""Where the bytes of documents lie: sealed, in pieces, in the database with all else, so that a
backup carries them and a restored copy has them."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Child, Practitioner


class Piece(models.Model):
    """A piece of a document, encrypted under a key of its own.

    ``entry`` is the entry by which the document was first recorded, ``part`` is ``copy`` or
    ``original``. ``sealed_key`` is the document's key, wrapped under the child's.
    """

    child = models.ForeignKey(Child, models.CASCADE)
    entry = models.UUIDField()
    part = models.CharField(max_length=10)
    number = models.IntegerField()
    of = models.IntegerField()
    sealed_key = models.TextField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entry", "part", "number"], name="piece_once"),
            models.CheckConstraint(
                condition=models.Q(part__in=["copy", "original"]), name="piece_part_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=models.F("of")),
                name="piece_is_one_of_them",
            ),
        )

    def __str__(self) -> str:
        return f"piece {self.number} of {self.of}"


class Space(models.Model):
    """How much is kept about one child, in bytes."""

    child = models.OneToOneField(Child, models.CASCADE, primary_key=True)
    bytes = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.bytes} bytes"


class Sent(models.Model):
    """That somebody sent a file, taken or refused: for the limit of a day. Not about a child."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["practitioner", "at"], name="sent_by_day"),)

    def __str__(self) -> str:
        return f"a file sent at {self.at}"
