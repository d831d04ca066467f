"""A child's health: who looks after it, what the child needs, who was asked to help, and since when
the child waits.

Carers read this part of the record, for they look after the child. What a child would not wish a
carer to read is kept from them by the entry itself. What a child *says* never stands here: it is
recorded as what the child says, which carers do not read.
"""

from __future__ import annotations

from datetime import date

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
from tutela.people.choice import Answer
from tutela.protection.health.answers import (
    AssessmentSort,
    Assessor,
    HealthReader,
    HelpAnswer,
    Kept,
    Need,
    NeedEnd,
    Practice,
    Registered,
    Visit,
)
from tutela.protection.health.checks import (
    an_answer_is_whole,
    is_no_second_registration,
    says_what_follows,
    was_it_kept_already,
)

GROUP = "Health"
WHO_READS = "Carers and health workers read this. Write no more about what was done to the child "
WHO_READS += "than somebody needs to help."


def _kept_from() -> frozenset[HealthReader]:
    keeps: frozenset[HealthReader] = ask(
        "Who must not read this?",
        hint="Ask the child. Sexual health, pregnancy and what somebody did to them are theirs to "
        "tell.",
        optional=True,
    )
    return keeps


@kind(
    "health-registration",
    title="Registration with a doctor or dentist",
    category=Category.HEALTH,
    when="When was that so?",
    says="{practice}: {state}",
    group=GROUP,
    checks=(is_no_second_registration,),
)
class HealthRegistration(Content):
    """Whether a doctor, dentist or optician takes the child on, and where not, why."""

    practice: Practice = ask("With whom?")
    state: Registered = ask("Where does it stand?")
    where: Protected[Place] | None = ask("Which practice, and where?", optional=True)
    why_refused: Protected[Text] | None = ask(
        "Which reason was given, and who takes it up?",
        when=answered("state", Registered.REFUSED),
    )
    knows: Answer = ask(
        "Do they know whom to ring before they write to the child or tell anybody where they are?"
    )


@kind(
    "health-appointment",
    title="Health appointment",
    category=Category.HEALTH,
    when="When is it, or was it?",
    says="Appointment: {visit}",
    may_be_planned=True,
    group=GROUP,
)
class HealthAppointment(Content):
    """An appointment, who goes along, and whether there is an interpreter."""

    visit: Visit = ask("What is it for?")
    where: Protected[Place] | None = ask("Where?", optional=True)
    interpreter: Answer = ask(
        "Is an interpreter booked where one is needed?",
        hint="Never a relative, a friend or another child.",
    )
    with_whom: Protected[Name] | None = ask("Who goes with the child?", optional=True)
    told: Answer = ask("Was the child told what will happen, and that they may say no?")
    kept_from: frozenset[HealthReader] = _kept_from()


@kind(
    "appointment-kept",
    title="What became of an appointment",
    category=Category.HEALTH,
    when="When was it?",
    says="Appointment: {outcome}",
    refers_to="health-appointment",
    group=GROUP,
    checks=(was_it_kept_already, says_what_follows),
)
class AppointmentKept(Content):
    """Whether the child was seen, with an interpreter and without others in the room, and what
    follows. Kept from whomever the appointment is kept from."""

    outcome: Kept = ask("What became of it?")
    interpreter_there: Answer | None = ask(
        "Was an interpreter there where one was needed?", when=answered("outcome", Kept.KEPT)
    )
    seen_alone: Answer | None = ask(
        "Could the child speak without a carer or relative in the room?",
        when=answered("outcome", Kept.KEPT),
    )
    follows: Protected[Text] | None = ask(
        "What follows?",
        hint=WHO_READS,
        when=answered("outcome", Kept.KEPT),
    )
    why_not: Protected[Text] | None = ask(
        "Why not, and when is the next one?",
        when=answered(
            "outcome", Kept.NOT_BROUGHT, Kept.NOT_WISHED, Kept.NO_INTERPRETER, Kept.CANCELLED
        ),
    )


@kind(
    "health-need",
    title="What the child needs for their health",
    category=Category.HEALTH,
    when="When did it become known?",
    says="Needs help with: {need}",
    group=GROUP,
)
class HealthNeed(Content):
    """A need: of the body, of the mind, or of both. Nothing is concluded from it about what the
    child told."""

    need: frozenset[Need] = ask("What does the child need help with?")
    what: Protected[Text] = ask("What is known?", hint=WHO_READS)
    urgent: Answer = ask("Is it urgent?")
    done: Protected[Text] = ask("What is done now?")
    kept_from: frozenset[HealthReader] = _kept_from()


@kind(
    "health-need-ended",
    title="A health need has come to an end",
    category=Category.HEALTH,
    when="When?",
    says="A health need: {how}",
    refers_to="health-need",
    group=GROUP,
)
class HealthNeedEnded(Content):
    """A need is met, has passed, or goes on with somebody else after care. Kept from whomever the
    need is kept from."""

    how: NeedEnd = ask("How did it come to an end?")
    child_agrees: Answer = ask("Does the child think so too?")


@kind(
    "health-help-asked",
    title="A health service was asked to help",
    category=Category.HEALTH,
    when="When was it asked?",
    says="A health service was asked to help",
    refers_to="health-need",
    group=GROUP,
)
class HealthHelpAsked(Content):
    """A referral to a service, from which the child's wait is counted. Kept from whomever the need
    is kept from."""

    service: Protected[Place] = ask("Which service?")
    agreed: Answer = ask("Did the child agree?")
    language: Answer = ask("Can it work in the child’s language?")
    until_then: Protected[Text] = ask("What helps until then?")


@kind(
    "health-help-answered",
    title="Answer of a health service",
    category=Category.HEALTH,
    when="When?",
    says="A health service answered: {answer}",
    refers_to="health-help-asked",
    group=GROUP,
    checks=(an_answer_is_whole,),
)
class HealthHelpAnswered(Content):
    """The service begins, lets the child wait, or refuses. Kept from whomever the need is kept
    from."""

    answer: HelpAnswer = ask("What did it answer?")
    expected: date | None = ask(
        "By when will it begin?", optional=True, when=answered("answer", HelpAnswer.ACCEPTED)
    )
    why_refused: Protected[Text] | None = ask(
        "Which reason was given, and what follows?", when=answered("answer", HelpAnswer.REFUSED)
    )


@kind(
    "health-assessed",
    title="Health assessment of a child in care",
    category=Category.HEALTH,
    when="When was it?",
    says="Health assessment: {sort}",
    group=GROUP,
)
class HealthAssessed(Content):
    """The whole of a child's health, and the plan that follows (in England SI 2010/959 reg. 7). The
    next one is counted from it."""

    sort: AssessmentSort = ask("Which one was it?")
    by: Assessor = ask("Who assessed?", hint="In England the first one is made by a doctor.")
    who: Protected[Name] = ask("What is their name?")
    interpreter: Answer = ask("Was there an interpreter where one was needed?")
    seen_alone: Answer = ask("Could the child speak without a carer in the room?")
    agreed: Answer = ask("Did the child agree to it?")
    plan: Protected[Text] = ask(
        "What is the health plan?",
        hint="Who does what by when. What a carer must not read is recorded as a need of its own.",
    )
