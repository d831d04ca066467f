"""The page of a child's home: what must be answered is said, and never where it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.access.entries import WhereaboutsKept
from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.protection.education.tests.test_learning import started
from tutela.protection.health.tests.test_health import asked, need, registered
from tutela.protection.placement.tests import said
from tutela.protection.representation.tests.test_representation import acts

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


def test_no_page_about_daily_life_says_where_while_a_child_is_shielded(client, cast, minh):
    at = {"child": minh, "happened": Moment.day(date(2026, 11, 5)), "by": cast.alma.viewer}
    record(said.home(), **at)
    record(registered(where="Weir Street Surgery"), **at)
    record(asked(), refers_to=record(need(), **at).id, **at)
    record(started(), **at)
    record(acts(office="The law centre in Calderwick"), **at)
    client.force_login(cast.alma)
    pages = ("home", "health", "learning", "representation", "child")
    places = ("Weir Street", "trauma service", "Saltmarsh", "Calderwick")
    told = [client.get(reverse(name, args=[minh])).content.decode() for name in pages]
    assert all(any(place in page for page in told) for place in places)
    record(WhereaboutsKept(level="shielded", why="Somebody asks for him"), **at)
    for name in pages:
        page = client.get(reverse(name, args=[minh])).content.decode()
        assert not any(place in page for place in places), name
