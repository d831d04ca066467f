"""A young person who came in, and what they do there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tutela.entrance.tests.conftest import ME, _real_work, as_, come_in, issue

__all__ = ["_real_work", "as_"]


@pytest.fixture
def young(as_, minh):
    """A client behind the door, at the one address: ``young.go(place)``, ``young.do(...)``."""
    client = come_in(*issue(as_("gwen"), minh))

    def page() -> str:
        return client.get(ME).content.decode()

    def go(place: str) -> str:
        client.post(ME, {"go": place})
        return page()

    def do(**answers: object) -> str:
        answer = client.post(ME, answers)
        assert (answer.status_code, answer.url) == (303, ME)
        return page()

    return SimpleNamespace(client=client, page=page, go=go, do=do)
