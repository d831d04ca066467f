"""Being heard, as data: what a child was told and asked, what they said in their own words, whom it
reached, what weight it got, and what changed because of it.

Four questions go through it, after Laura Lundy's model of article 12 of the Convention on the
Rights of the Child: had the child space, a voice, an audience and influence?
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
from tutela.chronology.listed import is_on_its_list
from tutela.participation.checks import says_why_nobody_asked, words_or_how_it_was_shown
from tutela.people.choice import Answer

GROUP = "What the child says"
SPACE = "Space: was there room to say something?"
VOICE = "Voice: what did the child say?"
AUDIENCE = "Audience: who heard it?"


class Form(Choice):
    """How something was told to a child."""

    TALK = "talk", "In a talk"
    INTERPRETED = "interpreted", "In a talk with an interpreter"
    PICTURES = "pictures", "With pictures"
    WRITTEN = "written", "In writing, in a language they read"
    RECORDING = "recording", "As a recording"
    OTHER = "other", "Another way"


class Understood(Choice):
    """Whether a child understood."""

    SAID_BACK = "said-back", "They said it back in their own words"
    ASKED = "asked", "They asked questions about it"
    NOT_SURE = "not-sure", "Not sure"
    NO = "no", "No; it must be told again in another way"


class Way(Choice):
    """How a child said something."""

    SPOKE = "spoke", "They spoke"
    WROTE = "wrote", "They wrote it"
    DREW = "drew", "They drew it, or chose a picture"
    SOMEBODY = "somebody", "Somebody whom they trust said it for them"
    SHOWED = "showed", "They showed it without words"
    NOT_WISHED = "not-wished", "They did not wish to say anything"


class Audience(Choice):
    """Whom the words reached."""

    DECIDES = "decides", "Whoever decides"
    GUARDIAN = "guardian", "The guardian"
    REVIEWING = "reviewing", "The reviewing officer"
    LAWYER = "lawyer", "The lawyer"
    PANEL = "panel", "Everybody at the meeting or on the panel"
    NOBODY = "nobody", "Nobody yet"


@kind(
    "child-heard",
    title="What the child says about a decision",
    category=Category.VOICE,
    when="When did you talk with the child?",
    says="The child was told: {told}; was asked: {asked}",
    refers_to=(),
    refers_optionally=True,
    group=GROUP,
    checks=(says_why_nobody_asked, words_or_how_it_was_shown, is_on_its_list("language")),
)
class ChildHeard(Content):
    """Before or after a decision: what the child was told, whether they were asked, and what they
    said. Their words stand by themselves, apart from what an adult made of them."""

    told: Answer = ask("Was the child told what is to be decided, or was?", group=SPACE)
    told_what: Protected[Text] | None = ask(
        "What were they told?", when=answered("told", Answer.YES), group=SPACE
    )
    told_by: Protected[Name] | None = ask(
        "Who told them?", when=answered("told", Answer.YES), group=SPACE
    )
    language: Line | None = ask(
        "In which language?", choices="languages", when=answered("told", Answer.YES), group=SPACE
    )
    form: frozenset[Form] = ask("How?", when=answered("told", Answer.YES), group=SPACE)
    understood: Understood | None = ask(
        "Did they understand?", when=answered("told", Answer.YES), group=SPACE
    )
    asked: Answer = ask("Were they asked what they think?", group=SPACE)
    why_not_asked: Protected[Text] | None = ask(
        "Why not?",
        hint="And when they will be.",
        when=answered("asked", Answer.NO, Answer.NOT_ASKED),
        group=SPACE,
    )
    alone: Answer = ask(
        "Could they talk without a carer, or anybody they fear, in the room?", group=SPACE
    )
    ways: frozenset[Way] = ask(
        "How did they say it?", when=answered("asked", Answer.YES), group=VOICE
    )
    child_words: Protected[Text] | None = ask(
        "What did they say?",
        hint="Word for word, as far as you can. What an interpreter said, say so.",
        optional=True,
        group=VOICE,
    )
    adult_view: Protected[Text] | None = ask(
        "What do you understand by it?",
        hint="Yours, not theirs: it stands apart from their words.",
        optional=True,
        group=VOICE,
    )
    reached: frozenset[Audience] = ask("Whom did their words reach?", group=AUDIENCE)


class Weight(Choice):
    """What weight a child's words got."""

    FOLLOWED = "followed", "It was done as they wished"
    PARTLY = "partly", "A part of it was done as they wished"
    NOT_FOLLOWED = "not-followed", "It was decided otherwise"
    NO_WISH = "no-wish", "They did not say what they wish"


@kind(
    "heard-weighed",
    title="What changed because of the child’s words",
    category=Category.VOICE,
    when="When was the child told?",
    says="{weight}. What changed: {changed}",
    refers_to="child-heard",
    group=GROUP,
)
class HeardWeighed(Content):
    """Influence: what weight the child's words got and why, what changed because of them, and that
    the child was told. Where nothing changed, that is said, with its reason."""

    weight: Weight = ask("What weight did their words get?")
    why: Protected[Text] = ask("Why?")
    changed: Protected[Text] = ask(
        "What changed because of what they said?", hint="If nothing did, say so."
    )
    told_back: Answer = ask("Was the child told this?")
    told_back_how: Protected[Text] | None = ask(
        "How, by whom, and what did they say to it?", when=answered("told_back", Answer.YES)
    )
