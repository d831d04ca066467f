"""`docs/access.md`: who reads and records what, as the code decides it."""

from __future__ import annotations

from tutela.access.policy import Action, ChildState, can
from tutela.chronology.kinds import Category
from tutela.config.documents.tables import table
from tutela.people.roles import Role

_HEAD = """# Who may do what with a child's record

Made from `tutela/access/policy.py` by `tutela docs`; a test fails when it says something else,
and another proves that the database answers the same. *R*: reads. *RW*: also records, corrects
and withdraws. Empty: denied. A role is held towards one child, from and until a date; without
one there is no child to see.

"""
_STATES = {
    ChildState.OPEN: "An open record",
    ChildState.RESTRICTED: "A restricted record",
    ChildState.CLOSED: "A closed record",
}


def access_table() -> str:
    """The document as Markdown."""
    return _HEAD + "\n".join(_section(state, title) for state, title in _STATES.items())


def _section(state: ChildState, title: str) -> str:
    head = ("role", *(c.value for c in Category))
    rows = ((role.label, *(_cell(role, c, state) for c in Category)) for role in Role)
    return f"## {title}\n\n{table(head, rows)}"


def _cell(role: Role, category: Category, state: ChildState) -> str:
    if can(role, Action.RECORD, category, state).allowed:
        return "RW"
    return "R" if can(role, Action.READ, category, state).allowed else ""
