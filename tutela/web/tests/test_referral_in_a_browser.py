"""From a concern to a decided referral in a real browser, as a social worker would go."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from tutela.chronology.moment import Moment
from tutela.config.testing.browsing import violations
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.identification.entries import NrmReferral
from tutela.identification.referrals import ReferralStatus, referrals
from tutela.identification.tests import told
from tutela.web.tests import story
from tutela.web.tests.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_referral_pages_are_accessible_and_fit_a_narrow_screen(live_server, page, minh, cast):
    story.tell(minh, cast)
    record(told.referral(), child=minh, by=cast.alma.viewer, happened=Moment.day(date(2026, 11, 9)))
    sign_in(page, live_server.url, "alma")
    page.set_viewport_size({"width": 375, "height": 800})
    for name in ("referral", "referral_pack"):
        page.goto(live_server.url + reverse(name, args=[minh]))
        assert violations(page) == [], name
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ), name


def test_a_referral_is_prepared_downloaded_and_recorded_as_sent(
    live_server, page, minh, cast, tmp_path
):
    story.tell(minh, cast)
    sign_in(page, live_server.url, "alma")
    page.goto(live_server.url + reverse("child", args=[minh]))
    page.get_by_role("link", name="Referral and its pack").click()
    expect(page.get_by_text("No referral has been sent.")).to_be_visible()

    prompt = page.get_by_role("listitem").filter(has_text="Which part is their own name?")
    prompt.get_by_role("link").click()
    page.get_by_label("Which part is their own name?").fill("Minh")
    page.get_by_label("Which part is the family name").fill("Nguyễn")
    page.get_by_label("Why is it corrected?").fill("The form asks for the parts")
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_role("button", name="Record the correction").click()

    page.goto(live_server.url + reverse("referral", args=[minh]))
    expect(page.get_by_text("Which part is their own name?")).to_have_count(0)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="download it as a PDF").click()
    kept = Path(tmp_path) / "pack.pdf"
    downloading.value.save_as(kept)
    words = " ".join(p.extract_text() for p in PdfReader(BytesIO(kept.read_bytes())).pages)
    assert "First name" in words
    assert "Minh" in words

    page.get_by_role("link", name="Record it as sent").click()
    page.get_by_label("Day", exact=True).fill("16")
    page.get_by_label("Month", exact=True).fill("11")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("Which first responder organisation sent it?").fill("Leeds City Council")
    page.get_by_label("England", exact=True).check()
    page.get_by_label("Single Competent Authority").check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Continue").last.click()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text(re.compile("was sent by Leeds City Council")).first).to_be_visible()

    page.goto(live_server.url + reverse("referral", args=[minh]))
    expect(page.get_by_text("Awaiting the reasonable grounds decision")).to_be_visible()
    chronology = read(minh, as_=cast.alma.viewer).chronology
    (referral,) = referrals(chronology)
    assert referral.sent.says(NrmReferral).organisation == "Leeds City Council"
    assert referral.status(chronology.at) is ReferralStatus.RG_PENDING
