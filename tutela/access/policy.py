"""Who may do what with which part of a child's record: one table, one function. Pure.

The table is published on a page, copied into the database (where row-level security repeats it)
and walked by the tests. What is not allowed here is denied. Deny rules come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tutela.chronology.kinds import Category, Choice
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role


class Action(Choice):
    """What somebody may do with an entry."""

    READ = "read", "Read"
    RECORD = "record", "Record"
    CORRECT = "correct", "Correct"
    WITHDRAW = "withdraw", "Withdraw"


class ChildState(Choice):
    """The state of a child's record, as far as access is concerned."""

    OPEN = "open", "Open"
    RESTRICTED = "restricted", "Restricted"
    CLOSED = "closed", "Closed"


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
    # A carer never reads what a child said: the person complained about may be the carer.
    Role.CARER: _cells({_C.IDENTITY, _C.HEALTH, _C.EDUCATION}, set()),
    Role.YOUNG_PERSON: {},
    Role.COMPETENT_AUTHORITY: {},
    Role.LOCAL_AUTHORITY: {},
}

SEE_A_RESTRICTED_RECORD = frozenset(
    {Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER, Role.GUARDIAN}
)
WRITE_IN_A_CLOSED_RECORD = frozenset({Role.LEAD_WORKER, Role.MANAGER})


@dataclass(frozen=True)
class Decision:
    """Yes or no, and the rule that said so."""

    allowed: bool
    rule: str


def can(role: Role, action: Action, category: Category, state: ChildState) -> Decision:
    """May somebody who holds this role towards a child do this? Deny rules override."""
    if role in NEVER_IN_A_CIRCLE:
        return Decision(False, "deny-1: receives packages, never a log-in to a record")
    if state is ChildState.RESTRICTED and role not in SEE_A_RESTRICTED_RECORD:
        return Decision(False, "deny-2: the record is restricted")
    if (
        state is ChildState.CLOSED
        and action is not Action.READ
        and not (role in WRITE_IN_A_CLOSED_RECORD and category is Category.RECORD)
    ):
        return Decision(False, "deny-3: the record is closed")
    level = TABLE[role].get(category)
    if level is None or (action is not Action.READ and level is not _Level.WRITE):
        return Decision(False, "deny-0: not in the table")
    return Decision(True, f"{role}/{category}/{level.name.lower()}")


def can_any(
    roles: frozenset[Role], action: Action, category: Category, state: ChildState
) -> Decision:
    """May somebody who holds all these roles do this? The first role that may, decides."""
    denied = Decision(False, "deny-4: not in the circle")
    for role in sorted(roles):
        denied = can(role, action, category, state)
        if denied.allowed:
            return denied
    return denied


def readable(roles: frozenset[Role], state: ChildState) -> frozenset[Category]:
    """Categories that holders of these roles may read."""
    return frozenset(c for c in Category if can_any(roles, Action.READ, c, state).allowed)


def grants() -> Iterator[tuple[Role, Category, Action, ChildState]]:
    """Every allowed combination: what the database is given."""
    for role in Role:
        for category in Category:
            for action in Action:
                for state in ChildState:
                    if can(role, action, category, state).allowed:
                        yield role, category, action, state
