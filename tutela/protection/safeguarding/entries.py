"""From a worry that reaches children's social care to a plan that protects, and the orders beside.

Each step is timed and owned. The words are those of English guidance; where another nation has a
name of its own, the question says so.
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
from tutela.people.choice import Answer
from tutela.protection.safeguarding.answers import (
    ConferenceSort,
    ContactFrom,
    EnquiryEnd,
    HarmCategory,
    Measure,
    MeasureEnd,
    NextStep,
    PlanDecision,
    Took,
    Triage,
)
from tutela.protection.safeguarding.checks import (
    a_first_conference_ends_nothing,
    a_plan_has_a_heading,
    is_no_second_of_its_kind,
    nobody_is_left_without_a_reason,
    police_were_there,
)

GROUP = "Safeguarding"


@kind(
    "safeguarding-contact",
    title="Contact with children’s social care",
    category=Category.PROTECTION,
    when="When did it come?",
    says="A worry reached children’s social care, from: {by}",
    group=GROUP,
)
class SafeguardingContact(Content):
    """Somebody told children's social care of a worry. It is looked at on the same or the next
    working day, by somebody whose name stands beside it."""

    by: ContactFrom = ask("Who came with it?")
    what: Protected[Text] = ask("What is the worry?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)
    owner: Protected[Name] = ask("Who looks at it first?")


@kind(
    "contact-triaged",
    title="First look at a contact",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="{outcome}",
    refers_to="safeguarding-contact",
    group=GROUP,
)
class ContactTriaged(Content):
    """What the first look came to, what other agencies knew, and why."""

    outcome: Triage = ask("What was decided?")
    asked: frozenset[Took] = ask("Which agencies were asked what they know?", optional=True)
    known: Protected[Text] | None = ask("What did they know?", optional=True)
    reasons: Protected[Text] = ask("Why?", hint="Also where nothing more is done.")
    decided_by: Protected[Name] = ask("Who decided?")


@kind(
    "care-referral",
    title="Referral to children’s social care",
    category=Category.PROTECTION,
    when="When was it received?",
    says="Referred to children’s social care, by: {by}",
    refers_to="safeguarding-contact",
    refers_optionally=True,
    group=GROUP,
)
class CareReferral(Content):
    """A child is referred to children's social care for what they may need."""

    by: ContactFrom = ask("Who referred the child?")
    reasons: Protected[Text] = ask("Why?")
    family_knows: Answer = ask(
        "Do those with parental responsibility know?",
        hint="Not where telling them would put the child in danger.",
    )


@kind(
    "referral-decided",
    title="Next step after a referral",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="{step}",
    refers_to="care-referral",
    group=GROUP,
)
class ReferralDecided(Content):
    """A manager of children's social care decides what follows."""

    step: NextStep = ask("What follows?")
    reasons: Protected[Text] = ask("Why?")
    decided_by: Protected[Name] = ask("Which manager decided?")
    referrer_told: Answer = ask("Was whoever referred told?")


@kind(
    "needs-assessed",
    title="Assessment of what the child needs",
    category=Category.PROTECTION,
    when="When was it completed?",
    says="The assessment was completed: {needs}",
    refers_to="care-referral",
    group=GROUP,
)
class NeedsAssessed(Content):
    """What the child needs, as assessed (in England Children Act 1989 s.17). It answers what the
    child needs because they may have been trafficked."""

    seen: Answer = ask("Was the child seen?")
    seen_alone: Answer = ask("Was the child seen alone?")
    interpreter: Answer = ask("Was there an interpreter where one was needed?")
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)
    needs: Protected[Text] = ask("What does the child need?")
    trafficking: Protected[Text] = ask(
        "What do they need because they are, or may be, a victim of trafficking?",
        hint="Say so where there is no sign of it.",
    )
    help: Protected[Text] = ask("Which help follows, from whom and from when?")


@kind(
    "harm-suspected",
    title="Reasonable cause to suspect significant harm",
    category=Category.PROTECTION,
    when="When was it judged so?",
    says="A person judged that the child may suffer significant harm",
    refers_to=("concern", "care-referral", "safeguarding-contact"),
    refers_optionally=True,
    group=GROUP,
)
class HarmSuspected(Content):
    """A person's judgement, with its reasons, that a child is suffering or likely to suffer
    significant harm. The program never makes it. It opens the duty of a strategy discussion."""

    reasons: Protected[Text] = ask("What leads you to think so?")
    judged_by: Protected[Name] = ask("Who judged it?")
    safe_tonight: Protected[Text] = ask("What keeps the child safe until then?")


