"""Each room's page about a child, with a life told on it: usable by everybody, on a telephone."""

from __future__ import annotations

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tutela.access.models import DatabasePurpose
from tutela.access.viewer import viewer_of
from tutela.config.testing.browsing import overflows, violations
from tutela.demo.people_of import make_people
from tutela.demo.vignettes import STORIES, vignettes
from tutela.demo.vignettes.does_not_know_where import selam
from tutela.demo.vignettes.found_in_a_house import quan
from tutela.doors.importing import record_many
from tutela.doors.reading import read
from tutela.people.models import Practitioner
from tutela.web import rooms


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("life", [quan, selam], ids=lambda life: life.__name__)
def test_each_page_passes_axe_and_fits_a_telephone(page, live_server, settings, life):
    settings.DEMONSTRATION = True
    DatabasePurpose.objects.using("owner").update(demonstration=True)
    make_people(3, using="owner")
    told = vignettes(seed=1, now=timezone.now())[STORIES.index(life)]
    list(record_many([told], using="owner"))
    lead = Practitioner.objects.get(pk=told.opened_by.id)
    client = Client()
    client.force_login(lead)
    cookie = client.cookies[installed.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 375, "height": 900})
    wrong = {}
    for offered in rooms.pages(read(told.id, as_=viewer_of(lead))):
        answer = page.goto(live_server.url + reverse(offered.url_name, args=[told.id]))
        assert answer is not None
        assert answer.status == 200
        # Whoever takes a copy out proves first that it is them.
        assert "/sign-in/" not in page.url
        found = violations(page) or overflows(page)
        if found:
            wrong[offered.url_name] = found
    assert wrong == {}
