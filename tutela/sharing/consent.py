"""Kinds of entry about consent: asked, answered, withdrawn. Kept apart from what the law asks.

The fields are those of a consent record in ISO/IEC TS 27560:2023, as far as public summaries name
them; `docs/sharing.md` says which is which.
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
from tutela.chronology.listed import is_on_its_list
from tutela.sharing.answers import AGREED, ConsentGiven, GivenBy, HowAsked, Part
from tutela.sharing.checks import consent_is_an_answer, there_is_consent_to_withdraw

_GROUP = "Consent"
_ASKED, _TOLD = "What is asked", "How it was put"
_WHO, _WHAT = "The answer", "What was agreed"


@kind(
    "consent-asked",
    title="Consent asked for",
    category=Category.VOICE,
    when="When were they asked?",
    says="Asked whether {with_whom} may be told",
    group=_GROUP,
    checks=(is_on_its_list("language"),),
)
class ConsentAsked(Content):
    """The young person is asked whether a part of their record may be shared. They can say no, and
    nothing that they are owed by law hangs on the answer."""

    with_whom: Protected[Line] = ask("With whom?", group=_ASKED)
    parts: frozenset[Part] = ask("Which parts of the record?", group=_ASKED)
    purpose: Protected[Text] = ask("What for, in the words that you used?", group=_ASKED)
    told: Protected[Text] = ask(
        "What were they told?",
        hint="Who reads it and for how long, that they may say no, and what happens then.",
        group=_TOLD,
    )
    language: Line = ask("In which language?", choices="languages", group=_TOLD)
    how: HowAsked = ask("How was it asked?", group=_TOLD)
    way_back: Protected[Line] = ask(
        "How can they take it back?",
        hint="Whom they tell, and how. It must be as easy as saying yes.",
        group=_TOLD,
    )


@kind(
    "consent-answered",
    title="Consent answered",
    category=Category.VOICE,
    when="When was it answered?",
    says="Consent: {answer}",
    refers_to="consent-asked",
    group=_GROUP,
    checks=(consent_is_an_answer,),
)
class ConsentAnswered(Content):
    """What was answered, by whom, and until when it holds. It can be taken back at any time."""

    answer: ConsentGiven = ask("What was the answer?", group=_WHO)
    by: GivenBy = ask("Who answered?", group=_WHO)
    name: Protected[Name] | None = ask(
        "Their name",
        when=answered("by", GivenBy.PARENT, GivenBy.AUTHORITY, GivenBy.COURT),
        group=_WHO,
    )
    capacity: Protected[Text] = ask(
        "How do you know that they understood?",
        hint="What they said back in their own words; what helped. Nothing is decided by a score.",
        group=_WHO,
    )
    child_words: Protected[Text] | None = ask("What did they say?", optional=True, group=_WHO)
    parts: frozenset[Part] = ask(
        "To which parts?", when=answered("answer", ConsentGiven.PART), group=_WHAT
    )
    until: date | None = ask(
        "Until the end of which day?",
        hint="A year at most. It is talked through again before then.",
        when=answered("answer", *AGREED),
        group=_WHAT,
    )


@kind(
    "consent-withdrawn",
    title="Consent withdrawn",
    category=Category.VOICE,
    when="When was it withdrawn?",
    says="Consent was withdrawn",
    refers_to="consent-answered",
    group=_GROUP,
    checks=(there_is_consent_to_withdraw,),
)
class ConsentWithdrawn(Content):
    """Somebody who agreed takes it back. Every share and every guest that rested on this consent
    ends in the same moment. No reason is needed."""

    by: GivenBy = ask("Who takes it back?")
    child_words: Protected[Text] | None = ask("What did they say?", optional=True)
    explained: Protected[Text] | None = ask(
        "What were they told about what has already left?", optional=True
    )