@kind(
    "strategy-discussion",
    title="Strategy discussion",
    category=Category.PROTECTION,
    when="When was it held?",
    says="Strategy discussion. Enquiry begins: {enquiry}",
    refers_to=(
        "harm-suspected", "concern", "reasonable-grounds-decision", "conclusive-grounds-decision",
        "local-panel-decision",
    ),
    refers_optionally=True,
    group=GROUP,
    checks=(police_were_there,),
)  # fmt: skip
class StrategyDiscussion(Content):
    """Children's social care, police, health and others decide together whether an enquiry begins
    and what is done at once. In Scotland it is called an inter-agency referral discussion."""

    present: frozenset[Took] = ask("Who took part?")
    absent: Protected[Text] | None = ask("Who could not, and who speaks with them?", optional=True)
    known: Protected[Text] = ask("What does each of them know?")
    trafficking: Protected[Text] = ask(
        "What is known of trafficking, and of others who may be in danger?"
    )
    enquiry: bool = ask(
        "Does an enquiry into significant harm begin?", hint="Children Act 1989 s.47 in England."
    )
    together: Answer | None = ask("Together with the police?", when=answered("enquiry", True))
    reasons: Protected[Text] = ask("Why?")
    at_once: Protected[Text] = ask("What is done at once, by whom and by when?")
    child_told: Answer = ask("Will the child be told, and by somebody they trust?")


@kind(
    "strategy-not-held",
    title="No strategy discussion is held",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="A manager decided that no strategy discussion is held",
    refers_to=(
        "harm-suspected", "concern", "reasonable-grounds-decision", "conclusive-grounds-decision",
        "local-panel-decision",
    ),
    group=GROUP,
)  # fmt: skip
class StrategyNotHeld(Content):
    """A manager decided, with a reason, that no strategy discussion is held. Only a manager records
    it."""

    reasons: Protected[Text] = ask("Why is none held?")
    instead: Protected[Text] = ask("What protects the child instead?")


@kind(
    "enquiry-ended",
    title="Enquiry into significant harm ended",
    category=Category.PROTECTION,
    when="When did it end?",
    says="{outcome}",
    refers_to="strategy-discussion",
    group=GROUP,
)
class EnquiryEnded(Content):
    """What the enquiry found, and what follows."""

    outcome: EnquiryEnd = ask("What did it find?")
    seen_alone: Answer = ask("Was the child seen alone?")
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)
    found: Protected[Text] = ask("What was found?")
    follows: Protected[Text] = ask("What follows?")


@kind(
    "protection-conference",
    title="Child protection conference",
    category=Category.PROTECTION,
    when="When was it held?",
    says="{sort}: {decision}",
    refers_to=("strategy-discussion", "protection-conference"),
    refers_optionally=True,
    group=GROUP,
    checks=(a_plan_has_a_heading, a_first_conference_ends_nothing, nobody_is_left_without_a_reason),
)
class ProtectionConference(Content):
    """Everybody around the child decides whether a plan is needed to protect them. In Scotland it
    is called a child protection planning meeting."""

    sort: ConferenceSort = ask("Which conference is it?")
    present: frozenset[Took] = ask("Who took part?")
    why_without_child: Protected[Text] | None = ask(
        "If the child did not take part: why, and who spoke for them?", optional=True
    )
    child_words: Protected[Text] | None = ask("What does the child say?", optional=True)
    decision: PlanDecision = ask("What was decided?")
    headings: frozenset[HarmCategory] = ask(
        "Under which heading?", when=answered("decision", PlanDecision.PLAN)
    )
    plan: Protected[Text] | None = ask(
        "What does the plan say?",
        hint="What must change, who does what by when, and what is done against trafficking.",
        when=answered("decision", PlanDecision.PLAN),
    )
    dissent: Protected[Text] | None = ask("Who disagreed, and why?", optional=True)
    reasons: Protected[Text] = ask("Why was it decided so?")
    next_on: date | None = ask("When is the next one?", optional=True)


@kind(
    "core-group",
    title="Core group",
    category=Category.PROTECTION,
    when="When did it meet?",
    says="The core group met: {done}",
    refers_to="protection-conference",
    group=GROUP,
)
class CoreGroup(Content):
    """Those who carry out the plan meet, with the child where they wish."""

    present: frozenset[Took] = ask("Who took part?")
    done: Protected[Text] = ask("What has been done, and what has changed for the child?")
    stuck: Protected[Text] | None = ask("What is stuck, and whose task is it?", optional=True)


@kind(
    "protective-measure",
    title="Order or agreement that protects",
    category=Category.PROTECTION,
    when="From when?",
    says="{measure}",
    group=GROUP,
    checks=(is_no_second_of_its_kind,),
)
class ProtectiveMeasure(Content):
    """On what footing the child is protected or looked after, from when."""

    measure: Measure = ask("Which?")
    which: Line | None = ask(
        "Which order or duty?",
        when=answered("measure", Measure.OTHER, Measure.OTHER_NATION),
    )
    reasons: Protected[Text] = ask("Why?")
    agreed_by: Protected[Text] | None = ask(
        "Who with parental responsibility agreed, or why was nobody asked?",
        hint="Where nobody has parental responsibility, the council must accommodate the child.",
        when=answered("measure", Measure.ACCOMMODATED),
    )
    child_told: Answer = ask("Was the child told what it means?")
    ends_on: date | None = ask("On which day does it end?", hint="If it is known.", optional=True)


@kind(
    "measure-ended",
    title="Order or agreement ended",
    category=Category.PROTECTION,
    when="When did it end?",
    says="{how}",
    refers_to="protective-measure",
    group=GROUP,
)
class MeasureEnded(Content):
    """It ended, and what protects the child from then on."""

    how: MeasureEnd = ask("How did it end?")
    follows: Protected[Text] = ask("What protects the child from then on?")
