"""Kinds of entry that a young person writes at their own door, and what was answered.

From whom they are kept is chosen before they are sent; carers, police, schools and health never
read them.
"""

from __future__ import annotations

from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Line,
    Name,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.participation.treatment import Reader
from tutela.people.choice import Answer

GROUP = "What the child says"


class Saying(Choice):
    """What a young person writes for."""

    SAY = "say", "To say something"
    TALK = "talk", "To talk to somebody"
    INTERPRETER = "interpreter", "To ask for an interpreter"
    DISAGREE = "disagree", "To say that something written is wrong"


@kind(
    "young-person-said",
    title="The young person wrote",
    category=Category.VOICE,
    when="When did they write?",
    says="The young person wrote: {what}",
    group=GROUP,
    offered=False,
)
class YoungPersonSaid(Content):
    """What a young person wrote on their own page, as they wrote it."""

    what: Saying = ask("What for?")
    child_words: Protected[Text] | None = ask("In their own words", optional=True)
    language: Line = ask("In which language was the page?")
    helped: Answer = ask("Did somebody sit with them?")
    kept_from: frozenset[Reader] = ask("Who does not read it?", optional=True)


@kind(
    "said-answered",
    title="What the young person was answered",
    category=Category.VOICE,
    when="When were they answered?",
    says="Answered: {done}",
    refers_to="young-person-said",
    group=GROUP,
)
class SaidAnswered(Content):
    """Somebody talked with the young person about what they wrote, and did something about it."""

    done: Answer = ask("Was it done as they asked?")
    what: Protected[Text] = ask("What was done or said?", hint="The young person reads this.")
    by: Protected[Name] = ask("By whom?")
    why_not: Protected[Text] | None = ask(
        "Why not?",
        hint="As you would say it to them. They read this.",
        when=answered("done", Answer.NO),
    )


class Often(Choice):
    """How often it is so. Words and not numbers: nothing is added up."""

    ALWAYS = "always", "Always"
    OFTEN = "often", "Often"
    SOMETIMES = "sometimes", "Sometimes"
    NEVER = "never", "Never"
    NOT_SAID = "not-said", "I do not want to say"


@kind(
    "young-person-treated",
    title="How the young person is treated, as they say",
    category=Category.VOICE,
    when="When did they say so?",
    says="Believed: {believed}; respected: {respected}; told: {told}; listened to: {listened}",
    group=GROUP,
    offered=False,
)
class YoungPersonTreated(Content):
    """A young person says whether they are believed, respected, told and listened to."""

    believed: Often = ask("Do people believe you?")
    respected: Often = ask("Do people respect you?")
    told: Often = ask("Do people tell you what happens?")
    listened: Often = ask("Do people listen to you?")
    child_words: Protected[Text] | None = ask("Do you want to say more?", optional=True)
    helped: Answer = ask("Did somebody sit with them?")
    kept_from: frozenset[Reader] = ask("Who does not read it?", optional=True)
