"""What the tests of sharing stand on: Minh's story, somebody signed in, ready-made answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from uuid import UUID

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from tutela.config.testing.browsing import sign_in
from tutela.web.tests import story

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    """No second factor is asked for, unless a test says otherwise."""
    settings.DEMONSTRATION = True


@pytest.fixture
def told(minh: UUID, cast: SimpleNamespace) -> dict[str, UUID]:
    """A name, a date of birth and a concern stand in Minh's record; their ids."""
    return story.tell(minh, cast)


@pytest.fixture
def as_(cast: SimpleNamespace) -> Callable[..., Client]:
    """A client signed in as one of the cast, who has just proved who they are."""

    def sign_in(who: str, *, fresh: bool = True) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        if fresh:
            session = client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                {"method": "password", "at": time.time()}
            ]
            session.save()
        return client

    return sign_in
