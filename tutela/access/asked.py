"""A question to the policy, with all its sides. Pure."""

from __future__ import annotations

from typing import NamedTuple

from tutela.access.standing import Basis, Purpose, Relation
from tutela.chronology.kinds import Category, Choice
from tutela.people.roles import Role


class Action(Choice):
    """What somebody may do with a part of a record."""

    READ = "read", "Read"
    RECORD = "record", "Record"
    CORRECT = "correct", "Correct"
    WITHDRAW = "withdraw", "Withdraw"
    REVEAL = "reveal", "Ask to see where"
    EXPORT = "export", "Take a copy away"
    SHARE = "share", "Share with somebody else"


class ChildState(Choice):
    """The state of a child's record, as far as access is concerned."""

    OPEN = "open", "Open"
    RESTRICTED = "restricted", "Restricted"
    CLOSED = "closed", "Closed"
    CLOSED_RESTRICTED = "closed-restricted", "Closed and restricted"


class FieldClass(Choice):
    """What an answer is, besides its category."""

    PLAIN = "plain", "Does not say where"
    PLACE = "place", "Says where"


class Shield(Choice):
    """How closely it is kept where the child is."""

    OPEN = "open", "Open to the circle"
    SHIELDED = "shielded", "Shielded"
    SEALED = "sealed", "Sealed"


class Asked(NamedTuple):
    """One question to the policy. ``holds``: the ground still holds (consent can be withdrawn);
    ``inside``: the category lies within what the standing was given for; ``fresh``: the second
    factor was shown within five minutes; ``conflict``: a conflict of interest is declared."""

    role: Role
    relation: Relation
    purpose: Purpose
    basis: Basis
    category: Category
    action: Action
    state: ChildState
    field: FieldClass = FieldClass.PLAIN
    shield: Shield = Shield.OPEN
    named: bool = False
    fresh: bool = False
    conflict: bool = False
    holds: bool = True
    inside: bool = True


SIDES: dict[str, tuple[object, ...]] = {
    "role": tuple(Role),
    "relation": tuple(Relation),
    "purpose": tuple(Purpose),
    "basis": tuple(Basis),
    "category": tuple(Category),
    "action": tuple(Action),
    "state": tuple(ChildState),
    "field": tuple(FieldClass),
    "shield": tuple(Shield),
    "named": (False, True),
    "fresh": (False, True),
    "conflict": (False, True),
    "holds": (False, True),
    "inside": (False, True),
}
"""Every side of a question, in the order of `Asked`, with all its values."""
