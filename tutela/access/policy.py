"""Who may do what with which part of a child's record: one table, one function. Pure.

Deny rules (`tutela.access.rules`) come first, and one is enough. What no rule refuses must stand in
the table below. Both are published on a page, copied into the database (where row-level security
repeats them) and walked, state by state, by the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from tutela.access.asked import Action, Asked, ChildState, FieldClass, Shield
from tutela.access.rules import DENY, WRITING, Refusals
from tutela.access.standing import Basis, Purpose, Relation, Standing
from tutela.chronology.kinds import Category
from tutela.people.roles import Role


class _Level(StrEnum):
    READ = "R"
    WRITE = "RW"


_ALL = frozenset(Category)
_R, _RW = _Level.READ, _Level.WRITE
_C = Category


def _cells(
    read: set[Category] | frozenset[Category], write: set[Category]
) -> dict[Category, _Level]:
    return {c: _RW if c in write else _R for c in read | write}


TABLE: dict[Role, dict[Category, _Level]] = {
    Role.LEAD_WORKER: _cells(_ALL, set(_ALL)),
    Role.MANAGER: _cells(_ALL, set(_ALL)),
    Role.REVIEWING_OFFICER: _cells(_ALL, {_C.PROTECTION, _C.FUTURES, _C.VOICE, _C.OUTCOMES}),
    Role.GUARDIAN: _cells(
        _ALL, {_C.IDENTITY, _C.IDENTIFICATION, _C.PROTECTION, _C.FUTURES, _C.VOICE, _C.OUTCOMES}
    ),
    Role.FIRST_RESPONDER: _cells({_C.RECORD}, {_C.IDENTITY, _C.IDENTIFICATION}),
    Role.POLICE: _cells({_C.RECORD, _C.IDENTITY}, {_C.IDENTIFICATION, _C.JUSTICE}),
    Role.HEALTH: _cells({_C.RECORD, _C.IDENTITY}, {_C.HEALTH}),
    Role.EDUCATION: _cells({_C.RECORD, _C.IDENTITY}, {_C.EDUCATION}),
    Role.LEGAL: _cells(
        {_C.RECORD, _C.IDENTITY, _C.IDENTIFICATION, _C.FUTURES}, {_C.STATUS, _C.JUSTICE}
    ),
    Role.PANEL_MEMBER: _cells({_C.RECORD, _C.IDENTITY}, {_C.IDENTIFICATION}),
    Role.PERSONAL_ADVISER: _cells(
        {_C.RECORD, _C.IDENTITY, _C.LOCATION, _C.IDENTIFICATION, _C.HEALTH, _C.STATUS},
        {_C.EDUCATION, _C.FUTURES, _C.VOICE, _C.OUTCOMES},
    ),
    Role.POST_18_WORKER: _cells(
        {_C.RECORD, _C.IDENTITY, _C.IDENTIFICATION, _C.STATUS},
        {_C.FUTURES, _C.VOICE, _C.OUTCOMES},
    ),
    # In an emergency: who the child is, where, what threatens and what keeps them alive.
    Role.DUTY_WORKER: _cells(
        {_C.RECORD, _C.IDENTITY, _C.LOCATION, _C.IDENTIFICATION, _C.PROTECTION, _C.HEALTH}, set()
    ),
    # A carer never reads what a child said: the person complained about may be the carer.
    Role.CARER: _cells({_C.IDENTITY, _C.HEALTH, _C.EDUCATION}, set()),
    # Through their own door alone (`tutela.voice`): they add what they say and how life goes.
    Role.YOUNG_PERSON: _cells(set(), {_C.VOICE, _C.OUTCOMES}),
    Role.COMPETENT_AUTHORITY: {},
    Role.LOCAL_AUTHORITY: {},
}


@dataclass(frozen=True)
class Decision:
    """Yes or no, the rule that said so, and why in words."""

    allowed: bool
    rule: str
    why: str = ""


_NOT_IN_THE_TABLE = Decision(False, "deny-0", "This role has no such right.")
_NO_STANDING = Decision(False, "deny-00", "Not in the circle around the child.")
_REFUSALS = Refusals(DENY)


def decide(asked: Asked, refusals: Refusals = _REFUSALS) -> Decision:
    """The answer to one question. Deny rules override; then the table must allow it."""
    rule = refusals.first(asked)
    if rule is not None:
        return Decision(False, rule.id, rule.says)
    level = TABLE[asked.role].get(asked.category)
    if level is None or (asked.action in WRITING and level is not _Level.WRITE):
        return _NOT_IN_THE_TABLE
    return Decision(True, f"{asked.role}/{asked.category}/{level.name.lower()}")


@dataclass(frozen=True)
class Around:
    """What is the same for every question at one child's door: the state of the record, how closely
    the whereabouts are kept, and whether the viewer has just shown a second factor."""

    state: ChildState = ChildState.OPEN
    shield: Shield = Shield.OPEN
    fresh: bool = False


def can(
    standing: Standing,
    action: Action,
    category: Category,
    around: Around,
    field: FieldClass = FieldClass.PLAIN,
) -> Decision:
    """May somebody who stands so to this child do this?"""
    return decide(
        Asked(
            standing.role, standing.relation, standing.purpose, standing.basis, category, action,
            around.state, field, around.shield, standing.named, around.fresh,
            inside=_inside(standing, category, field),
        )
    )  # fmt: skip


def _inside(standing: Standing, category: Category, field: FieldClass) -> bool:
    """Does this lie within what the standing was given for? In an emergency that does not hang on
    where the child is, no place does, in whatever part of the record it stands."""
    if standing.scope is None:
        return True
    if field is FieldClass.PLACE and standing.relation is Relation.EMERGENCY:
        return {category, Category.LOCATION} <= standing.scope
    return category in standing.scope


@lru_cache(maxsize=65_536)
def can_any(
    standings: frozenset[Standing],
    action: Action,
    category: Category,
    around: Around,
    field: FieldClass = FieldClass.PLAIN,
) -> Decision:
    """May somebody who stands so, in several ways, do this? The first that may, decides."""
    denied = _NO_STANDING
    for standing in sorted(standings, key=lambda s: s.key):
        denied = can(standing, action, category, around, field)
        if denied.allowed:
            return denied
    return denied


@lru_cache(maxsize=8_192)
def readable(standings: frozenset[Standing], around: Around) -> frozenset[Category]:
    """Categories that somebody who stands so may read."""
    return frozenset(c for c in Category if can_any(standings, Action.READ, c, around).allowed)


def possible_standings() -> Iterator[Standing]:
    """Every standing that reads anything at all."""
    for role, relation, purpose, basis in product(Role, Relation, Purpose, Basis):
        standing = Standing(role, relation, purpose, basis)
        if readable(frozenset({standing}), Around()):
            yield standing


def grants() -> Iterator[tuple[str, Category, Action, ChildState]]:
    """Every allowed combination of a standing with a row of the record: what the database is given.

    Places within a row, and a second factor, are no matter of rows: the doors ask for them.
    """
    rows = (Action.READ, Action.RECORD, Action.CORRECT, Action.WITHDRAW)
    for standing in possible_standings():
        for category, action, state in product(Category, rows, ChildState):
            if can(standing, action, category, Around(state)).allowed:
                yield standing.key, category, action, state
