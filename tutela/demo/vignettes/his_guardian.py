"""Quân’s guardian: asked for on the first day, named on the next."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import DELE, TAMSIN, YUSRA
from tutela.people.choice import Answer
from tutela.protection.guardian.entries import (
    ContactWay,
    Felt,
    GuardianAllocated,
    GuardianContact,
    GuardianRated,
    GuardianReferral,
    Support,
)


def his_guardian(story: Story, began: int) -> None:
    """``began`` is how many days ago he was found."""
    asked = story.tell(
        story.ago(began, "14:00"),
        GuardianReferral(
            service="The guardianship service",
            parent_here=Answer.NO,
            why="He asks who else is coming. A woman, and the same interpreter each time.",
            child_told=Answer.YES,
            child_words="Will she also go away?",
        ),
        TAMSIN,
    )
    named = story.tell(
        story.ago(began - 1, "10:00"),
        GuardianAllocated(
            name="Yusra Pemberlow",
            service="The guardianship service",
            support=Support.DIRECT,
            first_meeting="At the carer’s kitchen table, with the interpreter.",
            wish=Answer.YES,
        ),
        TAMSIN,
        to=asked,
    )
    story.tell(
        story.ago(began - 2, "15:00"),
        GuardianContact(
            way=ContactWay.MET,
            interpreter=Answer.YES,
            what="They looked at a map together. He found the sea first.",
            child_words="So far?",
            todo="Bring the map again on Thursday.",
        ),
        YUSRA,
        to=named,
    )
    story.tell(
        story.ago(began - 27, "11:00"),
        GuardianRated(
            asked_by="Dele Marchbank",
            listens=Felt.VERY,
            explains=Felt.VERY,
            trusted=Felt.MOSTLY,
            helps=Felt.VERY,
            child_words="She comes on the day that she says.",
        ),
        DELE,
        to=named,
    )
