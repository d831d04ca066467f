"""Rules between an entry about sharing and the chronology that it would join. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tutela.access.entries import LONGEST_INVITATION
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Problem
from tutela.chronology.moment import Moment
from tutela.duties.limits import add_months
from tutela.sharing.answers import (
    AGREED,
    FOR_THE_COMPETENT_AUTHORITY,
    NAMES_ITS_LAW,
    OUTSIDE,
    WITHOUT_CONSENT,
    ConsentGiven,
    GivenBy,
    Ground,
    RecipientKind,
    Sort,
    Told,
)
from tutela.sharing.derive import (
    Consent,
    TransitionState,
    consent_of,
    transition_of,
)

if TYPE_CHECKING:
    from tutela.sharing.consent import ConsentAnswered, ConsentWithdrawn
    from tutela.sharing.entries import TransitionProposed, TransitionRevoked, TransitionSent

_TICK = timedelta(microseconds=1)
LONGEST_MONTHS = 12
"""A share and a consent are thought about anew after a year. Our own limit, not the law's."""

_ENFORCEMENT = re.compile(
    r"immigration\s+(?:compliance\s+(?:and|&)\s+)?enforcement|\bimmigration\s+raid"
    r"|\bborder\s+force\b|\bICE\s+team|\breturns?\s+directorate|\bremovals?\s+(?:team|unit|casework)"
    r"|\bdeportation|\bcriminal\s+casework\s+directorate",
    re.IGNORECASE,
)
"""Names under which immigration enforcement works. Words can be avoided: this stops a mistake, and
the walls (no account, no role, no purpose) stop the rest."""


def names_enforcement(*texts: str | None) -> bool:
    """Does one of these name immigration enforcement?"""
    return any(text and _ENFORCEMENT.search(text) for text in texts)


