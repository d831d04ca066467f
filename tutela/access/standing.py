"""How a person stands to one child: in which role, by which relation, for what, on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from tutela.chronology.kinds import Category
from tutela.people.choice import Choice
from tutela.people.roles import Role


class Relation(Choice):
    """By what tie a person comes to a child's record."""

    CIRCLE = "circle", "Stands in the circle around the child"
    AGENCY = "agency", "Manages in the agency that leads"
    GUEST = "guest", "Invited for a time, to a part of the record"
    EMERGENCY = "emergency", "Opened the record in an emergency"


class Purpose(Choice):
    """What the record is used for."""

    CARE = "care", "Looking after and protecting the child"
    IMMEDIATE_RISK = "immediate-risk", "Averting an immediate danger"
    PROCEEDINGS = "proceedings", "Legal advice and proceedings"
    OVERSIGHT = "oversight", "Checking the quality of the work"
    ENFORCEMENT = "enforcement", "Immigration enforcement"


class Basis(Choice):
    """On what ground of law somebody reads a child's record."""

    RESPONSIBLE = "responsible", "Their agency is responsible for the child"
    STATUTORY = "statutory", "A law or statutory guidance gives them a duty towards the child"
    SAFEGUARDING = "safeguarding", "Sharing is needed to safeguard the child"
    CONSENT = "consent", "The young person agreed to it"
    COURT_ORDER = "court-order", "A court ordered it"
    VITAL_INTERESTS = "vital-interests", "Somebody's life or safety is at stake"


@dataclass(frozen=True)
class Standing:
    """A person's present tie to one child.

    ``scope`` are the only categories it reaches, where it was given for a part of the record.
    ``named``: may look at sealed whereabouts. Only a standing whose ground still holds is made.
    """

    role: Role
    relation: Relation = Relation.CIRCLE
    purpose: Purpose = Purpose.CARE
    basis: Basis = Basis.RESPONSIBLE
    scope: frozenset[Category] | None = None
    named: bool = False

    @property
    def key(self) -> str:
        """As the database knows it: ``guardian/circle/care/statutory``."""
        return f"{self.role}/{self.relation}/{self.purpose}/{self.basis}"

    @classmethod
    def of(cls, key: str, scope: list[str] | None = None, named: bool = False) -> Standing:
        """The standing that the database tells of."""
        role, relation, purpose, basis = key.split("/")
        return cls(
            Role(role),
            Relation(relation),
            Purpose(purpose),
            Basis(basis),
            None if scope is None else frozenset(map(Category, scope)),
            named,
        )


MANAGES = Standing(Role.MANAGER, Relation.AGENCY)
"""What a manager is to every child whom their agency leads, without a place in the circle."""
