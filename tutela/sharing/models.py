"""The register of requests for disclosure: what was asked of an agency, and each step it took; and
invitations by link.

The register hangs on no child. What is asked, and about whom, stands sealed in words, so that a
request about a child who is known and one about a child who is not look the same, to people and to
the database.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from tutela.people.models import Agency, Child, Practitioner
from tutela.sharing.requesting import Power, Step


class DisclosureRequest(models.Model):
    """One request, as it came. ``sealed`` holds who asked, for what, about whom."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT)
    registered_by = models.ForeignKey(Practitioner, models.PROTECT)
    registered_at = models.DateTimeField()
    came_on = models.DateField()
    power = models.CharField(max_length=30)
    sealed = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["agency", "-registered_at"], name="request_by_agency"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(power__in=[p.value for p in Power]), name="request_power_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.number


class DisclosureStep(models.Model):
    """What somebody did about a request. ``protects_data`` and ``at`` are set by the database."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DisclosureRequest, models.PROTECT)
    step = models.CharField(max_length=20)
    by = models.ForeignKey(Practitioner, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    protects_data = models.BooleanField(default=False)
    sealed = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(step__in=[s.value for s in Step]), name="step_is_known"
            ),
            models.UniqueConstraint(
                fields=["request", "by"],
                condition=Q(step__in=[Step.RELEASE.value, Step.REFUSE.value]),
                name="step_decided_once_each",
            ),
        )

    def __str__(self) -> str:
        return self.step


class Invitation(models.Model):
    """A link to one package for somebody without an account. The application touches it through
    `doors/sql/4_invited.sql` only.

    ``sent`` is the entry by which the package left. ``token_hash`` is a keyed hash of what stands
    in the link; ``sealed_code`` the Argon2 hash of the code, sealed. It opens once, before
    ``expires_at``; ``failures`` are wrong codes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    sent = models.UUIDField()
    token_hash = models.CharField(max_length=32, unique=True)
    sealed_code = models.TextField()
    issued_by = models.ForeignKey(Practitioner, models.PROTECT)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["sent"], condition=Q(ended_at__isnull=True), name="invitation_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return "an invitation by link"
