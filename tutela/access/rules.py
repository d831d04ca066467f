"""What is refused, as data: each rule names the sides of a question that it looks at, and the
values at which it refuses. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tutela.access.asked import SIDES, Action, Asked, ChildState, FieldClass, Shield
from tutela.access.standing import Basis, Purpose, Relation
from tutela.chronology.kinds import Category
from tutela.people.roles import NEVER_IN_A_CIRCLE, Role


@dataclass(frozen=True)
class Rule:
    """Refuses where every named side has one of these values."""

    id: str
    says: str
    when: Mapping[str, frozenset[object]] = field(hash=False)

    def looks_past(self, side: str, value: object) -> bool:
        """Can it not refuse a question that has this value on this side?"""
        return side in self.when and value not in self.when[side]


def _rule(id: str, says: str, **when: object) -> Rule:
    sides = {
        side: frozenset(value) if isinstance(value, set | frozenset) else frozenset({value})
        for side, value in when.items()
    }
    return Rule(id, says, sides)


class Refusals:
    """Deny rules made ready: for each value of each side, the rules (as bits) that it leaves in
    play. What all fourteen leave, refuses."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._left = [
            {
                value: sum(1 << n for n, r in enumerate(rules) if not r.looks_past(side, value))
                for value in values
            }
            for side, values in SIDES.items()
        ]

    def first(self, asked: Asked) -> Rule | None:
        """The first rule that refuses this."""
        left = -1
        for masks, value in zip(self._left, asked, strict=True):
            left &= masks[value]
        if not left:
            return None
        return self._rules[(left & -left).bit_length() - 1]


SEE_A_RESTRICTED_RECORD = frozenset(
    {
        Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER, Role.GUARDIAN, Role.DUTY_WORKER,
        Role.YOUNG_PERSON,
    }
)  # fmt: skip
ASK_WHERE_WHEN_SHIELDED = frozenset(
    {Role.LEAD_WORKER, Role.MANAGER, Role.GUARDIAN, Role.DUTY_WORKER}
)
TAKE_COPIES = frozenset({Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER, Role.GUARDIAN})
SHARE = frozenset({Role.LEAD_WORKER, Role.MANAGER})
WRITING = frozenset({Action.RECORD, Action.CORRECT, Action.WITHDRAW})
_CLOSED = frozenset({ChildState.CLOSED, ChildState.CLOSED_RESTRICTED})
_RESTRICTED = frozenset({ChildState.RESTRICTED, ChildState.CLOSED_RESTRICTED})
_OUT = frozenset({Action.EXPORT, Action.SHARE})
_PLACE, _SHIELDED, _SEALED = FieldClass.PLACE, Shield.SHIELDED, Shield.SEALED


def _but(*these: object, of: Iterable[object]) -> frozenset[object]:
    return frozenset(of) - frozenset(these)


