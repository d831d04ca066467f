"""Kinds of entry about a disputed age: who doubts it and why, how it was assessed, what the young
person answered, what was concluded, how it was challenged, and what harm was done meanwhile.

The date of birth itself is an entry of identity; one that rests on a concluded assessment says so
there. Nothing here changes how somebody is treated: until an assessment has concluded, whoever may
be under 18 is a child (Modern Slavery Act 2015 s.51).
"""

from __future__ import annotations

from tutela.chronology.kinds import (
    Category,
    Content,
    Name,
    Place,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.moment import Moment
from tutela.people.choice import Answer
from tutela.protection.age.answers import (
    AdultHarm,
    AgeOutcome,
    AssessedBy,
    ChallengeOutcome,
    ChallengeWay,
    DisputedBy,
    Doubt,
    Meanwhile,
    Way,
)
from tutela.protection.age.checks import (
    conclusion_is_whole,
    decided_once,
    ended_after_it_began,
    not_concluded_already,
    one_assessment_at_a_time,
    says_what_it_meant,
    says_what_it_rests_on,
    two_different_people,
)

GROUP = "Age"


@kind(
    "age-disputed",
    title="Age disputed",
    category=Category.PROTECTION,
    when="When was the age disputed?",
    says="{by} disputes the age; treated meanwhile: {meanwhile}",
    group=GROUP,
    checks=(says_what_it_rests_on,),
)
class AgeDisputed(Content):
    """Somebody doubts the age that a young person gives. They stay a child in this record."""

    by: DisputedBy = ask("Who doubts it?")
    rests_on: frozenset[Doubt] = ask(
        "What does the doubt rest on?",
        hint="How somebody looks after such a journey says little about their age.",
    )
    why: Protected[Text] = ask("What do they say?", hint="In their words, with who said it.")
    meanwhile: Meanwhile = ask("How do they treat the young person meanwhile?")
    child_told: Answer = ask("Does the young person know, and understand what it means?")
    child_words: Protected[Text] | None = ask("What do they say about it?", optional=True)


@kind(
    "age-way-chosen",
    title="What the authority does about a doubt",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="{way}",
    refers_to="age-disputed",
    group=GROUP,
)
class AgeWayChosen(Content):
    """A local authority accepts an age, assesses it, or asks the national board. An assessment is
    made where there is a real doubt, and not because somebody asks for one."""

    way: Way = ask("What does the authority do?")
    why: Protected[Text] = ask("Why?")
    decided_by: Protected[Name] = ask("Who decided?")
    others_told: Answer = ask("Do those who doubted it know?")


@kind(
    "age-assessment-started",
    title="Age assessment begun",
    category=Category.PROTECTION,
    when="When did it begin?",
    says="An age assessment has begun ({by})",
    refers_to="age-disputed",
    refers_optionally=True,
    group=GROUP,
    checks=(two_different_people, one_assessment_at_a_time),
)
class AgeAssessmentStarted(Content):
    """Two social workers begin to find out how old somebody is, in a way that is fair to them."""

    by: AssessedBy = ask("Who assesses?")
    first: Protected[Name] = ask("Who is the first social worker?")
    second: Protected[Name] | None = ask("Who is the second social worker?", optional=True)
    appropriate_adult: Protected[Name] | None = ask(
        "Who is the appropriate adult?",
        hint="Independent, on the young person’s side, there at every meeting.",
        optional=True,
    )
    interpreter: Answer = ask("Is there an interpreter whom they understand and trust?")
    explained: Answer = ask("Was it explained to them what it is for and what may follow?")
    advice: Answer = ask("Could they speak with a solicitor first?")
    why: Protected[Text] = ask("Why is an assessment needed?")


@kind(
    "age-assessment-meeting",
    title="Meeting of an age assessment",
    category=Category.PROTECTION,
    when="When was it?",
    says="A meeting of the age assessment",
    refers_to="age-assessment-started",
    group=GROUP,
)
class AgeAssessmentMeeting(Content):
    """One meeting with the young person, and how it was for them."""

    both_there: Answer = ask("Were both social workers there?")
    adult_there: Answer = ask("Was the appropriate adult there?")
    interpreter_there: Answer = ask("Was the interpreter there, and understood?")
    breaks: Answer = ask("Were there breaks, food and drink, and an end when they were tired?")
    where: Protected[Place] | None = ask("Where was it?", optional=True)
    how_it_was: Protected[Text] | None = ask("How was the young person?", optional=True)
    child_words: Protected[Text] | None = ask("What did they say of it?", optional=True)


@kind(
    "age-assessment-put",
    title="Thoughts put to the young person",
    category=Category.PROTECTION,
    when="When was it put to them?",
    says="What the assessors were minded to conclude was put to the young person",
    refers_to="age-assessment-started",
    group=GROUP,
)
class AgeAssessmentPut(Content):
    """Before anything is concluded, what weighs against the young person is put to them, so that
    they can answer."""

    minded_to: AgeOutcome = ask("What are the assessors minded to conclude?")
    points: Protected[Text] = ask("Which points were put to them?")
    answer: Protected[Text] | None = ask("What did they answer?", optional=True)
    time_to_answer: Answer = ask("Had they time, and somebody to talk to, before they answered?")
    child_words: Protected[Text] | None = ask("In their own words", optional=True)


@kind(
    "age-assessment-concluded",
    title="Age assessment concluded",
    category=Category.PROTECTION,
    when="When was it concluded?",
    says="Age assessment: {outcome}",
    refers_to="age-assessment-started",
    group=GROUP,
    checks=(not_concluded_already, conclusion_is_whole),
)
class AgeAssessmentConcluded(Content):
    """What was concluded, and why. Record the date of birth that follows from it under “Date of
    birth”, as one that rests on an assessment: from then on it holds."""

    outcome: AgeOutcome = ask("What was concluded?")
    born: Protected[Moment] | None = ask(
        "Which date of birth was concluded?",
        when=answered("outcome", AgeOutcome.AS_GIVEN, AgeOutcome.CHILD, AgeOutcome.ADULT),
    )
    reasons: Protected[Text] = ask("What reasons were given?")
    doubt_given: Answer = ask("Was the benefit of the doubt given?")
    child_told: Answer = ask("Was the young person told, and did they understand?")
    in_writing: Answer = ask("Have they the reasons in writing?")
    challenge_explained: Answer = ask("Do they know how it can be challenged, and with whose help?")
    child_words: Protected[Text] | None = ask("What do they say about it?", optional=True)


@kind(
    "age-challenged",
    title="Age assessment challenged",
    category=Category.PROTECTION,
    when="When was it challenged?",
    says="The age assessment is challenged: {way}",
    refers_to="age-assessment-concluded",
    group=GROUP,
)
class AgeChallenged(Content):
    """Somebody says that a conclusion is wrong, or was not fairly reached."""

    way: ChallengeWay = ask("By what way?")
    why: Protected[Text] = ask("On what grounds?")
    by: Protected[Name] | None = ask("Who acts for the young person?", optional=True)
    meanwhile: Meanwhile = ask("How are they treated until it is decided?")


@kind(
    "age-challenge-decided",
    title="Challenge to an age assessment decided",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="The challenge: {outcome}",
    refers_to="age-challenged",
    group=GROUP,
    checks=(decided_once,),
)
class AgeChallengeDecided(Content):
    """What came of a challenge. Where the conclusion falls, withdraw the date of birth that rests
    on it: from then on the young person is a child again until somebody has concluded anew."""

    outcome: ChallengeOutcome = ask("What came of it?")
    by: Protected[Name] = ask("Who decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_told: Answer = ask("Was the young person told, and did they understand?")


@kind(
    "treated-as-adult",
    title="Treated as an adult",
    category=Category.PROTECTION,
    when="From when?",
    says="Was treated as an adult by {by}",
    refers_to=("age-disputed", "age-assessment-concluded"),
    refers_optionally=True,
    group=GROUP,
    checks=(ended_after_it_began, says_what_it_meant),
)
class TreatedAsAdult(Content):
    """A child was treated as an adult. What harm that did is written down, so that it can be put
    right, and so that it is counted."""

    by: DisputedBy = ask("By whom?")
    until: Moment | None = ask("Until when?", optional=True)
    meant: frozenset[AdultHarm] = ask("What did it mean for them?")
    what: Protected[Text] = ask("What happened?")
    where: Protected[Place] | None = ask("Where were they?", optional=True)
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)
    put_right: Protected[Text] | None = ask(
        "What was done to put it right?",
        hint="Moved, an apology, a complaint, health care, a solicitor.",
        optional=True,
    )
