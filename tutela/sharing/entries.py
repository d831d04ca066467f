"""Kinds of entry about sharing: what is proposed, what left, and what became of it.

Nothing here is changed later: each state is an entry. That a share has run out is no entry, for it
follows from its last day, and nobody needs to be there for it to end.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

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
from tutela.sharing.answers import (
    HANDS_OVER,
    NAMES_ITS_LAW,
    OUTSIDE,
    WITHOUT_CONSENT,
    AsWhom,
    Ground,
    HowSent,
    Onward,
    Part,
    RecipientKind,
    Sort,
    Told,
    UsedFor,
    WhyRevoked,
)
from tutela.sharing.checks import (
    is_an_answer_in_time,
    is_open_to_be_revoked,
    is_open_to_be_sent,
    is_open_to_be_told,
    the_proposal_holds_together,
)

_WHOM, _WHAT, _WHY = "To whom", "What, and for how long", "On what ground"
_CHILD, _GROUP = "The young person", "Sharing"
Frozen = Annotated[str, StringConstraints(min_length=1, max_length=400_000)]
"""What an entry said, in words, on the day on which it was passed on."""


@kind(
    "transition-proposed",
    title="Sharing proposed",
    category=Category.PROTECTION,
    when="When is it proposed?",
    says="Proposed: {sort} ({recipient})",
    refers_to="consent-answered",
    refers_optionally=True,
    group=_GROUP,
    checks=(the_proposal_holds_together,),
)
class TransitionProposed(Content):
    """Somebody thinks that a part of the record should pass to somebody else, and says why. Nothing
    leaves yet. If it rests on consent, choose the consent that it answers to; if not, choose none.
    """

    sort: Sort = ask("What is it?", group=_WHOM)
    recipient_kind: RecipientKind = ask("To whom?", group=_WHOM)
    recipient: Protected[Name] = ask(
        "Their name, or that of the agency",
        hint="Tutela has no account and no packages for immigration enforcement.",
        group=_WHOM,
    )
    account: Protected[Line] | None = ask(
        "Email address of their account",
        when=answered("recipient_kind", RecipientKind.ACCOUNT),
        group=_WHOM,
    )
    contact: Protected[Line] | None = ask(
        "How are they reached?",
        hint="A telephone number or address that you looked up yourself, not one you were given.",
        when=answered("recipient_kind", *OUTSIDE),
        group=_WHOM,
    )
    purpose: Protected[Text] = ask(
        "What do they need it for?", hint="Don’t say where the child is.", group=_WHAT
    )
    used_for: UsedFor = ask("They may use it for", group=_WHAT)
    parts: frozenset[Part] = ask(
        "Which parts of the record?",
        hint="As little as will do. Where the child is, is never passed on.",
        group=_WHAT,
    )
    until: date = ask(
        "Until the end of which day may they use it?",
        hint="A year at most; 90 days at most for somebody who reads the record as a guest.",
        group=_WHAT,
    )
    guest: AsWhom | None = ask(
        "If they are to read these parts of the record themselves until then: as whom?",
        hint="Leave it empty if a package is enough.",
        optional=True,
        group=_WHAT,
    )
    onward: Onward = ask("May they pass it on?", group=_WHAT)
    ground: Ground = ask("On what ground?", group=_WHY)
    law: Protected[Line] | None = ask(
        "Which law, guidance or order?", when=answered("ground", *NAMES_ITS_LAW), group=_WHY
    )
    why_without: Protected[Text] | None = ask(
        "Why is it shared without consent?", when=answered("ground", *WITHOUT_CONSENT), group=_WHY
    )
    request: Line | None = ask(
        "Number in the register of requests, if it answers one", optional=True, group=_WHY
    )
    told: Told = ask("Does the young person know?", group=_CHILD)
    why_not_told: Protected[Text] | None = ask(
        "Why don’t they know yet?", when=answered("told", Told.LATER, Told.NOT_SAFE), group=_CHILD
    )
    plainly: Protected[Text] | None = ask(
        "What it is for, as you say it to them",
        hint="In short words. They can read it in the list of what was shared about them.",
        optional=True,
        group=_CHILD,
    )
    child_words: Protected[Text] | None = ask(
        "What do they say about it?", optional=True, group=_CHILD
    )

    @property
    def hands_over(self) -> bool:
        """Does the lead change when it is accepted?"""
        return self.sort in HANDS_OVER


class Passed(Content):
    """One entry as it was passed on: in words, without any place."""

    part: Part = ask("Part of the record")
    title: Line = ask("What it is")
    when: Line = ask("When it happened")
    says: Frozen = ask("In a line")
    answers: Frozen | None = ask("Its answers", optional=True)
    by: Line = ask("Recorded by")


@kind(
    "transition-sent",
    title="Shared",
    category=Category.PROTECTION,
    when="When did it leave?",
    says="Shared with {recipient}",
    refers_to="transition-proposed",
    group=_GROUP,
    checks=(is_open_to_be_sent,),
    offered=False,
)
class TransitionSent(Content):
    """A part of the record left, exactly as it stands here: a frozen copy without any place.

    ``digest`` is the SHA-256 of the package; ``person`` the account that may open it.
    """

    recipient: Protected[Name] = ask("To whom?")
    how: HowSent = ask("How did it go?")
    person: UUID | None = Field(None, title="Account")
    package: Protected[tuple[Passed, ...]] = ask("", optional=True)
    digest: Line = ask("Its seal (SHA-256)")


@kind(
    "transition-received",
    title="Receipt",
    category=Category.PROTECTION,
    when="When was it received?",
    says="{by} has received it",
    refers_to="transition-sent",
    group=_GROUP,
    checks=(is_an_answer_in_time,),
)
class TransitionReceived(Content):
    """The recipient says that it came. Whoever has an account says so here, by opening it."""

    by: Protected[Name] = ask("Who says so?")
    note: Protected[Text] | None = ask("What did they say?", optional=True)


@kind(
    "transition-accepted",
    title="Accepted",
    category=Category.PROTECTION,
    when="When was it accepted?",
    says="{by} accepts",
    refers_to="transition-sent",
    group=_GROUP,
    checks=(is_an_answer_in_time,),
)
class TransitionAccepted(Content):
    """The recipient takes on what they were asked. In a handover the lead changes now."""

    by: Protected[Name] = ask("Who accepts?")
    note: Protected[Text] | None = ask("What will they do, and when?", optional=True)


@kind(
    "transition-declined",
    title="Declined",
    category=Category.PROTECTION,
    when="When was it declined?",
    says="{by} declines",
    refers_to="transition-sent",
    group=_GROUP,
    checks=(is_an_answer_in_time,),
)
class TransitionDeclined(Content):
    """The recipient does not take on what they were asked, and can open the package no more."""

    by: Protected[Name] = ask("Who declines?")
    note: Protected[Text] = ask("Why?")


@kind(
    "transition-revoked",
    title="Sharing stopped",
    category=Category.PROTECTION,
    when="When does it stop?",
    says="The sharing stops: {because}",
    refers_to=("transition-proposed", "transition-sent"),
    group=_GROUP,
    checks=(is_open_to_be_revoked,),
)
class TransitionRevoked(Content):
    """From this moment the recipient opens and reads nothing more here. What has already left
    cannot be called back: ask for its return or destruction, and write down what they answered."""

    because: WhyRevoked = ask("Why?")
    asked_back: Protected[Text] | None = ask(
        "What were they asked to do with what they have?", optional=True
    )


@kind(
    "transition-told",
    title="Told about a share",
    category=Category.PROTECTION,
    when="When were they told?",
    says="The young person was told",
    refers_to="transition-sent",
    group=_GROUP,
    checks=(is_open_to_be_told,),
)
class TransitionTold(Content):
    """The young person was told what was shared about them. It stands in their own list from now
    on."""

    plainly: Protected[Text] = ask("What were they told?", hint="In the words that you used.")
    child_words: Protected[Text] | None = ask("What do they say about it?", optional=True)
