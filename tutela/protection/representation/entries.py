"""Somebody who speaks for the child in law, and somebody who carries their words over.

What lawyer and child say to each other is theirs and does not belong here. Who acts, since when and
who pays does: in the part of the record about status, which the lawyer reads and police, carers and
schools do not. How an interpreter was is the child's to say, and stands with protection.
"""

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
from tutela.people.choice import Answer
from tutela.protection.representation.answers import (
    Again,
    FoundBy,
    LegalAid,
    Matter,
    SearchEnd,
    Setting,
    WhyEnded,
)
from tutela.protection.representation.checks import (
    acts_once,
    ended_once,
    says_why_not_again,
)

LAWYERS = "Lawyers"
INTERPRETERS = "Interpreters"
THEIRS = "Not what the child and the lawyer said to each other: that is theirs."


@kind(
    "lawyer-asked",
    title="A lawyer was asked to act",
    category=Category.STATUS,
    when="When?",
    says="A lawyer was asked to act: {matter}",
    group=LAWYERS,
)
class LawyerAsked(Content):
    """An office was asked to act for the child. The first one that was asked begins the wait."""

    matter: Matter = ask("In which matter?")
    office: Protected[Place] = ask("Which office?")
    urgent_by: Protected[Line] | None = ask(
        "Is there a day by which it must be?",
        hint="For example an interview, a hearing, or the last day for an appeal.",
        optional=True,
    )


@kind(
    "lawyer-answered",
    title="Answer of a lawyer’s office",
    category=Category.STATUS,
    when="When?",
    says="A lawyer’s office answered: {answer}",
    refers_to="lawyer-asked",
    group=LAWYERS,
)
class LawyerAnswered(Content):
    """Whether the office takes the case on. That there is nobody in reach is a gap in the law's
    protection, and is counted."""

    answer: SearchEnd = ask("What did it answer?")
    follows: Protected[Text] | None = ask("What follows?", optional=True)


@kind(
    "lawyer-acts",
    title="A lawyer acts for the child",
    category=Category.STATUS,
    when="Since when?",
    says="A lawyer acts: {matter}",
    refers_to="lawyer-asked",
    refers_optionally=True,
    group=LAWYERS,
    checks=(acts_once,),
)
class LawyerActs(Content):
    """Who acts for the child, in what, and who found and pays them. A lawyer who is sent or paid by
    somebody unknown may work for those who exploit the child."""

    matter: Matter = ask("In which matter?")
    name: Protected[Name] = ask("Who is it?")
    office: Protected[Place] = ask("Which office?")
    regulated: Answer = ask(
        "Did somebody look up that they may act?",
        hint="On the regulator’s own list, not on a card or a website.",
    )
    found_by: FoundBy = ask("Who found them?")
    paid: LegalAid = ask("Who pays?")
    children: Answer = ask("Do they know how to work with children who were exploited?")
    chosen: Answer = ask("Did the child meet them and wish it?")


@kind(
    "legal-aid-changed",
    title="Legal aid changed",
    category=Category.STATUS,
    when="When?",
    says="{paid}",
    refers_to="lawyer-acts",
    group=LAWYERS,
)
class LegalAidChanged(Content):
    """Legal aid is granted, refused or at an end, and what follows."""

    paid: LegalAid = ask("Where does it stand?")
    follows: Protected[Text] | None = ask("What follows?", hint=THEIRS, optional=True)


@kind(
    "lawyer-met",
    title="The child met their lawyer",
    category=Category.STATUS,
    when="When?",
    says="The child met their lawyer. Understood what was said: {understood}",
    refers_to="lawyer-acts",
    group=LAWYERS,
)
class LawyerMet(Content):
    """That they met, how, and whether the child understood. Not what was said."""

    in_person: Answer = ask("In person?")
    alone: Answer = ask("Could the child speak without others in the room?")
    interpreter: Answer = ask("Was there an interpreter where one was needed?")
    understood: Answer = ask("Does the child say that they understood?")


@kind(
    "lawyer-ended",
    title="A lawyer acts no longer",
    category=Category.STATUS,
    when="Since when?",
    says="The lawyer acts no longer: {why}",
    refers_to="lawyer-acts",
    group=LAWYERS,
    checks=(ended_once,),
)
class LawyerEnded(Content):
    """The end, and who acts from then on."""

    why: WhyEnded = ask("Why?")
    follows: Protected[Text] = ask("Who acts for the child now?", hint=THEIRS)
    papers: Answer = ask("Were the papers handed on?")


@kind(
    "interpreter-used",
    title="How an interpreter was for the child",
    category=Category.PROTECTION,
    when="When?",
    says="Interpreter. Again: {again}",
    group=INTERPRETERS,
    checks=(is_on_its_list("language"), says_why_not_again),
)
class InterpreterUsed(Content):
    """Who interpreted, whether it fitted, and whether the child wishes for the same person again. A
    child who is afraid of an interpreter says nothing, or what the interpreter wishes to hear."""

    setting: Setting = ask("What was it for?")
    name: Protected[Name] = ask(
        "Who interpreted?", hint="Their name, or the number of the service."
    )
    language: Line = ask("In which language?", choices="languages")
    dialect_fits: Answer = ask("Did the dialect fit?")
    gender_fits: Answer = ask("Was it a man or a woman, as the child wished?")
    same_again: Answer = ask("Was it somebody whom the child knew from before and trusts?")
    understood: Answer = ask("Does the child say that they understood, and were understood?")
    again: Again = ask(
        "Does the child wish for the same person again?",
        hint="“Never” also where the interpreter may know those who exploited the child.",
    )
    why_not: Protected[Text] | None = ask(
        "Why not?",
        hint="Put the name under “Languages and interpreter” too, where everybody who books one "
        "looks. Leave out the reason there.",
        when=answered("again", Again.NO, Again.NEVER),
    )
    child_words: Protected[Text] | None = ask("What does the child say of it?", optional=True)
