"""How long a sign-in lasts: thirty idle minutes, twelve hours in all.

What was typed and not sent is kept as a draft, so running out loses nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

LONGEST = 12 * 60 * 60
"""Seconds from signing in, however busy."""

RENEW_AFTER = 5 * 60
"""Seconds between renewals of an idle limit: a page that only reads rarely writes the session."""

BEGAN = "began"
"""Set in the session when it began, in seconds since 1970."""

_RENEWED = "renewed"


class LastingMiddleware:
    """Ends a sign-in after its longest time, and renews its idle limit while it is used."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, signed out where the time has run out."""
        if request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault(BEGAN, now)
            if now - began > LONGEST:
                logout(request)
            elif now - request.session.get(_RENEWED, 0) > RENEW_AFTER:
                request.session[_RENEWED] = now
        return self.get_response(request)
