"""A child as suspect or defendant: what they were made to do, who knew, what was raised, decided,
served and put right. A child who was made to do something is a victim first."""

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
from tutela.status.justice.answers import (
    Accused,
    Body,
    Ground,
    Held,
    PleaSaid,
    ProsecutorSays,
    Reply,
    ReviewOutcome,
    Verdict,
)
from tutela.status.justice.checks import (
    decided_once,
    ended_after_it_began,
    not_in_the_future,
    only_a_conviction_is_reviewed,
)

GROUP = "Accused of an offence"


@kind(
    "accused",
    title="Suspected of an offence",
    category=Category.JUSTICE,
    when="When did the child come under suspicion?",
    says="{stage}: {offence}",
    group=GROUP,
    checks=(is_on_its_list("offence"),),
)
class AccusedOf(Content):
    """Police think that a child did something. What they were made to do stands beside it."""

    offence: Line = ask("Of what?", choices="offences")
    stage: Accused = ask("How far has it come?")
    made_to: Protected[Text] | None = ask(
        "What was the child made to do, by whom, and how?",
        hint="As far as it is known. The child need not tell it to anybody but their lawyer.",
        optional=True,
    )
    done: Moment | None = ask("When is it said to have been done?", optional=True)
    where_held: Protected[Place] | None = ask("Where were they held?", optional=True)
    adult_there: Answer = ask("Was an appropriate adult there?")
    lawyer_there: Answer = ask("Was a lawyer there who knows about trafficking?")
    interpreter_there: Answer = ask("If they need one: was there an interpreter, and understood?")
    explained: Answer = ask("Does the child understand what is happening?")
    child_words: Protected[Text] | None = ask(
        "What do they say of it?", hint="Never about what they are accused of.", optional=True
    )


@kind(
    "indicators-known",
    title="Who knew of indicators of trafficking",
    category=Category.JUSTICE,
    when="When did they know?",
    says="{body} knew of indicators of trafficking",
    refers_to=("accused", "charged"),
    refers_optionally=True,
    group=GROUP,
)
class IndicatorsKnown(Content):
    """Somebody who acts in the case knew, or was told, that the child may have been trafficked."""

    body: Body = ask("Who knew?")
    who: Protected[Name] | None = ask("Their name", optional=True)
    how: Protected[Text] = ask("What did they know, and how?", hint="Seen, told, read, written.")
    did: Protected[Text] | None = ask("What did they do with it?", optional=True)


@kind(
    "charged",
    title="Charged",
    category=Category.JUSTICE,
    when="When was the child charged?",
    says="Charged: {offence}",
    refers_to="accused",
    refers_optionally=True,
    group=GROUP,
    checks=(is_on_its_list("offence"), not_in_the_future),
)
class Charged(Content):
    """A child was charged with an offence. If they are or may be a victim of trafficking, the lead,
    the guardian and the lawyer are told at once."""

    offence: Line = ask("With what?", choices="offences")
    words: Protected[Text] | None = ask("In the words of the charge", optional=True)
    done: Moment | None = ask("When is it said to have been done?", optional=True)
    court: Protected[Place] | None = ask("Before which court?", optional=True)
    next_day: Protected[Line] | None = ask("When is the next hearing?", optional=True)
    lawyer: Protected[Name] | None = ask("Who acts for the child?", optional=True)


@kind(
    "non-prosecution-raised",
    title="Non-prosecution raised",
    category=Category.JUSTICE,
    when="When was it raised?",
    says="Raised with: {body}; answer: {reply}",
    refers_to=("accused", "charged", "court-outcome"),
    group=GROUP,
)
class NonProsecutionRaised(Content):
    """Somebody said to police, a prosecutor or a court that a child must not be prosecuted or
    punished for what they were made to do."""

    body: Body = ask("With whom?")
    by: Protected[Name] = ask("Who raised it?")
    grounds: frozenset[Ground] = ask("On what ground?")
    what: Protected[Text] | None = ask("What was put forward?", optional=True)
    reply: Reply = ask("What was answered?")
    reasons: Protected[Text] | None = ask("With what reasons?", optional=True)


