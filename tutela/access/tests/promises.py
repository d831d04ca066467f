"""What is promised to the child and to the agencies, in words, and as states that must be refused.

Written from the promises (`docs/security.md`), not from the rules: a promise names values of some
sides of a question, and nothing that has them may be allowed.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutela.access.asked import Action, ChildState, FieldClass, Shield
from tutela.access.standing import Basis, Purpose, Relation
from tutela.chronology.kinds import Category
from tutela.people.roles import Role

LOOKING = {Action.READ, Action.REVEAL}
TAKING = {Action.EXPORT, Action.SHARE}
CHANGING = {Action.RECORD, Action.CORRECT, Action.WITHDRAW}
INNER = {
    Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER, Role.GUARDIAN, Role.DUTY_WORKER,
    Role.YOUNG_PERSON,
}  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """Refused wherever each of these sides has one of these values."""

    words: str
    never: dict[str, set[object]]


def never(words: str, **sides: object) -> Promise:
    return Promise(words, {k: v if isinstance(v, set) else {v} for k, v in sides.items()})


def other(values: object, but: set[object]) -> set[object]:
    return set(values) - but


PROMISES = (
    never("the competent authority has no log-in to a case", role=Role.COMPETENT_AUTHORITY),
    never("a local authority as such has no log-in to a case", role=Role.LOCAL_AUTHORITY),
    never("nothing is used to find or remove a child", purpose=Purpose.ENFORCEMENT),
    never("who is in conflict with the child's interests learns nothing", conflict=True),
    never("consent that is withdrawn ends what it allowed", holds=False),
    never("nobody sees more than the part that was shared", inside=False),
    never(
        "a restricted record is for the inner circle and the young person",
        state={ChildState.RESTRICTED, ChildState.CLOSED_RESTRICTED}, role=other(Role, INNER),
    ),
    never(
        "a closed record is only reopened",
        state={ChildState.CLOSED, ChildState.CLOSED_RESTRICTED}, action=CHANGING,
        category=other(Category, {Category.RECORD}),
    ),
    never(
        "a guardian does not reopen a record alone",
        state={ChildState.CLOSED, ChildState.CLOSED_RESTRICTED}, action=CHANGING,
        role=other(Role, {Role.LEAD_WORKER, Role.MANAGER}),
    ),
    never(
        "a closed record goes to nobody new",
        state={ChildState.CLOSED, ChildState.CLOSED_RESTRICTED}, action=Action.SHARE,
    ),
    never(
        "in an emergency nothing is changed and nothing leaves",
        relation=Relation.EMERGENCY, action=CHANGING | TAKING,
    ),
    never(
        "an emergency is no pretext for another purpose",
        relation=Relation.EMERGENCY, purpose=other(Purpose, {Purpose.IMMEDIATE_RISK}),
    ),
    never(
        "no consent and no order stands in for an emergency",
        relation=Relation.EMERGENCY, basis=other(Basis, {Basis.VITAL_INTERESTS}),
    ),
    never(
        "danger to life opens a record for an hour, not for good",
        basis=Basis.VITAL_INTERESTS, relation=other(Relation, {Relation.EMERGENCY}),
    ),
    never(
        "nobody brings their everyday role into an emergency",
        relation=Relation.EMERGENCY, role=other(Role, {Role.DUTY_WORKER}),
    ),
    never(
        "a duty worker has no standing after the emergency",
        role=Role.DUTY_WORKER, relation=other(Relation, {Relation.EMERGENCY}),
    ),
    never(
        "an agency's staff see nothing without a place in the circle",
        relation=Relation.AGENCY, role=other(Role, {Role.MANAGER}),
    ),
    never("a guest passes nothing on", relation=Relation.GUEST, action=TAKING),
    never(
        "a guest does not see where the child is",
        relation=Relation.GUEST, field=FieldClass.PLACE, action=LOOKING | TAKING,
    ),
    never(
        "who checks the work changes nothing and takes nothing away",
        purpose=Purpose.OVERSIGHT, action=other(Action, {Action.READ}),
    ),
    never("who checks the work needs no place", purpose=Purpose.OVERSIGHT, field=FieldClass.PLACE),
    never(
        "an address is not on the page until somebody asks for it",
        category=Category.LOCATION, field=FieldClass.PLACE, action=Action.READ,
    ),
    never(
        "a shielded child's school or town is not on the page either",
        shield={Shield.SHIELDED, Shield.SEALED}, field=FieldClass.PLACE, action=Action.READ,
    ),
    never(
        "a shielded place is for the lead, the guardian, the duty worker and who is named",
        shield=Shield.SHIELDED, field=FieldClass.PLACE, action=Action.REVEAL, named=False,
        role=other(
            Role, {Role.LEAD_WORKER, Role.MANAGER, Role.GUARDIAN, Role.DUTY_WORKER}
        ),
    ),
    never(
        "a sealed place is for who is named",
        shield=Shield.SEALED, field=FieldClass.PLACE, action=Action.REVEAL, named=False,
    ),
    never(
        "a stolen session does not show a shielded place",
        shield={Shield.SHIELDED, Shield.SEALED}, action=Action.REVEAL, fresh=False,
    ),
    never("a stolen session takes no copy", action=TAKING, fresh=False),
    never("no letter, export or package says where", field=FieldClass.PLACE, action=TAKING),
    never(
        "police and partners take no copies of the record", action=Action.EXPORT,
        role=other(
            Role, {Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER, Role.GUARDIAN}
        ),
    ),
    never(
        "only the lead and the manager decide to share", action=Action.SHARE,
        role=other(Role, {Role.LEAD_WORKER, Role.MANAGER}),
    ),
    never(
        "what is no place is read, not asked for",
        action=Action.REVEAL, field=FieldClass.PLAIN,
    ),
    never(
        "what the child said is not for carers, police, schools, health and lawyers",
        category=Category.VOICE,
        role={Role.CARER, Role.POLICE, Role.EDUCATION, Role.HEALTH, Role.LEGAL},
    ),
    never(
        "schools, health and carers learn nothing about exploitation",
        category=Category.IDENTIFICATION, role={Role.EDUCATION, Role.HEALTH, Role.CARER},
    ),
    never("a carer changes nothing", role=Role.CARER, action=CHANGING),
    never(
        "the young person's door opens what is said and how life goes, and no more",
        role=Role.YOUNG_PERSON, category=other(Category, {Category.VOICE, Category.OUTCOMES}),
    ),
    never(
        "nothing is mended, taken back or taken out at the young person's door",
        role=Role.YOUNG_PERSON, action=other(Action, {Action.READ, Action.RECORD}),
    ),
    never(
        "nobody is invited into the young person's place",
        role=Role.YOUNG_PERSON, relation=other(Relation, {Relation.CIRCLE}),
    ),
    never(
        "a screen that others may see does not say where",
        role=Role.YOUNG_PERSON, field=FieldClass.PLACE, action=Action.READ,
    ),
)  # fmt: skip
