"""Best interests as entries: what was found, element by element; the options; a panel that weighs
them; how it heard the child; what it decided and why; and looking at it again.

Nothing here is a number and nothing adds anything up. People weigh, and say why.
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
from tutela.futures.best_interests.answers import (
    Agreement,
    Ahead,
    DecisionOutcome,
    Element,
    Extent,
    HowHeard,
    ReviewOutcome,
    ReviewWhy,
    Solution,
    Speaks,
    ViewWeight,
    WeighedBy,
)
from tutela.futures.best_interests.checks import (
    an_option_is_decided_for,
    decided_once,
    each_element_once,
    heard_or_explained,
    is_weighed_in_full,
    looks_again_later,
    only_a_reason_is_read,
    says_when_again,
    the_child_was_heard,
    weight_is_explained,
)
from tutela.people.choice import Answer

GROUP = "Best interests"
_PEOPLE, _ANALYSIS = "Who was listened to", "What helps and what endangers"
_DECISION, _VIEW, _AFTER = "The decision", "The child’s view", "What happens now"


class Consulted(Content):
    """Somebody whose knowledge went into the assessment."""

    name: Name = ask("Who?")
    role: Line = ask("As what?", hint="For example: carer, teacher, doctor, brother.")


@kind(
    "best-interests-assessment",
    title="Best interests assessment",
    category=Category.FUTURES,
    when="When did it begin?",
    says="A best interests assessment began. It is for: {ahead}",
    group=GROUP,
)
class BestInterestsAssessment(Content):
    """What would be best for this child, before something is decided for them. What is found stands
    in entries of its own, one for each element."""

    extent: Extent = ask("How far does it go?", group=_PEOPLE)
    ahead: Ahead = ask("Which decision is it for?", group=_PEOPLE)
    to_decide: Protected[Text] = ask(
        "What must be decided?", hint="One question, in plain words.", group=_PEOPLE
    )
    consulted: Protected[tuple[Consulted, ...]] = ask(
        "Who was listened to?", optional=True, group=_PEOPLE
    )
    seen_alone: Answer = ask(
        "Was the child seen alone, with an interpreter if they need one?", group=_PEOPLE
    )
    risks: Protected[Text] | None = ask(
        "What endangers the child?",
        hint="People, places, debts, status. Say how each is known.",
        optional=True,
        group=_ANALYSIS,
    )
    protects: Protected[Text] | None = ask(
        "What protects the child?",
        hint="Their own strength, people, places, habits, hopes.",
        optional=True,
        group=_ANALYSIS,
    )


@kind(
    "best-interests-finding",
    title="Finding on one element of best interests",
    category=Category.FUTURES,
    when="When was this found?",
    says="Best interests, finding: {element}",
    refers_to="best-interests-assessment",
    group=GROUP,
)
class BestInterestsFinding(Content):
    """What is known of one element, how it is known, and how the child sees it."""

    element: Element = ask("Which element is it about?")
    finding: Protected[Text] = ask("What is known?")
    sources: Protected[Text] = ask(
        "How is it known?", hint="Who said or saw it, which papers, from when."
    )
    child_words: Protected[Text] | None = ask("How does the child see it?", optional=True)
    asked: Answer = ask("Was the child asked about it?")


@kind(
    "best-interests-option",
    title="Option for the child’s future",
    category=Category.FUTURES,
    when="When was it thought of?",
    says="An option: {solution}",
    refers_to="best-interests-assessment",
    group=GROUP,
)
class BestInterestsOption(Content):
    """One way in which life could go on, so that it can be set beside the others."""

    solution: Solution = ask("Which solution is it?")
    what: Protected[Text] = ask(
        "What would it be like?", hint="With whom, how, from when. A day in it."
    )
    where: Protected[Place] | None = ask("Where?", optional=True)
    needs: Protected[Text] | None = ask(
        "What would be needed for it?", hint="Leave to remain, a carer, money, a visit.",
        optional=True,
    )  # fmt: skip
    child_words: Protected[Text] | None = ask("What does the child say of it?", optional=True)


class Weighed(Content):
    """What one element means for an option, and why."""

    element: Element = ask("Element")
    speaks: Speaks = ask("What does it mean for this option?")
    reasons: Text = ask("Why?")


@kind(
    "best-interests-weighing",
    title="Option weighed",
    category=Category.FUTURES,
    when="When was it weighed?",
    says="An option was weighed, element by element, by: {by}",
    refers_to="best-interests-option",
    group=GROUP,
    checks=(each_element_once,),
)
class BestInterestsWeighing(Content):
    """One option, weighed element by element, with reasons. It has no sum."""

    by: WeighedBy = ask("Who weighed it?")
    weighed: Protected[tuple[Weighed, ...]] = ask(
        "Element by element", hint="Where something is not known yet, say what is missing."
    )
    overall: Protected[Text] | None = ask(
        "What matters most here, and why?", optional=True
    )  # fmt: skip


class PanelMember(Content):
    """Somebody who sits on a panel."""

    name: Name = ask("Who?")
    agency: Line = ask("Which agency?")
    role: Line = ask("As what?")
    independent: Answer = ask("Independent of the decisions made so far?")
    confidential: Answer = ask("Promised in writing to keep it confidential?")


@kind(
    "best-interests-panel",
    title="Best interests panel",
    category=Category.FUTURES,
    when="On which day does it meet?",
    says="A best interests panel",
    refers_to="best-interests-assessment",
    may_be_planned=True,
    group=GROUP,
)
class BestInterestsPanel(Content):
    """People from several agencies who decide together, after reading the same papers."""

    members: Protected[tuple[PanelMember, ...]] = ask("Who sits on it?")
    papers: Protected[Text] = ask("Which papers did they read?", hint="One on each line.")
    tie: Protected[Text] | None = ask(
        "Has anybody a tie that the others should know of?",
        hint="Whoever made the assessment may be heard, and doesn’t decide alone.",
        optional=True,
    )


@kind(
    "best-interests-heard",
    title="How the panel heard the child",
    category=Category.FUTURES,
    when="When was it?",
    says="The panel and the child: {how}",
    refers_to="best-interests-panel",
    group=GROUP,
    checks=(heard_or_explained,),
)
class BestInterestsHeard(Content):
    """The child told the panel what they think, in the way they wished; or why they did not."""

    how: HowHeard = ask("How was the child heard?")
    offered: Protected[Text] | None = ask(
        "Which ways was the child offered?",
        hint="Speaking, writing, drawing, a recording, somebody to speak for them, saying nothing.",
        optional=True,
    )
    child_words: Protected[Text] | None = ask(
        "What did the child say?", when=answered("how", *(h for h in HowHeard if h != "not-heard"))
    )
    understood: Answer = ask("Did the child understand which ways there are, in their language?")
    why_not: Protected[Text] | None = ask(
        "Why was the child not heard?",
        hint="The guardian must read this before anything can be decided.",
        when=answered("how", HowHeard.NOT_HEARD),
    )


@kind(
    "best-interests-unheard-read",
    title="The guardian read why the child was not heard",
    category=Category.FUTURES,
    when="When was it read?",
    says="The guardian read why the child was not heard. Can they accept it? {accepts}",
    refers_to="best-interests-heard",
    group=GROUP,
    checks=(only_a_reason_is_read,),
)
class BestInterestsUnheardRead(Content):
    """The guardian has read the reason. It counts only where the guardian records it themself."""

    accepts: Answer = ask("Can you accept the reason?")
    says_guardian: Protected[Text] | None = ask(
        "What do you wish the panel to know?", optional=True
    )


class Implementer(Content):
    """Somebody who does a part of what was decided."""

    name: Name = ask("Who?")
    agency: Line = ask("Of which agency?")
    what: Text = ask("What will they do?")


@kind(
    "best-interests-decision",
    title="Best interests determination",
    category=Category.FUTURES,
    when="When was it decided?",
    says="Best interests determination: {outcome}",
    refers_to=("best-interests-option", "best-interests-panel"),
    group=GROUP,
    checks=(
        an_option_is_decided_for,
        decided_once,
        is_weighed_in_full,
        the_child_was_heard,
        weight_is_explained,
        looks_again_later,
    ),
)
class BestInterestsDecision(Content):
    """A panel decided what is best for the child, and says how it weighed. It answers to the option
    that was decided for; where it was put off, to the panel."""

    outcome: DecisionOutcome = ask("What was decided?", group=_DECISION)
    reasons: Protected[Text] = ask(
        "Why?",
        hint="How the elements were weighed, and why this option rather than the others. "
        "If it was put off: what must be known first.",
        group=_DECISION,
    )
    agreement: Agreement = ask("Did all agree?", group=_DECISION)
    dissent: Protected[Text] | None = ask(
        "Who saw it otherwise, and why?", when=answered("agreement", Agreement.MOST),
        group=_DECISION,
    )  # fmt: skip
    weight: ViewWeight = ask("What became of the child’s view?", group=_VIEW)
    weight_why: Protected[Text] = ask(
        "What weight did it get, and why?",
        hint="If it was not followed, say what stood against it, so that it can be told to them.",
        group=_VIEW,
    )
    leave_allows: Answer = ask(
        "Does the leave that the child has allow this solution to last?",
        hint="If not, say under the conditions what leave is needed.",
        group=_AFTER,
    )
    conditions: Protected[Text] | None = ask("On which conditions?", optional=True, group=_AFTER)
    implementers: Protected[tuple[Implementer, ...]] = ask(
        "Who does what?", optional=True, group=_AFTER
    )
    review_on: date = ask("When will it be looked at again, at the latest?", group=_AFTER)


@kind(
    "best-interests-review",
    title="Determination looked at again",
    category=Category.FUTURES,
    when="When was it looked at again?",
    says="The determination was looked at again: {outcome}",
    refers_to="best-interests-decision",
    group=GROUP,
    checks=(says_when_again, looks_again_later),
)
class BestInterestsReview(Content):
    """Is it still what is best for the child? Anybody may ask, the child first of all."""

    why: ReviewWhy = ask("Why now?")
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)
    child_asked: Answer = ask("Was the child asked?")
    outcome: ReviewOutcome = ask("What came of it?")
    reasons: Protected[Text] = ask("Why?")
    review_on: date | None = ask(
        "When will it be looked at next?",
        when=answered("outcome", ReviewOutcome.STANDS, ReviewOutcome.CHANGED),
    )
