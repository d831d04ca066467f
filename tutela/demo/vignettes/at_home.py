"""Where Quân lives: with carers who sleep lightly."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import DELE, GARETH, TAMSIN
from tutela.people.choice import Answer
from tutela.protection.placement.answers import (
    Home,
    Met,
    Provider,
    ReviewEnd,
    ReviewSort,
    TookPart,
)
from tutela.protection.placement.entries import (
    LookedAfterReview,
    OutOfAreaTold,
    PlacementAddress,
    PlacementBegan,
    SocialWorkVisit,
)


def at_home(story: Story, began: int) -> None:
    """``began`` is how many days ago he was found."""
    home = story.tell(
        story.ago(began, "11:10"),
        PlacementBegan(
            home=Home.FOSTER,
            provider=Provider.OWN,
            carer="Ruth and Amos Tealby",
            out_of_area=Answer.YES,
            why="Far from the house where he was kept. Ruth has a neighbour who speaks Vietnamese.",
            language=Answer.NO,
            siblings=Answer.NOT_KNOWN,
            child_words="There is a lock on the inside.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "11:20"),
        PlacementAddress(
            address="3 Made-up Row, Calderwick",
            telephone="01632 960018",
            area="Calderwick",
            note="Come by the back lane. The neighbours do not know who he is.",
        ),
        TAMSIN,
        to=home,
    )
    story.tell(
        story.ago(began - 2, "09:30"),
        OutOfAreaTold(whom="Calderwick Council", approved_by="Gareth Lindholm"),
        GARETH,
        to=home,
    )
    story.tell(
        story.ago(began - 4, "16:00"),
        SocialWorkVisit(
            seen=Answer.YES,
            alone=Answer.YES,
            interpreter=Answer.YES,
            room=Answer.YES,
            how="He showed his lamp first, then the window. He eats twice.",
            child_words="When will they come?",
            todo="Tell him by Friday what the police know.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 26, "14:00"),
        LookedAfterReview(
            sort=ReviewSort.FIRST,
            end=ReviewEnd.ADJOURNED,
            why_adjourned="The interpreter whom he trusts was ill, and he did not want another.",
            chaired_by="Dele Marchbank",
            part=TookPart.NOT_WISHED,
            met=Met.PARTLY,
            missing="Nobody has helped with the nights yet. The nurse asks for an appointment.",
            decisions="Meet again with the same interpreter.",
        ),
        DELE,
    )
