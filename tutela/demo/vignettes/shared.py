"""What was shared about one girl, and what came back: with her yes, without it, and when she took
it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tutela.access.entries import CircleJoined
from tutela.access.standing import Basis, Relation
from tutela.chronology.kinds import Category
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import NURSE, TAMSIN, YUSRA
from tutela.people.roles import Role
from tutela.sharing.answers import (
    ConsentGiven,
    GivenBy,
    Ground,
    HowAsked,
    HowSent,
    Onward,
    Part,
    RecipientKind,
    Sort,
    Told,
    UsedFor,
    WhyRevoked,
)
from tutela.sharing.consent import ConsentAnswered, ConsentAsked, ConsentWithdrawn
from tutela.sharing.entries import (
    Passed,
    TransitionAccepted,
    TransitionDeclined,
    TransitionProposed,
    TransitionReceived,
    TransitionRevoked,
    TransitionSent,
    TransitionTold,
)
from tutela.sharing.rules import digest_of

_SECOND = timedelta(seconds=1)


def shared(story: Story, *, name: str) -> None:
    """Four weeks of telling others no more than they need."""
    _the_dance_class(story, name)
    _without_asking(story, name)
    _a_guest(story)
    _no_place_free(story, name)


def _the_dance_class(story: Story, name: str) -> None:
    asked = story.tell(
        story.ago(26, "15:00"),
        ConsentAsked(
            with_whom="The dance class on Saturdays",
            parts=frozenset({Part.IDENTITY, Part.HEALTH}),
            purpose="So that the teacher knows what to do when you can’t breathe well.",
            told="Only the teacher reads it, until the summer. You can say no and dance all the "
            "same.",
            language="eng",
            how=HowAsked.TALKED,
            way_back="Tell Yusra or Tamsin, or write it on a note.",
        ),
        YUSRA,
    )
    yes = story.tell(
        story.ago(25, "16:10"),
        ConsentAnswered(
            answer=ConsentGiven.GIVEN,
            by=GivenBy.YOUNG_PERSON,
            capacity="She said back who would read it and why, and asked whether her mother would.",
            child_words="OK. But only her, not the whole class.",
            until=story.on(-150),
        ),
        YUSRA,
        to=asked,
    )
    proposed = story.tell(
        story.ago(24, "09:20"),
        TransitionProposed(
            sort=Sort.SHARE,
            recipient_kind=RecipientKind.PERSON,
            recipient="Ms Adair, dance teacher",
            contact="01632 960088",
            purpose="To help her when she is short of breath.",
            used_for=UsedFor.CARE,
            parts=frozenset({Part.IDENTITY}),
            until=story.on(-120),
            onward=Onward.NO,
            ground=Ground.CONSENT,
            told=Told.YES,
            plainly="So that your dance teacher knows how to help you.",
            child_words="Good.",
        ),
        TAMSIN,
        to=yes,
    )
    sent = _sent(
        story,
        proposed,
        story.ago(24, "10:00"),
        _package("Ms Adair, dance teacher", HowSent.TELEPHONE, _passed(name)),
    )
    story.tell(
        story.ago(24, "10:05"),
        TransitionReceived(by="Ms Adair", note="Wrote the inhaler’s colour on her hand."),
        TAMSIN,
        to=sent,
    )
    back = story.ago(8, "17:30")
    story.tell(
        back,
        ConsentWithdrawn(
            by=GivenBy.YOUNG_PERSON,
            child_words="I stopped dancing. She does not need to know things about me now.",
            explained="That Ms Adair cannot forget what she knows, and was asked to say nothing.",
        ),
        YUSRA,
        to=yes,
    )
    story.tell(
        back + _SECOND,
        TransitionRevoked(because=WhyRevoked.CONSENT),
        YUSRA,
        to=sent,
        happened=Moment.instant(back + _SECOND),
    )


def _without_asking(story: Story, name: str) -> None:
    proposed = story.tell(
        story.ago(22, "11:00"),
        TransitionProposed(
            sort=Sort.REFER,
            recipient_kind=RecipientKind.AGENCY,
            recipient="Harbour Light, advocates for exploited children",
            contact="01632 960031",
            purpose="Somebody on her side in meetings who knows what grooming does.",
            used_for=UsedFor.CARE,
            parts=frozenset({Part.IDENTITY, Part.IDENTIFICATION}),
            until=story.on(-60),
            onward=Onward.ASK,
            ground=Ground.SAFEGUARDING,
            why_without="A man was waiting at the school gate that week. Waiting for a quiet hour "
            "to ask her would have left her alone with it.",
            told=Told.LATER,
            why_not_told="She was asleep after two nights awake.",
        ),
        TAMSIN,
    )
    sent = _sent(
        story,
        proposed,
        story.ago(22, "11:30"),
        _package(
            "Harbour Light, advocates for exploited children", HowSent.SECURE_MAIL, _passed(name)
        ),
    )
    story.tell(
        story.ago(21, "09:00"),
        TransitionAccepted(by="Harbour Light", note="Bea rings on Thursday and comes on Friday."),
        TAMSIN,
        to=sent,
    )
    story.tell(
        story.ago(20, "16:00"),
        TransitionTold(
            plainly="We asked Bea to be on your side in meetings, and told her what happened.",
            child_words="You could have waited. But she is nice.",
        ),
        TAMSIN,
        to=sent,
    )


def _a_guest(story: Story) -> None:
    proposed = story.tell(
        story.ago(12, "10:00"),
        TransitionProposed(
            sort=Sort.SHARE,
            recipient_kind=RecipientKind.ACCOUNT,
            recipient=NURSE.name,
            account=NURSE.email,
            purpose="To write the health plan with her.",
            used_for=UsedFor.CARE,
            parts=frozenset({Part.IDENTITY, Part.HEALTH}),
            until=story.on(-50),
            guest="health",
            onward=Onward.NO,
            ground=Ground.STATUTORY,
            law="Children Act 1989 s.22 (general duty of a local authority)",
            why_without="A health plan is owed to her; she was told, and has nothing against it.",
            told=Told.YES,
            plainly="So that the nurse can plan with you what keeps you well.",
        ),
        TAMSIN,
    )
    when = story.ago(12, "10:30")
    _sent(story, proposed, when, _package(NURSE.name, HowSent.HERE, (), NURSE.id))
    story.tell(
        when + timedelta(minutes=40),
        CircleJoined(
            practitioner=NURSE.id,
            name=NURSE.name,
            role=Role.HEALTH,
            ground=Basis.STATUTORY,
            relation=Relation.GUEST,
            scope=frozenset({Category.IDENTITY, Category.HEALTH}),
            until=story.on(-50),
            share=proposed,
        ),
        TAMSIN,
        happened=Moment.instant(when + timedelta(minutes=40)),
    )


def _no_place_free(story: Story, name: str) -> None:
    proposed = story.tell(
        story.ago(6, "09:30"),
        TransitionProposed(
            sort=Sort.REFER,
            recipient_kind=RecipientKind.AGENCY,
            recipient="Two Bridges, mentors for girls",
            contact="01632 960044",
            purpose="An older girl to do ordinary things with.",
            used_for=UsedFor.CARE,
            parts=frozenset({Part.IDENTITY}),
            until=story.on(-30),
            onward=Onward.NO,
            ground=Ground.SAFEGUARDING,
            why_without="They need her first name to say whether a place is free.",
            told=Told.YES,
            plainly="To ask whether a mentor is free for you.",
        ),
        YUSRA,
    )
    sent = _sent(
        story,
        proposed,
        story.ago(6, "14:00"),
        _package("Two Bridges, mentors for girls", HowSent.SECURE_MAIL, _passed(name)),
    )
    story.tell(
        story.ago(4, "12:00"),
        TransitionDeclined(by="Two Bridges", note="No mentor is free before February."),
        TAMSIN,
        to=sent,
    )


def _passed(name: str) -> tuple[Passed, ...]:
    return (
        Passed(
            part=Part.IDENTITY,
            title="Name",
            when="When her record was opened",
            says=f"Name: {name}",
            answers=f"What is the whole name?: {name}",
            by=TAMSIN.name,
        ),
    )


def _package(
    recipient: str, how: HowSent, package: tuple[Passed, ...], person: UUID | None = None
) -> TransitionSent:
    return TransitionSent(
        recipient=recipient, how=how, person=person, package=package, digest=digest_of(package)
    )


def _sent(story: Story, proposed: UUID, when: datetime, content: TransitionSent) -> UUID:
    return story.tell(when, content, TAMSIN, happened=Moment.instant(when), to=proposed)
