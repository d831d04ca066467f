"""Checkpoints of the audit, and who was handed which."""

from __future__ import annotations

from django.db import models


class Checkpoint(models.Model):
    """What the log said of itself at a moment: so many lines, and the root over them.

    ``upto`` is the id of the last audited line in it; ``peaks`` are the roots of its full subtrees,
    from which it goes on; ``note`` is the signed note of C2SP's tlog-checkpoint.
    """

    size = models.BigIntegerField(primary_key=True)
    upto = models.BigIntegerField()
    root = models.BinaryField()
    peaks = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"a checkpoint of {self.size} lines"


class Handed(models.Model):
    """A checkpoint was handed to a witness, or why it was not; and the witness's signature."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT)
    witness = models.CharField(max_length=200)
    at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True)
    cosignature = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["checkpoint", "witness"], name="handed_once_to_each_witness"
            ),
        )

    def __str__(self) -> str:
        return f"handed to {self.witness}"
