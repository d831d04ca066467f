"""Records that must not be erased, and records that were."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from tutela.people.models import Child, NoDoor


class Hold(models.Model):
    """A record is not to be erased, though its time has come: a court, an inquiry, a claim.

    Why it was placed and why released is sealed under the child's key. ``placed_by`` and
    ``released_by`` are practitioners, who may be gone by then.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    placed = models.DateTimeField()
    placed_by = models.UUIDField()
    reason = models.TextField()
    released = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    release_reason = models.TextField(blank=True)

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Hold]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        constraints = (
            models.UniqueConstraint(
                fields=["child"], name="hold_one_at_a_time", condition=Q(released__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(released__isnull=True, released_by__isnull=True)
                | Q(released__isnull=False, released_by__isnull=False),
                name="hold_is_released_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"a hold placed at {self.placed}"


class Ground(models.Model):
    """What was said about a record that changes how long it is kept (see `rules.Said`), and by
    whom. ``why`` is sealed under the child's key."""

    child = models.OneToOneField(Child, models.PROTECT, primary_key=True)
    died = models.DateField(null=True)
    never_looked_after = models.BooleanField(default=False)
    said = models.DateTimeField()
    said_by = models.UUIDField()
    why = models.TextField()

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Ground]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        constraints = (
            models.CheckConstraint(
                condition=Q(died__isnull=False) | Q(never_looked_after=True),
                name="ground_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"said at {self.said}"


class Erasure(models.Model):
    """A record was erased: its key destroyed, its entries emptied. Their digests stand.

    ``kept_until`` is the day from which it might be erased, ``seal`` the SHA-256 over the place (4
    bytes) and digest of each of its ``places`` entries, in order: what a walk along an erased chain
    is held against. ``first`` and ``second`` are the two practitioners who did it.
    """

    child = models.OneToOneField(Child, models.PROTECT, primary_key=True)
    erased_on = models.DateField()
    at = models.DateTimeField()
    kept_until = models.DateField()
    first = models.UUIDField()
    second = models.UUIDField()
    places = models.IntegerField()
    seal = models.BinaryField()

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Erasure]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        constraints = (
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="erasure_is_done_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(kept_until__lte=F("erased_on")), name="erasure_is_not_early"
            ),
        )

    def __str__(self) -> str:
        return f"erased on {self.erased_on}"
