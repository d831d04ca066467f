"""What was agreed around a drawn child, and why something was late. How often is our assumption."""

from __future__ import annotations

from datetime import timedelta

from tutela.demo.life import Life, weekday
from tutela.people.choice import Answer
from tutela.people.roles import Role
from tutela.teamwork.entries import (
    ActionAgreed,
    ActionClosed,
    ActionEnd,
    LatenessExplained,
    LateReason,
    ManagementOversight,
    Occasion,
)

_AGREED = 0.25
_CLOSED = 0.7
_LOOKED_AT = 0.15
_EXPLAINED = 0.06
_WHAT = (
    "Ask for a school place in writing",
    "Find an interpreter whom the child knows",
    "Book the health assessment",
    "Ask the child whom they would like to see",
    "Ring the solicitor about the next step",
)
_NOTES = (
    "Done. The child was told the same day.",
    "Done, and the child says that it helps.",
    "Done a little later than planned; the child knew why.",
)
_DECISIONS = (
    "Go on as planned, and look again in six weeks.",
    "Ask the guardian to be there when the child is told.",
    "Look for a carer who speaks the child’s language.",
)


def teamwork(life: Life) -> None:
    """An action for some, a manager's look for some, a reason for lateness for a few."""
    if life.is_restricted:
        return
    if life.chance(_AGREED):
        _action(life)
    if life.chance(_LOOKED_AT):
        _oversight(life)
    if life.chance(_EXPLAINED):
        when = life.at(life.referred + timedelta(days=12))
        life.story.tell(
            when,
            LatenessExplained(
                duty="RG_DECISION",
                why=LateReason.OTHER_AGENCY,
                explained="No decision has come yet; it was asked for by telephone.",
                meanwhile="The child knows that it takes longer than it should.",
            ),
            life.lead,
        )


def _action(life: Life) -> None:
    agreed_on = weekday(life.concern + timedelta(days=life.some(5, 40)))
    by = agreed_on + timedelta(days=life.some(7, 28))
    action = life.story.tell(
        life.at(agreed_on),
        ActionAgreed(what=life.one_of(_WHAT), owner=life.lead.name, by=by, child_knows=Answer.YES),
        life.lead,
    )
    if life.chance(_CLOSED):
        ended = life.at(by + timedelta(days=life.some(-4, 3)))
        closed = ActionClosed(end=ActionEnd.DONE, note=life.one_of(_NOTES))
        life.story.tell(ended, closed, life.lead, to=action)


def _oversight(life: Life) -> None:
    on = weekday(life.concern + timedelta(days=life.some(25, 60)))
    life.story.tell(
        life.at(on),
        ManagementOversight(
            occasion=Occasion.SUPERVISION,
            child_now="The child is where they were, and knows whom to ring.",
            decision=life.one_of(_DECISIONS),
            reasons="What helps the child most is that people stay the same.",
            again_on=on + timedelta(days=42),
        ),
        life.here.who(Role.MANAGER)[0],
    )