DENY: tuple[Rule, ...] = (
    _rule("deny-1", "Receives packages, never a log-in to a record.", role=NEVER_IN_A_CIRCLE),
    _rule("deny-2", "No record is used for immigration enforcement.", purpose=Purpose.ENFORCEMENT),
    _rule("deny-3", "A conflict of interest is declared; nothing opens past it.", conflict=True),
    _rule("deny-4", "The ground for it holds no longer.", holds=False),
    _rule("deny-5", "This part lies outside what was given.", inside=False),
    _rule(
        "deny-6", "The record is restricted.",
        state=_RESTRICTED, role=_but(*SEE_A_RESTRICTED_RECORD, of=Role),
    ),
    _rule(
        "deny-7", "The record is closed; nothing but its reopening is recorded.",
        state=_CLOSED, action=WRITING, category=_but(Category.RECORD, of=Category),
    ),
    _rule(
        "deny-8", "The record is closed; its lead or manager reopens it.",
        state=_CLOSED, action=WRITING, role=_but(Role.LEAD_WORKER, Role.MANAGER, of=Role),
    ),
    _rule(
        "deny-9", "A closed record is shared with nobody new.",
        state=_CLOSED, action=Action.SHARE,
    ),
    _rule(
        "deny-10", "Whoever opened a record in an emergency only looks.",
        relation=Relation.EMERGENCY, action=_but(Action.READ, Action.REVEAL, of=Action),
    ),
    _rule(
        "deny-11", "An emergency is an immediate danger, and nothing else.",
        relation=Relation.EMERGENCY, purpose=_but(Purpose.IMMEDIATE_RISK, of=Purpose),
    ),
    _rule(
        "deny-12", "In an emergency one is a duty worker.",
        relation=Relation.EMERGENCY, role=_but(Role.DUTY_WORKER, of=Role),
    ),
    _rule(
        "deny-13", "The ground of an emergency is that life or safety is at stake.",
        relation=Relation.EMERGENCY, basis=_but(Basis.VITAL_INTERESTS, of=Basis),
    ),
    _rule(
        "deny-14", "Life and safety at stake is the ground of an emergency, which ends.",
        basis=Basis.VITAL_INTERESTS, relation=_but(Relation.EMERGENCY, of=Relation),
    ),
    _rule(
        "deny-15", "A duty worker comes to a record in an emergency only.",
        role=Role.DUTY_WORKER, relation=_but(Relation.EMERGENCY, of=Relation),
    ),
    _rule(
        "deny-16", "Only managers see what their agency leads without a place in the circle.",
        relation=Relation.AGENCY, role=_but(Role.MANAGER, of=Role),
    ),
    _rule(
        "deny-17", "A guest passes nothing on.",
        relation=Relation.GUEST, action=_OUT,
    ),
    _rule(
        "deny-18", "A guest does not see where.",
        relation=Relation.GUEST, field=_PLACE, action=_but(*WRITING, of=Action),
    ),
    _rule(
        "deny-19", "Checking the work is reading, and needs no place.",
        purpose=Purpose.OVERSIGHT, action=_but(Action.READ, of=Action),
    ),
    _rule(
        "deny-20", "Checking the work is reading, and needs no place.",
        purpose=Purpose.OVERSIGHT, field=_PLACE,
    ),
    _rule(
        "deny-21", "Where the child is stays masked until somebody asks, with a reason.",
        category=Category.LOCATION, field=_PLACE, action=Action.READ,
    ),
    _rule(
        "deny-22", "The child's whereabouts are shielded: every place is masked until asked for.",
        shield={_SHIELDED, _SEALED}, field=_PLACE, action=Action.READ,
    ),
    _rule(
        "deny-23", "Shielded whereabouts are for the lead, the guardian and persons named.",
        shield=_SHIELDED, field=_PLACE, action=Action.REVEAL, named=False,
        role=_but(*ASK_WHERE_WHEN_SHIELDED, of=Role),
    ),
    _rule(
        "deny-24", "Sealed whereabouts are for persons named.",
        shield=_SEALED, field=_PLACE, action=Action.REVEAL, named=False,
    ),
    _rule(
        "deny-25", "Prove again that it is you before you are shown where.",
        shield={_SHIELDED, _SEALED}, action=Action.REVEAL, fresh=False,
    ),
    _rule("deny-26", "Prove again that it is you before a copy leaves.", action=_OUT, fresh=False),
    _rule("deny-27", "No copy says where.", field=_PLACE, action=_OUT),
    _rule(
        "deny-28", "Copies are for the lead, manager, reviewing officer and guardian.",
        action=Action.EXPORT, role=_but(*TAKE_COPIES, of=Role),
    ),
    _rule(
        "deny-29", "Sharing is decided by the lead or manager.",
        action=Action.SHARE, role=_but(*SHARE, of=Role),
    ),
    _rule("deny-30", "Only a place is asked for in this way.", action=Action.REVEAL,
          field=FieldClass.PLAIN),
    _rule(
        "deny-31", "The young person adds; nothing is changed or taken out at their door.",
        role=Role.YOUNG_PERSON, action=_but(Action.READ, Action.RECORD, of=Action),
    ),
    _rule(
        "deny-32", "Nobody but the young person stands in the young person's place.",
        role=Role.YOUNG_PERSON, relation=_but(Relation.CIRCLE, of=Relation),
    ),
    _rule(
        "deny-33", "No screen of the young person says where.",
        role=Role.YOUNG_PERSON, field=_PLACE, action=Action.READ,
    ),
)  # fmt: skip
