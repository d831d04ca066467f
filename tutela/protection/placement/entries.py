"""Where a child lives and with whom; visits, plans and reviews.

What says where (the address, the carer, the council whose area it is) is kept back as a place, and
the address stands in an entry of its own, in the category of whereabouts: whoever may read how a
placement goes need not be told where it is.
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
from tutela.protection.placement.answers import (
    Answered,
    Home,
    Met,
    Provider,
    ReviewEnd,
    ReviewSort,
    TookPart,
    Victim,
    WhyEnded,
)
from tutela.protection.placement.checks import (
    a_set_day_is_said,
    is_no_second_home,
    needs_are_named,
    says_why_not_alone,
    says_why_the_child_was_not_asked,
)

GROUP = "Home"


@kind(
    "placement-began",
    title="Home",
    category=Category.PROTECTION,
    when="Since when does the child live there?",
    says="{home}",
    group=GROUP,
    checks=(is_no_second_home,),
)
class PlacementBegan(Content):
    """The child lives here from now on. Where that is stands in an entry of its own."""

    home: Home = ask("What sort of place is it?")
    provider: Provider = ask("Who provides it?")
    carer: Protected[Place] | None = ask(
        "Who cares for the child there?",
        hint="Names are kept back like an address: a carer’s name leads to a door.",
        optional=True,
    )
    out_of_area: Answer = ask("Is it outside the area of the council that looks after the child?")
    why: Protected[Text] = ask("Why there?", hint="What fits the child, and what does not.")
    language: Answer = ask("Does somebody there speak the child’s language?")
    siblings: Answer = ask("Are brothers and sisters together, where there are any?")
    child_words: Protected[Text] | None = ask(
        "What does the child say about it?", hint="In their own words.", optional=True
    )


@kind(
    "placement-address",
    title="Address",
    category=Category.LOCATION,
    when="From when?",
    says="An address was recorded",
    refers_to="placement-began",
    group=GROUP,
)
class PlacementAddress(Content):
    """Where the child lives. Only those who may read whereabouts see that there is such an entry;
    what it says is kept back until they ask for it with a reason."""

    address: Protected[Place] = ask("What is the address?")
    telephone: Protected[Place] | None = ask("What is the telephone number there?", optional=True)
    area: Protected[Place] | None = ask("In which council’s area is it?", optional=True)
    note: Protected[Place] | None = ask(
        "Is there anything to know?", hint="How to come there unseen, who else lives near.",
        optional=True,
    )  # fmt: skip


@kind(
    "placement-ended",
    title="Home left",
    category=Category.PROTECTION,
    when="When did the child leave it?",
    says="{why}",
    refers_to="placement-began",
    group=GROUP,
)
class PlacementEnded(Content):
    """The child lives there no longer."""

    why: WhyEnded = ask("Why?")
    told: Answer = ask("Was the child told beforehand, by somebody they trust?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)
    follows: Protected[Text] | None = ask("What follows?", hint="Not where.", optional=True)


@kind(
    "unsuitable-answered",
    title="Answer to an unsuitable home",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="{answer}",
    refers_to="placement-began",
    group=GROUP,
    checks=(a_set_day_is_said,),
)
class UnsuitableAnswered(Content):
    """A child lives where no child should. Somebody answers for it, and says by when it ends."""

    answer: Answered = ask("What was decided?")
    by: date | None = ask("By which day?", when=answered("answer", Answered.MOVES))
    reasons: Protected[Text] = ask("Why, and what keeps the child safe until then?")
    decided_by: Protected[Name] = ask("Who decided?")


@kind(
    "out-of-area-told",
    title="Council of the area told",
    category=Category.PROTECTION,
    when="When was it told?",
    says="The council of the area was told",
    refers_to="placement-began",
    group=GROUP,
)
class OutOfAreaTold(Content):
    """The council in whose area the child now lives was told. Source: SI 2010/959 reg. 13."""

    whom: Protected[Place] = ask("Which council?")
    approved_by: Protected[Name] = ask("Who approved that the child lives outside the area?")


@kind(
    "placement-plan",
    title="Placement plan",
    category=Category.PROTECTION,
    when="When was it agreed?",
    says="The placement plan was agreed",
    refers_to="placement-began",
    group=GROUP,
)
class PlacementPlan(Content):
    """How the child is cared for there, day by day, and who may decide what."""

    days: Protected[Text] = ask("What do their days look like?", hint="Food, faith, sleep, school.")
    decides: Protected[Text] = ask("Who may decide what?", hint="Doctor, trips, telephone, hair.")
    contact: Protected[Text] = ask(
        "With whom may and does the child have contact, and with whom not?"
    )
    trafficking: Protected[Text] = ask(
        "What does the carer know of trafficking, and what do they do if somebody comes or rings?"
    )
    child_agrees: Answer = ask("Does the child agree?")
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)


@kind(
    "safety-plan",
    title="Safety plan for the first days",
    category=Category.PROTECTION,
    when="When was it made?",
    says="A safety plan for the first days was made",
    refers_to="placement-began",
    refers_optionally=True,
    group=GROUP,
)
class SafetyPlan(Content):
    """The first 72 hours: most children who are lost are lost then. It is made with the child, in
    words they understand."""

    telephone: Protected[Text] = ask(
        "What about a telephone?",
        hint="Who holds which, who knows the number, what is done with the old one.",
    )
    calls: Protected[Text] = ask("What is done when somebody rings or writes?")
    outside: Protected[Text] = ask("How do they go out, and with whom?")
    transport: Protected[Text] = ask("How do they travel, and who pays?")
    nights: Protected[Text] = ask("What about the nights?")
    if_gone: Protected[Text] = ask("What is done at once if they are gone?")
    way_back: Protected[Text] = ask(
        "How can they come back or ask for help at any hour, without trouble?"
    )
    explained: Answer = ask("Was it explained in a language that they understand?")
    child_words: Protected[Text] | None = ask("What does the child say about it?", optional=True)


@kind(
    "care-plan",
    title="Care plan",
    category=Category.PROTECTION,
    when="When was it made?",
    says="Care plan. {victim}",
    group=GROUP,
    checks=(needs_are_named,),
)
class CarePlan(Content):
    """What the child needs and how it is met, now and later. It names trafficking."""

    victim: Victim = ask("What does the plan say of trafficking?")
    from_trafficking: Protected[Text] | None = ask(
        "What does the child need because of it, and who sees to it?",
        when=answered("victim", Victim.IS, Victim.MAY_BE),
    )
    needs: Protected[Text] = ask(
        "What else does the child need?", hint="Health, school, family, identity, friends."
    )
    aim: Protected[Text] = ask("What is the aim, and by when?")
    child_words: Protected[Text] | None = ask("What does the child wish?", optional=True)
    reviewing_officer: Protected[Name] | None = ask(
        "Who is the independent reviewing officer?", optional=True
    )


@kind(
    "social-work-visit",
    title="Visit",
    category=Category.PROTECTION,
    when="When was the visit?",
    says="Seen: {seen}; alone: {alone}",
    group=GROUP,
    checks=(says_why_not_alone,),
)
class SocialWorkVisit(Content):
    """The social worker visits the child where they live, and sees them alone."""

    seen: Answer = ask("Was the child seen?")
    alone: Answer = ask("Was the child seen alone?")
    why_not_alone: Protected[Text] | None = ask("Why not alone?", when=answered("alone", Answer.NO))
    interpreter: Answer = ask("Was there an interpreter, where one was needed?")
    room: Answer = ask("Did the child show where they sleep?")
    how: Protected[Text] = ask("How is the child?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)
    todo: Protected[Text] | None = ask("What was promised, and by when?", optional=True)


@kind(
    "looked-after-review",
    title="Review of the care plan",
    category=Category.PROTECTION,
    when="When was it held?",
    says="{sort} review: {end}. Needs from trafficking: {met}",
    group=GROUP,
    checks=(says_why_the_child_was_not_asked,),
)
class LookedAfterReview(Content):
    """The independent reviewing officer reviews how the child is cared for. Each review answers
    whether what the child needs because of trafficking is met."""

    sort: ReviewSort = ask("Which review is it?")
    end: ReviewEnd = ask("How did it end?")
    why_adjourned: Protected[Text] | None = ask(
        "Why was it adjourned?", when=answered("end", ReviewEnd.ADJOURNED)
    )
    chaired_by: Protected[Name] = ask("Which reviewing officer held it?")
    part: TookPart = ask("How did the child take part?")
    why_not_asked: Protected[Text] | None = ask(
        "Why were they not asked?", when=answered("part", TookPart.NOT_ASKED)
    )
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)
    met: Met = ask("Are the needs met that the child has because of trafficking?")
    missing: Protected[Text] | None = ask(
        "What is missing, and whose task is it?", when=answered("met", Met.PARTLY, Met.NO)
    )
    decisions: Protected[Text] = ask("What was decided, who does it and by when?")
    plan_changes: Line | None = ask("Does the care plan change?", optional=True)
