"""Kinds of entry about immigration status: the claim, interviews and their safeguards, decisions,
appeals, permissions with their conditions and ends, and whether they allow a settled life.

A child is a child first. What stands here decides nothing about how they are cared for.
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
from tutela.status.immigration.answers import (
    Allows,
    AppealOutcome,
    ClaimedWhere,
    Condition,
    Decision,
    InterviewKind,
    LeaveEnd,
    LeaveForm,
    VictimGround,
)
from tutela.status.immigration.checks import (
    appeal_decided_once,
    conditions_fit,
    decided_once,
    is_not_ended_already,
    is_not_over_before_it_began,
)

GROUP = "Immigration and asylum"


@kind(
    "asylum-claim",
    title="Asylum claimed",
    category=Category.STATUS,
    when="When was it claimed?",
    says="Asylum was claimed ({where})",
    group=GROUP,
)
class AsylumClaim(Content):
    """The young person asked for protection."""

    where: ClaimedWhere = ask("Where was it claimed?")
    adult_there: Answer = ask("Was an adult there who was on their side?")
    solicitor: Protected[Name] | None = ask("Who is their solicitor?", optional=True)
    explained: Answer = ask(
        "Did they understand what a claim is, and what follows?",
        hint="In a language that they fully understand.",
    )
    why: Protected[Text] | None = ask(
        "What do they fear?",
        hint="Only what is needed here. Their statement belongs to their solicitor.",
        optional=True,
    )


@kind(
    "immigration-interview",
    title="Interview by the Home Office",
    category=Category.STATUS,
    when="When was it?",
    says="{sort}",
    refers_to="asylum-claim",
    refers_optionally=True,
    group=GROUP,
)
class ImmigrationInterview(Content):
    """One interview, with what protected the young person in it, and how it was for them."""

    sort: InterviewKind = ask("Which interview was it?")
    adult_there: Answer = ask("Was a responsible adult or guardian there, whom they know?")
    solicitor_there: Answer = ask("Was their solicitor there?")
    interpreter_there: Answer = ask("Was there an interpreter, whom they understood and trusted?")
    interviewer_wished: Answer = ask("Was the interviewer a woman or a man, as they wished?")
    breaks: Answer = ask("Were there breaks, and an end when they had had enough?")
    read_back: Answer = ask("Was the record read back to them, and could they put it right?")
    trafficking: Answer = ask("Was it known there that they are or may be a victim of trafficking?")
    where: Protected[Place] | None = ask("Where was it?", optional=True)
    put_right: Protected[Text] | None = ask(
        "What had to be put right afterwards?",
        hint="Misunderstandings, things left out, and by when the solicitor wrote.",
        optional=True,
    )
    child_words: Protected[Text] | None = ask("How was it for them?", optional=True)


@kind(
    "asylum-decision",
    title="Decision on an asylum claim",
    category=Category.STATUS,
    when="When was it decided?",
    says="Asylum claim: {outcome}",
    refers_to="asylum-claim",
    group=GROUP,
    checks=(decided_once,),
)
class AsylumDecision(Content):
    """What the Home Office decided. A permission that follows from it is an entry of its own."""

    outcome: Decision = ask("What was decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    appeal: Answer = ask("Can it be appealed?")
    child_told: Answer = ask("Has the young person been told, and have they understood?")
    who_told: Protected[Name] | None = ask("Who told them, and who was with them?", optional=True)
    child_words: Protected[Text] | None = ask("What did they say?", optional=True)


@kind(
    "asylum-appeal",
    title="Appeal",
    category=Category.STATUS,
    when="When was it lodged?",
    says="An appeal was lodged",
    refers_to="asylum-decision",
    group=GROUP,
)
class AsylumAppeal(Content):
    """An appeal against a decision on protection."""

    court: Protected[Place] | None = ask("In which tribunal or court?", optional=True)
    solicitor: Protected[Name] | None = ask("Who acts for the young person?", optional=True)
    grounds: Protected[Text] | None = ask("On what grounds?", optional=True)
    litigation_friend: Answer = ask("Do they need somebody to act for them in court, and have one?")


@kind(
    "asylum-appeal-decided",
    title="Appeal decided",
    category=Category.STATUS,
    when="When was it decided?",
    says="Appeal: {outcome}",
    refers_to="asylum-appeal",
    group=GROUP,
    checks=(appeal_decided_once,),
)
class AsylumAppealDecided(Content):
    """What came of an appeal."""

    outcome: AppealOutcome = ask("What was decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_told: Answer = ask("Has the young person been told, and have they understood?")


@kind(
    "leave-granted",
    title="Permission to stay",
    category=Category.STATUS,
    when="From when does it hold?",
    says="{form}, until {until}",
    refers_to=("asylum-decision", "asylum-appeal-decided", "leave-extension"),
    refers_optionally=True,
    group=GROUP,
    checks=(is_not_over_before_it_began, conditions_fit),
)
class LeaveGranted(Content):
    """A permission to be in the country, with its conditions and its last day. For an unaccompanied
    child it is 30 months or until 17 and a half, whichever is shorter; the page works that out."""

    form: LeaveForm = ask("Which form is it?")
    until: date | None = ask(
        "Until which day, as the letter says?",
        hint="Leave it empty where there is no last day, or where the letter gives none.",
        optional=True,
    )
    grounds: frozenset[VictimGround] = ask(
        "For what is it needed?", when=answered("form", LeaveForm.VICTIM)
    )
    conditions: frozenset[Condition] = ask("What does it allow or forbid?", optional=True)
    other_condition: Protected[Line] | None = ask(
        "Which other condition?", when=answered("conditions", Condition.OTHER)
    )
    proof: Answer = ask("Can the young person show it, on paper or online?")
    child_told: Answer = ask("Do they know what it means, and when it ends?")


@kind(
    "leave-extension",
    title="Asked for a permission to be extended",
    category=Category.STATUS,
    when="When was it asked for?",
    says="Asked for {form}",
    refers_to="leave-granted",
    group=GROUP,
)
class LeaveExtension(Content):
    """An application was made before a permission ends, for more time or for another form."""

    form: LeaveForm = ask("What was asked for?")
    solicitor: Protected[Name] | None = ask("Who made the application?", optional=True)
    interests: Answer = ask("Does it say what is in the young person’s best interests?")


@kind(
    "leave-ended",
    title="Permission ended",
    category=Category.STATUS,
    when="When did it end?",
    says="It ended: {why}",
    refers_to="leave-granted",
    group=GROUP,
    checks=(is_not_ended_already,),
)
class LeaveEnded(Content):
    """A permission came to its end, or was replaced or taken away."""

    why: LeaveEnd = ask("Why?")
    now: Protected[Text] | None = ask("What do they rely on now?", optional=True)
    child_told: Answer = ask("Does the young person know?")


@kind(
    "leave-and-future",
    title="Does the permission allow a durable solution?",
    category=Category.STATUS,
    when="When was this asked?",
    says="Does it allow a durable solution? {allows}",
    refers_to="leave-granted",
    refers_optionally=True,
    group=GROUP,
)
class LeaveAndFuture(Content):
    """Asked at each decision on a child's best interests: can a settled life be built on this
    permission, and if not, what is asked for instead?"""

    allows: Allows = ask("Does it allow a durable solution?")
    why: Protected[Text] = ask("Why?", hint="Time left, school and work, family, fear of its end.")
    instead: Protected[Text] | None = ask(
        "What would, and who asks for it by when?",
        when=answered("allows", Allows.NO, Allows.PARTLY, Allows.NOT_YET),
    )
    child_words: Protected[Text] | None = ask("What does the young person hope for?", optional=True)
