"""A document from a worker's machine into the record and back, in a real browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tutela.files.tests import samples
from tutela.files.tests.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def must_be_accessible(page):
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0


def test_a_picture_goes_in_and_comes_out(page, live_server, minh, tmp_path):
    address = live_server.url
    sign_in(page, address, "alma")
    page.goto(address + reverse("documents", args=[minh]))
    must_be_accessible(page)
    page.get_by_role("link", name="Add a document").click()
    page.get_by_role("button", name="Record the document").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
    must_be_accessible(page)

    sent = tmp_path / "IMG_2041.jpg"
    sent.write_bytes(samples.photograph())
    page.get_by_label("Choose the file").set_input_files(sent)
    page.get_by_label("Health").check()
    page.get_by_label("What is it?").fill("Picture of her hand")
    page.get_by_label("What does it show or say?").fill("A hand with a bandage.")
    page.get_by_label("Who gave it?").fill("The young person")
    for part, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("No. Keep only the safe copy").check()
    page.get_by_role("button", name="Record the document").click()
    expect(page).to_have_url(re.compile(r"/recorded/$"))

    page.goto(address + reverse("documents", args=[minh]))
    must_be_accessible(page)
    page.get_by_role("link", name="Picture of her hand").click()
    picture = page.get_by_role("img", name="A hand with a bandage.")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") == 96
    must_be_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download the safe copy").click()
    assert saved.value.suggested_filename.startswith("document-")
    assert samples.CANARY not in saved.value.path().read_bytes()

    page.goto(address + reverse("take_out", args=[minh]))
    must_be_accessible(page)
