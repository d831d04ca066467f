"""Kinds of entry about moving a child from one authority to another under the National Transfer
Scheme: referred, what they need, offered, decided by a person, moved, received."""

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
from tutela.chronology.listed import is_on_its_list
from tutela.people.choice import Answer
from tutela.protection.transfer.answers import Need, OfferAnswer, OfferedHome, TransferEnd
from tutela.protection.transfer.checks import (
    answered_once,
    decided_with_dangers_in_mind,
    moved_after_acceptance,
    one_at_a_time,
    received_once,
)

GROUP = "Move to another authority"
_SAFE, _WISH = "What keeps them safe", "What they wish"


@kind(
    "nts-referral",
    title="Referred to the National Transfer Scheme",
    category=Category.PROTECTION,
    when="When was it referred?",
    says="Referred to the National Transfer Scheme",
    group=GROUP,
    checks=(one_at_a_time,),
)
class NtsReferral(Content):
    """Another authority is asked to care for the child. Whether a move is good for this child is
    asked first: for one who may have been trafficked it may not be."""

    hotel: Answer = ask(
        "Is the child in a hotel or other accommodation of the Home Office?",
        hint="Then the time for the move is shorter.",
    )
    interests: Answer = ask("Is a move in the child’s best interests?")
    why: Protected[Text] = ask(
        "Why?", hint="What they would leave: people, school, solicitor, doctor. What they gain."
    )
    told: Answer = ask("Does the child know, and understand what may follow?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)


@kind(
    "transfer-needs",
    title="What a child needs where they are to move",
    category=Category.PROTECTION,
    when="When was this worked out?",
    says="What the child needs in a new place was worked out",
    refers_to="nts-referral",
    group=GROUP,
    checks=(is_on_its_list("ties", "wishes", "not_wished", "danger_counties", "danger_towns"),),
)
class TransferNeeds(Content):
    """What must be there, where they must never be, and what they wish. Their languages are taken
    from “Languages and interpreter”."""

    danger_counties: Protected[tuple[Place, ...]] = ask(
        "In which counties must they never be placed?",
        hint="Where they were exploited, where those who exploited them are.",
        choices="regions",
        optional=True,
        group=_SAFE,
    )
    danger_towns: Protected[tuple[Place, ...]] = ask(
        "In which towns?", choices="towns", optional=True, group=_SAFE
    )
    danger_words: Protected[Place] | None = ask(
        "Any other place of danger", hint="In words; a person compares it.", optional=True,
        group=_SAFE,
    )  # fmt: skip
    needs: frozenset[Need] = ask("What must be there?", optional=True, group=_SAFE)
    ties: Protected[tuple[Place, ...]] = ask(
        "In which counties do people live who are good for them?",
        hint="Family, friends, community. Not whoever may be a danger.",
        choices="regions",
        optional=True,
        group=_WISH,
    )
    wishes: Protected[tuple[Place, ...]] = ask(
        "To which counties would they like to go?", choices="regions", optional=True, group=_WISH
    )
    not_wished: Protected[tuple[Place, ...]] = ask(
        "To which would they not like to go?", choices="regions", optional=True, group=_WISH
    )
    siblings: Protected[Line] | None = ask(
        "Which brothers or sisters must stay with them?",
        hint="The references of their records, with a space between.",
        optional=True,
        group=_WISH,
    )
    child_words: Protected[Text] | None = ask(
        "What do they wish for, in their own words?", optional=True, group=_WISH
    )


@kind(
    "transfer-decision",
    title="Decision where a child is to move",
    category=Category.PROTECTION,
    when="When was it decided?",
    says="It was decided which authority to ask",
    refers_to="nts-referral",
    group=GROUP,
    checks=(decided_with_dangers_in_mind,),
)
class TransferDecision(Content):
    """A person decided which authority to ask, having seen what speaks for and against each. What
    the program suggested binds nobody."""

    authority: Protected[Place] = ask("Which authority?")
    by: Protected[Name] = ask("Who decided?")
    first: Answer = ask("Was it what the program put first?")
    why: Protected[Text] = ask("Why this one, and not another?")
    dangers: Answer = ask("Were places of danger compared by a person?")
    told: Answer = ask("Was the child told, and asked, before it was decided?")
    child_words: Protected[Text] | None = ask("What did they say?", optional=True)


@kind(
    "transfer-offer",
    title="Offer of a place",
    category=Category.PROTECTION,
    when="When was it offered?",
    says="An authority offered a place ({home})",
    refers_to="nts-referral",
    group=GROUP,
)
class TransferOffer(Content):
    """An authority offers to care for the child."""

    authority: Protected[Place] = ask("Which authority?")
    by: Protected[Name] | None = ask("Who offers it?", optional=True)
    home: OfferedHome = ask("In what home?")
    language: Answer = ask("Does somebody there speak the child’s language?")
    guardian: Answer = ask("Can an independent guardian come there?")
    legal: Answer = ask("Is there a solicitor with legal aid within reach?")
    until: date | None = ask("Until when does the offer stand?", optional=True)


@kind(
    "transfer-answered",
    title="Answer to an offer",
    category=Category.PROTECTION,
    when="When was it answered?",
    says="The offer: {answer}",
    refers_to="transfer-offer",
    group=GROUP,
    checks=(answered_once,),
)
class TransferAnswered(Content):
    """The offer was accepted or declined. That the lead passes to the other authority is agreed
    under “Sharing”, and happens when its worker accepts there."""

    answer: OfferAnswer = ask("What was answered?")
    why: Protected[Text] | None = ask("Why?", when=answered("answer", OfferAnswer.DECLINED))
    told: Answer = ask("Does the child know where they will live, with whom, and from when?")


@kind(
    "transfer-moved",
    title="Moved",
    category=Category.PROTECTION,
    when="When did they move?",
    says="Moved to another authority",
    refers_to="transfer-answered",
    group=GROUP,
    checks=(moved_after_acceptance,),
)
class TransferMoved(Content):
    """The child has moved. Somebody whom they know goes with them; nothing falls silent."""

    to: Protected[Place] | None = ask("Where to?", optional=True)
    went_with: Protected[Name] | None = ask("Who went with them, whom they know?", optional=True)
    welcomed: Answer = ask("Was somebody there who expected them and speaks their language?")
    safety_plan: Answer = ask("Is there a safety plan for the first days in the new place?")
    papers: Answer = ask("Did medicine, papers, telephone and belongings go with them?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)


@kind(
    "transfer-received",
    title="Received",
    category=Category.PROTECTION,
    when="From when is the new authority responsible?",
    says="The new authority is responsible",
    refers_to="transfer-moved",
    group=GROUP,
    checks=(received_once,),
)
class TransferReceived(Content):
    """The new authority's receipt: from this day it is responsible for the child."""

    by: Protected[Name] = ask("Who signed for it?", hint="Name and post in the new authority.")
    worker: Protected[Name] | None = ask("Who is the child’s social worker there?", optional=True)
    lacking: Protected[Text] | None = ask("What was still lacking?", optional=True)


@kind(
    "transfer-ended",
    title="No move",
    category=Category.PROTECTION,
    when="When was that?",
    says="There will be no move: {why}",
    refers_to="nts-referral",
    group=GROUP,
)
class TransferEnded(Content):
    """The child does not move, and why."""

    why: TransferEnd = ask("Why?")
    details: Protected[Text] | None = ask("What was considered?", optional=True)
    told: Answer = ask("Does the child know?")
