"""Somebody who has just proved who they are, for tests of what asks for that."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.auth import SESSION_KEY
from django.test import Client

NOTED, WHOSE = AUTHENTICATION_METHODS_SESSION_KEY, _AUTHENTICATION_METHODS_USER_SESSION_KEY


def proven(client: Client, *, ago: float = 0) -> Client:
    """The client, whose session says that a second factor was given so many seconds ago."""
    session = client.session
    session[NOTED] = [{"method": "mfa", "type": "totp", "at": time.time() - ago}]
    session[WHOSE] = str(session[SESSION_KEY])
    session.save()
    return client
