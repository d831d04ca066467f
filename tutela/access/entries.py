"""The circle and the record itself, as entries: who joined, who left, when it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from pydantic import Field

from tutela.access.asked import Shield
from tutela.access.standing import Basis, Purpose, Relation
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Line,
    Problem,
    Protected,
    Text,
    ask,
    kind,
)
from tutela.chronology.moment import Moment
from tutela.people.roles import Role


@kind(
    "record-opened",
    title="Record opened",
    category=Category.RECORD,
    when="When was the record opened?",
    says="The record was opened: {why}",
    offered=False,
)
class RecordOpened(Content):
    """The record of this child begins."""

    why: Protected[Line] = ask("Why is a record opened?")


LONGEST_INVITATION = timedelta(days=90)
"""A guest's place is renewed by somebody who has thought about it again. Our own limit; restricted
records are reviewed in the same time by the authorities that publish their rule."""


def _guests_are_invited_for_a_time(
    content: CircleJoined, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    if content.relation not in {Relation.CIRCLE, Relation.GUEST}:
        yield Problem("relation", "Nobody is brought into the circle in this way")
    if content.role is Role.YOUNG_PERSON:
        yield Problem("role", "The young person has a way in of their own")
    if content.purpose is Purpose.ENFORCEMENT:
        yield Problem("purpose", "No record is used for immigration enforcement")
    if content.ground is Basis.VITAL_INTERESTS:
        yield Problem("ground", "Use emergency access when somebody's life or safety is at stake")
    if content.relation is Relation.GUEST:
        last = happened.on + LONGEST_INVITATION if happened.on else None
        if content.until is None or last is None or content.until > last:
            yield Problem("until", "Invite a guest for 90 days at most")
        if not content.scope:
            yield Problem("scope", "Choose the parts of the record that the guest may see")
    if content.until is not None and happened.on is not None and content.until < happened.on:
        yield Problem("until", "The last day must not lie before the first")


@kind(
    "circle-joined",
    title="Somebody joins the circle",
    category=Category.RECORD,
    when="From when?",
    says="{name} joins the circle as {role}",
    group="The circle around the child",
    checks=(_guests_are_invited_for_a_time,),
    offered=False,
)
class CircleJoined(Content):
    """A practitioner joins the circle around the child and may from now on read what their role
    lets them read. A guest is invited for a time, to a part of the record."""

    practitioner: UUID = ask("Who?")
    name: Line = ask("Their name")
    role: Role = ask("As whom?")
    ground: Basis = ask("On what ground?")
    relation: Relation = Field(Relation.CIRCLE, title="By what tie?")
    purpose: Purpose = Field(Purpose.CARE, title="What for?")
    scope: frozenset[Category] = ask("Which parts of the record?", optional=True)
    until: date | None = ask("Until the end of which day?", optional=True)
    consent: UUID | None = Field(None, title="The consent that it rests on")
    share: UUID | None = Field(None, title="The share that it came of")


@kind(
    "circle-left",
    title="Somebody leaves the circle",
    category=Category.RECORD,
    when="Until when?",
    says="{name} leaves the circle",
    refers_to="circle-joined",
    group="The circle around the child",
    offered=False,
)
class CircleLeft(Content):
    """A practitioner's place in the circle ends; from this moment they read nothing more."""

    name: Line = ask("Their name")
    why: Protected[Text] | None = ask("Why?", optional=True)


@kind(
    "record-closed",
    title="Record closed",
    category=Category.RECORD,
    when="When was it closed?",
    says="The record was closed",
    group="The record",
)
class RecordClosed(Content):
    """Nothing more is expected to be recorded. It stays readable to the circle."""

    why: Protected[Text] = ask("Why is the record closed?")


@kind(
    "record-reopened",
    title="Record reopened",
    category=Category.RECORD,
    when="When was it reopened?",
    says="The record was reopened",
    group="The record",
)
class RecordReopened(Content):
    """A closed record is open again."""

    why: Protected[Text] = ask("Why is the record reopened?")


class WhyRestricted(Choice):
    """Why a record is shown to few. The first four are the sorts that local authorities publish."""

    HIGH_PROFILE = "high-profile", "Many people would be curious"
    STAFF = "staff", "A member of staff, or somebody close to one, is involved"
    ADOPTION = "adoption", "Adoption"
    HIGH_RISK = "high-risk", "Somebody dangerous may look for the child through the record"
    OTHER = "other", "Another reason"


