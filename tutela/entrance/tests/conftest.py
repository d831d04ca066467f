"""What the tests of the young person's door stand on."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tutela.config.testing.proving import proven

ME, OWN_PIN = "/me/", "482917"


@pytest.fixture(autouse=True)
def _real_work(settings) -> None:
    settings.DEMONSTRATION = False
    cache.clear()


@pytest.fixture
def as_(cast):
    """A client signed in as one of the cast, who has just proved who they are."""

    def sign_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return proven(client)

    return sign_in


def issue(client, child, nickname="Robin"):
    """Give a card, as a guardian does; the code and the first PIN."""
    sent = {"do": "issue", "nickname": nickname}
    new = client.post(reverse("entrance_card", args=[child]), sent).context["new"]
    return new.code, new.pin


def come(code, pin, **more):
    """A browser that tries the door, and what it was answered."""
    client = Client()
    return client, client.post(ME, {"code": code, "pin": pin}, **more)


def come_in(code, pin):
    """Come in for the first time, and choose a PIN of one's own."""
    client, answer = come(code, pin)
    assert answer.status_code == 303, answer.content
    chosen = client.post(ME, {"new": OWN_PIN, "again": OWN_PIN})
    assert chosen.status_code == 303
    return client
