"""The people around a child, as entries: who may decide, who is close, who is a danger, how worried
people are; and that this child and another are connected."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tutela.chronology.kinds import (
    Category,
    Content,
    Line,
    Name,
    Place,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.moment import Moment
from tutela.connections.answers import Bond, Holder, Level, Matter, Sure, Tie, Trace
from tutela.connections.checks import (
    ends_after_it_began,
    looks_again_later,
    says_what_was_seen,
    says_who_holds_it,
)
from tutela.people.choice import Answer

GROUP = "The people around the child"


@kind(
    "parental-responsibility",
    title="Who may decide for the child",
    category=Category.PROTECTION,
    when="Since when?",
    says="Parental responsibility: {holder}",
    group=GROUP,
    checks=(says_who_holds_it, ends_after_it_began),
)
class ParentalResponsibility(Content):
    """Who holds parental responsibility, or decides in its place, from when until when, and whether
    asking them would put the child in danger."""

    holder: Holder = ask("Who is it?")
    name: Protected[Name] | None = ask(
        "What is their name?",
        when=answered(
            "holder", Holder.MOTHER, Holder.FATHER, Holder.FAMILY, Holder.AUTHORITY, Holder.OTHER
        ),
    )
    rests_on: Protected[Text] | None = ask(
        "What does it rest on?", hint="Birth, an order and its date, an agreement.", optional=True
    )
    matters: frozenset[Matter] = ask("What may they decide?", optional=True)
    reachable: Answer = ask("Can they be reached?")
    danger: Answer = ask(
        "Would asking or telling them put the child in danger?",
        hint="If it is not known, don’t ask them before you have thought about it together.",
    )
    until: Moment | None = ask("Until when, if it has ended?", optional=True)


@kind(
    "person-around",
    title="Somebody around the child",
    category=Category.PROTECTION,
    when="Since when, as far as is known?",
    says="Somebody around the child: {tie}",
    group=GROUP,
    checks=(ends_after_it_began,),
)
class PersonAround(Content):
    """Somebody who is close to the child, or a danger to them, and what the child wishes of it."""

    name: Protected[Name] = ask("What are they called?", hint="A nickname will do.")
    tie: Tie = ask("What are they to the child?")
    wished: Answer = ask("Does the child wish to be in touch with them?")
    safe: Answer = ask("Is it safe for the child to be in touch with them?")
    touch: Protected[Text] | None = ask(
        "How are they in touch, and what was agreed?", optional=True
    )
    known_of: Protected[Text] | None = ask("What else is known of them?", optional=True)
    child_words: Protected[Text] | None = ask("What does the child say of them?", optional=True)
    until: Moment | None = ask("Until when, if it has ended?", optional=True)


class Told(Content):
    """Somebody who was told."""

    name: Name = ask("Who?")
    role: Line = ask("As what?")


@kind(
    "concern-level",
    title="How worried people are",
    category=Category.PROTECTION,
    when="When was it judged?",
    says="How worried people are: {level}",
    group=GROUP,
    checks=(looks_again_later,),
)
class ConcernLevel(Content):
    """A person's judgement of how much danger the child is in, with its reasons. No program works
    it out, and it says nothing about the child, only about what threatens them."""

    level: Level = ask("How worried are you?")
    why: Protected[Text] = ask(
        "Why?", hint="What was seen and said. What would make it better or worse."
    )
    child_words: Protected[Text] | None = ask("How does the child see it?", optional=True)
    told: Protected[tuple[Told, ...]] = ask("Who was told?", optional=True)
    review_on: date = ask("When will it be looked at again, at the latest?")


@kind(
    "trace",
    title="Telephone number or address that turned up",
    category=Category.PROTECTION,
    when="When did it turn up?",
    says="Something turned up: {sort}",
    group=GROUP,
    checks=(says_what_was_seen,),
)
class TraceSeen(Content):
    """A number or an address that belongs to the story. Where the same turns up with another child
    in your care, the page of the people around says so to you alone."""

    sort: Trace = ask("What is it?")
    number: Protected[Line] | None = ask(
        "Which number?", hint="With its country code, if you know it.",
        when=answered("sort", Trace.PHONE),
    )  # fmt: skip
    address: Protected[Place] | None = ask(
        "Which address?", hint="Number, street, town.", when=answered("sort", Trace.ADDRESS)
    )
    whose: Protected[Text] | None = ask("Whose is it, and how did it turn up?", optional=True)
    police_know: Answer = ask("Do the police know of it?")


@kind(
    "children-connected",
    title="Connected with another child",
    category=Category.PROTECTION,
    when="Since when?",
    says="Connected with another child: {bond}",
    group=GROUP,
    offered=False,
)
class ChildrenConnected(Content):
    """This child and another are connected. The same stands in the other's record, and whoever may
    not read both reads it in neither."""

    other: Protected[UUID] = ask("With which record?")
    bond: Bond = ask("What connects them?")
    sure: Sure = ask("How sure is it?")
    what: Protected[Text] = ask("What is known of it?")
