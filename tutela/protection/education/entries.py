"""Learning: a place sought, offered and begun, and the plan for it.

Carers and teachers read this part of the record. What was done to a child does not belong here; nor
do a child's own words, which are recorded as what the child says.
"""

from __future__ import annotations

from datetime import date

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
from tutela.people.choice import Answer
from tutela.protection.education.answers import (
    HowMuch,
    Learning,
    PlaceAnswer,
    PlanSort,
    WhyLeft,
)
from tutela.protection.education.checks import (
    an_answer_is_whole,
    is_not_there_already,
    left_once,
)

GROUP = "School and learning"
WHO_READS = "Carers and teachers read this. Leave out what was done to the child."


@kind(
    "school-place-sought",
    title="A place to learn is sought",
    category=Category.EDUCATION,
    when="When was it asked for?",
    says="Asked for: {learning}",
    group=GROUP,
)
class SchoolPlaceSought(Content):
    """A place to learn is asked for. The child's wait is counted from it."""

    learning: Learning = ask("What sort of place?")
    where: Protected[Place] | None = ask("Where, or of whom?", optional=True)
    by: Protected[Name] = ask("Who asks for it, and follows it up?")
    wished: Answer = ask("Is it what the child wishes?")
    until_then: Protected[Text] = ask(
        "What does the child learn until then, and with whom?", hint=WHO_READS
    )


@kind(
    "school-place-answered",
    title="Answer about a place to learn",
    category=Category.EDUCATION,
    when="When?",
    says="A place to learn: {answer}",
    refers_to="school-place-sought",
    group=GROUP,
    checks=(an_answer_is_whole,),
)
class SchoolPlaceAnswered(Content):
    """A place is offered, refused, or the child waits."""

    answer: PlaceAnswer = ask("What was answered?")
    from_day: date | None = ask(
        "From which day?", when=answered("answer", PlaceAnswer.OFFERED), optional=True
    )
    why_refused: Protected[Text] | None = ask(
        "Which reason was given, and who takes it up?",
        when=answered("answer", PlaceAnswer.REFUSED),
    )


@kind(
    "school-started",
    title="Started to learn somewhere",
    category=Category.EDUCATION,
    when="On which day?",
    says="Started: {learning}",
    refers_to="school-place-sought",
    refers_optionally=True,
    group=GROUP,
    checks=(is_not_there_already,),
)
class SchoolStarted(Content):
    """The first day somewhere, and what makes it safe."""

    learning: Learning = ask("What sort of place?")
    where: Protected[Place] = ask("Where?")
    year: Line | None = ask("In which year or on which course?", optional=True)
    how_much: HowMuch = ask("How much of the time?")
    contact: Protected[Name] = ask("Which adult there looks out for the child?")
    collect: Protected[Text] = ask(
        "Who may collect the child, and whom do they ring at once if the child is not there?",
        hint="Names only. " + WHO_READS,
    )
    photographs: Answer = ask(
        "Does the school know not to publish the child’s name or picture?",
    )


@kind(
    "school-left",
    title="Left a school or college",
    category=Category.EDUCATION,
    when="When was the last day?",
    says="Left: {why}",
    refers_to="school-started",
    group=GROUP,
    checks=(left_once,),
)
class SchoolLeft(Content):
    """The last day somewhere, and what follows."""

    why: WhyLeft = ask("Why?")
    follows: Protected[Text] = ask("What follows, and by when?", hint=WHO_READS)


@kind(
    "education-plan",
    title="Personal education plan",
    category=Category.EDUCATION,
    when="When was it made?",
    says="Education plan: {sort}",
    group=GROUP,
)
class EducationPlan(Content):
    """What a child in care wishes to learn, what helps, and who does it by when. A part of the care
    plan."""

    sort: PlanSort = ask("Which one is it?")
    child_there: Answer = ask("Was the child there, with an interpreter where one was needed?")
    before: Protected[Text] | None = ask(
        "What did they learn before, and in which languages?", optional=True
    )
    aims: Protected[Text] = ask("What does the child wish to be able to do?", hint=WHO_READS)
    help: Protected[Text] = ask("What helps, who does it, and by when?")
    language: Protected[Text] = ask("How do they learn English, and keep their own language?")
    feels_safe: Answer = ask("Do they feel safe there and on the way?")
    next_on: date | None = ask("When is it looked at again?", optional=True)
