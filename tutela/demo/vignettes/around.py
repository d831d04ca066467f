"""The people around Quân and around Naveed, and a telephone number that turned up with both."""

from __future__ import annotations

from uuid import UUID

from tutela.connections.answers import Bond, Holder, Level, Matter, Sure, Tie, Trace
from tutela.connections.entries import (
    ChildrenConnected,
    ConcernLevel,
    ParentalResponsibility,
    PersonAround,
    Told,
    TraceSeen,
)
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import TAMSIN, YUSRA
from tutela.people.choice import Answer

_NUMBER = "07700 900417"
"""Of the range that Ofcom keeps for drama: nobody has it."""
_WHAT = (
    "The same number rang both in the evenings. The police know it. Neither boy has met the other."
)


def around_quan(story: Story, *, naveed: UUID) -> None:
    """His mother far away, his carer, the uncle who is none."""
    story.tell(
        story.ago(54, "14:00"),
        ParentalResponsibility(
            holder=Holder.MOTHER,
            name="His mother",
            rests_on="Birth. She lives in a village without a telephone.",
            matters=frozenset({Matter.CARE, Matter.HEALTH}),
            reachable=Answer.NO,
            danger=Answer.YES,
        ),
        TAMSIN,
    )
    for name, tie, wished, safe, words in (
        ("Carol", Tie.CARER, Answer.YES, Answer.YES, "She leaves the light on."),
        ("“Uncle” Hai", Tie.SAYS_FAMILY, Answer.NO, Answer.NO, "He is not my uncle."),
        ("The boy from the house", Tie.FRIEND, Answer.YES, Answer.NOT_KNOWN, "He gave me rice."),
    ):
        story.tell(
            story.ago(53, "15:00"),
            PersonAround(name=name, tie=tie, wished=wished, safe=safe, child_words=words),
            YUSRA,
        )
    story.tell(
        story.ago(52, "09:00"),
        ConcernLevel(
            level=Level.HIGH,
            why="Somebody rang the carer’s house and asked for him by a name he was given there."
            " It would be better if the number were known and the calls stopped.",
            told=(Told(name="Kirsty Valdane", role="Police"),),
            review_on=story.on(38),
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(38, "09:00"),
        ConcernLevel(
            level=Level.RAISED,
            why="No call for two weeks. He goes to the shop alone and comes back singing.",
            child_words="Now it is quiet.",
            review_on=story.on(-4),
        ),
        TAMSIN,
    )
    _the_same_number(story, naveed)


def around_naveed(story: Story, *, quan: UUID) -> None:
    """His aunt, the brothers with the bakery, and a brother of his own on the way."""
    story.tell(
        story.ago(25, "10:00"),
        ParentalResponsibility(
            holder=Holder.NOBODY_HERE,
            reachable=Answer.NO,
            danger=Answer.NOT_KNOWN,
            rests_on="His parents died. An aunt brought him up.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(25, "10:10"),
        PersonAround(
            name="The two brothers with the bakery",
            tie=Tie.EXPLOITER,
            wished=Answer.NO,
            safe=Answer.NO,
            touch="Their number is blocked. They have the number of the hotel.",
        ),
        TAMSIN,
    )
    _the_same_number(story, quan)


def _the_same_number(story: Story, other: UUID) -> None:
    story.tell(
        story.ago(21, "11:00"),
        TraceSeen(
            sort=Trace.PHONE,
            number=_NUMBER,
            whose="It rang in the evenings. Nobody has given it a name.",
            police_know=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(20, "11:00"),
        ChildrenConnected(other=other, bond=Bond.PHONE, sure=Sure.KNOWN, what=_WHAT),
        TAMSIN,
    )
