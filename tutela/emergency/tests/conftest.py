"""Pavel is on the duty rota of the police; Dora protects data at Northshire."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import Client

from tutela.access.viewer import viewer_of
from tutela.config.testing.browsing import sign_in
from tutela.config.testing.cast import PASSWORD, email_of
from tutela.people.models import Practitioner
from tutela.web.tests import story

__all__ = ["sign_in"]


@pytest.fixture(autouse=True)
def _demonstration(settings: SimpleNamespace) -> None:
    """The password is proof enough, unless a test says otherwise."""
    settings.DEMONSTRATION = True


@pytest.fixture
def duty(cast: SimpleNamespace) -> SimpleNamespace:
    """The cast, with Pavel and Stella on the rota and their own managers and officers."""
    for who in ("pavel", "stella"):
        person = getattr(cast, who)
        person.on_duty_rota = True
        person.save(update_fields=["on_duty_rota"])
        person.viewer = viewer_of(person, fresh=True)
    for who, agency, flags in (
        ("dora", cast.ben.agency, {"protects_data": True}),
        ("max", cast.pavel.agency, {"manages": True}),
    ):
        person = Practitioner.objects.create_practitioner(
            email=f"{who}@example.org",
            name=f"{who.capitalize()} Quill",
            agency=agency,
            password=PASSWORD,
            **flags,
        )
        person.viewer = viewer_of(person)
        setattr(cast, who, person)
    return cast


@pytest.fixture
def told(minh: UUID, cast: SimpleNamespace) -> dict[str, UUID]:
    """Minh's record with a name, an approximate date of birth and a concern."""
    return story.tell(minh, cast)


@pytest.fixture
def as_(duty: SimpleNamespace) -> Callable[[str], Client]:
    """A client signed in, with a fresh second factor: ``as_("pavel")``."""

    def sign_in_as(who: str) -> Client:
        client = Client()
        answer = client.post("/sign-in/", {"login": email_of(who), "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in_as
