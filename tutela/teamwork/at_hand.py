"""What needs somebody now: declarations, and the pure functions that find it in a chronology."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tutela.access.entries import (
    CircleJoined,
    CircleLeft,
    RecordClosed,
    RecordOpened,
    RecordReopened,
)
from tutela.access.record_state import is_open
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category
from tutela.chronology.moment import day_start
from tutela.duties.duty import happened_at
from tutela.duties.limits import add_months, birthday
from tutela.identification.derive import episodes
from tutela.identification.entries import Concern, ExploitationEpisode
from tutela.identity.derive import born
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.teamwork.derive import unsettled
from tutela.teamwork.entries import ChallengeAnswered, ChallengeRaised
from tutela.teamwork.matters import Group, Matter, Span, declare

STATE = (RecordClosed, RecordReopened)
AHEAD_OF_18 = 6
AHEAD_OF_17_AND_A_HALF = 3
"""How many months ahead a birthday is shown. Our own choice: time enough to prepare."""


def in_open_records(
    found: Callable[[Chronology], Iterator[Span]],
) -> Callable[[Chronology], Iterator[Span]]:
    """The same, but nothing in a closed record."""

    def find(chronology: Chronology) -> Iterator[Span]:
        if is_open(chronology):
            yield from found(chronology)

    return find


def without_lead(chronology: Chronology) -> Iterator[Span]:
    """Nobody is the lead social worker, and since when."""
    left = [
        next(iter(chronology.answers_to(entry.id, CircleLeft)), None)
        for entry in chronology.of(CircleJoined)
        if entry.says(CircleJoined).role is Role.LEAD_WORKER
    ]
    if None in left:
        return
    opened = chronology.latest(RecordOpened)
    ends = [happened_at(entry) for entry in left if entry is not None]
    if ends or opened is not None:
        yield Span(max(ends) if ends else happened_at(opened))  # type: ignore[arg-type]


def not_said_to_be_safe(chronology: Chronology) -> Iterator[Span]:
    """The last concern does not say that the child is safe."""
    concern = chronology.latest(Concern)
    if concern is not None and concern.says(Concern).safe_now is not Answer.YES:
        yield Span(happened_at(concern), entry=concern.id)


def said_to_go_on(chronology: Chronology) -> Iterator[Span]:
    """Exploitation was said to be going on."""
    for episode in episodes(chronology):
        if episode.content.still is Answer.YES:
            yield Span(episode.entry.recorded, entry=episode.entry.id)


def _before_birthday(chronology: Chronology, years: int, months: int, ahead: int) -> Iterator[Span]:
    birth = born(chronology)
    if birth is not None:
        reached: date = birthday(birth, years, months)
        yield Span(day_start(add_months(reached, -ahead)), day_start(reached + timedelta(days=1)))


def turning_17_and_a_half(chronology: Chronology) -> Iterator[Span]:
    """Leave as an unaccompanied child ends at seventeen and a half at the latest."""
    yield from _before_birthday(chronology, 17, 6, AHEAD_OF_17_AND_A_HALF)


def turning_18(chronology: Chronology) -> Iterator[Span]:
    """The eighteenth birthday is near."""
    yield from _before_birthday(chronology, 18, 0, AHEAD_OF_18)


def colleagues_disagree(chronology: Chronology) -> Iterator[Span]:
    """A professional challenge is not settled."""
    for challenge in unsettled(chronology):
        yield Span(happened_at(challenge.raised), entry=challenge.raised.id)


_CIRCLE = (RecordOpened, CircleJoined, CircleLeft)

declare(
    Matter(
        "no-lead",
        Group.NOW,
        "Nobody leads",
        "These children have no lead social worker. Bring one into the circle.",
        Category.RECORD,
        (*_CIRCLE, *STATE),
        in_open_records(without_lead),
    ),
    Matter(
        "not-safe",
        Group.NOW,
        "Not said to be safe",
        "The last concern does not say that the child is safe. When they are, record it with what "
        "made them safe; until then somebody should be with them.",
        Category.IDENTIFICATION,
        (Concern, *STATE),
        in_open_records(not_said_to_be_safe),
    ),
    Matter(
        "goes-on",
        Group.NOW,
        "Exploitation said to go on",
        "An exploitation was said to be going on. When it ends, correct that entry.",
        Category.IDENTIFICATION,
        (ExploitationEpisode, *STATE),
        in_open_records(said_to_go_on),
    ),
    Matter(
        "turning-17-half",
        Group.NOW,
        "Turning seventeen and a half",
        "Leave as an unaccompanied child ends at seventeen and a half at the latest. Is an "
        "application to extend it ready, and does the young person have a lawyer?",
        Category.IDENTITY,
        STATE,
        in_open_records(turning_17_and_a_half),
        on_births=True,
    ),
    Matter(
        "turning-18",
        Group.NOW,
        "Turning eighteen",
        "Who will stay with this young person, and who takes over from whom? Nothing should fall "
        "silent on a birthday.",
        Category.IDENTITY,
        STATE,
        in_open_records(turning_18),
        on_births=True,
    ),
    Matter(
        "disagreement",
        Group.NOW,
        "Colleagues disagree",
        "A professional challenge is not settled. Answer it, or take it one step further.",
        Category.PROTECTION,
        (ChallengeRaised, ChallengeAnswered, *STATE),
        in_open_records(colleagues_disagree),
    ),
)
