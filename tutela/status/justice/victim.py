"""A child as victim and witness of the crime that was done to them. That it was reported is an
entry of identification (``crime-reported``)."""

from __future__ import annotations

from tutela.chronology.kinds import (
    Category,
    Content,
    Line,
    Name,
    Place,
    Protected,
    Text,
    ask,
    kind,
)
from tutela.people.choice import Answer
from tutela.status.justice.answers import (
    CaseOutcome,
    CompensationOutcome,
    CompensationWay,
    Measure,
)

GROUP = "Victim and witness"


@kind(
    "victim-of-crime",
    title="Police case about what was done to the child",
    category=Category.JUSTICE,
    when="When did the police take it up?",
    says="Police look into what was done to the child",
    refers_to="crime-reported",
    refers_optionally=True,
    group=GROUP,
)
class VictimOfCrime(Content):
    """The police case about what was done to a child: its number, and who is in touch with them."""

    reference: Protected[Line] | None = ask("What is the crime reference?", optional=True)
    officer: Protected[Name] | None = ask("Who leads it?", optional=True)
    contact: Protected[Name] | None = ask(
        "Who tells the child how it goes?", hint="One person, whom they know.", optional=True
    )
    wishes: Answer = ask(
        "Does the child wish to take part?",
        hint="Nothing that they are given may hang on the answer.",
    )
    safe: Answer = ask("Are they and their family safe from those whom it is about?")
    telephone: Answer = ask("Was their telephone given back, or another given meanwhile?")
    child_words: Protected[Text] | None = ask("What do they say about it?", optional=True)


@kind(
    "special-measures",
    title="What helps the child to give evidence",
    category=Category.JUSTICE,
    when="When was it agreed, or asked for?",
    says="Help to give evidence was asked for",
    refers_to="victim-of-crime",
    refers_optionally=True,
    group=GROUP,
)
class SpecialMeasures(Content):
    """What was asked for so that a child can give evidence, and what was granted."""

    wished: frozenset[Measure] = ask("What does the child wish for?", optional=True)
    granted: frozenset[Measure] = ask("What was granted?", optional=True)
    interview: Answer = ask("Was the police interview recorded, in a place made for children?")
    therapy: Answer = ask("Can they have therapy before the trial?")
    where: Protected[Place] | None = ask("Where will they give evidence?", optional=True)
    child_words: Protected[Text] | None = ask("What do they say about it?", optional=True)


@kind(
    "crime-outcome",
    title="What came of the case against those who exploited the child",
    category=Category.JUSTICE,
    when="When was that?",
    says="The case against others: {outcome}",
    refers_to="victim-of-crime",
    group=GROUP,
)
class CrimeOutcome(Content):
    """What came of it, and how it was told to the child."""

    outcome: CaseOutcome = ask("What came of it?")
    details: Protected[Text] | None = ask("What happened?", optional=True)
    review_asked: Answer = ask("If it was closed: was a review asked for?")
    child_told: Answer = ask("Has the child been told, and by somebody they know?")
    protected: Protected[Text] | None = ask(
        "What keeps the child safe now?", hint="Orders, warnings, a date of release.", optional=True
    )


@kind(
    "compensation",
    title="Compensation",
    category=Category.JUSTICE,
    when="When was that?",
    says="Compensation: {outcome} ({way})",
    refers_to="victim-of-crime",
    refers_optionally=True,
    group=GROUP,
)
class Compensation(Content):
    """Compensation that was asked for or given for what was done to the child."""

    way: CompensationWay = ask("By what way?")
    outcome: CompensationOutcome = ask("What came of it?")
    lawyer: Protected[Name] | None = ask("Who acts for the child?", optional=True)
    amount: Protected[Line] | None = ask("How much?", optional=True)
    kept: Answer = ask("If they are under 18: is it kept for them, where nobody can take it?")
