"""How long a young person stays signed in: ten idle minutes, sixty in all, one place at a time."""

from __future__ import annotations

import time
from uuid import UUID

from django.http import HttpRequest

from tutela.entrance import cards
from tutela.entrance.cards import Holder
from tutela.entrance.languages import Language, language_of
from tutela.signin.sessions import BEGAN, HOLDER, make_room

IDLE = 10 * 60
LONGEST = 60 * 60

_SEEN = "seen"
_LANGUAGE = "language"
BESIDE = "beside"
"""Whether English was asked for beside another language."""


def begin(request: HttpRequest, card: UUID) -> None:
    """Begin the only session of this card. Whoever was signed in on this device is so no more."""
    make_room(card, at_once=1)
    spoken = language(request).code
    request.session.flush()
    now = time.time()
    request.session[_LANGUAGE] = spoken
    request.session.update({HOLDER: str(card), BEGAN: now, _SEEN: now})


def present(request: HttpRequest) -> Holder | None:
    """Who is here, if anybody still is: the time may be over, or the card frozen meanwhile."""
    card = request.session.get(HOLDER)
    if card is None or request.user.is_authenticated:
        return None
    now = time.time()
    seen, began = request.session.get(_SEEN, 0), request.session.get(BEGAN, 0)
    here = cards.holder(UUID(card)) if now - seen <= IDLE and now - began <= LONGEST else None
    if here is None:
        request.session.flush()
        return None
    request.session[_SEEN] = now
    return here


def language(request: HttpRequest) -> Language:
    """The language that was chosen on this device in this sitting; English before."""
    return language_of(request.session.get(_LANGUAGE))


def speak(request: HttpRequest, code: str) -> None:
    """Go on in another language. Nothing of it stays on the device after leaving."""
    request.session[_LANGUAGE] = language_of(code).code


def end(request: HttpRequest) -> None:
    """Leave: nothing of the session remains."""
    request.session.flush()
