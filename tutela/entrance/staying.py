"""How long a young person stays signed in: ten idle minutes, sixty in all, one place at a time."""

from __future__ import annotations

import time
from uuid import UUID

from django.http import HttpRequest

from tutela.entrance import cards
from tutela.entrance.cards import Holder
from tutela.signin.sessions import BEGAN, HOLDER, make_room

IDLE = 10 * 60
LONGEST = 60 * 60

_SEEN = "seen"


def begin(request: HttpRequest, card: UUID) -> None:
    """Begin the only session of this card. Whoever was signed in on this device is so no more."""
    make_room(card, at_once=1)
    request.session.flush()
    now = time.time()
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


def end(request: HttpRequest) -> None:
    """Leave: nothing of the session remains."""
    request.session.flush()
