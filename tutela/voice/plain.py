"""What is decided and what is waiting, in plain words for the young person. Pure: no name, no
place, no word of what happened to them, since somebody else may see the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tutela.chronology.entry import Chronology
from tutela.duties.duty import Afterwards, DutyState, duties_of, happened_at
from tutela.entrance.own_pages import Plain, tell_decided
from tutela.identification.answers import GroundsOutcome
from tutela.identification.derive import Grounds, referrals
from tutela.identity.derive import born
from tutela.people.choice import Answer
from tutela.people.roles import Nation

_FIRST_NO = "The Home Office gave a first answer: no. You can ask them to look again."
_LAST_NO = "The Home Office gave the last answer: no. You can ask them to look again."
_OUTCOMES = {
    (Grounds.REASONABLE, GroundsOutcome.POSITIVE): "The Home Office gave a first answer: yes.",
    (Grounds.REASONABLE, GroundsOutcome.NEGATIVE): _FIRST_NO,
    (Grounds.CONCLUSIVE, GroundsOutcome.POSITIVE): "The Home Office gave the last answer: yes.",
    (Grounds.CONCLUSIVE, GroundsOutcome.NEGATIVE): _LAST_NO,
}
THERE_IS_AN_ANSWER = "There is an answer. Ask your guardian or social worker to tell you."
"""Nobody reads an answer alone on a screen before somebody has told them."""
SENT = "A form was sent to the Home Office. It asks for help for you."
"""What is told of a referral."""
LATE = "An answer that you wait for is late. You may ask why."
WAITING = {
    "RG_DECISION": "The Home Office should give you a first answer.",
    "RG_PANEL": "A group of people should give you a first answer.",
    "RECOVERY": "Until then you have help and time to rest. Often it is longer.",
    "RECONSIDERATION": "Until then you can ask for the answer to be looked at again.",
    "TURN18_CONSENT": "You will be asked if you want this help to go on after you are 18.",
}
"""Duties that a young person waits for, by their id; others are the adults’ business."""


def every_text() -> frozenset[str]:
    """All that this module can say."""
    return frozenset({THERE_IS_AN_ANSWER, SENT, LATE, *WAITING.values(), *_OUTCOMES.values()})


def of_referrals(chronology: Chronology, at: datetime) -> Iterator[Plain]:
    """Each referral that was sent, and each answer to it."""
    for referral in referrals(chronology):
        yield Plain(referral.at, SENT)
        for decision in referral.decisions:
            words = _OUTCOMES.get((decision.grounds, decision.outcome))
            if words is None:
                continue
            told = getattr(decision.entry.content, "child_told", None) is Answer.YES
            yield Plain(happened_at(decision.entry), words if told else THERE_IS_AN_ANSWER)


def what_waits(chronology: Chronology, nation: Nation, at: datetime) -> Iterator[Plain]:
    """What is to come, and by when; what is late is said so."""
    for due in duties_of(chronology, nation=nation, born=born(chronology)):
        words, state = WAITING.get(due.duty.id), due.state(at)
        if words is None or due.due is None:
            continue
        if state is DutyState.OVERDUE and due.duty.afterwards is Afterwards.OVERDUE:
            yield Plain(due.due, LATE, is_waiting=True)
        elif state is DutyState.DUE:
            # A duty is late from the first moment of the day after.
            yield Plain(due.due - timedelta(seconds=1), words, is_waiting=True)


tell_decided(of_referrals)
