"""What the tests of pages stand on: somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tutela.config.testing.browsing import sign_in

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    """No second factor is asked for, unless a test says otherwise."""
    settings.DEMONSTRATION = True


@pytest.fixture
def as_(cast: SimpleNamespace) -> Callable[[str], Client]:
    """A client signed in as one of the cast: ``as_("alma")``."""

    def sign_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return sign_in
