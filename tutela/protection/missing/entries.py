"""Kinds of entry about a child who is missing: that they went, who was told, that they were found,
that they are back, what they said of it, and who else is in danger in the same place.

No word here blames a child for going. Whoever is exploited is often called, fetched or made to go.
"""

from __future__ import annotations

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
from tutela.chronology.listed import is_on_its_list
from tutela.chronology.moment import Moment
from tutela.people.choice import Answer
from tutela.protection.missing.answers import (
    BackTo,
    FromWhere,
    HowFound,
    InterviewOutcome,
    MissingKind,
    Pull,
    Push,
    ToldWhom,
)
from tutela.protection.missing.checks import (
    interviewed_once,
    is_still_away,
    last_seen_before_noticed,
    not_missing_already,
    says_who_was_told,
    what_was_said_is_said,
)

GROUP = "Missing"
_TALK, _WHY, _WITH = "The talk", "Why they went", "Where they were, and with whom"


@kind(
    "went-missing",
    title="Missing",
    category=Category.PROTECTION,
    when="When did they go, as far as is known?",
    says="{what} ({from_where})",
    group=GROUP,
    checks=(not_missing_already, last_seen_before_noticed),
)
class WentMissing(Content):
    """A child is not where they should be. It stands until an entry says that they are back."""

    what: MissingKind = ask(
        "Is it known where they are?",
        hint="If in doubt, they are missing.",
    )
    from_where: FromWhere = ask("From where did they go?")
    new_there: Answer = ask(
        "Had they come there within the last three days?",
        hint="Many trafficked children are taken or called away in the first hours.",
    )
    last_seen: Moment | None = ask("When were they last seen?", optional=True)
    last_seen_where: Protected[Place] | None = ask("Where were they last seen?", optional=True)
    wearing: Protected[Text] | None = ask(
        "What were they wearing, and what did they have with them?",
        hint="Telephone, bag, money, medicine, papers.",
        optional=True,
    )
    with_whom: Protected[Text] | None = ask("Was anybody seen with them, or a car?", optional=True)
    worries: Protected[Text] = ask(
        "What is feared?",
        hint="Who may have called or fetched them, and what they said in the days before.",
    )
    may_be_at: Protected[Place] | None = ask("Where might they be?", optional=True)


@kind(
    "missing-reported",
    title="Others told that the child is missing",
    category=Category.PROTECTION,
    when="When were they told?",
    says="Told: {told}",
    refers_to="went-missing",
    group=GROUP,
    checks=(says_who_was_told, is_on_its_list("force")),
)
class MissingReported(Content):
    """Police and others were told, with the number under which the police look for the child."""

    told: frozenset[ToldWhom] = ask("Who was told?")
    force: Line | None = ask(
        "Which police force?",
        choices="police_forces",
        when=answered("told", ToldWhom.POLICE),
    )
    reference: Protected[Line] | None = ask(
        "What is the police reference?", when=answered("told", ToldWhom.POLICE)
    )
    trafficking_said: Answer = ask(
        "Were they told that the child is or may be a victim of trafficking?"
    )
    note: Protected[Text] | None = ask("What was agreed?", hint="Who does what.", optional=True)


@kind(
    "missing-found",
    title="Found",
    category=Category.PROTECTION,
    when="When was it known where they are?",
    says="Found: {how}",
    refers_to="went-missing",
    group=GROUP,
    checks=(is_still_away,),
)
class MissingFound(Content):
    """It is known where the child is. They are not back yet; that is an entry of its own."""

    how: HowFound = ask("How?")
    where: Protected[Place] | None = ask("Where were they found?", optional=True)
    hurt: Answer = ask("Are they hurt or ill?")
    in_danger: Answer = ask("Is anybody there a danger to them?")
    note: Protected[Text] | None = ask("What was found there?", optional=True)