@kind(
    "record-restricted",
    title="Record restricted",
    category=Category.RECORD,
    when="From when?",
    says="The record was restricted to its lead, manager, reviewing officer and guardian",
    group="The record",
)
class RecordRestricted(Content):
    """Only the lead social worker, manager, reviewing officer and guardian read it."""

    sort: WhyRestricted | None = ask("What sort of restriction is it?", optional=True)
    why: Protected[Text] = ask("Why is the record restricted?")
    answers_for: Line | None = ask(
        "Who answers for the restriction?",
        hint="Their name. They look at it again within 90 days; it never lifts by itself.",
        optional=True,
    )


@kind(
    "restriction-lifted",
    title="Restriction lifted",
    category=Category.RECORD,
    when="From when?",
    says="The restriction was lifted",
    group="The record",
)
class RestrictionLifted(Content):
    """The circle reads the record again, each in their role."""

    why: Protected[Text] = ask("Why is the restriction lifted?")


class WhyAConflict(Choice):
    """Why somebody must not read a child's record."""

    FAMILY = "family", "They are related to the child or know the family"
    ACCUSED = "accused", "They, or somebody close to them, are accused or complained about"
    OTHER_SIDE = "other-side", "They act for somebody whose interests are against the child's"
    OTHER = "other", "Another reason"


def _somebody_else_leads_first(
    content: ConflictDeclared, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    left = {chronology.first_written(e.refers_to) for e in chronology.of(CircleLeft) if e.refers_to}
    for entry in chronology.of(CircleJoined):
        place = entry.says(CircleJoined)
        leads = place.role is Role.LEAD_WORKER and place.practitioner == content.practitioner
        if leads and chronology.first_written(entry.id) not in left:
            yield Problem(
                "practitioner",
                f"{place.name} leads for this child. Let somebody else take the lead first, so "
                "that the child is not left without one.",
            )
            return


@kind(
    "conflict-declared",
    title="Conflict of interest declared",
    category=Category.RECORD,
    when="Since when?",
    says="{name} must not see this record: a conflict of interest",
    group="The circle around the child",
    checks=(_somebody_else_leads_first,),
    offered=False,
)
class ConflictDeclared(Content):
    """From now on this person reads nothing of this child: not in any role, not in an emergency."""

    practitioner: UUID = ask("Who?")
    name: Line = ask("Their name")
    why: WhyAConflict = ask("Why?")
    note: Protected[Text] | None = ask("What should the circle know about it?", optional=True)


@kind(
    "conflict-ended",
    title="Conflict of interest ended",
    category=Category.RECORD,
    when="From when?",
    says="{name} has no conflict of interest any more",
    refers_to="conflict-declared",
    group="The circle around the child",
    offered=False,
)
class ConflictEnded(Content):
    """The conflict is over. The person's place in the circle counts again, if they have one."""

    name: Line = ask("Their name")
    why: Protected[Text] = ask("Why is it over?")


@kind(
    "whereabouts-kept",
    title="How closely the whereabouts are kept",
    category=Category.RECORD,
    when="From when?",
    says="Where the child is: {level}",
    group="Where the child is",
    offered=False,
)
class WhereaboutsKept(Content):
    """Who may see where the child is, was or will be. Open: the circle. Shielded: the lead, the
    guardian and persons named, each look with a reason. Sealed: only persons named."""

    level: Shield = ask("How closely are they kept?")
    why: Protected[Text] = ask("Why?", hint="Don't say where the child is.")
    review: date | None = ask("When is this looked at again?", optional=True)


@kind(
    "whereabouts-named",
    title="Somebody may ask where the child is",
    category=Category.RECORD,
    when="From when?",
    says="{name} may ask where the child is",
    refers_to="circle-joined",
    group="Where the child is",
    offered=False,
)
class WhereaboutsNamed(Content):
    """A member of the circle is named: they may ask where the child is, though it is kept closely.
    Each look is recorded with its reason."""

    name: Line = ask("Their name")
    why: Protected[Text] = ask("Why must they know?")


@kind(
    "withdrawal",
    title="Entry withdrawn",
    category=Category.RECORD,
    when="When?",
    says="An entry was withdrawn",
    offered=False,
)
class Withdrawal(Content):
    """Takes back an entry that should not stand. It carries the category of what it withdraws."""
