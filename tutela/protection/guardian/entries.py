"""An independent guardian: the wait for one, who it is, what they do, and how it is for the child.

England and Wales have a guardianship service in some areas (Modern Slavery Act 2015 s.48),
Scotland by the Human Trafficking and Exploitation (Scotland) Act 2015 s.11, Northern Ireland by the
Human Trafficking and Exploitation (Criminal Justice and Support for Victims) Act 2015 s.21.
"""

from __future__ import annotations

from tutela.chronology.kinds import (
    Category,
    Choice,
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
from tutela.protection.guardian.checks import has_no_second_guardian, waits_once

GROUP = "Guardian"


class Support(Choice):
    """In which form a guardianship service helps."""

    DIRECT = "direct", "A guardian for the child themselves"
    COORDINATOR = (
        "coordinator",
        "A coordinator who works with professionals, not with the child",
    )
    PRACTITIONER = "practitioner", "A regional practitioner for the child themselves"
    NATIONAL = "national", "The guardian of Scotland’s or Northern Ireland’s service"


FOR_THE_CHILD = frozenset({Support.DIRECT, Support.PRACTITIONER, Support.NATIONAL})
"""Forms in which somebody works with the child. A coordinator is no guardian of the child."""


@kind(
    "guardian-referral",
    title="Guardian asked for",
    category=Category.PROTECTION,
    when="When was the service asked?",
    says="A guardian was asked for",
    group=GROUP,
    checks=(waits_once,),
)
class GuardianReferral(Content):
    """A guardianship service is asked for a guardian. It is asked beside the National Referral
    Mechanism and the local authority, not instead."""

    service: Protected[Line] = ask("Which service?")
    parent_here: Answer = ask(
        "Is anybody in the United Kingdom who has parental responsibility?",
        hint="In England and Wales it decides in which form the service helps.",
    )
    why: Protected[Text] = ask("What should the guardian know first?")
    child_told: Answer = ask("Was the child told what a guardian is?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)


@kind(
    "guardian-gap",
    title="No guardianship service here",
    category=Category.PROTECTION,
    when="When was that found?",
    says="There is no guardianship service in this area",
    group=GROUP,
)
class GuardianGap(Content):
    """No service covers the area. That is a gap in what the child is owed, and is counted as one.
    It never means that the child needs none."""

    told_by: Protected[Line] = ask("Who said so?")
    area: Protected[Place] | None = ask("Which area?", optional=True)
    instead: Protected[Text] = ask("Who stands by the child instead, and until when?")


@kind(
    "guardian-allocated",
    title="Guardian named",
    category=Category.PROTECTION,
    when="When was the guardian named?",
    says="{name}: {support}",
    refers_to="guardian-referral",
    refers_optionally=True,
    group=GROUP,
    checks=(has_no_second_guardian,),
)
class GuardianAllocated(Content):
    """Who the guardian is. Their place in the circle around the child is a step of its own."""

    name: Protected[Name] = ask("Who is the guardian?")
    service: Protected[Line] = ask("Of which service?")
    support: Support = ask("In which form?")
    first_meeting: Protected[Text] = ask("When and how will they meet the child first?")
    wish: Answer = ask("Does it fit what the child wished (a woman, a man, a language)?")


class ContactWay(Choice):
    """How a guardian was in touch."""

    MET = "met", "They met"
    VIDEO = "video", "By video"
    TELEPHONE = "telephone", "By telephone"
    MESSAGE = "message", "By message"
    FOR_THE_CHILD = "for-the-child", "The guardian did something for the child without them"
    TRIED = "tried", "Tried, without reaching the child"


@kind(
    "guardian-contact",
    title="Contact with the guardian",
    category=Category.PROTECTION,
    when="When was it?",
    says="{way}",
    refers_to="guardian-allocated",
    group=GROUP,
)
class GuardianContact(Content):
    """What the guardian and the child did, and what the guardian did for the child."""

    way: ContactWay = ask("How?")
    interpreter: Answer = ask("Was there an interpreter, where one was needed?")
    what: Protected[Text] = ask("What was it about?")
    child_words: Protected[Text] | None = ask("What did the child say?", optional=True)
    todo: Protected[Text] | None = ask("What was promised, and by when?", optional=True)


class Felt(Choice):
    """How the child finds it. Four answers and a way out; nobody adds them up."""

    VERY = "very", "Yes, very"
    MOSTLY = "mostly", "Mostly"
    LITTLE = "little", "A little"
    NO = "no", "No"
    NOT_SAID = "not-said", "They did not wish to say"


@kind(
    "guardian-rated",
    title="How the child finds the guardian’s help",
    category=Category.VOICE,
    when="When did the child say so?",
    says="How the child finds the guardian’s help was recorded",
    refers_to="guardian-allocated",
    group=GROUP,
)
class GuardianRated(Content):
    """The child's own view of the guardian. Somebody other than the guardian asks for it."""

    asked_by: Protected[Name] = ask("Who asked?", hint="Not the guardian.")
    listens: Felt = ask("Do they listen?")
    explains: Felt = ask("Do they explain, so that the child understands?")
    trusted: Felt = ask("Does the child trust them?")
    helps: Felt = ask("Does it help?")
    child_words: Protected[Text] | None = ask("In their own words", optional=True)
    change: Protected[Text] | None = ask("What should be different?", optional=True)


class GuardianEnd(Choice):
    """Why a guardian's work ended."""

    HANDED_OVER = "handed-over", "Another guardian takes over"
    EIGHTEEN = "eighteen", "The young person turned eighteen"
    PARENT = "parent", "Somebody with parental responsibility is here"
    NOT_TRAFFICKED = "not-a-victim", "Decided that the child is not a victim, for good"
    MOVED = "moved", "The child moved out of the service’s area"
    MISSING = "missing", "The child has been missing for six months or longer"
    CHILD_WISHED = "child-wished", "The child wished it"
    OTHER = "other", "Another reason"


@kind(
    "guardian-ended",
    title="Guardian’s work ended",
    category=Category.PROTECTION,
    when="When did it end?",
    says="{why}",
    refers_to="guardian-allocated",
    group=GROUP,
)
class GuardianEnded(Content):
    """The guardian's work ended: what was handed over, to whom, and how the child was told."""

    why: GuardianEnd = ask("Why?")
    handed_to: Protected[Line] | None = ask("Who goes on?", optional=True)
    handed_over: Protected[Text] = ask("What was handed over?")
    met_together: Answer | None = ask(
        "Did both meet the child together?", when=answered("why", GuardianEnd.HANDED_OVER)
    )
    post_18: Answer | None = ask(
        "Does a post-18 worker go on?", when=answered("why", GuardianEnd.EIGHTEEN)
    )
    told: Protected[Text] = ask("How was the child told, and what did they say?")
