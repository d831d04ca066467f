"""What a drawn child was told and said about the referral. How often is our assumption."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.identification.entries import NrmReferral
from tutela.participation.entries import (
    Audience,
    ChildHeard,
    Form,
    HeardWeighed,
    Understood,
    Way,
    Weight,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

_HEARD, _ANSWERED = 0.4, 0.5
_WORDS = (
    "I want to know what they will do with what I say.",
    "I am afraid that they send me back.",
    "If it helps the others, I want it.",
    "I do not understand why it takes so long.",
    "I want to stay with the family where I am.",
)
_CHANGED = (
    "The guardian comes to every talk, as they asked.",
    "Nothing yet: the decision is not theirs to wait for. They were told so.",
    "They are told every second Friday how far it is, by the same person.",
)


def heard(life: Life) -> None:
    """For some: they were told, asked and heard about the referral; for some of those, answered."""
    sent = life.story.told(NrmReferral)
    if not sent or life.is_restricted or not life.chance(_HEARD):
        return
    when = life.at(life.referred + timedelta(days=life.some(1, 6)))
    said = life.story.tell(
        when, _talk(life.one_of(_WORDS)), life.by(when, Role.GUARDIAN), to=sent[0]
    )
    if life.chance(_ANSWERED):
        later = life.at(life.referred + timedelta(days=life.some(8, 30)))
        answer = _answer(life.one_of(_CHANGED))
        life.story.tell(later, answer, life.by(later, Role.GUARDIAN), to=said)


@lru_cache
def _talk(words: str) -> ChildHeard:
    return ChildHeard(
        told=Answer.YES,
        told_what="What the referral is, who reads it, and that nobody needs their consent for it.",
        told_by="The guardian",
        language="eng",
        form=frozenset({Form.TALK}),
        understood=Understood.ASKED,
        asked=Answer.YES,
        alone=Answer.YES,
        ways=frozenset({Way.SPOKE}),
        child_words=words,
        reached=frozenset({Audience.DECIDES, Audience.GUARDIAN}),
    )


@lru_cache
def _answer(changed: str) -> HeardWeighed:
    return HeardWeighed(
        weight=Weight.PARTLY,
        why="What they said was read out where it was decided.",
        changed=changed,
        told_back=Answer.YES,
        told_back_how="In a talk, by the guardian.",
    )
