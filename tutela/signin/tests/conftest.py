"""What the tests of sign-in stand on: real work, where a second factor is asked for."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tutela.config.testing.cast import PASSWORD, email_of


@pytest.fixture(autouse=True)
def _real_work(settings: SimpleNamespace) -> None:
    settings.DEMONSTRATION = False
    cache.clear()


def try_to_sign_in(client, who="alma", password=PASSWORD, **more):
    """Send the first page."""
    sent = {"login": email_of(who), "password": password}
    return client.post("/sign-in/", sent, **more)


def code_for(secret, steps=0):
    """The code that an app shows, so many steps of half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_an_app(client, who="alma"):
    """Sign in and set up an app; its secret and the recovery codes."""
    try_to_sign_in(client, who)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret, done.context["codes"]


def age(client, seconds):
    """Make a session so many seconds older."""
    session = client.session
    session["began"] -= seconds
    for note in session.get("account_authentication_methods", []):
        note["at"] -= seconds
    session.save()


@pytest.fixture
def alma(cast) -> Client:
    """Alma's browser, in which she has just set up an app."""
    client = Client()
    client.secret, client.codes = with_an_app(client)
    return client
