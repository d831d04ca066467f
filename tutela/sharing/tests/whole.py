"""Answers about sharing with everything that must be said, for tests to change; and short ways
through the doors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from tutela.chronology.moment import LONDON, Moment
from tutela.doors.recording import record
from tutela.sharing.answers import HowSent
from tutela.sharing.consent import ConsentAnswered, ConsentAsked, ConsentWithdrawn
from tutela.sharing.entries import TransitionProposed
from tutela.sharing.sending import send


def today() -> date:
    return timezone.now().astimezone(LONDON).date()


def now() -> Moment:
    return Moment.instant(timezone.now())


def proposal(**changes) -> TransitionProposed:
    said = {
        "sort": "share", "recipient_kind": "account", "recipient": "Stella Marsh",
        "account": "stella@example.org", "purpose": "To plan a visit of the family",
        "used_for": "care", "parts": {"identity", "identification"},
        "until": today() + timedelta(days=30), "onward": "no", "ground": "safeguarding",
        "why_without": "He cannot be asked before Friday", "told": "yes",
        "plainly": "So that your cousin can visit you",
    }  # fmt: skip
    return TransitionProposed(**(said | changes))


def outside(**changes) -> TransitionProposed:
    said = {
        "recipient_kind": "agency", "recipient": "Elm College", "account": None,
        "contact": "01632 960001",
    }  # fmt: skip
    return proposal(**(said | changes))


def asked(**changes) -> ConsentAsked:
    said = {
        "with_whom": "Elm College", "parts": {"identity", "education"},
        "purpose": "So that the teacher knows your name", "told": "Who, what, how long, and no",
        "language": "vie", "how": "interpreted", "way_back": "Tell Alma or Gwen, at any time",
    }  # fmt: skip
    return ConsentAsked(**(said | changes))


def answered(**changes) -> ConsentAnswered:
    said = {
        "answer": "given", "by": "young-person", "capacity": "Said it back in his own words",
        "until": today() + timedelta(days=100),
    }  # fmt: skip
    return ConsentAnswered(**(said | changes))


def tell(content, child, by, refers_to=None, happened=None):
    """Record an entry; its id."""
    return record(content, child=child, by=by, happened=happened or now(), refers_to=refers_to).id


def given(child, by, question=None, **changes):
    """Consent is asked for and given; the id of the answer."""
    first = tell(question or asked(), child, by)
    return tell(answered(**changes), child, by, first)


def withdraw(child, by, consent):
    return tell(ConsentWithdrawn(by="young-person"), child, by, consent)


def fresh(viewer):
    return replace(viewer, fresh=True)


def sent(child, by, content, chosen=(), refers_to=None, how=HowSent.HERE):
    """Proposed and sent; the id of what was sent."""
    first = tell(content, child, by, refers_to)
    return send(first, child=child, by=fresh(by), chosen=chosen, how=how).id