def the_proposal_holds_together(
    content: TransitionProposed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Recipient, ground, parts and time fit each other."""
    yield from _recipient(content)
    yield from _handing_over(content)
    yield from _time(content, happened.on)
    yield from _ground(content)
    yield from _consent(content, happened, chronology, refers_to)
    if _was_sent_already(chronology):
        yield Problem("", "It was sent already. Stop it, and propose it anew")
    if content.told is not Told.YES and not content.why_not_told:
        yield Problem("why_not_told", "Say why the young person does not know yet")


def _was_sent_already(chronology: Chronology) -> bool:
    """Is it corrected after it was sent? Then what was sent answers to what is not here."""
    sent = [e for e in chronology if e.kind.slug == "transition-sent"]
    return any(e.refers_to is not None and e.refers_to not in chronology for e in sent)


def _recipient(content: TransitionProposed) -> Iterator[Problem]:
    if names_enforcement(content.recipient, content.contact, content.account, content.purpose):
        yield Problem(
            "recipient",
            "Nothing is shared with immigration enforcement. If they asked, record it in the "
            "register of requests, where it is refused.",
        )
    if content.recipient_kind is RecipientKind.ACCOUNT and not content.account:
        yield Problem("account", "Give the email address of their account")
    if content.recipient_kind in OUTSIDE and not content.contact:
        yield Problem("contact", "Say how they are reached")
    if content.recipient_kind is RecipientKind.COMPETENT_AUTHORITY:
        if not content.parts <= FOR_THE_COMPETENT_AUTHORITY:
            yield Problem(
                "parts",
                "The competent authority is given who they are, what happened to them, and "
                "immigration and asylum; nothing else",
            )
        if content.sort is not Sort.SHARE:
            yield Problem("sort", "A referral to the competent authority is recorded as a referral")


def _handing_over(content: TransitionProposed) -> Iterator[Problem]:
    responsible = content.ground is Ground.RESPONSIBLE
    if content.hands_over:
        if content.recipient_kind is not RecipientKind.ACCOUNT:
            yield Problem("recipient_kind", "Whoever takes the lead needs an account")
        if not responsible:
            yield Problem("ground", "The ground of a handover is that their agency is responsible")
        if content.guest is not None:
            yield Problem("guest", "Whoever takes the lead is no guest. Leave this empty")
    elif responsible:
        yield Problem("ground", "This ground is for handing over the lead. Choose another")
    if content.guest is not None and content.recipient_kind in OUTSIDE:
        yield Problem(
            "guest", "Only somebody with an account can read the record. Leave this empty"
        )


def _time(content: TransitionProposed, on: date | None) -> Iterator[Problem]:
    if on is None:
        yield Problem("happened", "Give the day on which it is proposed")
        return
    if content.until < on:
        yield Problem("until", "The last day must not lie before the first")
    elif content.until > add_months(on, LONGEST_MONTHS):
        yield Problem("until", "Give a day within a year; it can be renewed")
    elif content.guest is not None and content.until > on + LONGEST_INVITATION:
        yield Problem("until", "Somebody reads the record as a guest for 90 days at most")


def _ground(content: TransitionProposed) -> Iterator[Problem]:
    if content.ground in NAMES_ITS_LAW and not content.law:
        yield Problem("law", "Name the law, guidance or order")
    if content.ground in WITHOUT_CONSENT and not content.why_without:
        yield Problem("why_without", "Say why it is shared without consent")


def _consent(
    content: TransitionProposed, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    if content.ground is not Ground.CONSENT:
        if refers_to is not None:
            yield Problem(
                "ground", "It answers to a consent but rests on another ground. Choose one of both"
            )
        return
    consent = consent_of(chronology, refers_to)
    if consent is None or not consent.holds(_as_of(happened, chronology)):
        yield Problem("refers_to", "Choose the consent that it rests on. It must still hold")
        return
    yield from _within(content, consent)


def _as_of(happened: Moment, chronology: Chronology) -> datetime:
    """The last moment that is meant: the end of a day, or now."""
    if happened.until is None:
        return chronology.at
    return min(max(happened.until - _TICK, happened.start or chronology.at), chronology.at)


def _within(content: TransitionProposed, consent: Consent) -> Iterator[Problem]:
    if not content.parts <= consent.parts:
        yield Problem("parts", "These are more parts than were agreed to")
    until = consent.answer.until if consent.answer else None
    if until is not None and content.until > until:
        yield Problem("until", "The consent ends before this day")


def is_open_to_be_sent(
    content: TransitionSent, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """It was proposed, is not sent yet, and its ground still holds."""
    share = transition_of(chronology, refers_to)
    at = _as_of(happened, chronology)
    if share is None or share.sent is not None:
        yield Problem("", "It was sent already, or is no longer there")
        return
    if share.state(at) is not TransitionState.PROPOSED:
        yield Problem("", "It was stopped, or its time has run out")
    if share.proposal.ground is Ground.CONSENT:
        consent = consent_of(chronology, share.proposed.refers_to)
        if consent is None or not consent.holds(at):
            yield Problem("", "The consent that it rests on holds no longer")
    if {row.part for row in content.package} - share.proposal.parts:
        yield Problem("", "Something in it lies outside the parts that were proposed")
    is_about_something = share.proposal.sort in {Sort.SHARE, Sort.REFER}
    if is_about_something and not content.package and share.proposal.guest is None:
        yield Problem("", "Choose what is passed on")


def is_an_answer_in_time(
    content: object, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Receipts and answers of recipients outside are written down by us; others give their own."""
    share = transition_of(chronology, refers_to)
    if share is None:
        return
    if share.package is not None and share.package.person is not None:
        yield Problem("", "They have an account, and answer themselves")
    if not share.is_open(_as_of(happened, chronology)):
        yield Problem("", "It was stopped, declined, or its time has run out")


def is_open_to_be_revoked(
    content: TransitionRevoked, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """It is not over yet."""
    share = transition_of(chronology, refers_to)
    if share is None or not share.is_open(_as_of(happened, chronology)):
        yield Problem("refers_to", "It is over already")
    elif share.proposal.hands_over and share.accepted is not None:
        yield Problem("refers_to", "The lead was handed over. Propose a new handover instead")


def is_open_to_be_told(
    content: object, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The young person did not know of it yet."""
    share = transition_of(chronology, refers_to)
    if share is not None and share.young_person_knows:
        yield Problem("refers_to", "The young person knows of it already")


def consent_is_an_answer(
    content: ConsentAnswered, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """The answer lies within what was asked, and ends."""
    asked = consent_of(chronology, refers_to)
    if asked is None:
        return
    if content.answer is ConsentGiven.PART:
        if not content.parts:
            yield Problem("parts", "Choose the parts that were agreed to")
        elif not content.parts <= asked.question.parts:
            yield Problem("parts", "They were not asked about all of these")
    if content.by is not GivenBy.YOUNG_PERSON and not content.name:
        yield Problem("name", "Say who answered")
    if content.answer in AGREED:
        yield from _ends(content.until, happened.on)


def _ends(until: date | None, on: date | None) -> Iterator[Problem]:
    if until is None:
        yield Problem("until", "Say until when it holds")
    elif on is None:
        yield Problem("happened", "Give the day on which it was answered")
    elif not on <= until <= add_months(on, LONGEST_MONTHS) + timedelta(days=1):
        yield Problem("until", "Give a day within a year of the answer; it can be renewed")


def there_is_consent_to_withdraw(
    content: ConsentWithdrawn, happened: Moment, chronology: Chronology, refers_to: UUID | None
) -> Iterator[Problem]:
    """Somebody agreed, and has not taken it back."""
    consent = consent_of(chronology, refers_to)
    if consent is None or consent.withdrawn is not None or not consent.parts:
        yield Problem("refers_to", "Choose a consent that was given and not taken back")
