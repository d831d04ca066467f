"""`docs/access.md`: who reads and records what, as the code decides it."""

from __future__ import annotations

from tutela.access.asked import SIDES, Action, ChildState
from tutela.access.policy import Around, can
from tutela.access.rules import DENY, Rule
from tutela.access.standing import Basis, Purpose, Relation, Standing
from tutela.chronology.kinds import Category
from tutela.config.documents.tables import table
from tutela.people.roles import Role

_HEAD = """# Who may do what with a child's record

Made from `tutela/access/policy.py` and `rules.py` by `tutela docs`; a test fails when it says
something else, and another proves that the database answers the same. *R*: reads. *RW*: also
records, corrects and withdraws. Empty: denied. A role is held towards one child, from and until a
date; without one there is no child to see.

The tables say what a role may do with a part of the record in which nothing says where. The rules
below them refuse first, whatever the tables allow. Every decision names its rule.

"""
_STATES = {
    ChildState.OPEN: "An open record",
    ChildState.RESTRICTED: "A restricted record",
    ChildState.CLOSED: "A closed record",
    ChildState.CLOSED_RESTRICTED: "A closed and restricted record",
}
_IN_AN_EMERGENCY = Standing(
    Role.DUTY_WORKER, Relation.EMERGENCY, Purpose.IMMEDIATE_RISK, Basis.VITAL_INTERESTS
)


def access_table() -> str:
    """The document as Markdown."""
    sections = (_section(state, title) for state, title in _STATES.items())
    return _HEAD + "\n".join((*sections, _rules(), _sides()))


def _section(state: ChildState, title: str) -> str:
    head = ("role", *(c.value for c in Category))
    rows = ((role.label, *(_cell(_as(role), c, state) for c in Category)) for role in Role)
    return f"## {title}\n\n{table(head, rows)}"


def _as(role: Role) -> Standing:
    return _IN_AN_EMERGENCY if role is Role.DUTY_WORKER else Standing(role)


def _cell(standing: Standing, category: Category, state: ChildState) -> str:
    if can(standing, Action.RECORD, category, Around(state)).allowed:
        return "RW"
    return "R" if can(standing, Action.READ, category, Around(state)).allowed else ""


def _rules() -> str:
    rows = ((rule.id, rule.says, _when(rule)) for rule in DENY)
    return f"## What is refused first\n\n{table(('rule', 'says', 'refuses where'), rows)}"


def _when(rule: Rule) -> str:
    return "; ".join(f"{side}: {_values(side, values)}" for side, values in rule.when.items())


def _values(side: str, values: frozenset[object]) -> str:
    known = SIDES[side]
    left_out = [v for v in known if v not in values]
    if len(known) > 2 and len(left_out) < len(values):
        return "all but " + ", ".join(map(_plain, left_out))
    return ", ".join(_plain(v) for v in known if v in values)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _sides() -> str:
    rows = ((side, ", ".join(map(_plain, values))) for side, values in SIDES.items())
    return f"## The sides of a question\n\n{table(('side', 'values'), rows)}"
