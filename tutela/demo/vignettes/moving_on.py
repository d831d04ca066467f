"""A boy’s move from one council to another: what he needed, what was offered, two days between."""

from __future__ import annotations

from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import JOANNA, TAMSIN
from tutela.people.choice import Answer
from tutela.protection.transfer.answers import Need, OfferAnswer, OfferedHome, TransferEnd
from tutela.protection.transfer.entries import (
    NtsReferral,
    TransferAnswered,
    TransferDecision,
    TransferEnded,
    TransferMoved,
    TransferNeeds,
    TransferOffer,
    TransferReceived,
)

YES = Answer.YES


def from_the_port(story: Story, moved: int) -> None:
    """Idris is referred, is offered two places, and moves; the receipt comes two days later."""
    referral = story.tell(
        story.ago(moved + 24, "10:00"),
        NtsReferral(
            hotel=Answer.NO,
            interests=YES,
            why="The men who brought him know the port. He has nobody here.",
            told=YES,
            child_words="Not a big town.",
        ),
        JOANNA,
    )
    story.tell(
        story.ago(moved + 23, "10:00"),
        TransferNeeds(
            danger_counties=("Kent",),
            danger_towns=("Dover",),
            needs=frozenset({Need.SPECIALIST_FOSTER, Need.GUARDIAN, Need.LEGAL_AID}),
            not_wished=("Greater London",),
            child_words="A place where one can see the sky.",
        ),
        JOANNA,
        to=referral,
    )
    first = _offered(story, moved + 18, referral, "A council in a great city", Answer.NO)
    story.tell(
        story.ago(moved + 17, "10:00"),
        TransferAnswered(
            answer=OfferAnswer.DECLINED, why="Nobody there speaks with him, nor is a lawyer near.",
            told=YES,
        ),
        JOANNA,
        to=first,
    )  # fmt: skip
    story.tell(
        story.ago(moved + 14, "10:00"),
        TransferDecision(
            authority=TAMSIN.house.name,
            by="The team manager, with his guardian",
            first=YES,
            why="Carers who know about trafficking, a guardian and a solicitor near by; far from "
            "the port.",
            dangers=YES,
            told=YES,
            child_words="Is there a football ground?",
        ),
        JOANNA,
        to=referral,
    )
    second = _offered(story, moved + 12, referral, TAMSIN.house.name, YES)
    accepted = story.tell(
        story.ago(moved + 11, "10:00"),
        TransferAnswered(answer=OfferAnswer.ACCEPTED, told=YES),
        JOANNA,
        to=second,
    )
    left = story.tell(
        story.ago(moved, "11:00"),
        TransferMoved(
            to="A foster home by a playing field",
            went_with=JOANNA.name,
            welcomed=YES,
            safety_plan=YES,
            papers=YES,
            child_words="There is one.",
        ),
        JOANNA,
        to=accepted,
    )
    story.tell(
        story.ago(moved - 2, "12:00"),
        TransferReceived(by=TAMSIN.name, worker=TAMSIN.name, lacking="His medical papers."),
        TAMSIN,
        happened=Moment.day(story.on(moved - 2)),
        to=left,
    )


def _offered(story: Story, ago: int, referral: UUID, authority: str, has: Answer) -> UUID:
    return story.tell(
        story.ago(ago, "10:00"),
        TransferOffer(
            authority=authority, home=OfferedHome.FOSTER, language=has, guardian=has, legal=has
        ),
        JOANNA,
        to=referral,
    )


def asked_from_a_hotel(story: Story, began: int) -> None:
    """Naveed is referred from the hotel, and goes missing before a place is found."""
    referral = story.tell(
        story.ago(began, "21:20"),
        NtsReferral(
            hotel=YES,
            interests=YES,
            why="A hotel car park is no place for a boy whom somebody rings every evening.",
            told=YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 2, "09:00"),
        TransferEnded(
            why=TransferEnd.MISSING,
            details="When he is back he is placed here, with carers, and not in a hotel.",
            told=Answer.NO,
        ),
        TAMSIN,
        to=referral,
    )


def a_place_is_looked_for(story: Story, began: int) -> None:
    """Selam may move, if it is good for her; a place is being looked for."""
    referral = story.tell(
        story.ago(began - 3, "15:00"),
        NtsReferral(
            hotel=Answer.NO,
            interests=Answer.NOT_KNOWN,
            why="Carers here speak no language of hers. Her guardian asks that nothing be decided "
            "before she has met whoever would care for her.",
            told=YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 3, "15:30"),
        TransferNeeds(
            danger_counties=("Bedfordshire",),
            danger_words="Wherever that bus begins or ends",
            needs=frozenset({Need.SPECIALIST_FOSTER, Need.GUARDIAN, Need.TRAUMA}),
            child_words="A room with a key that I keep.",
        ),
        TAMSIN,
        to=referral,
    )
