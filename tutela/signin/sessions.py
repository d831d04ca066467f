"""Where sessions are kept: under the hash of their key, sealed, and ended from here.

Who reads the database finds no key that opens a session, and nothing that one holds: not even the
secret of an authenticator app that somebody is just setting up.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tutela.signin.models import Session
from tutela.signin.sealing import CannotOpen, seal, unseal

AT_ONCE = 3
"""Sessions that one person may have at a time; the oldest ends when one more begins."""

HOLDER = "holder"
"""Set in a session whose holder is no practitioner: the id of a young person's card."""

BEGAN = "began"
"""Set in the session when it began, in seconds since 1970."""

DEVICE = "device"
"""Set in the session: on what it began, in words."""


@dataclass(frozen=True)
class Lasting:
    """One of somebody's sessions, as a page lists it."""

    key_hash: str
    began: datetime | None
    seen: datetime
    device: str


class SessionStore(SessionBase):
    """Sessions in the database, by the hash of their key."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, under no key, where there is none."""
        row = self._row()
        held = None if row is None else _opened(row)
        if held is None:
            self._session_key = None
            return {}
        return held

    def exists(self, session_key: str) -> bool:
        """Is there a session under this key?"""
        return Session.objects.filter(key_hash=hash_of(session_key)).exists()

    def create(self) -> None:
        """Begin an empty session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the session. One that has been ended meanwhile is not begun again: UpdateError."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # stubs
        if self.session_key is None:
            # It ended before it was looked at.
            raise UpdateError
        key_hash = hash_of(self.session_key)
        holder = data.get(SESSION_KEY) or data.get(HOLDER)
        columns = {
            "holder": UUID(str(holder)) if holder else None,
            "sealed": seal(json.dumps(data), where=_place(key_hash)),
            "seen": timezone.now(),
            "expires": self.get_expiry_date(),
        }
        if must_create:
            try:
                with transaction.atomic():
                    Session.objects.create(key_hash=key_hash, **columns)
            except IntegrityError as error:
                raise CreateError from error
        elif not Session.objects.filter(key_hash=key_hash).update(**columns):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=hash_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget sessions that have run out."""
        Session.objects.filter(expires__lte=timezone.now()).delete()

    def _row(self) -> Session | None:
        if self.session_key is None:
            return None
        return Session.objects.filter(
            key_hash=hash_of(self.session_key), expires__gt=timezone.now()
        ).first()


def hash_of(key: str) -> str:
    """The name under which a session with this key is kept. A key has 165 random bits, so a plain
    hash can't be turned round."""
    return sha256(key.encode()).hexdigest()


def end_all(holder: UUID, *, but: str = "", using: str = "default") -> int:
    """End every session of this person, but the one kept under this hash. Returns how many."""
    sessions = Session.objects.using(using).filter(holder=holder).exclude(key_hash=but)
    return sessions.delete()[0]


def end_one(holder: UUID, key_hash: str) -> None:
    """End one of this person's sessions; nobody else's."""
    Session.objects.filter(holder=holder, key_hash=key_hash).delete()


def make_room(holder: UUID, *, at_once: int = AT_ONCE) -> None:
    """End this person's oldest sessions, so that one more may begin."""
    newest = Session.objects.filter(holder=holder).order_by("-seen")
    kept = list(newest.values_list("key_hash", flat=True)[: at_once - 1])
    Session.objects.filter(holder=holder).exclude(key_hash__in=kept).delete()


def sessions_of(holder: UUID) -> Sequence[Lasting]:
    """This person's sessions, the one last used first."""
    rows = Session.objects.filter(holder=holder, expires__gt=timezone.now()).order_by("-seen")
    return [_listed(row) for row in rows]


def _listed(row: Session) -> Lasting:
    held = _opened(row) or {}
    began = held.get(BEGAN)
    when = datetime.fromtimestamp(began, tz=timezone.get_default_timezone()) if began else None
    return Lasting(row.key_hash, when, row.seen, str(held.get(DEVICE, "")))


def _opened(row: Session) -> dict[str, Any] | None:
    try:
        held = json.loads(unseal(row.sealed, where=_place(row.key_hash)))
    except CannotOpen:
        # Altered, moved from another row, or sealed under another key.
        return None
    assert isinstance(held, dict)
    return held


def _place(key_hash: str) -> str:
    return f"session/{key_hash}"
