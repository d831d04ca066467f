"""The ground floor: agencies, practitioners, the child as a bare identifier, and the circle.

What is said about a child stands in the chronology, never here.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Cast

from tutela.people.roles import NEVER_IN_A_CIRCLE, AgencyKind, Nation, Role


def _choices(kind: type[AgencyKind] | type[Nation] | type[Role]) -> list[tuple[str, str]]:
    return [(member.value, member.label) for member in kind]


class Agency(models.Model):
    """An organisation whose people may hold accounts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=_choices(AgencyKind))
    nation = models.CharField(max_length=20, choices=_choices(Nation))
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in AgencyKind]), name="agency_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(nation__in=[n.value for n in Nation]), name="agency_nation_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of practitioners within an agency."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "name"], name="team_name_once_per_agency"),
        )

    def __str__(self) -> str:
        return self.name


class PractitionerManager(BaseUserManager["Practitioner"]):
    """Makes sign-ins. There is no superuser and no way to make one."""

    def create_practitioner(
        self, *, email: str, name: str, agency: Agency, password: str | None = None, **more: Any
    ) -> Practitioner:
        """A new practitioner; without a password nobody can sign in as them."""
        practitioner = self.model(
            email=self.normalize_email(email).casefold(), name=name, agency=agency, **more
        )
        practitioner.set_password(password)
        practitioner.save(using=self._db)
        return practitioner


class Practitioner(AbstractBaseUser):
    """A person who works with children, signed in by e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    manages = models.BooleanField(
        default=False, help_text="Holds the manager's role towards the children their agency leads."
    )
    on_duty_rota = models.BooleanField(
        default=False, help_text="May open a record in an emergency. Opens nothing by itself."
    )
    protects_data = models.BooleanField(
        default=False, help_text="Data protection officer or Caldicott guardian of the agency."
    )
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PractitionerManager] = PractitionerManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as colleagues read it."""
        return self.name


def _joined(first: str, *others: str) -> CombinedExpression:
    """The values of these fields with slashes between them."""
    # Not Concat: PostgreSQL doesn't know that it always answers the same.
    text = models.CharField()
    joined: Combinable = F(first)
    for field in others:
        slashed = CombinedExpression(joined, "||", Value("/"), output_field=text)
        joined = CombinedExpression(slashed, "||", F(field), output_field=text)
    assert isinstance(joined, CombinedExpression)
    return joined


class UnscopedRead(RuntimeError):
    """Something tried to reach children without a door."""


class NoDoor(models.Manager[Any]):
    """The default manager of what only a door may reach: it raises."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[Any]:
        raise UnscopedRead(f"{self.model.__name__} is reached through tutela.doors only")


class Child(models.Model):
    """A bare identifier with its key. Nothing about the child stands here.

    ``sealed_key`` is the child's own 32-byte key, wrapped under the master key. ``state`` and
    ``shield`` (how closely the whereabouts are kept) follow from the chronology. The ``head_``
    columns are the last place, digest and time of the chronology, kept by the database itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    sealed_key = models.BinaryField()
    lead_agency = models.ForeignKey(Agency, models.PROTECT, null=True)
    state = models.CharField(max_length=20, default="open")
    shield = models.CharField(max_length=10, default="open")
    opened_at = models.DateTimeField()
    head_place = models.IntegerField(default=0)
    head_digest = models.BinaryField(default=b"")
    head_recorded_at = models.DateTimeField(null=True)

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Child]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["open", "restricted", "closed", "closed-restricted"]),
                name="child_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(shield__in=["open", "shielded", "sealed"]), name="child_shield_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Membership(models.Model):
    """One person's place in the circle around one child: as whom, how, and during what time.

    ``relation``, ``purpose`` and ``basis`` are those of `tutela.access.standing`, and ``standing``
    all four in one, for the access table. ``scope``: the only categories it reaches, if it was
    given for a part. ``named``: may look at sealed whereabouts.

    Derived from the chronology (``circle-joined``, ``circle-left``) by the database function that
    appends entries, since what anyone may read hangs on it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    role = models.CharField(max_length=30, choices=_choices(Role))
    relation = models.CharField(max_length=12, default="circle")
    purpose = models.CharField(max_length=20, default="care")
    basis = models.CharField(max_length=20, default="responsible")
    scope = ArrayField(models.CharField(max_length=20), null=True)
    named = models.BooleanField(default=False)
    during = DateTimeRangeField()
    standing = models.GeneratedField(
        expression=_joined("role", "relation", "purpose", "basis"),
        output_field=models.CharField(max_length=90),
        db_persist=True,
    )

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        indexes = (
            models.Index(fields=["practitioner", "child"], name="membership_by_practitioner"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in Role if r not in NEVER_IN_A_CIRCLE]),
                name="membership_role_may_read",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["circle", "guest", "emergency"]),
                name="membership_relation_is_known",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["care", "immediate-risk", "proceedings", "oversight"]),
                name="membership_never_for_enforcement",
            ),
            models.CheckConstraint(
                condition=Q(relation="circle") | Q(during__endswith__isnull=False),
                name="membership_of_guests_ends",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    # As text, so that nobody's children are looked for in this index: asked for
                    # one of its later columns alone, it is read from end to end.
                    (Cast("practitioner", models.TextField()), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="membership_one_lead_at_a_time",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role=Role.LEAD_WORKER.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of a child"


class Conflict(models.Model):
    """A declared conflict of interest: this person reads nothing of this child, in any role, by any
    door. Derived from the chronology (``conflict-declared``, ``conflict-ended``)."""

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, models.PROTECT)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT)
    during = DateTimeRangeField()

    objects = NoDoor()
    behind_the_door: ClassVar[models.Manager[Conflict]] = models.Manager()

    class Meta:
        base_manager_name = "behind_the_door"
        indexes = (models.Index(fields=["practitioner", "child"], name="conflict_by_practitioner"),)

    def __str__(self) -> str:
        return "a conflict of interest"


class Look(models.Model):
    """When a practitioner last looked at a child's page, so that the next page can say what is
    new. Convenience, not audit."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practitioner", "child"], name="look_once_per_child"),
        )

    def __str__(self) -> str:
        return f"a look at {self.at}"
