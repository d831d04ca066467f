"""The circle and the record itself, as entries: who joined, who left, when it was opened."""

from __future__ import annotations

from uuid import UUID

from tutela.chronology.kinds import Category, Choice, Content, Line, Protected, Text, ask, kind
from tutela.people.roles import Role


class WhyInTheCircle(Choice):
    """On what ground somebody joins the circle around a child."""

    RESPONSIBLE = "responsible", "Their agency is responsible for the child"
    STATUTORY = "statutory", "A law or statutory guidance gives them a duty towards the child"
    SAFEGUARDING = "safeguarding", "Sharing is needed to safeguard the child"
    CONSENT = "consent", "The young person agreed to it"


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


@kind(
    "circle-joined",
    title="Somebody joins the circle",
    category=Category.RECORD,
    when="From when?",
    says="{name} joins the circle as {role}",
    group="The circle around the child",
    offered=False,
)
class CircleJoined(Content):
    """A practitioner joins the circle around the child and may from now on read what their role
    lets them read."""

    practitioner: UUID = ask("Who?")
    name: Line = ask("Their name")
    role: Role = ask("As whom?")
    ground: WhyInTheCircle = ask("On what ground?")


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

    why: Protected[Text] = ask("Why is the record restricted?")


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
