"""What the work around a child adds up to: open actions, challenges not settled. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutela.chronology.entry import Chronology, Entry
from tutela.teamwork.entries import (
    ActionAgreed,
    ActionClosed,
    ChallengeAnswered,
    ChallengeEnd,
    ChallengeRaised,
    LatenessExplained,
)


@dataclass(frozen=True)
class Action:
    """Something that somebody is to do, and what became of it."""

    agreed: Entry
    closed: Entry | None

    @property
    def content(self) -> ActionAgreed:
        """What was agreed."""
        return self.agreed.says(ActionAgreed)


def actions(chronology: Chronology) -> tuple[Action, ...]:
    """All actions, the soonest last day first; those that ended come last."""
    found = [
        Action(entry, next(iter(chronology.answers_to(entry.id, ActionClosed)), None))
        for entry in chronology.of(ActionAgreed)
        if entry.content is not None
    ]
    return tuple(sorted(found, key=lambda a: (a.closed is not None, a.content.by)))


@dataclass(frozen=True)
class Challenge:
    """A disagreement between colleagues at one stage, and its answer."""

    raised: Entry
    answered: Entry | None

    @property
    def is_settled(self) -> bool:
        """Was it answered so that nobody takes it further?"""
        return (
            self.answered is not None
            and self.answered.says(ChallengeAnswered).end is not ChallengeEnd.FURTHER
        )


def challenges(chronology: Chronology) -> tuple[Challenge, ...]:
    """All challenges in the order in which they were raised."""
    return tuple(
        Challenge(entry, next(iter(chronology.answers_to(entry.id, ChallengeAnswered)), None))
        for entry in chronology.of(ChallengeRaised)
        if entry.content is not None
    )


def unsettled(chronology: Chronology) -> tuple[Challenge, ...]:
    """Challenges that nobody has settled or taken further yet."""
    taken_on = {
        chronology.first_written(c.raised.refers_to)
        for c in challenges(chronology)
        if c.raised.refers_to is not None
    }
    return tuple(
        c
        for c in challenges(chronology)
        if not c.is_settled
        and (c.answered is None or chronology.first_written(c.answered.id) not in taken_on)
    )


def explained(chronology: Chronology) -> Mapping[str, Entry]:
    """The last reason that was given for each duty that is or was late, by the duty's id."""
    return {
        entry.says(LatenessExplained).duty: entry
        for entry in chronology.of(LatenessExplained)
        if entry.content is not None
    }
