"""Disbelief, blame and worse treatment by those who should help: as it is told, kept from whom it
is about, and what was done. The wording of the answers is ours."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Line,
    Name,
    Problem,
    Protected,
    Text,
    ask,
    kind,
)
from tutela.chronology.moment import Moment


class Treatment(Choice):
    """How a child was treated by those who should help."""

    NOT_BELIEVED = "not-believed", "Was not believed"
    BLAMED = "blamed", "Was blamed for what was done to them"
    NOT_LISTENED = "not-listened", "Was not listened to, or spoken over"
    NOT_TOLD = "not-told", "Was not told what concerned them"
    DISCRIMINATION = "discrimination", "Was treated worse because of who they are"
    INSULTED = "insulted", "Was insulted, mocked or threatened"
    ROUGH = "rough", "Was handled roughly"
    INTERPRETER = "interpreter", "Had no interpreter, or one who was not safe or fair"
    TREATED_AS_ADULT = "treated-as-adult", "Was treated as an adult or an offender"
    OTHER = "other", "Something else"


class BecauseOf(Choice):
    """What a child thinks that it was because of. Protected characteristics of the Equality Act
    2010, and two that it does not name."""

    RACE = "race", "Race, colour, nationality or where they come from"
    LANGUAGE = "language", "Language"
    RELIGION = "religion", "Religion or belief"
    SEX = "sex", "Being a girl or a boy"
    GENDER = "gender", "Gender identity"
    ORIENTATION = "orientation", "Whom they love"
    DISABILITY = "disability", "Disability or health"
    AGE = "age", "Age"
    PREGNANCY = "pregnancy", "Being pregnant or a parent"
    STATUS = "status", "Having no papers, or seeking asylum"
    NOT_KNOWN = "not-known", "They do not know"


class Service(Choice):
    """What sort of service somebody belongs to."""

    COUNCIL = "council", "A council or its social workers"
    POLICE = "police", "Police"
    IMMIGRATION = "immigration", "Border or immigration officers, or the Home Office"
    COURT = "court", "A court"
    LAWYER = "lawyer", "A lawyer"
    HEALTH = "health", "A doctor, nurse or hospital"
    SCHOOL = "school", "A school or college"
    HOME = "home", "A carer, a children’s home or a hostel"
    INTERPRETER = "interpreter", "An interpreter"
    CHARITY = "charity", "A charity or guardian service"
    OTHER = "other", "Another service, or not known"


class ReportedBy(Choice):
    """Who reports it."""

    CHILD = "child", "The child or young person"
    COLLEAGUE = "colleague", "A colleague who saw or heard of it"
    FAMILY = "family", "Family or a friend"
    ADVOCATE = "advocate", "A guardian or an advocate"


class Reader(Choice):
    """Who may be kept from reading an entry: everybody who reads what a child says. The values are
    those of `tutela.people.roles.Role`, by which the doors and the database hold the page shut."""

    LEAD_WORKER = "lead-worker", "The lead social worker"
    MANAGER = "manager", "The team manager"
    REVIEWING_OFFICER = "reviewing-officer", "The reviewing officer"
    GUARDIAN = "guardian", "The guardian"
    PERSONAL_ADVISER = "personal-adviser", "The personal adviser"
    POST_18_WORKER = "post-18-worker", "The worker after 18"


class Handling(Choice):
    """What was done about it."""

    ACKNOWLEDGED = "acknowledged", "Thanked the child and said what happens next"
    LOOKED_INTO = "looked-into", "Somebody who was not part of it looked into it"
    APOLOGY = "apology", "An apology was given"
    CHANGED_WORKER = "changed-worker", "Somebody else now works with the child"
    PUT_RIGHT = "put-right", "What had been done was put right"
    TRAINING = "training", "Training or supervision was arranged"
    OUTSIDE = "outside", "Passed on to a regulator, ombudsman or the police"
    ANSWERED = "answered", "The child has an answer: what was found, and why"


def somebody_can_read_it(
    content: TreatmentReported, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Somebody is left who can read and handle it."""
    handlers = {Reader.LEAD_WORKER, Reader.MANAGER, Reader.REVIEWING_OFFICER, Reader.GUARDIAN}
    if handlers <= content.kept_from:
        yield Problem("kept_from", "Leave somebody who can read this and help")


@kind(
    "treatment-reported",
    title="Disbelief or unfair treatment",
    category=Category.VOICE,
    when="When did it happen?",
    says="Treatment reported: {what}",
    group="What the child says",
    checks=(somebody_can_read_it,),
)
class TreatmentReported(Content):
    """A child was not believed, was blamed, or was treated worse by somebody who should help. It is
    written down as it is told, and looked into by somebody else."""

    reported_by: ReportedBy = ask("Who tells of it?")
    what: frozenset[Treatment] = ask("What happened?")
    because: frozenset[BecauseOf] = ask(
        "Do they think it was because of something about them?", optional=True
    )
    agency: Protected[Line] | None = ask(
        "Which service was it?", hint="Leave it empty where nobody knows.", optional=True
    )
    sort: Service = ask("What sort of service?")
    who: Protected[Name] | None = ask("Who was it, if they wish to say?", optional=True)
    told: Protected[Text] = ask("What happened, as it is told?")
    child_words: Protected[Text] | None = ask("In the child’s own words", optional=True)
    wishes: Protected[Text] | None = ask("What do they want to happen?", optional=True)
    kept_from: frozenset[Reader] = ask(
        "Is it about somebody in the circle? Who must not read this?",
        hint="They never read it, nor what is done about it. Carers, police, "
        "schools and health never read what a child says.",
        optional=True,
    )


@kind(
    "treatment-handled",
    title="What was done about it",
    category=Category.VOICE,
    when="When was it done?",
    says="Done about how the child was treated: {done}",
    refers_to="treatment-reported",
    group="What the child says",
)
class TreatmentHandled(Content):
    """What was done about disbelief or unfair treatment, and what the child was told. Kept from
    whomever the report is kept from."""

    done: frozenset[Handling] = ask("What was done?")
    by: Protected[Name] = ask("By whom?", hint="Not by the person whom it is about.")
    found: Protected[Text] | None = ask("What was found?", optional=True)
    child_words: Protected[Text] | None = ask("What does the child say to it?", optional=True)
