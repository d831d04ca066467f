"""How life is going, by outcomes, in two voices that never overwrite each other.

A review is a conversation over as many sittings as it takes: each answer is an entry of its own, so
that two people who write at once lose nothing. There is no total: steps are never added up.
"""

from __future__ import annotations

from datetime import date

from tutela.chronology.kinds import (
    Category,
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
from tutela.outcomes.answers import Barrier, Duty, Given, Occasion, Progress, Step
from tutela.outcomes.checks import (
    a_worker_answers_on_the_scale,
    is_due_after_it_was_agreed,
    says_something_in_their_way,
)
from tutela.people.choice import Answer

GROUP = "How life is going"
_WHICH = "Which outcome?"
_SCALE = "The scale is Tutela’s own. It is not part of any published framework."
_ON_LIST = is_on_its_list("outcome")


@kind(
    "outcome-review",
    title="A talk about how life is going",
    category=Category.OUTCOMES,
    when="When did the talk begin?",
    says="A talk about how life is going: {occasion}",
    group=GROUP,
    checks=(is_on_its_list("language"),),
)
class OutcomeReview(Content):
    """The beginning of a talk about how life is going. It may take several sittings, in any order,
    about all outcomes or some; each answer says which talk it belongs to."""

    occasion: Occasion = ask("On what occasion?")
    with_whom: Protected[Name] | None = ask("Who else is there?", optional=True)
    chosen: Answer = ask("Did the child choose when, where and with whom?")
    language: Line | None = ask("In which language?", choices="languages", optional=True)
    child_words: Protected[Text] | None = ask(
        "What does the child want to talk about?", optional=True
    )


@kind(
    "outcome-own-view",
    title="The child’s own view of an outcome",
    category=Category.OUTCOMES,
    when="When did they say so?",
    says="Their own view: {given}",
    refers_to="outcome-review",
    refers_optionally=True,
    group=GROUP,
    checks=(_ON_LIST, says_something_in_their_way),
)
class OutcomeOwnView(Content):
    """How it is, as the child or young person sees it. Nobody else's view stands in its place."""

    outcome: Line = ask(_WHICH, choices="outcomes")
    given: Given = ask("What sort of answer do they give?")
    step: Step | None = ask("Which step?", hint=_SCALE, when=answered("given", Given.STEP))
    picture: Protected[Line] | None = ask(
        "Which picture did they choose, or what did they draw?", optional=True
    )
    child_words: Protected[Text] | None = ask("What did they say?", optional=True)


@kind(
    "outcome-worker-view",
    title="A worker’s view of an outcome",
    category=Category.OUTCOMES,
    when="When was this so?",
    says="A worker’s view: {given}",
    refers_to="outcome-review",
    refers_optionally=True,
    group=GROUP,
    checks=(_ON_LIST, a_worker_answers_on_the_scale),
)
class OutcomeWorkerView(Content):
    """How it is, as somebody who works with the child sees it, with reasons. It stands beside the
    child's own view and does not correct it."""

    outcome: Line = ask(_WHICH, choices="outcomes")
    given: Given = ask("What is your answer?")
    step: Step | None = ask("Which step?", hint=_SCALE, when=answered("given", Given.STEP))
    reasons: Protected[Text] = ask("Why?", hint="What you saw and heard, and what you do not know.")


@kind(
    "outcome-barrier",
    title="What stands in the way",
    category=Category.OUTCOMES,
    when="Since when?",
    says="In the way: {barrier}. Falls to: {duty}",
    refers_to="outcome-review",
    refers_optionally=True,
    group=GROUP,
    checks=(_ON_LIST,),
)
class OutcomeBarrier(Content):
    """What stands between a child and an outcome, and whose duty it is to remove it. It stands in
    the world around the child, and is no failing of theirs."""

    outcome: Line = ask(_WHICH, choices="outcomes")
    barrier: Barrier = ask("What stands in the way?")
    what: Protected[Text] = ask("What exactly?")
    duty: Duty = ask("Whose duty is it to remove it?")
    asked: Protected[Text] | None = ask(
        "What was asked of them, and when?", hint="Leave it empty if nothing yet.", optional=True
    )


@kind(
    "outcome-barrier-gone",
    title="What stood in the way is gone",
    category=Category.OUTCOMES,
    when="When was it removed?",
    says="No longer in the way: {how}",
    refers_to="outcome-barrier",
    group=GROUP,
)
class OutcomeBarrierGone(Content):
    """A barrier was removed: by whom and how."""

    how: Protected[Text] = ask("How was it removed, and by whom?")


@kind(
    "outcome-wish",
    title="What the young person wants next",
    category=Category.OUTCOMES,
    when="When did they say so?",
    says="They said what they want next",
    group=GROUP,
    checks=(_ON_LIST,),
)
class OutcomeWish(Content):
    """What the young person wants next, in their own words. A worker answers it with a goal: what
    is done towards it, by whom and by when."""

    outcome: Line = ask(_WHICH, choices="outcomes")
    child_words: Protected[Text] = ask("What do they want?", hint="In their own words.")


@kind(
    "outcome-goal",
    title="What the child wants next",
    category=Category.OUTCOMES,
    when="When was it agreed?",
    says="A goal: {goal}",
    refers_to=("outcome-review", "outcome-wish"),
    refers_optionally=True,
    group=GROUP,
    checks=(_ON_LIST, is_due_after_it_was_agreed),
)
class OutcomeGoal(Content):
    """What a child wants for themselves, what is done towards it, who does it and by when."""

    outcome: Line = ask(_WHICH, choices="outcomes")
    goal: Protected[Text] = ask("What do they want?", hint="In their words where you can.")
    action: Protected[Text] = ask("What is done next?")
    owner: Protected[Name] = ask("Who does it?")
    by: date = ask("By when?")
    agreed: Answer = ask("Is this what the child wants?")


@kind(
    "outcome-progress",
    title="How far a goal has come",
    category=Category.OUTCOMES,
    when="When was this so?",
    says="The goal: {progress}",
    refers_to="outcome-goal",
    group=GROUP,
)
class OutcomeProgress(Content):
    """How far what a child wants has come."""

    progress: Progress = ask("How far is it?")
    note: Protected[Text] | None = ask("What happened?", optional=True)
    child_words: Protected[Text] | None = ask("What does the child say about it?", optional=True)