@kind(
    "defence-considered",
    title="Defence because of exploitation",
    category=Category.JUSTICE,
    when="When was it considered?",
    says="A defence because of exploitation was considered",
    refers_to=("accused", "charged"),
    group=GROUP,
)
class DefenceConsidered(Content):
    """What a lawyer needs to weigh the defence for a child. The program says what the law asks, and
    decides nothing. In England and Wales no compulsion is needed."""

    under_18: Answer = ask("Was the child under 18 when it was done?")
    consequence: Answer = ask(
        "Was it done as a direct consequence of being, or having been, a victim?"
    )
    reasonable: Answer = ask(
        "Might a reasonable person like the child have done it in their place?",
        hint="Of their age and sex, with any illness or disability. Not asked in Northern Ireland.",
    )
    raised: Answer = ask("Has it been raised in court?")
    advice: Protected[Text] | None = ask("What does the child’s lawyer advise?", optional=True)


@kind(
    "prosecutor-decision",
    title="Prosecutor’s decision",
    category=Category.JUSTICE,
    when="When was it decided?",
    says="Prosecutor: {outcome}",
    refers_to=("accused", "charged"),
    group=GROUP,
)
class ProsecutorDecision(Content):
    """Whether a child is prosecuted."""

    outcome: ProsecutorSays = ask("What was decided?")
    knew: Answer = ask("Did the prosecutor know of the indicators of trafficking?")
    reasons: Protected[Text] | None = ask("With what reasons?", optional=True)
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "plea",
    title="Plea",
    category=Category.JUSTICE,
    when="When was it entered?",
    says="Plea: {said}",
    refers_to="charged",
    group=GROUP,
)
class Plea(Content):
    """What was pleaded, and whether the child knew what that means."""

    said: PleaSaid = ask("What was pleaded?")
    advised: Answer = ask(
        "Was the child told before that there is a defence because of exploitation?"
    )
    understood: Answer = ask("Did they understand what it means to plead?")
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)


@kind(
    "held-in-custody",
    title="Held",
    category=Category.JUSTICE,
    when="From when?",
    says="Held: {where}",
    refers_to=("accused", "charged", "court-outcome"),
    refers_optionally=True,
    group=GROUP,
    checks=(ended_after_it_began,),
)
class HeldInCustody(Content):
    """A child was held. Where children are held, those who exploit them may reach them."""

    where: Held = ask("Where?")
    place: Protected[Place] | None = ask("In which place?", optional=True)
    until: Moment | None = ask("Until when?", optional=True)
    safe: Answer = ask("Are they safe there from those who exploit them?")
    treated_as_child: Answer = ask("Are they treated as a child there?")
    visited: Protected[Text] | None = ask("Who visits them?", optional=True)


@kind(
    "court-outcome",
    title="How the case ended in court",
    category=Category.JUSTICE,
    when="When was that?",
    says="{verdict}: {offence}",
    refers_to="charged",
    group=GROUP,
    checks=(is_on_its_list("offence"), decided_once),
)
class CourtOutcome(Content):
    """How a case against a child ended in court."""

    verdict: Verdict = ask("How did it end?")
    offence: Line = ask("For what?", choices="offences")
    court: Protected[Place] | None = ask("In which court?", optional=True)
    sentence: Protected[Text] | None = ask(
        "What was the sentence?", when=answered("verdict", Verdict.CONVICTED)
    )
    exploitation: Answer = ask(
        "Did the court know that the child was, or may have been, exploited?"
    )
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "conviction-reviewed",
    title="Conviction looked at again",
    category=Category.JUSTICE,
    when="When was that?",
    says="The conviction: {outcome}",
    refers_to="court-outcome",
    group=GROUP,
    checks=(only_a_conviction_is_reviewed,),
)
class ConvictionReviewed(Content):
    """A conviction of a child who was exploited is looked at again, and perhaps set aside."""

    outcome: ReviewOutcome = ask("What came of it?")
    by: Body = ask("Who decides?")
    why: Protected[Text] | None = ask("On what grounds?", optional=True)
    record_cleared: Answer = ask("Was it taken out of police and other records?")
    child_told: Answer = ask("Has the child been told, and have they understood?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)
