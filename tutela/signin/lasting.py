"""How long a sign-in lasts: thirty idle minutes, twelve hours in all; and whether it is fresh.

What was typed and not sent is kept as a draft, so running out loses nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from tutela.signin.devices import device_in_words
from tutela.signin.proof import is_fresh, proved_at
from tutela.signin.sessions import BEGAN, DEVICE
from tutela.web.freshness import mark

Handler = Callable[[HttpRequest], HttpResponse]

LONGEST = 12 * 60 * 60
"""Seconds from signing in, however busy."""

RENEW_AFTER = 5 * 60
"""Seconds between renewals of an idle limit: a page that only reads rarely writes the session."""

_RENEWED = "renewed"


class LastingMiddleware:
    """Ends a sign-in after its longest time, renews its idle limit while it is used, and says
    whether the second factor is fresh."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, signed out where the time has run out."""
        if request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault(BEGAN, now)
            request.session.setdefault(DEVICE, device_in_words(request.headers.get("User-Agent")))
            if now - began > LONGEST:
                logout(request)
            else:
                if now - request.session.get(_RENEWED, 0) > RENEW_AFTER:
                    request.session[_RENEWED] = now
                mark(request, is_fresh=fresh(request, at=now))
        return self.get_response(request)


def fresh(request: HttpRequest, *, at: float | None = None) -> bool:
    """Has the person at this request given a second factor within five minutes?"""
    if not request.user.is_authenticated:
        return False
    notes = get_authentication_records(request, request.user)
    proved = proved_at(notes, demonstration=settings.DEMONSTRATION)
    return is_fresh(proved, at=time.time() if at is None else at)
