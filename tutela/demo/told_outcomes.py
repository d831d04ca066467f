"""How a drawn child's life is going, in two voices. How often and which way is our assumption."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from tutela.demo.life import Life
from tutela.outcomes.answers import Barrier, Duty, Given, Occasion, Step
from tutela.outcomes.entries import (
    OutcomeBarrier,
    OutcomeOwnView,
    OutcomeReview,
    OutcomeWorkerView,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

_ASKED, _AGAIN, _BARRIER = 0.35, 0.6, 0.3
_OUTCOMES = tuple(
    f"working-set/{name}" for name in ("safe", "believed", "learning", "feelings", "informed")
)
_STEPS = tuple(Step)
_IN_THE_WAY = (
    (Barrier.WAIT, "The list for counselling is long.", Duty.HEALTH),
    (Barrier.SCHOOL, "No college takes anybody after the start of term.", Duty.EDUCATION),
    (Barrier.STATUS, "The asylum interview has no date.", Duty.HOME_OFFICE),
)


def outcomes(life: Life) -> None:
    """For some: a first talk, and for some of those a second one after three months."""
    if life.is_restricted or not life.chance(_ASKED):
        return
    about = _OUTCOMES[life.some(0, 2) :][:3]
    steps = [life.some(0, 3) for _ in about]
    _talk(life, Occasion.ENTRY, 12, about, steps)
    if life.chance(_AGAIN):
        moved = [min(4, max(0, step + life.some(-1, 2))) for step in steps]
        _talk(life, Occasion.REVIEW, 96, about, moved)
    if life.chance(_BARRIER):
        barrier, what, duty = _IN_THE_WAY[life.some(0, 2)]
        when = life.at(life.referred + timedelta(days=20))
        content = _barrier(about[0], barrier, what, duty)
        life.story.tell(when, content, life.by(when, Role.GUARDIAN))


def _talk(
    life: Life, occasion: Occasion, after: int, about: tuple[str, ...], steps: list[int]
) -> None:
    when = life.at(life.referred + timedelta(days=after))
    who = life.by(when, Role.GUARDIAN)
    talk: UUID = life.story.tell(when, _review(occasion), who)
    for place, (outcome, step) in enumerate(zip(about, steps, strict=True), 1):
        soon = when + timedelta(minutes=place)
        life.story.tell(soon, _own(outcome, _STEPS[step]), who, to=talk)
        seen = _STEPS[min(4, step + life.some(0, 1))]
        life.story.tell(soon, _worker(outcome, seen), life.lead, to=talk)


@lru_cache
def _review(occasion: Occasion) -> OutcomeReview:
    return OutcomeReview(occasion=occasion, chosen=Answer.YES)


@lru_cache
def _own(outcome: str, step: Step) -> OutcomeOwnView:
    return OutcomeOwnView(outcome=outcome, given=Given.STEP, step=step)


@lru_cache
def _worker(outcome: str, step: Step) -> OutcomeWorkerView:
    reasons = "From talks with them, their carer and their teacher."
    return OutcomeWorkerView(outcome=outcome, given=Given.STEP, step=step, reasons=reasons)


@lru_cache
def _barrier(outcome: str, barrier: Barrier, what: str, duty: Duty) -> OutcomeBarrier:
    return OutcomeBarrier(outcome=outcome, barrier=barrier, what=what, duty=duty)
