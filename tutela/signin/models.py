"""What sign-in keeps: sessions, tries, recovery codes, agencies' own sign-ins, renewals.

Nothing here is of use to who steals it: keys are kept as hashes, contents sealed.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.people.models import Agency, Practitioner


class Session(models.Model):
    """One sign-in. ``key_hash`` is the SHA-256 of the cookie, which is kept nowhere; ``sealed`` is
    what the session holds, under the master key and bound to this row."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    holder = models.UUIDField(null=True, db_index=True)
    sealed = models.TextField()
    seen = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"a sign-in, last seen at {self.seen}"


class Tries(models.Model):
    """How often a door was tried. ``key`` is a keyed hash: it doesn't say whose door."""

    key = models.CharField(max_length=32, primary_key=True)
    count = models.IntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.count} tries until {self.until}"


class RecoveryCode(models.Model):
    """One recovery code that is not used yet, as a keyed hash bound to its owner."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    hash = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practitioner", "hash"], name="recovery_code_once"),
        )

    def __str__(self) -> str:
        return "a recovery code"


class Provider(models.Model):
    """An agency's own sign-in (OpenID Connect), as the command line set it up.

    At least one of ``acr`` and ``amr`` says what counts there as a second factor: the token must
    carry one of ``acr``, and all of ``amr``. ``sealed_secret`` is the client's secret.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT)
    issuer = models.URLField(max_length=400)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField()
    acr = ArrayField(models.CharField(max_length=200), default=list)
    amr = ArrayField(models.CharField(max_length=50), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency"], name="provider_one_per_agency"),
            models.CheckConstraint(
                condition=~models.Q(acr=[]) | ~models.Q(amr=[]),
                name="provider_asks_for_two_factors",
            ),
        )

    def __str__(self) -> str:
        return self.issuer


class Known(models.Model):
    """Who somebody is at an agency's own sign-in: the pair of issuer and subject, never an address
    of e-mail, which may be given to somebody else."""

    provider = models.ForeignKey(Provider, models.CASCADE)
    subject = models.CharField(max_length=255)
    practitioner = models.ForeignKey(Practitioner, models.CASCADE)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["provider", "subject"], name="subject_is_one_person"),
            models.UniqueConstraint(
                fields=["provider", "practitioner"], name="person_is_one_subject"
            ),
        )

    def __str__(self) -> str:
        return "a person at an agency's sign-in"


class Spent(models.Model):
    """A sign-in at an agency that was answered: its answer is not taken a second time."""

    nonce_hash = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "spent"

    def __str__(self) -> str:
        return f"spent until {self.until}"


class Renewal(models.Model):
    """A new way in for somebody who has lost theirs, or has none yet. Two people give it.

    Each of the two holds one half of a code; only the person who gets both halves comes in. The
    hashes are keyed and bound to this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="renewals")
    asked_by = models.ForeignKey(Practitioner, models.CASCADE, null=True, related_name="+")
    asked = models.DateTimeField()
    approved_by = models.ForeignKey(Practitioner, models.CASCADE, null=True, related_name="+")
    approved = models.DateTimeField(null=True)
    first_hash = models.CharField(max_length=32)
    second_hash = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)
    stopped = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(asked_by__isnull=True)
                | models.Q(approved_by__isnull=True)
                | ~models.Q(asked_by=models.F("approved_by")),
                name="renewal_takes_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(practitioner=models.F("asked_by"))
                & ~models.Q(practitioner=models.F("approved_by")),
                name="renewal_is_not_ones_own",
            ),
        )

    def __str__(self) -> str:
        return f"a renewal asked for at {self.asked}"
