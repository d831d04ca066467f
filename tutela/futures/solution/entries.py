"""A plan for a solution that lasts, as entries: goals, actions, whom to look for and whom never to
ask, whether a return would be safe, and whether life held once it had begun."""

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
from tutela.chronology.listed import is_on_its_list
from tutela.futures.best_interests.answers import Solution
from tutela.futures.solution.answers import (
    Began,
    Caregiver,
    GoalArea,
    HowKnown,
    Point,
    Progress,
    TracingResult,
    TracingWish,
)
from tutela.futures.solution.checks import (
    begins_as_planned,
    follows_the_determination,
    is_wished,
    looks_before_it_ends,
    returns_only_in_safety,
    says_why_there_is_danger,
)
from tutela.people.choice import Answer

GROUP = "A solution that lasts"
_PLACE, _CARE, _CHILD = "Is it safe there?", "Who would care for them", "The child"


@kind(
    "return-safety",
    title="Would a return be safe?",
    category=Category.FUTURES,
    when="When was this found?",
    says="A return was looked into. Danger there: {danger}",
    refers_to="best-interests-option",
    refers_optionally=True,
    group=GROUP,
    checks=(says_why_there_is_danger, is_on_its_list("country")),
)
class ReturnSafety(Content):
    """What is known of a return before anybody plans it: danger, a carer who has agreed and is
    able, who receives the child, and what the child says."""

    country: Line = ask("To which country?", choices="countries", group=_PLACE)
    where: Protected[Place] | None = ask("Where in it?", optional=True, group=_PLACE)
    danger: Answer = ask(
        "Could the child be trafficked again, or be harmed, there?",
        hint="If it is not known, it is not safe.",
        group=_PLACE,
    )
    danger_why: Protected[Text] | None = ask(
        "What is the danger?", when=answered("danger", Answer.YES), group=_PLACE
    )
    sources: Protected[Text] = ask(
        "Who looked into it, and how is it known?",
        hint="On the spot, and without a word to anybody who could be a danger.",
        group=_PLACE,
    )
    caregiver: Caregiver = ask("Who would care for the child?", group=_CARE)
    agreed: Answer = ask("Have they agreed?", group=_CARE)
    able: Answer = ask("Are they able to protect and care for the child?", group=_CARE)
    reception: Protected[Text] | None = ask(
        "Who meets the child, and how are the first weeks?",
        hint="Home, school, doctor, somebody to ring.",
        optional=True,
        group=_CARE,
    )
    best: Answer = ask("Did a panel determine that a return is best for the child?", group=_CHILD)
    child_agrees: Answer = ask("Does the child wish it?", group=_CHILD)
    child_words: Protected[Text] | None = ask(
        "What does the child say?", optional=True, group=_CHILD
    )


@kind(
    "solution-plan",
    title="Plan for a solution that lasts",
    category=Category.FUTURES,
    when="From when does it hold?",
    says="Plan: {solution}",
    refers_to="best-interests-decision",
    refers_optionally=True,
    group=GROUP,
    checks=(follows_the_determination, returns_only_in_safety),
)
class SolutionPlan(Content):
    """Where life is to go, from a determination; its goals and actions are entries of their own."""

    solution: Solution = ask("Which solution is it for?")
    aim: Protected[Text] = ask("What should life be like when it has come about?")
    child_words: Protected[Text] | None = ask("What does the child say of it?", optional=True)
    agreed: Answer = ask("Does the child agree with it?")
    trafficked: Answer = ask(
        "Does it say that the child is, or may be, a victim of trafficking, and what they need "
        "because of that?"
    )


@kind(
    "solution-goal",
    title="Goal",
    category=Category.FUTURES,
    when="When was it set?",
    says="Goal: {goal}",
    refers_to="solution-plan",
    group=GROUP,
)
class SolutionGoal(Content):
    """One thing that is to come about, best in the child's own words."""

    area: GoalArea = ask("Which part of life is it in?")
    goal: Protected[Line] = ask("What is to come about?")
    child_words: Protected[Text] | None = ask("How does the child put it?", optional=True)


@kind(
    "solution-action",
    title="Action",
    category=Category.FUTURES,
    when="When was it agreed?",
    says="Action: {what}",
    refers_to="solution-goal",
    group=GROUP,
    checks=(looks_before_it_ends,),
)
class SolutionAction(Content):
    """Somebody does something by a day."""

    what: Protected[Line] = ask("What will be done?")
    owner: Protected[Name] = ask("Who does it?")
    by: date = ask("By when?", hint="The last day for it.")


@kind(
    "solution-progress",
    title="Progress of an action",
    category=Category.FUTURES,
    when="When?",
    says="Action: {progress}",
    refers_to="solution-action",
    group=GROUP,
)
class SolutionProgress(Content):
    """How far an action has come, and what the child says of it."""

    progress: Progress = ask("How far has it come?")
    note: Protected[Text] = ask("What happened?", hint="If it is stuck, who unsticks it.")
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)


@kind(
    "tracing-wish",
    title="What the child wishes of the search for family",
    category=Category.FUTURES,
    when="When were they asked?",
    says="Search for family: {wish}",
    group=GROUP,
)
class TracingWished(Content):
    """Whether family may be looked for, whom, and who must never be asked. Nobody is looked for
    against a child's wish."""

    wish: TracingWish = ask("What do they wish?")
    explained: Answer = ask(
        "Was it explained who looks, what they tell, and that it can stop at any time?"
    )
    whom: Protected[Text] | None = ask(
        "Whom do they wish to find, the first first?", when=answered("wish", TracingWish.YES)
    )
    never: Protected[Text] | None = ask(
        "Who must not be asked, or learn anything?", optional=True
    )  # fmt: skip
    service: Line | None = ask("Who looks?", when=answered("wish", TracingWish.YES))
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)


@kind(
    "tracing-step",
    title="Step in the search for family",
    category=Category.FUTURES,
    when="When?",
    says="Search for family: {result}",
    refers_to="tracing-wish",
    group=GROUP,
    checks=(is_wished,),
)
class TracingStep(Content):
    """What was done to find family, and what came of it."""

    what: Protected[Text] = ask("What was done, and by whom?")
    result: TracingResult = ask("What came of it?")
    child_told: Answer = ask("Was the child told?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)


@kind(
    "solution-began",
    title="A lasting solution began",
    category=Category.FUTURES,
    when="On which day?",
    says="Began: {what}",
    refers_to="solution-plan",
    group=GROUP,
    checks=(begins_as_planned,),
)
class SolutionBegan(Content):
    """What was planned has begun, or care has ended. From here on it is followed."""

    what: Began = ask("What began?")
    where: Protected[Place] | None = ask("Where?", optional=True)
    follows: Protected[Name] = ask(
        "Who keeps in touch with them?", hint="By name, with the service. Abroad too."
    )
    how: Protected[Text] | None = ask("How was it done, and how were they?", optional=True)
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)


@kind(
    "solution-monitored",
    title="Does the solution last?",
    category=Category.FUTURES,
    when="When was it looked at?",
    says="Does it last? {lasts} ({point})",
    refers_to="solution-began",
    group=GROUP,
)
class SolutionMonitored(Content):
    """How life is some time after. Silence is no answer: where nobody was reached, it says so."""

    point: Point = ask("At which point is this?")
    known: HowKnown = ask("How is it known?")
    safe: Answer = ask("Are they safe?")
    lasts: Answer = ask("Is it a solution that lasts, as far as one can see?")
    life: Protected[Text] = ask("How is life?", hint="Or what was tried to reach them.")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)
    needs: Protected[Text] | None = ask("What is needed, and who sees to it?", optional=True)
