"""Pages of protection and status as everybody can use them: by axe, and on a narrow screen."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.moment import Moment
from tutela.config.testing.browsing import overflows, sign_in, violations
from tutela.doors.recording import record
from tutela.identification.tests import told
from tutela.protection.age.tests.test_age import CHILDHOOD, begun, disputed
from tutela.protection.missing.tests.test_missing import back, talk, went
from tutela.protection.transfer.declaring import Declared, declare_places
from tutela.protection.transfer.tests.test_transfer import needs, referral
from tutela.status.immigration.tests.test_immigration import leave
from tutela.status.justice.tests.test_justice import accused, charge, concern

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
OF_A_CHILD = ("missing", "age", "status", "justice", "transfer", "child")


def test_everybody_can_use_the_pages_of_protection_and_status(
    live_server, page, cast, minh, settings
):
    settings.DEMONSTRATION = True
    day = Moment.day(date(2026, 11, 10))

    def tell(content, to=None):
        by = cast.alma.viewer
        return record(content, child=minh, by=by, happened=day, refers_to=to).id

    for content in (told.born(CHILDHOOD), concern(), disputed(), begun(), leave(), accused()):
        tell(content)
    tell(charge())
    returned = tell(back(), tell(went()))
    tell(talk(child_words="Somebody rang."), returned)
    tell(needs(danger_counties=("Kent",)), tell(referral()))
    has = Declared(places=2, counties=("Dorset",), towns=("Poole",), languages=("vie",))
    declare_places(has, by=cast.ben, viewer=cast.ben.viewer)

    sign_in(page, live_server.url, "ben")
    addresses = [reverse(name, args=[minh]) for name in OF_A_CHILD]
    for address in (*addresses, reverse("transfers"), reverse("declare_places")):
        page.set_viewport_size({"width": 375, "height": 812})
        page.goto(live_server.url + address)
        assert not overflows(page), address
        assert violations(page) == [], address
