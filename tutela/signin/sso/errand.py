"""What is carried to the agency's sign-in and back, sealed in a cookie of its own.

Our session cookie is never sent along when another site leads here (SameSite=Strict), so what was
asked travels in this one: ten minutes, for this one address, readable by us alone.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tutela.signin.sealing import CannotOpen, seal, unseal

LASTS = 10 * 60
"""Seconds for which somebody may take to sign in at their agency."""

SIGN_IN, PROVE, BIND = "sign-in", "prove", "bind"

_PLACE = "single sign-on"


@dataclass(frozen=True)
class Errand:
    """One way there and back. ``why`` is to sign in, to prove oneself again, or to bind; for the
    last two ``holder`` is who goes, and ``session`` the hash of the session they go from."""

    why: str
    provider: str
    state: str
    nonce: str
    verifier: str
    began: float
    next_page: str
    holder: str = ""
    session: str = ""

    @classmethod
    def new(
        cls,
        why: str,
        provider: UUID,
        *,
        at: float,
        next_page: str,
        holder: str = "",
        session: str = "",
    ) -> Errand:
        """With a state, nonce and verifier of its own: 256 random bits each."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(why, str(provider), state, nonce, verifier, at, next_page, holder, session)

    @property
    def challenge(self) -> str:
        """The SHA-256 of the verifier (RFC 7636)."""
        digest = sha256(self.verifier.encode()).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()

    def keep(self, answer: HttpResponse) -> None:
        """Put it into a cookie."""
        answer.set_cookie(
            cookie_name(),
            seal(json.dumps(asdict(self)), where=_PLACE),
            max_age=LASTS,
            secure=settings.BEHIND_TLS,
            httponly=True,
            samesite="Lax",
        )


def kept(request: HttpRequest, *, at: float) -> Errand | None:
    """The errand that this browser was sent on, unless it is too old."""
    try:
        held = json.loads(unseal(request.COOKIES.get(cookie_name(), ""), where=_PLACE))
    except CannotOpen:
        return None
    errand = Errand(**held)
    return errand if 0 <= at - errand.began <= LASTS else None


def forget(answer: HttpResponse) -> None:
    """An errand is run once."""
    answer.delete_cookie(cookie_name(), samesite="Lax")


def cookie_name() -> str:
    """A name that browsers take from us alone, where TLS allows it."""
    return "__Host-tutela-errand" if settings.BEHIND_TLS else "tutela-errand"
