"""The page of a child's times away."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.protection.missing.tests.test_missing import went

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


def test_it_says_what_to_do_now_and_stays_shut_to_strangers(client, cast, minh):
    address = reverse("missing", args=[minh])
    client.force_login(cast.alma)
    assert "where they should be" in client.get(address).content.decode()

    record(went(), child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 11, 10)))
    page = client.get(address).content.decode()
    assert "Ring the police at once" in page
    assert "Nobody, as far as is recorded" in page
    assert "Missing since" in client.get(reverse("child", args=[minh])).content.decode()

    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
