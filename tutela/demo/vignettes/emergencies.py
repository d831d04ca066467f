"""Nights on which somebody outside the circle had to open a record."""

from __future__ import annotations

from datetime import datetime, timedelta

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import GARETH, JOANNA, THEIR_POLICE
from tutela.emergency.entries import (
    Emergency,
    EmergencyEnded,
    EmergencyOpened,
    EmergencyReviewed,
    Outcome,
)
from tutela.people.choice import Answer


def a_boy_at_a_services(story: Story, when: datetime) -> None:
    """A duty worker elsewhere met a boy who was missing; it was looked at the next day."""
    opened = story.tell(
        when,
        EmergencyOpened(
            practitioner=JOANNA.id, name=JOANNA.name, reason=Emergency.MISSING,
            why="A boy of this name stands at our door at night, without shoes. Who may fetch him?",
        ),
        JOANNA,
        happened=Moment.instant(when),
    )  # fmt: skip
    over = when + timedelta(minutes=18)
    story.tell(
        over, EmergencyEnded(name=JOANNA.name), JOANNA, to=opened, happened=Moment.instant(over)
    )
    looked = when + timedelta(hours=14)
    story.tell(
        looked,
        EmergencyReviewed(
            name=GARETH.name, outcome=Outcome.JUSTIFIED, child_told=Answer.YES,
            note="She looked at whom to ring, rang, and closed the record again.",
        ),
        GARETH,
        to=opened,
        happened=Moment.instant(looked),
    )  # fmt: skip


def a_girl_found_last_night(story: Story, when: datetime) -> None:
    """Police found a girl last night. Nobody has looked at it again yet."""
    story.tell(
        when,
        EmergencyOpened(
            practitioner=THEIR_POLICE.id, name=THEIR_POLICE.name, reason=Emergency.FOUND,
            why="Found on a night train with two adults whom she fears. Whom does she trust?",
        ),
        THEIR_POLICE,
        happened=Moment.instant(when),
    )  # fmt: skip
