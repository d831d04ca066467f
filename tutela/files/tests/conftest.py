"""What the tests of documents stand on."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tutela.config.testing.browsing import sign_in
from tutela.config.testing.proving import proven

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    """No second factor is asked for, unless a test says otherwise."""
    settings.DEMONSTRATION = True


@pytest.fixture
def as_(cast: SimpleNamespace) -> Callable[..., Client]:
    """A client signed in as one of the cast, who has just proved who they are."""

    def sign_in(who: str, *, fresh: bool = True) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return proven(client) if fresh else client

    return sign_in
