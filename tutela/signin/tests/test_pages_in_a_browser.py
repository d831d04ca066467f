"""Pages on which somebody finds their way in: accessible and narrow, each looked at once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from tutela.config.testing.browsing import sign_in
from tutela.identification.tests.browsing import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
AGENCY = SimpleNamespace(name="Northshire Council")


def test_ways_in_and_a_new_way_in_are_accessible(live_server, page, minh, settings):
    settings.DEMONSTRATION = True  # no second factor is asked for
    visitor = Worker(page)
    page.goto(live_server.url + reverse("both_halves"))
    visitor.look("a code in two halves")
    visitor.write("Email address", "nobody@example.org")
    visitor.press("Continue")
    visitor.look("a code in two halves, refused")
    sign_in(page, live_server.url, "alma")
    for name in ("colleagues", "sessions", "mfa_index"):
        page.goto(live_server.url + reverse(name))
        visitor.look(name)
    page.goto(live_server.url + reverse("entrance_card", args=[minh]))
    visitor.look("their own way in")
    visitor.press("Give a code")
    visitor.look("their own way in, given")
    page.goto(live_server.url + reverse("entrance_card", args=[minh]))
    visitor.look("their own way in, once given")


@pytest.mark.parametrize("template", ["sso_bind", "sso_arrived", "sso_leaving"])
def test_pages_of_an_agencys_sign_in_are_accessible(browser, rf: RequestFactory, template):
    request = rf.get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    said = {"agency": AGENCY, "next": "#main", "address": "#main", "proved": "x"}
    html = render_to_string(f"account/{template}.html", said, request)
    page = browser.new_page()
    # Without the style sheet: structure, names and order; colours are those of every page.
    page.set_content(html.replace('http-equiv="refresh"', 'name="stays"'))
    Worker(page).look(template)
    page.close()
