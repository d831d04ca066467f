"""Invitations by link: a secret in the link, a code told another way, and one sitting of an hour.

What is kept opens nothing: a keyed hash of the link's secret, and the Argon2 hash of the code,
sealed. Whatever is wrong, Argon2 is worked out once, so that the time says no more than the page.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from tutela.doors.errors import NotAllowed
from tutela.doors.gate import Gate
from tutela.doors.invited import note_receipt, open_as_guest
from tutela.sharing.entries import TransitionProposed, TransitionReceived
from tutela.signin.sealing import hashed, seal, unseal
from tutela.signin.sessions import end_all
from tutela.signin.symbols import as_typed, in_groups, random_symbols

TOKEN_BYTES = 24
"""192 random bits stand in the link."""

CODE_LENGTH = 8
"""Symbols of 31: 39.6 bits. Five wrong ones end the link."""

HOURS = 72
"""So long the link may wait to be opened. Our own limit."""

MOST_FAILURES = 5


@dataclass(frozen=True)
class NewInvitation:
    """What is shown once: the secret of the link, the code, and until when it can be opened."""

    token: str
    code: str
    expires: datetime


@dataclass(frozen=True)
class Invited:
    """What those who answer for the record see of an invitation."""

    issued_at: datetime
    issued_by: str
    expires: datetime
    opened: datetime | None
    ended: datetime | None
    failures: int


def invite(gate: Gate, sent: UUID) -> NewInvitation:
    """A new invitation to a package; the one before opens nothing any more. Raises NotAllowed."""
    invitation, token = uuid4(), secrets.token_urlsafe(TOKEN_BYTES)
    code = random_symbols(CODE_LENGTH)
    rows = _rows(
        "door_invite", invitation, gate.child, sent, _token_hash(token),
        seal(make_password(code), where=_place(invitation)), HOURS,
    )  # fmt: skip
    if not rows:
        raise NotAllowed("invitation-1: the lead worker or manager invites, to a package by link")
    [(before, expires)] = rows
    if before is not None:
        end_all(before)
    return NewInvitation(token, in_groups(code), expires)


def uninvite(gate: Gate, sent: UUID) -> None:
    """Take an invitation back. Whoever is reading reads no more. Raises NotAllowed."""
    rows = _rows("door_uninvite", gate.child, sent)
    if not rows:
        raise NotAllowed("invitation-2: there is none that this viewer could take back")
    end_all(rows[0][0])


def invited(gate: Gate, sent: UUID) -> Invited | None:
    """The last invitation to a package, as far as this viewer sees it."""
    rows = _rows("door_invitation", gate.child, sent)
    return Invited(*rows[0]) if rows else None


def come_in(token: str, code: str, *, may: bool = True) -> UUID | None:
    """The invitation that this link and code open, which they do once. None for every reason why
    they don't, in the same time, also where ``may`` says that this network has tried too often."""
    rows = _rows("door_invited_try", _token_hash(token)) if may else []
    found, sealed = rows[0] if rows else (None, None)
    kept = _of_nobody() if found is None else unseal(sealed, where=_place(found))
    if not check_password(as_typed(code), kept) or found is None:
        return None
    if not _rows("door_invited_open", found):
        return None
    _receipt(found)
    invitation: UUID = found
    return invitation


def _receipt(invitation: UUID) -> None:
    parcel = open_as_guest(invitation)
    if parcel.received:
        return
    assert isinstance(parcel.proposed, TransitionProposed)
    receipt = TransitionReceived(
        by=parcel.proposed.recipient, note="Opened here with the link and the code"
    )
    note_receipt(invitation, parcel, receipt)


def _rows(function: str, *arguments: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.callproc(function, arguments)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _token_hash(token: str) -> str:
    return hashed(token, purpose="invitation")


def _place(invitation: UUID) -> str:
    return f"invitation/{invitation}/code"


@cache
def _of_nobody() -> str:
    """The code of no invitation, hashed as dearly as any."""
    return make_password(random_symbols(20))
