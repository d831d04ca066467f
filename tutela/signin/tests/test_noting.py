"""Who came, who went and who tried stands in the audit."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tutela.access.models import Audit
from tutela.config.testing.cast import PASSWORD, email_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


def lines():
    asked = Audit.objects.using("owner").filter(
        action__in=["sign-in", "sign-out", "wrong-try", "way-in"]
    )
    return [(line.action, line.who) for line in asked.order_by("id")]


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_coming_and_going_are_noted(cast):
    client = Client()
    sign_in(client, email_of("alma"), PASSWORD)
    client.post(reverse("account_logout"))
    assert lines() == [("sign-in", cast.alma.id), ("sign-out", cast.alma.id)]


def test_a_wrong_try_is_noted_with_whose_account_it_was_and_nothing_that_was_typed(cast):
    sign_in(Client(), email_of("alma"), "something else altogether")
    sign_in(Client(), "nobody@example.org", "something else altogether")
    assert lines() == [("wrong-try", cast.alma.id), ("wrong-try", None)]
    said = [line.purpose for line in Audit.objects.using("owner").filter(action="wrong-try")]
    assert said == ["password", "password"]