@kind(
    "missing-returned",
    title="Back",
    category=Category.PROTECTION,
    when="When did they come back?",
    says="Back: {to}",
    refers_to="went-missing",
    group=GROUP,
    checks=(is_still_away,),
)
class MissingReturned(Content):
    """The child is back. In England somebody independent talks with them within 72 hours."""

    to: BackTo = ask("Where are they now?")
    how: HowFound = ask("How did they come back?")
    welcomed: Answer = ask(
        "Did somebody welcome them, and ask what they need?",
        hint="Food, sleep, a doctor, clean clothes, a telephone call.",
    )
    safe_now: Answer = ask("Are they safe where they are now?")
    hurt: Answer = ask("Are they hurt or ill?")
    police_told: Answer = ask("Do the police know that they are back?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)


@kind(
    "return-interview",
    title="Talk after coming back",
    category=Category.PROTECTION,
    when="When was it held, or offered?",
    says="Talk after coming back: {outcome}",
    refers_to="missing-returned",
    group=GROUP,
    checks=(interviewed_once, what_was_said_is_said),
)
class ReturnInterview(Content):
    """Somebody independent listened to the child after they came back: what drove them away, what
    drew or forced them, what would make it safe to stay."""

    outcome: InterviewOutcome = ask("Was it held?", group=_TALK)
    why_not: Protected[Text] | None = ask(
        "Why not, and what was offered instead?",
        when=answered("outcome", InterviewOutcome.NOT_HELD, InterviewOutcome.NOT_WISHED),
        group=_TALK,
    )
    by: Protected[Name] | None = ask(
        "Who talked with them?", when=answered("outcome", InterviewOutcome.HELD), group=_TALK
    )
    independent: Answer | None = ask(
        "Was that somebody who is not responsible for their care?",
        when=answered("outcome", InterviewOutcome.HELD),
        group=_TALK,
    )
    alone: Answer | None = ask(
        "Was the child seen alone?", when=answered("outcome", InterviewOutcome.HELD), group=_TALK
    )
    interpreter: Answer | None = ask(
        "If they need an interpreter, was there one whom they trust?",
        when=answered("outcome", InterviewOutcome.HELD),
        group=_TALK,
    )
    child_words: Protected[Text] | None = ask(
        "What did the child say, in their own words?", optional=True, group=_TALK
    )
    push: frozenset[Push] = ask("What made it hard to stay?", optional=True, group=_WHY)
    pull: frozenset[Pull] = ask("What drew, called or forced them?", optional=True, group=_WHY)
    debt: Answer | None = ask(
        "Do they or their family owe money to anybody, or are they told so?",
        optional=True,
        group=_WHY,
    )
    threats: Answer | None = ask("Was anybody threatened?", optional=True, group=_WHY)
    threatened: Protected[Text] | None = ask(
        "Who, by whom, with what?", when=answered("threats", Answer.YES), group=_WHY
    )
    where: Protected[Place] | None = ask("Where were they?", optional=True, group=_WITH)
    with_whom: Protected[Text] | None = ask("With whom?", optional=True, group=_WITH)
    harmed: Answer | None = ask("Was the child harmed?", optional=True, group=_WITH)
    others_there: Answer | None = ask(
        "Were other children there?",
        hint="If so, record “Others in danger in the same place”.",
        optional=True,
        group=_WITH,
    )
    would_help: Protected[Text] | None = ask(
        "What would make it easier to stay?", optional=True, group=_WITH
    )
    agreed: Protected[Text] | None = ask(
        "What was changed in the safety plan, and who was told?", optional=True, group=_WITH
    )


@kind(
    "others-in-danger",
    title="Others in danger in the same place",
    category=Category.PROTECTION,
    when="When was this learnt?",
    says="Others may be in danger in the same place ({siblings}: brothers or sisters)",
    refers_to=("went-missing", "missing-found", "return-interview"),
    refers_optionally=True,
    group=GROUP,
)
class OthersInDanger(Content):
    """Brothers, sisters or other children who are or were exploited where this child was."""

    siblings: Answer = ask("Are brothers or sisters of the child among them?")
    who: Protected[Text] = ask(
        "Who are they, as far as is known?", hint="Names, ages, what they look like."
    )
    where: Protected[Place] | None = ask("In which place?", optional=True)
    told: frozenset[ToldWhom] = ask("Who was told?", optional=True)
    done: Protected[Text] | None = ask("What is being done for them?", optional=True)
