"""The page of a child's home: what must be answered is said, and never where it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.protection.placement.tests import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


def test_it_says_how_a_child_lives_and_never_where(
    client, cast, minh, django_assert_max_num_queries
):
    address = reverse("home", args=[minh])
    client.force_login(cast.alma)
    page = client.get(address).content.decode()
    assert "No home is on record" in page
    assert "lost in the first 72 hours" in page

    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    hotel = record(said.home("hotel"), **at).id
    record(said.address(), refers_to=hotel, **at)
    record(said.told(), refers_to=hotel, **at)
    assert "No child should live here" in client.get(address).content.decode()
    record(said.answered("stays"), refers_to=hotel, **at)
    record(said.plan(), refers_to=hotel, **at)
    record(said.safety(), **at)
    record(said.visit(alone="no", why_not_alone="The carer stayed"), **at)
    record(said.care_plan(), **at)
    record(said.review(met="no", missing="Nobody talks with him"), **at)
    with django_assert_max_num_queries(15):
        page = client.get(address).content.decode()
    assert "No child should live here" not in page
    assert "Seen, not alone" in page
    assert "Needs from trafficking: They are not met" in page
    assert "Nobody talks with him" in page
    for place in ("Harbour Street", "Mai and Tom Hollis", "Southport"):
        assert place not in page

    record(said.left(), refers_to=hotel, **at)
    assert "As planned" in client.get(address).content.decode()
    client.force_login(cast.stella)
    assert client.get(address).status_code == 404
