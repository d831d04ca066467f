"""A boy's two nights away: who was told, how he was found, and what he said of it."""

from __future__ import annotations

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import TAMSIN, YUSRA
from tutela.people.choice import Answer
from tutela.protection.missing.answers import (
    BackTo,
    FromWhere,
    HowFound,
    InterviewOutcome,
    MissingKind,
    Pull,
    Push,
    ToldWhom,
)
from tutela.protection.missing.entries import (
    MissingFound,
    MissingReported,
    MissingReturned,
    OthersInDanger,
    ReturnInterview,
    WentMissing,
)


def two_nights_in_a_bakery(story: Story, began: int) -> None:
    """Naveed goes on his second night, rings from a bakery, and comes back with his guardian."""
    went = story.tell(
        story.ago(began - 1, "21:40"),
        WentMissing(
            what=MissingKind.MISSING,
            from_where=FromWhere.HOTEL,
            new_there=Answer.YES,
            last_seen=Moment.instant(story.ago(began - 1, "20:05")),
            last_seen_where="The car park behind the hotel",
            wearing="A grey scarf, sandals, no coat. The telephone that is not his.",
            with_whom="Nobody was seen. A white van had stood there since seven.",
            worries="He went out at eight to answer, as each evening, and did not come in.",
        ),
        TAMSIN,
        happened=Moment.instant(story.ago(began - 1, "20:05")),
    )
    story.tell(
        story.ago(began - 1, "22:10"),
        MissingReported(
            told=frozenset({ToldWhom.POLICE, ToldWhom.GUARDIAN, ToldWhom.MANAGER,
                            ToldWhom.COMPETENT_AUTHORITY}),
            force="Metropolitan Police Service",
            reference="DEMO-M-0417",
            trafficking_said=Answer.YES,
            note="Police look for the van. Yusra rings every place he has spoken of.",
        ),
        TAMSIN,
        to=went,
    )  # fmt: skip
    story.tell(
        story.ago(began - 6, "18:20"),
        MissingFound(
            how=HowFound.RANG,
            where="A bakery; he read the name off a paper bag",
            hurt=Answer.NOT_KNOWN,
            in_danger=Answer.YES,
            note="He whispered. Yusra stayed on the line until she stood at the door.",
        ),
        YUSRA,
        to=went,
        happened=Moment.instant(story.ago(began - 6, "17:55")),
    )
    back = story.tell(
        story.ago(began - 6, "20:30"),
        MissingReturned(
            to=BackTo.OTHER_PLACEMENT,
            how=HowFound.WORKER,
            welcomed=Answer.YES,
            safe_now=Answer.YES,
            hurt=Answer.YES,
            police_told=Answer.YES,
            child_words="You came so fast.",
        ),
        YUSRA,
        to=went,
        happened=Moment.instant(story.ago(began - 6, "19:10")),
    )
    story.tell(
        story.ago(began - 7, "15:30"),
        ReturnInterview(
            outcome=InterviewOutcome.HELD,
            by="Wren Holloway, from a charity that is not responsible for his care",
            independent=Answer.YES,
            alone=Answer.YES,
            interpreter=Answer.YES,
            child_words="In the hotel nobody talks to you. They talk to you all the time.",
            push=frozenset({Push.ALONE, Push.UNSAFE}),
            pull=frozenset({Pull.THREAT, Pull.DEBT, Pull.EXPLOITER}),
            debt=Answer.YES,
            threats=Answer.YES,
            threatened="His uncle, by the men who brought him, on the telephone.",
            where="The bakery, and a room above it",
            with_whom="Two brothers, and three other boys.",
            harmed=Answer.YES,
            others_there=Answer.YES,
            would_help="Somebody in the house who speaks Dari. A telephone that they don’t know.",
            agreed="A new telephone. He and the carer have a word that means “ring now”.",
        ),
        YUSRA,
        to=back,
    )
    story.tell(
        story.ago(began - 7, "16:10"),
        OthersInDanger(
            siblings=Answer.NO,
            who="Three boys, perhaps 14 to 17. One is called Khan; he has a cough.",
            where="Above the bakery",
            told=frozenset({ToldWhom.POLICE, ToldWhom.HOST_AUTHORITY}),
            done="Police went there the same evening. A social worker was with them.",
        ),
        TAMSIN,
        to=went,
    )
