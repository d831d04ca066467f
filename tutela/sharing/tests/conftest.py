"""What the tests of sharing stand on: Minh's story, somebody signed in, ready-made answers."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client

from tutela.config.testing.browsing import sign_in
from tutela.config.testing.cast import PASSWORD, email_of
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

    def sign_in_as(who: str, *, fresh: bool = True) -> Client:
        client = Client()
        if not fresh:
            client.force_login(getattr(cast, who))
            return client
        sent = {"login": email_of(who), "password": PASSWORD}
        assert client.post("/sign-in/", sent).status_code == 302
        return client

    return sign_in_as
