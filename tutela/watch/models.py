"""What is watched over: signals, days on leave, who else is told, and decoys. The application reads
none of these tables; it asks functions, which answer data protection officers alone."""

from __future__ import annotations

from django.db import models

from tutela.people.models import Agency, Child, Practitioner


class Signal(models.Model):
    """Something that one person did on one day is unlike what their peers do, or was a look at a
    decoy. It asks a question; it proves nothing.

    ``number`` is what was counted, ``usual`` what 95 of 100 of the peers' days stay within.
    """

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    day = models.DateField()
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    agency = models.UUIDField()
    measure = models.CharField(max_length=20)
    number = models.IntegerField()
    usual = models.IntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.UUIDField(null=True)
    found = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["practitioner", "measure"], name="signal_by_person"),)

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}"


class Count(models.Model):
    """How often one person did something on one London day. Derived from the audit, night by night;
    ``lines`` is the number of all lines, so that a day without the thing counts as a nought."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    day = models.DateField()
    measure = models.CharField(max_length=20)
    number = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["practitioner", "day", "measure"], name="count_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}: {self.number}"


class Leave(models.Model):
    """Days on which somebody is not at work. Without a last day: they have left."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    first = models.DateField()
    last = models.DateField(null=True)

    def __str__(self) -> str:
        return f"from {self.first}"


class Overseer(models.Model):
    """Whose data protection officer sees the signals of an agency too: nobody watches alone over
    their own colleagues."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    also = models.ForeignKey(Agency, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "also"], name="overseer_once"),
            models.CheckConstraint(
                condition=~models.Q(agency=models.F("also")), name="overseer_is_another_agency"
            ),
        )

    def __str__(self) -> str:
        return "sees the signals of another agency"


class Decoy(models.Model):
    """A record of nobody. It looks like any other, and whoever looks at it is asked why."""

    child = models.OneToOneField(Child, models.CASCADE, primary_key=True)
    agency = models.ForeignKey(Agency, models.CASCADE)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return "a decoy"
