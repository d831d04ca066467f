"""Where Quân lives: with carers who sleep lightly."""

from __future__ import annotations

from uuid import UUID

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
    Victim,
)
from tutela.protection.placement.entries import (
    CarePlan,
    LookedAfterReview,
    OutOfAreaTold,
    PlacementAddress,
    PlacementBegan,
    PlacementPlan,
    SafetyPlan,
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
            address="3 Made-up Row, Saltmarsh",
            telephone="01632 960018",
            area="Saltmarsh",
            note="Come by the back lane. The neighbours do not know who he is.",
        ),
        TAMSIN,
        to=home,
    )
    story.tell(
        story.ago(began - 2, "09:30"),
        OutOfAreaTold(whom="Saltmarsh Council", approved_by="Gareth Lindholm"),
        GARETH,
        to=home,
    )
    _plans(story, began, home)
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


def _plans(story: Story, began: int, home: UUID) -> None:
    story.tell(
        story.ago(began, "15:00"),
        SafetyPlan(
            telephone="He has none and wishes for none yet. Ruth has the police team’s number.",
            calls="If anybody rings for him, Ruth says a wrong number and rings us.",
            outside="The garden at any time; the street with Ruth or Amos, when he asks.",
            transport="By car. No buses past Calderwick.",
            nights="A lamp, the lock on the inside, and the dog on the landing.",
            if_gone="Ring 999, say that he may be a victim of trafficking, then the duty team.",
            way_back="A card with our number and his own language on it, in his shoe.",
            explained=Answer.YES,
            child_words="Can the card be in both shoes?",
        ),
        TAMSIN,
        to=home,
    )
    story.tell(
        story.ago(began - 5, "11:00"),
        PlacementPlan(
            days="Sleep as long as he can, rice at noon, an hour outside.",
            decides="Ruth decides about doctors for small things. Hair and food are his.",
            contact="His mother, when she is found. Nobody else has asked for him, and nobody may.",
            trafficking="Ruth and Amos know what was done to him and what a car in the lane means.",
            child_agrees=Answer.YES,
        ),
        TAMSIN,
        to=home,
    )
    story.tell(
        story.ago(began - 12, "10:00"),
        CarePlan(
            victim=Victim.MAY_BE,
            from_trafficking="Nights without fear: the nurse. To hear what the police do: "
            "his social worker. Somebody who tells him that the debt is none: his guardian.",
            needs="School, teeth, somebody of his age to play football with.",
            aim="To stay with Ruth and Amos until he is grown, as he wishes.",
            child_words="I want to stay where the lock is on the inside.",
            reviewing_officer="Dele Marchbank",
        ),
        TAMSIN,
    )
